"""Tasks: shown, taken on, reported done, confirmed and returned."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from domain.followed_plans import PaperRow
from domain.history import EventKind
from domain.messages import Command, Notice, OfNumber, OneNumber, SeveralNumbers, UndoRule
from domain.messages.summaries import EventSummary, EvidenceSummary, OfTask, RequestSummary, ShareSummary, TaskSummary
from domain.people import CONFIRMS, EVERYBODY, UNIT_ROLES
from domain.tasks import CheckIn


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
class ListTasks(Command):
    """The open tasks of the person's units, most urgent first; everything for those who may see all. Pages from 1.

    `due` narrows it: "overdue", or due on "today", "tomorrow", "soon" (within seven days), in
    this "week", the "next_week" or this "month".
    """

    canonical = "tasks"
    roles = EVERYBODY
    place = 10
    undo = None

    page: int = 1
    plan: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class ShowTask(OneNumber):
    """One task with its units, deadline and last events."""

    canonical = "task"
    roles = EVERYBODY
    place = 20
    undo = None


@dataclass(frozen=True, slots=True)
class Acknowledge(SeveralNumbers):
    """The person has seen the tasks and takes them on.

    `is_courtesy`: "đã rõ ạ" and nothing else; unless it replies to a reminder it is answered as courtesy.
    """

    canonical = "ack"
    roles = UNIT_ROLES
    place = 30
    undo = UndoRule((EventKind.TASK_ACKNOWLEDGED,))

    is_courtesy: bool = False


@dataclass(frozen=True, slots=True)
class MarkDone(SeveralNumbers):
    """The person says the tasks are done; `note` says what came of them."""

    canonical = "done"
    roles = UNIT_ROLES
    place = 40
    undo = UndoRule((EventKind.TASK_REPORTED, EventKind.SHARE_REPORTED))

    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReportProgress(OneNumber):
    """How far a task has come, 0 to 100 per cent; None asks for the choices."""

    canonical = "progress"
    roles = UNIT_ROLES
    place = 50
    undo = UndoRule((EventKind.PROGRESS_SET,))

    percent: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ListWaiting(Command):
    """What has been reported done and awaits confirmation."""

    canonical = "waiting"
    roles = CONFIRMS
    place = 200
    undo = None


@dataclass(frozen=True, slots=True)
class ConfirmDone(SeveralNumbers):
    """The coordinator agrees that the tasks are done."""

    canonical = "confirm"
    roles = CONFIRMS
    place = 210
    undo = UndoRule((EventKind.TASK_CONFIRMED,))


@dataclass(frozen=True, slots=True)
class ReturnTask(OneNumber):
    """The coordinator hands a reported task back, with the reason."""

    canonical = "return"
    roles = CONFIRMS
    place = 220
    undo = UndoRule((EventKind.TASK_RETURNED,))

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ReportShare(SeveralNumbers):
    """The person's unit has done its part of what it coordinates."""

    canonical = "coordinated"
    roles = UNIT_ROLES
    place = 90
    undo = UndoRule((EventKind.SHARE_COORDINATED,))

    note: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerCheckIn(SeveralNumbers):
    """How a repeating task stands this period."""

    roles = UNIT_ROLES
    undo = UndoRule((EventKind.CHECK_IN_ANSWERED,))
    outcome: ClassVar[CheckIn]

    note: str | None = None


@dataclass(frozen=True, slots=True)
class ContinueTask(AnswerCheckIn):
    """The repeating task goes on."""

    canonical = "ongoing"
    place = 60
    outcome = CheckIn.UNDER_WAY


@dataclass(frozen=True, slots=True)
class ReportResult(AnswerCheckIn):
    """Something came of the repeating task this period."""

    canonical = "result"
    place = 70
    outcome = CheckIn.RESULT


@dataclass(frozen=True, slots=True)
class ReportNotDone(AnswerCheckIn):
    """The repeating task could not be done this period; it stays open and counts as held up."""

    canonical = "notdone"
    place = 80
    outcome = CheckIn.NOT_DONE


