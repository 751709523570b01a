"""Rows of a plan that waits: added, split, joined, and taken back after they were left out."""

from dataclasses import dataclass

from domain.history import EventKind
from domain.messages import Command, Notice, OfNumber, OneNumber, Refusal, SeveralNumbers, UndoRule
from domain.messages.drafts import RowSummary
from domain.people import CONFIRMS

_OF_DRAFT = UndoRule((EventKind.DRAFT_CHANGED,), "draft")


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row in a list: its number and its title or its limit as it reads."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class AddRow(Command):
    """A row that the document does not have: `parts` as in AddTask. `draft` and `seen` as in EditRow."""

    canonical = "addrow"
    roles = CONFIRMS
    place = 362
    undo = _OF_DRAFT

    parts: tuple[tuple[str, str], ...] = ()
    draft: int | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class SplitRow(OneNumber):
    """One row is several tasks: `titles` are theirs in order; without them the row's own title is cut at ";"."""

    canonical = "splitrow"
    roles = CONFIRMS
    place = 364
    undo = _OF_DRAFT

    titles: tuple[str, ...] = ()
    draft: int | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class JoinRows(SeveralNumbers):
    """Several rows are one task: the first named takes the others in."""

    canonical = "joinrows"
    roles = CONFIRMS
    place = 366
    undo = _OF_DRAFT

    draft: int | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class RestoreRows(SeveralNumbers):
    """Rows that were left out are to be written after all."""

    canonical = "restorerows"
    roles = CONFIRMS
    place = 368
    undo = _OF_DRAFT

    draft: int | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class RowAdded(Notice):
    """A row more; `row` has the number that it is corrected by."""

    row: RowSummary


@dataclass(frozen=True, slots=True)
class RowSplit(Notice):
    """A row became several, each with its title; the first has the number of before."""

    rows: tuple[RowWords, ...]


@dataclass(frozen=True, slots=True)
class RowsJoined(Notice):
    """Rows became one, `row`; `joined` are the numbers that it took in.

    `other_limits` are those of joined rows that are not the one that stays.
    """

    row: RowSummary
    joined: tuple[int, ...]
    other_limits: tuple[RowWords, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsRestored(Notice):
    """Rows that were left out are back; the notice counts all that would be written."""

    numbers: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class SettledOnPage(Notice):
    """What a chat had asked was settled on the page meanwhile: the row and its title, None and "" for the plan."""

    row: int | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class RowTitleMissing(Refusal):
    """A row is to be added and what is to be done is not said."""


@dataclass(frozen=True, slots=True)
class SplitUnclear(OfNumber):
    """It is not clear which tasks the row is to become: there must be two or more."""


@dataclass(frozen=True, slots=True)
class JoinUnclear(Refusal):
    """Two or more rows are needed to make one of them."""


@dataclass(frozen=True, slots=True)
class RowNotLeftOut(OfNumber):
    """The row was not left out, or there is none of this number."""
