"""What people ask of those above or below them about a task: more time, a decision, an explanation. Pure rules."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from enum import StrEnum

from domain.calendars import WorkingCalendar

PAUSE_WORKING_DAYS = 3
RAISED_AFTER_WORKING_DAYS = 1
URGENT_AFTER_WORKING_DAYS = 3
EXPLAINED_WITHIN_WORKING_DAYS = 2


class RequestKind(StrEnum):
    """`EXTENSION` goes up for a decision, `QUESTION` goes up for an answer, `EXPLANATION` goes down for an answer."""

    EXTENSION = "extension"
    QUESTION = "question"
    EXPLANATION = "explanation"


class RequestState(StrEnum):
    """Where a request stands. `WITHDRAWN`: taken back by the asker, or settled by the task itself (done, cancelled)."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Request:
    """One request about an occurrence. `version` guards compare-and-set.

    `text` is the reason or the question. For an extension `wanted_day` (and hour) is what was asked for in the words
    `wanted_wording`, `old_day` what stood before, `granted_day` what was decided. For an explanation `wanted_day` is
    the day by which it is awaited. `is_recommended` is the coordinator's word, None while they have said nothing.
    """

    id: int
    task_id: int
    occurrence_id: int
    kind: RequestKind
    state: RequestState
    asked_by: int
    asked_at: datetime
    text: str
    wanted_day: date | None = None
    wanted_time: time | None = None
    wanted_wording: str = ""
    old_day: date | None = None
    recommended_by: int | None = None
    is_recommended: bool | None = None
    recommendation: str = ""
    decided_by: int | None = None
    decided_at: datetime | None = None
    granted_day: date | None = None
    answer: str = ""
    version: int = 1


def recommend(request: Request, person_id: int, note: str, *, is_recommended: bool) -> Request:
    """The coordinator's word, which goes with the request to the leader; said again it replaces the one before."""
    return replace(request, recommended_by=person_id, is_recommended=is_recommended, recommendation=note)


def grant(request: Request, person_id: int, now: datetime, day: date | None, note: str) -> Request:
    """More time, until `day` or until the day asked for."""
    granted_day = day or request.wanted_day
    return _decided(replace(request, granted_day=granted_day), RequestState.GRANTED, person_id, now, note)


def refuse(request: Request, person_id: int, now: datetime, note: str) -> Request:
    """No more time; the deadline stands as it was."""
    return _decided(request, RequestState.REFUSED, person_id, now, note)


def answer(request: Request, person_id: int, now: datetime, text: str) -> Request:
    """The answer to a question or to a call for an explanation."""
    return _decided(request, RequestState.ANSWERED, person_id, now, text)


def withdraw(request: Request, person_id: int | None, now: datetime) -> Request:
    """Nobody has to decide any more."""
    return _decided(request, RequestState.WITHDRAWN, person_id, now, "")


def _decided(request: Request, state: RequestState, person_id: int | None, now: datetime, text: str) -> Request:
    if request.state is not RequestState.OPEN:
        raise ValueError(f"request {request.id} is {request.state.value} already")
    return replace(request, state=state, decided_by=person_id, decided_at=now, answer=text)


def pauses_until(request: Request, calendar: WorkingCalendar, zone: tzinfo) -> date | None:
    """The last local day on which the overdue ladder waits for the decision: the third working day after the asking.

    None for what pauses nothing: anything but an open request for more time.
    """
    if request.kind is not RequestKind.EXTENSION or request.state is not RequestState.OPEN:
        return None
    return calendar.add_working_days(request.asked_at.astimezone(zone).date(), PAUSE_WORKING_DAYS)


def raised_days(request: Request, calendar: WorkingCalendar, zone: tzinfo) -> tuple[date, date]:
    """When an open request is brought again to whoever must act, and from when on it stands at the top.

    The first and the third working day after the asking; for an explanation counted from the day it was due.
    """
    start = request.asked_at.astimezone(zone).date()
    if request.kind is RequestKind.EXPLANATION and request.wanted_day is not None:
        start = request.wanted_day
    return (
        calendar.add_working_days(start, RAISED_AFTER_WORKING_DAYS),
        calendar.add_working_days(start, URGENT_AFTER_WORKING_DAYS),
    )
