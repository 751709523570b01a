"""What dondoc asks in a chat: kept with the complete commands that answer it, one open at a time, answered once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.evidence import Handed

ANSWERED_WITHIN = timedelta(days=2)
REMEMBERED_FOR = timedelta(days=4)  # so long a late answer is told that its question is over
MOST_OPTIONS = 8  # as many letters as are read: A to H
MARK = "ask"  # before the number of a question in the text of its buttons
HOLE = "{}"  # where a number goes in a template


class QuestionKind(StrEnum):
    """What is asked: a task's number, a percentage, what was meant, or a doubt about a draft (kept with the draft)."""

    WHICH = "which"
    SHARE = "share"
    CLARIFY = "clarify"
    DOUBT = "doubt"


class Closing(StrEnum):
    """Why a question is not open any more."""

    ANSWERED = "answered"
    DROPPED = "dropped"
    REPLACED = "replaced"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Question:
    """One question put to a person in one chat.

    `about` is what the person had typed; `options` are complete commands as typed text. `template` is a command with a
    hole, for questions that any number answers, `handed` the pictures or files that came without a task's number.
    `inbox_id` is the update that made us ask; `closing` is None while it is open.
    """

    id: int
    person_id: int
    inbox_id: int
    asked_at: datetime
    expires_at: datetime
    kind: QuestionKind
    about: str
    options: tuple[str, ...] = ()
    template: str = ""
    handed: tuple[Handed, ...] = ()
    closing: Closing | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether an answer still counts."""
        return self.closing is None and now < self.expires_at

    def why_over(self) -> Closing:
        """Why an answer does not count any more, of a question that is not open."""
        return self.closing or Closing.EXPIRED

    def option(self, letter: str) -> str | None:
        """The command behind a letter; None for a letter past the last option."""
        place = ord(letter.upper()) - ord("A") if len(letter) == 1 else -1
        return self.options[place] if 0 <= place < len(self.options) else None


@dataclass(frozen=True, slots=True)
class Answer:
    """A text that is nothing but an answer: a letter, yes or no, numbers, or a percentage with its sign.

    `is_weak`: "ok", "được", a thumb.
    """

    letter: str = ""
    is_yes: bool | None = None
    is_weak: bool = False
    numbers: tuple[int, ...] = ()
    percent: int | None = None


def filled(template: str, number: int) -> str:
    """The command of a template for one number."""
    return template.replace(HOLE, str(number), 1)


def letters(count: int) -> str:
    """The letters of the first `count` options."""
    return "ABCDEFGH"[:count]


@dataclass(frozen=True, slots=True)
class WaitingOption:
    """A complete command as it would be typed, its canonical name, and its task's number."""

    name: str
    number: int
    typed: str
