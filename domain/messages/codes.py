"""Codes for everybody at once: a printed sheet of cards, and who has not linked a telephone yet."""

from dataclasses import dataclass
from datetime import datetime

from domain.history import EventKind
from domain.messages import Command, Notice, Refusal, UndoRule
from domain.people import MANAGES_PEOPLE, SEES_ALL


@dataclass(frozen=True, slots=True)
class PrintCodes(Command):
    """A sheet to print: one card with a one-time code for each person who has not linked a telephone."""

    canonical = "sheet"
    roles = MANAGES_PEOPLE
    place = 442
    undo = UndoRule((EventKind.CODES_PRINTED,), "invited")


@dataclass(frozen=True, slots=True)
class ListUnlinked(Command):
    """Who has not linked a telephone, by unit."""

    canonical = "unlinked"
    roles = SEES_ALL
    place = 444
    undo = None


@dataclass(frozen=True, slots=True)
class CodeCard:
    """One card of the sheet."""

    name: str
    unit_names: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class CodesPrinted(Notice):
    """The sheet, sent as a file; the codes are shown nowhere else.

    `ended`: how many codes given out before hold no longer; `linked`: how many people need no card.
    """

    is_secret = True
    is_file = True

    cards: tuple[CodeCard, ...]
    organisation: str
    expires_at: datetime
    ended: int
    linked: int


@dataclass(frozen=True, slots=True)
class UnlinkedUnit:
    """People of one unit who have not linked a telephone; `name` is "" for those of no unit."""

    name: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnlinkedShown(Notice):
    """Who has not linked, by unit; `linked` and `people` count everybody."""

    units: tuple[UnlinkedUnit, ...]
    linked: int
    people: int


@dataclass(frozen=True, slots=True)
class EverybodyLinked(Refusal):
    """There is nobody to make a card for; `people` are in the list."""

    people: int


@dataclass(frozen=True, slots=True)
class SheetNeedsFiles(Refusal):
    """This channel sends no files: the sheet is asked for on Telegram, or printed where the program runs."""
