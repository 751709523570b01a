"""What is told about requests and obstacles: facts only, the same for every person concerned."""

from dataclasses import dataclass
from datetime import date, datetime, time

from domain.lines import TaskSummary


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
class RequestNews:
    """Something happened to a request: `what` is "asked" (to the asker: written down), "brought" (to whoever must
    act), "recommended", "decided" or "answered"."""

    what: str
    line: TaskSummary
    request: RequestSummary


@dataclass(frozen=True, slots=True)
class RequestItem:
    """One open request in a list; `is_pressing`: nobody has said a word about it for three working days."""

    line: TaskSummary
    request: RequestSummary
    is_pressing: bool = False


@dataclass(frozen=True, slots=True)
class RequestsShown:
    """The open requests on which this reader must act, oldest first; `is_overview`: all of them, only to be read."""

    items: tuple[RequestItem, ...]
    is_overview: bool = False


@dataclass(frozen=True, slots=True)
class ObstacleNews:
    """The work is held up by something, or no longer. `is_mine`: the reader said so themselves."""

    line: TaskSummary
    text: str
    by: str
    is_cleared: bool
    is_mine: bool
