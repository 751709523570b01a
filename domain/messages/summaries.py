"""The facts that many messages share: a task as one entry of a list, a line of history, the four figures."""

from dataclasses import dataclass
from datetime import date, datetime, time

from domain.followed_plans import PaperRow
from domain.messages import Notice


@dataclass(frozen=True, slots=True)
class TaskSummary:
    """A task as one entry of a list. `days_left` counts calendar days to `last_day`, negative when overdue.

    `state` is a State value; `period` is "2026-04" for a check-in of a repeating task, else "".
    `is_extended`: more time was given than the plan's own wording says; `is_set_late`: the deadline was moved after it
    had passed, or after the work was reported. `paper` is where it stands on paper, None where its number says that.
    """

    number: int
    title: str
    wording: str
    last_day: date | None
    at_time: time | None
    days_left: int | None
    state: str
    progress: int
    period: str
    lead_names: tuple[str, ...]
    is_acknowledged: bool = False
    is_extended: bool = False
    has_obstacle: bool = False
    is_set_late: bool = False
    paper: PaperRow | None = None


@dataclass(frozen=True, slots=True)
class EventSummary:
    """One line of a task's history. `what` is an event name such as "task_reported"; `detail` is note or reason."""

    at: datetime
    who: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class CheckpointSummary:
    """The history up to the end of a `month` ("2026-11"): how many events it had, and the code that says which."""

    month: str
    count: int
    code: str


@dataclass(frozen=True, slots=True)
class FourCells:
    """The figures that always add up: total = done_on_time + done_late + open_in_time + open_overdue.

    Beside them stand parts of these: `reported` are the open ones that await confirmation, `undated` the open ones that
    have no last day, `without_lead` the open ones that no unit leads, `deadline_set_late` all whose deadline was moved
    after it had passed or after the work was reported.
    """

    total: int = 0
    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    reported: int = 0
    undated: int = 0
    without_lead: int = 0
    deadline_set_late: int = 0


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """The figures of one plan. `number` is the plan's own ("45-KH/ĐU", "" when its letterhead leaves it blank).

    `name` is what is typed for it ("45", or "#2" for the second plan written); tasks that stand in no plan have "".
    """

    name: str
    number: str
    title: str
    issued_on: date | None
    cells: FourCells


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures of one lead unit."""

    unit_id: int
    name: str
    cells: FourCells


@dataclass(frozen=True, slots=True)
class RequestSummary:
    """A request as people are shown it. `kind` is a RequestKind value, `state` a RequestState value.

    `awaits` says what is expected of the reader: "recommend", "decide", "answer", or "" for nothing. `extension` counts
    the extensions of this task, this one included, when it asks for one. `old_day`, `wanted_day` and `granted_day` are
    last days still in time.
    """

    kind: str
    state: str
    asked_by: str
    asked_at: datetime
    text: str
    wanted_day: date | None = None
    wanted_time: time | None = None
    old_day: date | None = None
    extension: int = 0
    recommended_by: str = ""
    is_recommended: bool | None = None
    recommendation: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    granted_day: date | None = None
    answer: str = ""
    awaits: str = ""


@dataclass(frozen=True, slots=True)
class RequestItem:
    """One open request in a list; `is_pressing`: nobody has said a word about it for three working days."""

    line: TaskSummary
    request: RequestSummary
    is_pressing: bool = False


@dataclass(frozen=True, slots=True)
class ShareSummary:
    """A unit's own part: `part` is "lead" or "coordinating", `day` when it said so, None while it has not."""

    unit_name: str
    part: str
    day: date | None


@dataclass(frozen=True, slots=True)
class EvidenceSummary:
    """One piece handed in: `kind` is an EvidenceKind value, `text` the words that came with it.

    `content`: "waiting" while a picture or file is not in the evidence folder yet, a FetchTrouble value when it never
    will be, "" otherwise.
    """

    kind: str
    text: str
    name: str
    by: str
    at: datetime
    content: str = ""


@dataclass(frozen=True, slots=True)
class OfTask(Notice):
    """A notice about one task."""

    line: TaskSummary

    @property
    def task_number(self) -> int | None:
        """The number of the task."""
        return self.line.number

    @property
    def numbers_to_answer(self) -> tuple[int, ...]:
        """The number of the task."""
        return (self.line.number,)
