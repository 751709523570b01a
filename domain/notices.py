"""What the program has to tell: facts only. Wording turns them into a message for a channel, in a language."""

from dataclasses import dataclass, field
from datetime import date, datetime

from domain.folded_notices import AnswersFolded
from domain.followed_plans import PaperRow
from domain.history_notices import HistoryShown
from domain.lines import EventSummary, FourCells, PlanFigures, TaskSummary, UnitFigures
from domain.message_notices import MessageNotice
from domain.order_notices import Nudged, NudgeSent, TaskAdded, TaskChanged, TaskHanded, TaskRestored, TaskStopped
from domain.people_notices import (
    AbsenceEnded,
    AbsenceNoted,
    AccountKept,
    AccountMoveAsked,
    AccountTaken,
    CodeMade,
    PeopleShown,
    PersonMoved,
    PersonRemoved,
    RolesChanged,
    UnitsShown,
)
from domain.plan_list_notices import DeadlineMoved, EndAsked, MovedItem, PlanClosed, PlansShown, WithdrawalNews
from domain.plan_notices import (
    DateOrderSettled,
    DoubtAsked,
    DraftChanged,
    DraftDropped,
    DraftShown,
    PlanAmended,
    PlanBeingRead,
    PlanImported,
    PlanUnchanged,
    PlanUnread,
    ReadingStopped,
    RowChanged,
    RowsDropped,
    RowShown,
    UnitMapped,
    WriteAsked,
)
from domain.question_notices import ClarificationAsked, QuestionDropped
from domain.reach_notices import NobodyReached, QuotaNear, QuotaSpent
from domain.refusals import Refusal
from domain.report_notices import PeriodReportFile, PeriodReportShown
from domain.reports import PeriodReport
from domain.request_notices import ObstacleNews, RequestItem, RequestNews, RequestsShown, RequestSummary
from domain.setting_notices import (
    CalendarChanged,
    CalendarFile,
    CalendarShown,
    HourShown,
    LanguageShown,
    SettingChanged,
    SettingsShown,
)
from domain.verification_notices import (
    EvidenceFile,
    EvidenceKept,
    EvidenceShown,
    EvidenceSummary,
    ShareReported,
    ShareSummary,
)

# The lines belong to the notices that are made of them: whoever builds a notice imports all from here.
__all__ = ["DeadlineMoved", "EventSummary", "FourCells", "MovedItem", "PlanFigures", "TaskSummary", "UnitFigures"]


@dataclass(frozen=True, slots=True)
class Welcome:
    """The account has just been linked, or a linked person said hello again."""

    name: str
    unit_names: tuple[str, ...]
    roles: tuple[str, ...]
    is_new: bool
    open_count: int


@dataclass(frozen=True, slots=True)
class HelpShown:
    """What this person may do: canonical command names in the order to show them.

    `has_more`: there are others, shown on request; `is_more`: these are they.
    """

    commands: tuple[str, ...]
    has_more: bool = False
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class TaskListShown:
    """The open tasks the person may see, most urgent first; `pages` in all, `page` from 1; `plan` if one was named.

    `plans`: of how many plans they are, 0 where there is one only or one was named.
    """

    scope: tuple[str, ...]
    lines: tuple[TaskSummary, ...]
    total: int
    page: int
    pages: int
    is_everything: bool
    plan: str = ""
    plans: int = 0


@dataclass(frozen=True, slots=True)
class TaskShown:
    """One task in full. `may_report` and `may_confirm` say which actions this reader has.

    `requests` are the open ones, `extensions` those granted, oldest first; `obstacle` what holds the work up;
    `shares` where each unit stands when several lead or any coordinating one has reported; `evidence` oldest first.
    `code` is the row on paper, `plan` the plan's own number or title where there are several.
    `paper` is where it stands on paper in what was stored before `line.paper`.
    """

    line: TaskSummary
    coordinating_names: tuple[str, ...]
    code: str
    product: str | None
    note: str | None
    reported_by: str | None
    reported_on: date | None
    is_on_time: bool | None
    events: tuple[EventSummary, ...]
    may_report: bool
    may_confirm: bool
    requests: tuple[RequestSummary, ...] = ()
    extensions: tuple[RequestSummary, ...] = ()
    obstacle: str | None = None
    shares: tuple[ShareSummary, ...] = ()
    evidence: tuple[EvidenceSummary, ...] = ()
    plan: str = ""
    paper: PaperRow | None = None


