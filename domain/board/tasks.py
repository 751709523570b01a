"""Facts of the overview, of lists of tasks and of one task, as pages show them."""

from dataclasses import dataclass
from datetime import date

from domain.board.deeds import Deed
from domain.messages.reports import StatusShown
from domain.messages.summaries import EventSummary, RequestSummary, TaskSummary
from domain.messages.tasks import WaitingItem


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter: the value in the address and what it is called."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What there is to choose from, and what is chosen ("" for everything). `states` only where a list has them."""

    plans: tuple[Choice, ...] = ()
    units: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()
    plan: str = ""
    unit: str = ""
    person: str = ""
    text: str = ""
    state: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.plan or self.unit or self.person or self.text or self.state)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with what stands behind its state: the people it was handed to, the last word about it, what holds it up.

    `requests` are the open ones, `deed` what this reader is first expected to do, None for nothing.
    """

    line: TaskSummary
    people: tuple[str, ...] = ()
    last: EventSummary | None = None
    obstacle: str | None = None
    requests: tuple[RequestSummary, ...] = ()
    deed: Deed | None = None


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks that fall due from `first` to `last`; `total` counts also those that are not among `rows`."""

    first: date | None
    last: date | None
    rows: tuple[TaskRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """Something that waits for the reader since a day: a request, or a report to confirm (`report`)."""

    line: TaskSummary
    since: date
    deeds: tuple[Deed, ...]
    request: RequestSummary | None = None
    report: WaitingItem | None = None


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """One week from its Monday: tasks finished in it, and those that fell due in it and are overdue still."""

    monday: date
    done_on_time: int
    done_late: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What `/` shows of the tasks that are chosen. `status` has the figures that the chat is answered with at the same
    instant, without its lists; `due_soon` is how many tasks fall due within a week.

    `drafts` are the plans that wait for a coordinator's review: their number and title.
    """

    status: StatusShown
    due_soon: int
    filters: Filters
    overdue: TaskGroup
    this_week: TaskGroup
    next_days: TaskGroup
    waiting: tuple[WaitingEntry, ...]
    drafts: tuple[Choice, ...]
    weeks: tuple[WeekFigures, ...]


@dataclass(frozen=True, slots=True)
class TaskListPage:
    """One page of `/viec`: `counts` by state, of what the other filters leave; `page` from 1."""

    filters: Filters
    rows: tuple[TaskRow, ...]
    counts: tuple[tuple[str, int], ...]
    total: int
    page: int
    pages: int
