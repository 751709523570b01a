"""The plan that waits (the draft): taken in, shown, corrected row by row, written or dropped."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from domain.drafts import Doubt, PlanReading, SilentUnit, UnknownUnit
from domain.history import EventKind
from domain.messages import Command, Notice, OfNumber, OneNumber, Refusal, SeveralNumbers, UndoRule
from domain.people import (
    CONFIRMS,
)


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A plan that waits, in a list: `number` opens it; `made_by` is who sent it, "" for the command line."""

    number: int
    title: str
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What a coordinator did to a row of the draft: `part` names it ("deadline", "left_out"), `value` what it is now.

    For a doubt `row` may be None, `part` is "doubt" and `value` the choice.
    """

    row: int | None
    part: str
    value: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A doubt that is open, in a list: its row (None for the plan) and code; `name` is the unit it is about."""

    row: int | None
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class RowSummary:
    """One row of the plan as it would be written. `number` is the row's, by which it is corrected."""

    number: int
    code: str
    title: str
    lead_names: tuple[str, ...]
    coordinating_names: tuple[str, ...]
    wording: str
    last_day: date | None
    at_time: time | None
    product: str | None


@dataclass(frozen=True, slots=True)
class DraftRowChange:
    """One thing that a later version of a plan has otherwise.

    `kind`: "new" (then `number` is the row's), "gone", or the part of the task that changed ("deadline", "lead", …).
    """

    kind: str
    number: int
    title: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan(Command):
    """Take a plan in: a pasted text, or what came of reading a file; without either, work at the draft that waits.

    `draft` is its number, needed where several wait.
    """

    canonical = "import"
    roles = CONFIRMS
    place = 320
    undo = UndoRule((EventKind.DRAFT_CHANGED,), "draft")

    text: str | None = None
    reading: PlanReading | None = None
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class WriteDraft(Command):
    """Write the plan that waits: only now are people told. `is_agreed`: also with doubts that are open.

    `draft` and `seen` as in EditRow.
    """

    canonical = "write"
    roles = CONFIRMS
    place = 380
    undo = UndoRule((EventKind.PLAN_IMPORTED, EventKind.PLAN_AMENDED), "written")

    is_agreed: bool = False
    draft: int | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class DropDraft(Command):
    """Forget the plan that waits, or stop reading a file: the updates in `reading` that brought it, and its name.

    `draft` as in EditRow.
    """

    canonical = "discard"
    roles = CONFIRMS
    place = 390
    undo = UndoRule((EventKind.DRAFT_CHANGED,), "draft")

    reading: tuple[int, ...] = ()
    file_name: str = ""
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class ShowRow(OneNumber):
    """One row of the plan that waits; one task when none waits."""

    canonical = "row"
    roles = CONFIRMS
    place = 340
    undo = None


OF_ROW, OF_TASK = "row", "task"


@dataclass(frozen=True, slots=True)
class EditRow(OneNumber):
    """Correct one part of a row, or of a task when no plan waits.

    `field`: "deadline", "lead", "coordinating", "title" or "product"; None was not understood. Without a number it is
    a part of the plan that waits: "plan_number", "plan_title" or "issued_on". `draft` is the number of the plan that
    waits, None for the one that the person works at; `seen` is the version of it that the person saw, None for the one
    that this person was shown last. `means` is OF_ROW or OF_TASK where the words say which is meant, else "".
    """

    canonical = "edit"
    roles = CONFIRMS
    place = 350
    undo = UndoRule((EventKind.TASK_CHANGED, EventKind.DEADLINE_MOVED, EventKind.DEADLINE_CHANGE_ASKED))

    field: str | None = None
    value: str = ""
    seen: int | None = None
    draft: int | None = None
    means: str = ""


@dataclass(frozen=True, slots=True)
class DropRows(SeveralNumbers):
    """Leave rows of the plan out. `draft` and `seen` as in EditRow."""

    canonical = "drop"
    roles = CONFIRMS
    place = 360
    undo = UndoRule((EventKind.DRAFT_CHANGED,), "draft")

    seen: int | None = None
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class NameUnit(Command):
    """A name in the plan that waits is another name of a unit that is known. `draft` as in EditRow."""

    canonical = "unit"
    roles = CONFIRMS
    place = 370
    undo = UndoRule((EventKind.DRAFT_CHANGED,), "draft")

    name: str
    unit_name: str
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class DraftChanged(Notice):
    """Others changed the draft since this coordinator saw it, so that what was asked for is not done yet.

    `attempt` is the canonical name of the command ("edit", "drop", "choose", "write").
    """

    changes: tuple[DraftChange, ...]
    attempt: str


@dataclass(frozen=True, slots=True)
class WriteAsked(Notice):
    """The plan is to be written with doubts open: `points` are some of the `left`; `question` is the row kept of it."""

    left: int
    points: tuple[OpenPoint, ...]
    options: tuple[str, ...] = ()
    question: int = field(default=0, compare=False)

    @property
    def question_id(self) -> int:
        """The row that keeps what it asks; 0: none."""
        return self.question


@dataclass(frozen=True, slots=True)
class PlanUnchanged(Notice):
    """The file was only saved again: the plan that was written says the same."""

    title: str