@dataclass(frozen=True, slots=True)
class TaskAcknowledged:
    """The person took the task on."""

    line: TaskSummary


@dataclass(frozen=True, slots=True)
class TaskReported:
    """The person said the task is done; it awaits confirmation (or is final where none is wanted).

    `counted_on`: the day it counts on, when it was sent on an earlier day than it is answered.
    """

    line: TaskSummary
    is_on_time: bool
    needs_confirmation: bool
    note: str | None
    counted_on: date | None = None


@dataclass(frozen=True, slots=True)
class CheckInAnswered:
    """The person answered for this period of a repeating task; the task itself goes on. `outcome`: a CheckIn value."""

    line: TaskSummary
    note: str | None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class ProgressSet:
    """The progress was written down."""

    line: TaskSummary
    note: str | None


@dataclass(frozen=True, slots=True)
class ProgressAsked:
    """Choices of progress for the task; `question` and `replaced` as in ClarificationAsked."""

    line: TaskSummary
    question: int = field(default=0, compare=False)
    replaced: str = ""


@dataclass(frozen=True, slots=True)
class ChangeUndone:
    """A person's last deed was taken back; `what` is the event name that was undone, `line` None: about no task.

    `asked_again` are the kinds of request that this change had settled and that wait for an answer again. `detail` is
    that of the event, where it was about no task. `by` is who did it, "" for the reader.
    """

    line: TaskSummary | None
    what: str
    asked_again: tuple[str, ...] = ()
    detail: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class WaitingShown:
    """What awaits confirmation, oldest report first: task, who reported, on which day, with which note."""

    items: tuple["WaitingItem", ...]


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """One report that awaits confirmation; `evidence` counts what was handed in."""

    line: TaskSummary
    reported_by: str
    reported_on: date
    is_on_time: bool
    note: str | None
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class TaskConfirmed:
    """The coordinator confirmed the task; it counts on the day it was reported."""

    line: TaskSummary
    is_on_time: bool
    reported_by: str


@dataclass(frozen=True, slots=True)
class TaskReturned:
    """The coordinator returned the task; the person who reported it is told."""

    line: TaskSummary
    reason: str
    reported_by: str


@dataclass(frozen=True, slots=True)
class ReportConfirmed:
    """To the person who reported: the coordinator confirmed."""

    line: TaskSummary
    is_on_time: bool
    by: str


@dataclass(frozen=True, slots=True)
class ReportReturned:
    """To the person who reported: the coordinator returned it, with the reason."""

    line: TaskSummary
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class StatusCard:
    """The figures as a picture. `as_of` is aware."""

    status: "StatusShown"


