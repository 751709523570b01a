"""Praise: a leader commends a unit or a person, with the reason."""

from dataclasses import dataclass
from datetime import datetime

from domain.history import EventKind
from domain.messages import Command, Notice, Refusal, UndoRule
from domain.people import DECIDES


@dataclass(frozen=True, slots=True)
class PraiseSomebody(Command):
    """Commend a unit or a person: `text` names them first and then says why."""

    canonical = "praise"
    roles = DECIDES
    place = 275
    undo = UndoRule((EventKind.PRAISED,))

    text: str = ""


@dataclass(frozen=True, slots=True)
class Praised(Notice):
    """To those praised and to the head of the unit: `name` is the unit or the person."""

    name: str
    reason: str
    by: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class PraiseSent(Notice):
    """To the leader who praised: who is told, who cannot be reached, and when it goes out (aware; None: at once)."""

    name: str
    reason: str
    is_person: bool
    names: tuple[str, ...]
    unreached: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class PraisedUnclear(Refusal):
    """No one unit or person is named; `suggestions` are up to three names that look like `name`."""

    name: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PraiseReasonMissing(Refusal):
    """It is clear who is praised but not for what."""

    name: str