@dataclass(frozen=True, slots=True)
class ShareReported(OfTask):
    """The person's unit has done its part; `missing` are the units that have not (of the same part)."""

    part: str
    unit_names: tuple[str, ...]
    missing: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class TaskListShown(Notice):
    """The open tasks the person may see, most urgent first; `pages` in all, `page` from 1; `plan` if one was named.

    `plans`: of how many plans they are, 0 where there is one only or one was named; `due` as in `ListTasks`.
    """

    is_replaceable = True

    scope: tuple[str, ...]
    lines: tuple[TaskSummary, ...]
    total: int
    page: int
    pages: int
    is_everything: bool
    plan: str = ""
    plans: int = 0
    due: str = ""

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of all tasks that it shows."""
        return tuple(line.number for line in self.lines)


@dataclass(frozen=True, slots=True)
class TaskShown(OfTask):
    """One task in full. `may_report` and `may_confirm` say which actions this reader has.

    `requests` are the open ones, `extensions` those granted, oldest first; `obstacle` what holds the work up;
    `shares` where each unit stands when several lead or any coordinating one has reported; `evidence` oldest first.
    `code` is the row on paper, `plan` the plan's own number or title where there are several.
    `paper` is where it stands on paper in what was stored before `line.paper`.
    """

    is_replaceable = True

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
class TaskAcknowledged(OfTask):
    """The person took the task on."""


@dataclass(frozen=True, slots=True)
class TaskReported(OfTask):
    """The person said the task is done; it awaits confirmation (or is final where none is wanted).

    `counted_on`: the day it counts on, when it was sent on an earlier day than it is answered.
    """

    is_on_time: bool
    needs_confirmation: bool
    note: str | None
    counted_on: date | None = None


@dataclass(frozen=True, slots=True)
class CheckInAnswered(OfTask):
    """The person answered for this period of a repeating task; the task itself goes on. `outcome`: a CheckIn value."""

    note: str | None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class ProgressSet(OfTask):
    """The progress was written down."""

    note: str | None


@dataclass(frozen=True, slots=True)
class ProgressAsked(OfTask):
    """Choices of progress for the task; `question` and `replaced` as in ClarificationAsked."""

    is_replaceable = True

    question: int = field(default=0, compare=False)
    replaced: str = ""

    @property
    def question_id(self) -> int:
        """The row that keeps what it asks; 0: none."""
        return self.question


@dataclass(frozen=True, slots=True)
class WaitingShown(Notice):
    """What awaits confirmation, oldest report first: task, who reported, on which day, with which note."""

    is_replaceable = True

    items: tuple["WaitingItem", ...]

    @property
    def numbers_to_answer(self) -> tuple[int, ...]:
        """The numbers of the tasks that a reply to it may mean."""
        return tuple(item.line.number for item in self.items)


@dataclass(frozen=True, slots=True)
class TaskConfirmed(OfTask):
    """The coordinator confirmed the task; it counts on the day it was reported."""

    is_on_time: bool
    reported_by: str


@dataclass(frozen=True, slots=True)
class TaskReturned(OfTask):
    """The coordinator returned the task; the person who reported it is told."""

    reason: str
    reported_by: str


@dataclass(frozen=True, slots=True)
class ReportConfirmed(OfTask):
    """To the person who reported: the coordinator confirmed."""

    is_on_time: bool
    by: str


@dataclass(frozen=True, slots=True)
class ReportReturned(OfTask):
    """To the person who reported: the coordinator returned it, with the reason."""

    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ShareKnown(OfNumber):
    """The person's unit said its part done before; `missing` units have not."""

    unit_names: tuple[str, ...]
    by: str
    at: datetime
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotCoordinating(OfNumber):
    """The person's units do not coordinate this task."""

    title: str


@dataclass(frozen=True, slots=True)
class NotPeriodic(OfNumber):
    """The task has one deadline and is not answered from period to period."""

    title: str


@dataclass(frozen=True, slots=True)
class NoSuchTask(OfNumber):
    """No task has this number; `last_number` is the highest one there is (0 when there is none)."""

    last_number: int


@dataclass(frozen=True, slots=True)
class NotYourTask(OfNumber):
    """The task belongs to other units."""

    title: str
    lead_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlreadyReported(OfNumber):
    """Somebody has already reported the task done; it awaits confirmation."""

    title: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlreadyDone(OfNumber):
    """The task is closed: done and confirmed (or its check-in of the period answered)."""

    title: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TaskCancelled(OfNumber):
    """The task has been cancelled."""

    title: str


@dataclass(frozen=True, slots=True)
class NotReported(OfNumber):
    """The task cannot be confirmed or returned: nobody has reported it done."""

    title: str