@dataclass(frozen=True, slots=True)
class StatusShown:
    """The figures of all (`unit_name` None) or of one unit; overdue and due within seven days, most urgent first.

    For one unit, `overdue`, `due_soon` and `others` together list all its open tasks; for all, `others` is empty.
    `coordinated`: the open tasks that a unit which leads nothing coordinates. `plans` are all plans that are counted;
    `title` is that of the only one, "" where there are several. `plan`: the name of the one that was asked for.
    """

    title: str
    as_of: datetime
    unit_id: int | None
    unit_name: str | None
    cells: FourCells
    units: tuple[UnitFigures, ...]
    overdue: tuple[TaskSummary, ...]
    due_soon: tuple[TaskSummary, ...]
    others: tuple[TaskSummary, ...] = ()
    organisation: str = ""
    coordinated: tuple[TaskSummary, ...] = ()
    plans: tuple[PlanFigures, ...] = ()
    plan: str = ""


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One task in the morning message and why it is there.

    `reason` is a stage code ("before:3", "overdue:1", "period_start", "check_in", "silent");
    `audience` is "lead", "coordinating", "head", "coordinator" or "leader".
    """

    line: TaskSummary
    reason: str
    audience: str


@dataclass(frozen=True, slots=True)
class MorningDigest:
    """The one routine message of a day: what came due for this person, overdue first.

    `also_overdue` are numbers of further overdue tasks of the person's units; `waiting` numbers that await this
    coordinator's confirmation; `unreachable` names of people who cannot be reached (coordinators only); `report` is
    the regular report that fell due (leaders only); `standing_in_for` names the absent whose tasks are here too; to
    `undated` tasks no plan gives a last day.
    """

    day: date
    name: str
    items: tuple[DigestItem, ...]
    also_overdue: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    unreachable: tuple[str, ...] = ()
    report: PeriodReport | None = None
    requests: tuple[RequestItem, ...] = ()
    standing_in_for: tuple[str, ...] = ()
    undated: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TasksAssigned:
    """A plan was written: the tasks this person's units lead, and the numbers of those they coordinate."""

    title: str
    name: str
    lines: tuple[TaskSummary, ...]
    coordinating: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TasksWithdrawn:
    """To the people concerned, once: these tasks were cancelled, or are no longer their units'."""

    title: str
    lines: tuple[TaskSummary, ...]


@dataclass(frozen=True, slots=True)
class ChannelShown:
    """On which channel this person is reminded (`current`), and all that are linked and alive, by name."""

    current: str
    linked: tuple[str, ...]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class ReceivingWasDown:
    """The program could not receive for longer than the platform keeps messages; what was sent then may be lost."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class AlertFinding:
    """One thing that is wrong with the program itself.

    `kind` is its name, such as "late_outbox"; `count` how many (minutes of silence, hours, megabytes: as the kind
    has it); `numbers` the tasks it is about; `names` the platforms.
    """

    kind: str
    count: int = 0
    numbers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdminAlert:
    """To administrators: something keeps messages from coming in or going out. `at` is aware."""

    at: datetime
    findings: tuple[AlertFinding, ...]


Notice = (
    Welcome | HelpShown | TaskListShown | TaskShown | TaskAcknowledged | TaskReported | CheckInAnswered | ProgressSet
    | ProgressAsked | ChangeUndone | WaitingShown | TaskConfirmed | TaskReturned | ReportConfirmed | ReportReturned
    | StatusCard | ChannelShown | NobodyReached | QuotaNear | StatusShown | MorningDigest | ReceivingWasDown
    | AdminAlert | QuotaSpent | AnswersFolded | ClarificationAsked | MessageNotice
    | TasksAssigned | DraftShown | PlanUnread | PlanBeingRead | ReadingStopped
    | DoubtAsked | RowShown | RowChanged | DateOrderSettled | RowsDropped | UnitMapped
    | DraftDropped | PlanImported | PlanAmended | WriteAsked | DraftChanged | PlanUnchanged
    | DeadlineMoved | TasksWithdrawn
    | PeriodReportShown | PeriodReportFile | RequestNews | RequestsShown | ObstacleNews
    | HistoryShown | ShareReported | EvidenceKept | EvidenceShown | EvidenceFile
    | AbsenceNoted | AbsenceEnded | PeopleShown | UnitsShown | PersonMoved | PersonRemoved | CodeMade
    | AccountMoveAsked | AccountKept | AccountTaken | RolesChanged
    | Nudged | NudgeSent | TaskHanded | TaskChanged | TaskAdded | TaskStopped | TaskRestored
    | CalendarShown | CalendarChanged | CalendarFile | SettingsShown | SettingChanged | HourShown | LanguageShown
    | QuestionDropped | PlansShown | WithdrawalNews | EndAsked | PlanClosed
)  # fmt: skip

Response = Notice | Refusal
