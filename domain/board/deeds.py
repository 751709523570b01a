"""What a person may do with a task on a page: always a command that could be typed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.messages import Command


class OwnWords(StrEnum):
    """Whether a deed takes words of the person's own behind the command."""

    NONE = "none"
    MAY = "may"
    MUST = "must"


@dataclass(frozen=True, slots=True)
class Deed:
    """A command about a task; without a number it is about none.

    `is_advice`: who only recommends must not read that they decide. `is_main`: what the page expects of this person.
    `until` is the day that is granted by it.
    """

    kind: type[Command]
    number: int | None = None
    own_words: OwnWords = OwnWords.NONE
    is_advice: bool = False
    is_main: bool = False
    until: date | None = None
