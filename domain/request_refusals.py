"""Why something asked for about time, obstacles and questions was not done. Ordinary outcomes, like all refusals."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class NoDayNamed:
    """The request for more time names no day, or one that does not exist."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class NotLater:
    """The day asked for or granted is not later than today and the last day that stands now."""

    number: int
    day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class NoDeadlineToMove:
    """The task is followed from period to period, or its plan names no day: there is nothing to move."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class AlreadyAsked:
    """A request of this kind ("extension", "question", "explanation") about the task waits for its answer already."""

    number: int
    kind: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlreadySettled:
    """Somebody else was quicker: the request was granted, refused, answered or withdrawn (a RequestState value)."""

    number: int
    kind: str
    state: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NothingRequested:
    """Nobody has asked for what is to be decided or answered; `kind` as in AlreadyAsked, "" for any of them."""

    number: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NoObstacle:
    """Nothing is known to hold this task up."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class NobodyToAsk:
    """There is nobody with the role (a role value) who could be asked."""

    role: str
