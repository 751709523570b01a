"""What there is to tell a coordinator about a plan that waits to be written: facts only, like all notices."""

from dataclasses import dataclass, field
from datetime import date, time

from domain.draft_lines import DraftChange, DraftSummary, OpenPoint
from domain.drafts import Doubt, SilentUnit, UnknownUnit


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
class DraftChanged:
    """Others changed the draft since this coordinator saw it, so that what was asked for is not done yet.

    `attempt` is the canonical name of the command ("edit", "drop", "choose", "write").
    """

    changes: tuple[DraftChange, ...]
    attempt: str


@dataclass(frozen=True, slots=True)
class WriteAsked:
    """The plan is to be written with doubts open: `points` are some of the `left`; `question` is the row kept of it."""

    left: int
    points: tuple[OpenPoint, ...]
    options: tuple[str, ...] = ()
    question: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PlanUnchanged:
    """The file was only saved again: the plan that was written says the same."""

    title: str


@dataclass(frozen=True, slots=True)
class DraftShown:
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
class PlanUnread:
    """The file could not be read as a plan; `trouble` is the reader's own sentence."""

    file_name: str
    trouble: str


@dataclass(frozen=True, slots=True)
class PlanBeingRead:
    """Reading a long file takes a while: `page` of its `pages` is done. The answer follows by itself."""

    file_name: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ReadingStopped:
    """The sender of a file did not want it to be read to its end: nothing came of it."""

    file_name: str


@dataclass(frozen=True, slots=True)
class DoubtAsked:
    """The next open doubt: the `position`-th of `total`; `picture` names that of its row on paper."""

    position: int
    total: int
    doubt: Doubt
    picture: str = ""


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row as it would be written, and what is doubtful about it; `picture` names that of the row on paper."""

    row: RowSummary
    messages: tuple[str, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class RowChanged:
    """A row was corrected. `remarks` name what a careful person would look at again: "due_before_issue", …"""

    row: RowSummary
    field: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateOrderSettled:
    """The file was read again in one `order` of its dates, "day_first" or "month_first".

    `changed` are the rows that have another limit now, `kept` those whose limit a person had typed.
    """

    order: str
    changed: tuple[int, ...]
    kept: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsDropped:
    """These rows will not be written; so many remain."""

    numbers: tuple[int, ...]
    left: int


@dataclass(frozen=True, slots=True)
class UnitMapped:
    """A name in the plan is another name of this unit."""

    name: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class DraftDropped:
    """The plan was put aside; nothing was written."""

    title: str


@dataclass(frozen=True, slots=True)
class PlanImported:
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
class PlanAmended:
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
