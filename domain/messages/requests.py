"""Requests: more time, direction, explanations, obstacles; and the decisions on them."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.history import EventKind
from domain.messages import Command, Notice, OfNumber, OneNumber, Refusal, UndoRule
from domain.messages.summaries import OfTask, RequestItem, RequestSummary, TaskSummary
from domain.people import ACTS_ON_REQUESTS, CONFIRMS, SEES_ALL, UNIT_ROLES


@dataclass(frozen=True, slots=True)
class RequestExtension(OneNumber):
    """Ask for more time: `text` names the new day and the reason, in the person's words."""

    canonical = "extend"
    roles = UNIT_ROLES
    place = 110
    undo = UndoRule((EventKind.EXTENSION_ASKED,))

    text: str = ""


@dataclass(frozen=True, slots=True)
class GrantRequest(OneNumber):
    """Agree to a request for more time, perhaps until another day; the coordinator's word is a recommendation."""

    canonical = "decide"
    roles = ACTS_ON_REQUESTS
    place = 240
    undo = UndoRule((EventKind.EXTENSION_GRANTED, EventKind.EXTENSION_RECOMMENDED, EventKind.DEADLINE_CHANGE_GRANTED))

    text: str = ""


@dataclass(frozen=True, slots=True)
class RefuseRequest(OneNumber):
    """Do not agree to a request for more time, with the reason; the coordinator's word is a recommendation."""

    canonical = "refuse"
    roles = ACTS_ON_REQUESTS
    place = 250
    undo = UndoRule(
        (EventKind.EXTENSION_REFUSED, EventKind.EXTENSION_NOT_RECOMMENDED, EventKind.DEADLINE_CHANGE_REFUSED)
    )

    text: str = ""


@dataclass(frozen=True, slots=True)
class RaiseObstacle(OneNumber):
    """Something holds the work up."""

    canonical = "block"
    roles = UNIT_ROLES
    place = 120
    undo = UndoRule((EventKind.OBSTACLE_RAISED,))

    text: str = ""


@dataclass(frozen=True, slots=True)
class ClearObstacle(OneNumber):
    """What held the work up is gone."""

    canonical = "unblock"
    roles = UNIT_ROLES | CONFIRMS
    place = 130
    undo = UndoRule((EventKind.OBSTACLE_CLEARED,))


@dataclass(frozen=True, slots=True)
class AskLeader(OneNumber):
    """Ask the leaders for direction."""

    canonical = "ask"
    roles = UNIT_ROLES | CONFIRMS
    place = 140
    undo = UndoRule((EventKind.QUESTION_ASKED,))

    text: str = ""


@dataclass(frozen=True, slots=True)
class AskExplanation(OneNumber):
    """Call on the lead unit to explain, perhaps by a named day.

    `is_number_sure` is False where the number may count what follows it: "giải trình 7 đồng chí vắng mặt".
    """

    canonical = "explain"
    roles = ACTS_ON_REQUESTS
    place = 260
    undo = UndoRule((EventKind.EXPLANATION_ASKED,))

    text: str = ""
    is_number_sure: bool = True


@dataclass(frozen=True, slots=True)
class AnswerRequest(OneNumber):
    """The answer to a question or to a call for an explanation; without a number the message replied to tells which."""

    canonical = "answer"
    roles = UNIT_ROLES | ACTS_ON_REQUESTS
    place = 150
    undo = UndoRule((EventKind.QUESTION_ANSWERED, EventKind.EXPLANATION_GIVEN), "answered")

    text: str = ""


@dataclass(frozen=True, slots=True)
class ListRequests(Command):
    """The open requests on which this person must act."""

    canonical = "requests"
    roles = SEES_ALL
    place = 230
    undo = None


@dataclass(frozen=True, slots=True)
class RequestNews(Notice):
    """Something happened to a request: `what` is "asked" (to the asker: written down), "brought" (to those who must
    act), "recommended", "decided" or "answered". `is_mine`: the reader is who decided or answered."""

    what: str
    line: TaskSummary
    request: RequestSummary
    is_mine: bool = False

    @property
    def task_number(self) -> int | None:
        """The number of the task."""
        return self.line.number

    @property
    def numbers_to_answer(self) -> tuple[int, ...]:
        """The number of the task: "duyệt" in reply means its request."""
        return (self.line.number,)


@dataclass(frozen=True, slots=True)
class RequestsShown(Notice):
    """The open requests on which this reader must act, oldest first; `is_overview`: all of them, only to be read."""

    items: tuple[RequestItem, ...]
    is_overview: bool = False

    @property
    def numbers_to_answer(self) -> tuple[int, ...]:
        """The numbers of the tasks that a reply to it may mean."""
        return tuple(item.line.number for item in self.items)


@dataclass(frozen=True, slots=True)
class RequestsLeft(Notice):
    """`person` takes no part any more; these open requests, made by them or of them, are the reader's now."""

    person: str
    items: tuple[RequestItem, ...]

    @property
    def numbers_to_answer(self) -> tuple[int, ...]:
        """The numbers of the tasks that a reply to it may mean."""
        return tuple(item.line.number for item in self.items)


@dataclass(frozen=True, slots=True)
class ObstacleNews(OfTask):
    """The work is held up by something, or no longer. `is_mine`: the reader said so themselves."""

    text: str
    by: str
    is_cleared: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class NoDayNamed(OfNumber):
    """The request for more time names no day, or one that does not exist; days behind `from_day` can be offered."""

    text: str
    from_day: date | None = None


@dataclass(frozen=True, slots=True)
class NotLater(OfNumber):
    """The day asked for or granted is not later than today and the last day that stands now."""

    day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class NoDeadlineToMove(OfNumber):
    """The task is followed from period to period, or its plan names no day: there is nothing to move."""

    title: str


@dataclass(frozen=True, slots=True)
class AlreadyAsked(OfNumber):
    """A request of this kind ("extension", "question", "explanation") about the task waits for its answer already."""

    kind: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlreadySettled(OfNumber):
    """Somebody else was quicker: the request was granted, refused, answered or withdrawn (a RequestState value)."""

    kind: str
    state: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NothingRequested(OfNumber):
    """Nobody has asked for what is to be decided or answered; `kind` as in AlreadyAsked, "" for any of them."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class NoObstacle(OfNumber):
    """Nothing is known to hold this task up."""

    title: str


@dataclass(frozen=True, slots=True)
class NobodyToAsk(Refusal):
    """There is nobody with the role (a role value) who could be asked."""

    role: str
