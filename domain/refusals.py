"""Why something asked for was not done. A refusal is an ordinary outcome: it is answered in one helpful sentence."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.draft_lines import DraftSummary
from domain.order_refusals import NobodyOfUnit, NotCancelled, NothingChanged, NudgedAlready, PartMissing, PersonUnclear
from domain.people_refusals import (
    AbsenceIsOver,
    AbsenceTooLong,
    AwayAlready,
    DaysOfAbsenceMissing,
    MovedNowhere,
    MoveQuestionOver,
    NoSuchPerson,
    NotAway,
    NotOfYourUnit,
    NotOneself,
    OwnCode,
    RoleHeldAlready,
    RoleNotHeld,
    RoleUnclear,
    StandInNotPossible,
    StrangeName,
    UnitMissing,
)
from domain.plan_list_refusals import NoSuchPlan, NoWithdrawal, PlanOver, RowNotInPlan, WithdrawalAsked
from domain.question_refusals import QuestionOver, WhichAnswer
from domain.request_refusals import (
    AlreadyAsked,
    AlreadySettled,
    NobodyToAsk,
    NoDayNamed,
    NoDeadlineToMove,
    NoObstacle,
    NothingRequested,
    NotLater,
)
from domain.setting_refusals import (
    BreakTooLong,
    DaysAreSo,
    DaysNotUnderstood,
    HourNotAccepted,
    HoursCollide,
    LanguageUnknown,
    SettingNotAccepted,
    SettingUnknown,
)
from domain.verification_refusals import NoEvidence, NotCoordinating, NotPeriodic, ShareKnown


@dataclass(frozen=True, slots=True)
class Stranger:
    """The chat account is not linked to anybody; nothing else is revealed."""


@dataclass(frozen=True, slots=True)
class CodeNotAccepted:
    """The code is wrong, used or expired; which of them is not revealed."""


@dataclass(frozen=True, slots=True)
class TooManyTries:
    """Too many wrong codes from this account; try again in so many minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class AlreadyLinked:
    """This account already belongs to a person and a code for somebody else was typed."""

    name: str


@dataclass(frozen=True, slots=True)
class NoSuchTask:
    """No task has this number; `last_number` is the highest one there is (0 when there is none)."""

    number: int
    last_number: int


@dataclass(frozen=True, slots=True)
class NotYourTask:
    """The task belongs to other units."""

    number: int
    title: str
    lead_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlyForRole:
    """The command belongs to other roles; `roles` are role values that may use it."""

    command: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlreadyReported:
    """Somebody has already reported the task done; it awaits confirmation."""

    number: int
    title: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlreadyDone:
    """The task is closed: done and confirmed (or its check-in of the period answered)."""

    number: int
    title: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TaskCancelled:
    """The task has been cancelled."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class NotReported:
    """The task cannot be confirmed or returned: nobody has reported it done."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class WhichTask:
    """The command needs a task number. `candidates` are numbers the person probably means (at most eight).

    `words`, `percent` and `is_urgent` came with the command and are kept for the answer. `question` is the row that
    keeps it (0: none), `replaced` what another open question was about that this one closes.
    """

    command: str
    candidates: tuple[int, ...] = ()
    words: str = ""
    percent: int | None = None
    is_urgent: bool = False
    question: int = field(default=0, compare=False)  # which row keeps it is no part of what is asked
    replaced: str = ""


@dataclass(frozen=True, slots=True)
class ReasonMissing:
    """The command (canonical name) needs words of its own: a reason, a question, an answer."""

    number: int
    command: str = "return"


@dataclass(frozen=True, slots=True)
class TextTooLong:
    """A note or reason is longer than is kept; nothing was changed. Lengths in characters."""

    length: int
    limit: int