@dataclass(frozen=True, slots=True)
class DraftShown(Notice):
    """A plan was read and waits; nobody has been told. `doubts` in all, `left` of them open.

    `earlier` is the title of the plan that this is a later version of, and `changes` what it has otherwise.
    `example_row` is a row of the plan that examples may speak of; `silent` are units of which nobody would be told.
    `read` items of the document were tasks (None in messages of earlier versions: all rows that are not followed),
    `blocks` became none by themselves, `followed` of them are rows now. `made_by` is who sent the file, if it is
    somebody else; `others` are the other plans that wait. `is_one_picture`: it was read of a photograph sent alone.
    """

    file_name: str
    title: str
    number: str | None
    issuer: str | None
    issued_on: date | None
    rows: int
    doubts: int
    left: int
    unknown: tuple[UnknownUnit, ...] = ()
    earlier: str | None = None
    changes: tuple[DraftRowChange, ...] = ()
    example_row: int = 1
    silent: tuple[SilentUnit, ...] = ()
    blocks: int = 0
    followed: int = 0
    made_by: str = ""
    others: tuple[DraftSummary, ...] = ()
    is_one_picture: bool = False
    read: int | None = None


@dataclass(frozen=True, slots=True)
class PlanUnread(Notice):
    """The file could not be read as a plan; `trouble` is the reader's own sentence."""

    file_name: str
    trouble: str


@dataclass(frozen=True, slots=True)
class PlanBeingRead(Notice):
    """Reading a long file takes a while: `page` of its `pages` is done. The answer follows by itself."""

    file_name: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ReadingStopped(Notice):
    """The sender of a file did not want it to be read to its end: nothing came of it."""

    file_name: str


@dataclass(frozen=True, slots=True)
class DoubtAsked(Notice):
    """The next open doubt: the `position`-th of `total`; `picture` names that of its row on paper."""

    is_replaceable = True

    position: int
    total: int
    doubt: Doubt
    picture: str = ""


@dataclass(frozen=True, slots=True)
class RowShown(Notice):
    """A row as it would be written, and what is doubtful about it; `picture` names that of the row on paper."""

    row: RowSummary
    messages: tuple[str, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class RowChanged(Notice):
    """A row was corrected. `remarks` name what a careful person would look at again: "due_before_issue", …"""

    row: RowSummary
    field: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateOrderSettled(Notice):
    """The file was read again in one `order` of its dates, "day_first" or "month_first".

    `changed` are the rows that have another limit now, `kept` those whose limit a person had typed.
    """

    order: str
    changed: tuple[int, ...]
    kept: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsDropped(Notice):
    """These rows will not be written; the notice counts those that remain."""

    numbers: tuple[int, ...]
    left: int


@dataclass(frozen=True, slots=True)
class UnitMapped(Notice):
    """A name in the plan is another name of this unit."""

    name: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class DraftDropped(Notice):
    """The plan was put aside; nothing was written."""

    title: str


@dataclass(frozen=True, slots=True)
class PlanImported(Notice):
    """The plan was written. `told` people were told; `unreached` are names of those without a living account.

    `without_lead` and `undated` count tasks that nobody leads and tasks whose last day nobody knows.
    """

    title: str
    count: int
    first_number: int
    last_number: int
    told: int
    unreached: tuple[str, ...] = ()
    without_lead: int = 0
    undated: int = 0


@dataclass(frozen=True, slots=True)
class PlanAmended(Notice):
    """A later version was written: numbers of tasks that are new, changed, cancelled, or left out but followed on."""

    title: str
    version: int
    new: tuple[int, ...]
    changed: tuple[int, ...]
    cancelled: tuple[int, ...]
    kept: tuple[int, ...]
    told: int
    unreached: tuple[str, ...] = ()
    without_lead: int = 0
    undated: int = 0


@dataclass(frozen=True, slots=True)
class NoDraft(Refusal):
    """This person works at no plan that waits: none was sent, or it was written, dropped or forgotten after a week.

    `waiting` are those of the organisation, which can be opened.
    """

    waiting: tuple[DraftSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class StillReading(Refusal):
    """A file of this chat is being read: what was typed may be meant for the plan in it."""


@dataclass(frozen=True, slots=True)
class PlanMissing(Refusal):
    """The command to take a plan in came without one."""


@dataclass(frozen=True, slots=True)
class PlanKnown(Refusal):
    """This very file was written before."""

    title: str


@dataclass(frozen=True, slots=True)
class NoSuchRow(OfNumber):
    """The plan that waits has no row of this number; `last` is its highest."""

    last: int


@dataclass(frozen=True, slots=True)
class ChangeNotUnderstood(Refusal):
    """Which part of the row to correct, or to what, is not clear."""

    number: int | None

    @property
    def task_number(self) -> int | None:
        """The number of the task that it is about."""
        return self.number


@dataclass(frozen=True, slots=True)
class DeadlineNotRead(OfNumber):
    """The words name no time limit."""

    text: str


@dataclass(frozen=True, slots=True)
class NotInPlan(Refusal):
    """The plan that waits names no unknown unit like this; up to three that it does name."""

    name: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitNotFound(Refusal):
    """The organisation has no unit of this name; up to three that look like it."""

    name: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NothingToWrite(Refusal):
    """Every row of the plan was left out."""
