"""Trial messages: the coordinator reads what a unit's people will get on the next working morning; nobody is told."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.messages import Command, Notice
from domain.messages.reports import MorningDigest
from domain.people import CONFIRMS


@dataclass(frozen=True, slots=True)
class TryMessages(Command):
    """Show the messages of the next working morning to the people of a unit (`text`), as a trial."""

    canonical = "trial"
    roles = CONFIRMS
    place = 285
    undo = None

    text: str = ""


@dataclass(frozen=True, slots=True)
class TriedMessage:
    """One message and the people it would go to at `at` (aware); nobody's name stands in it."""

    names: tuple[str, ...]
    at: datetime
    digest: MorningDigest


@dataclass(frozen=True, slots=True)
class MessagesTried(Notice):
    """What the people of a unit would get on `day`; `unreached` have no linked account, `silent` would get nothing."""

    is_replaceable = True

    unit: str
    day: date
    messages: tuple[TriedMessage, ...]
    silent: tuple[str, ...] = ()
    unreached: tuple[str, ...] = ()