@dataclass(frozen=True, slots=True)
class NumberNotUnderstood:
    """The number or percentage typed makes no sense for this command."""

    command: str
    word: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The text is no command; `suggestions` are canonical command names that look like it."""

    text: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """The person has done nothing yet."""


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """The person's last deed cannot be taken back: somebody (`who`) did something (`what`, an event) to its task since.

    `at` None: it is not known who.
    """

    number: int
    title: str
    who: str = ""
    what: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CannotUndo:
    """The person's last deed stays, and nothing older is taken back: `what` is its event, `reason` as in `undoing`.

    `number` is its task, if it was about one, `detail` that of the event. For "moved": `who` did `since` at `at`.
    """

    what: str
    reason: str
    number: int | None = None
    detail: str = ""
    who: str = ""
    since: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoSuchUnit:
    """No unit is called that; up to three names that look like it."""

    name: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoDraft:
    """This person works at no plan that waits: none was sent, or it was written, dropped or forgotten after a week.

    `waiting` are those of the organisation, which can be opened.
    """

    waiting: tuple[DraftSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanMissing:
    """The command to take a plan in came without one."""


@dataclass(frozen=True, slots=True)
class PlanKnown:
    """This very file was written before."""

    title: str


@dataclass(frozen=True, slots=True)
class NoSuchRow:
    """The plan that waits has no row of this number; `last` is its highest."""

    number: int
    last: int


@dataclass(frozen=True, slots=True)
class NothingAsked:
    """There is no open question that this would answer."""


@dataclass(frozen=True, slots=True)
class NoSuchChoice:
    """The question has only so many choices."""

    count: int


@dataclass(frozen=True, slots=True)
class ChangeNotUnderstood:
    """Which part of the row to correct, or to what, is not clear."""

    number: int | None


@dataclass(frozen=True, slots=True)
class DeadlineNotRead:
    """The words give no time limit."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class NotInPlan:
    """The plan that waits names no unknown unit like this; up to three that it does name."""

    name: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitNotFound:
    """The organisation has no unit of this name; up to three that look like it."""

    name: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NothingToWrite:
    """Every row of the plan was left out."""


@dataclass(frozen=True, slots=True)
class ChannelNotLinked:
    """The person has no living account on a channel of that name; `linked` are those they have."""

    name: str
    linked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoSuchPeriod:
    """The words name no period of a report, or one that does not exist or has not begun."""

    text: str


@dataclass(frozen=True, slots=True)
class CouldNotHandle:
    """The program failed on this message several times and put it aside; the administrator has been told."""

    text: str


Refusal = (
    Stranger | CodeNotAccepted | TooManyTries | AlreadyLinked | NoSuchTask | NotYourTask | OnlyForRole
    | AlreadyReported | AlreadyDone | TaskCancelled | NotReported | WhichTask | ReasonMissing | TextTooLong
    | NumberNotUnderstood | NotUnderstood | NothingToUndo | ChangedSince | CannotUndo | NoSuchUnit | NoDraft
    | PlanMissing | PlanKnown | NoSuchRow | NothingAsked | NoSuchChoice | ChangeNotUnderstood | DeadlineNotRead
    | NotInPlan | UnitNotFound | NothingToWrite | ChannelNotLinked | NoSuchPeriod | CouldNotHandle
    | NoDayNamed | NotLater | NoDeadlineToMove | AlreadyAsked | AlreadySettled | NothingRequested | NoObstacle
    | NobodyToAsk
    | ShareKnown | NotCoordinating | NotPeriodic | NoEvidence
    | NoSuchPerson | DaysOfAbsenceMissing | AbsenceIsOver | AbsenceTooLong | AwayAlready | StandInNotPossible
    | NotAway | NotOfYourUnit | NotOneself | UnitMissing | MovedNowhere
    | OwnCode | MoveQuestionOver | RoleUnclear | RoleHeldAlready | RoleNotHeld | StrangeName
    | NudgedAlready | NobodyOfUnit | PersonUnclear | PartMissing | NothingChanged | NotCancelled
    | DaysNotUnderstood | DaysAreSo | BreakTooLong | SettingUnknown | SettingNotAccepted | HoursCollide
    | HourNotAccepted | LanguageUnknown
    | QuestionOver | WhichAnswer | NoSuchPlan | RowNotInPlan | PlanOver | WithdrawalAsked | NoWithdrawal
)  # fmt: skip


class Refused(Exception):
    """Carries a refusal out of a use-case; what the use-case wrote is rolled back, and the office answers."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(type(refusal).__name__)
        self.refusal = refusal
