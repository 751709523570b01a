"""What people ask of those above or below them about a task: more time, a decision, an explanation. Pure rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain.calendars import WorkingCalendar
from domain.reminders import Audience, Stage

PAUSE_WORKING_DAYS = 3
RAISED_AFTER_WORKING_DAYS = 1
URGENT_AFTER_WORKING_DAYS = 3
EXPLAINED_WITHIN_WORKING_DAYS = 2
ASKED, PRESSING = "asked", "pressing"


class RequestKind(StrEnum):
    """`EXTENSION` goes up for a decision, `QUESTION` goes up for an answer, `EXPLANATION` goes down for an answer.

    `DEADLINE`: a coordinator's other deadline for work that was judged by its deadline already; leaders decide.
    """

    EXTENSION = "extension"
    QUESTION = "question"
    EXPLANATION = "explanation"
    DEADLINE = "deadline"


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
    """Withdraw the request: no decision is needed any more."""
    return _decided(request, RequestState.WITHDRAWN, person_id, now, "")


def reopen(request: Request) -> Request:
    """Reopen the request as it was, because the report that had settled it was undone.

    Raises ValueError for a request that somebody decided or answered.
    """
    if request.state is not RequestState.WITHDRAWN:
        raise ValueError(f"request {request.id} is {request.state.value}")
    return replace(request, state=RequestState.OPEN, decided_by=None, decided_at=None, answer="")


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
    """When an open request is brought again to the people who must act, and from when on it stands at the top.

    The first and the third working day after the asking; for an explanation counted from the day it was due.
    """
    start = request.asked_at.astimezone(zone).date()
    if request.kind is RequestKind.EXPLANATION and request.wanted_day is not None:
        start = request.wanted_day
    return (
        calendar.add_working_days(start, RAISED_AFTER_WORKING_DAYS),
        calendar.add_working_days(start, URGENT_AFTER_WORKING_DAYS),
    )


def request_stages(
    request: Request, calendar: WorkingCalendar, zone: tzinfo, *, leader_decides: bool
) -> tuple[Stage, ...]:
    """When an open request is brought again, in the morning message, to the people who must act.

    Codes are "asked:12" and, at the top, "pressing:12", with the request's id. What a coordinator has not passed on
    goes to the leaders as well once it presses.
    """
    if request.state is not RequestState.OPEN:
        return ()
    raised, urgent = raised_days(request, calendar, zone)
    first, then = _audiences(request, leader_decides=leader_decides)
    return (
        *(Stage(f"{ASKED}:{request.id}", audience, raised) for audience in first),
        *(Stage(f"{PRESSING}:{request.id}", audience, urgent) for audience in then),
    )


def _audiences(request: Request, *, leader_decides: bool) -> tuple[tuple[Audience, ...], tuple[Audience, ...]]:
    if request.kind is RequestKind.EXPLANATION:
        return (Audience.LEAD,), (Audience.LEAD, Audience.HEAD)
    if request.kind in {RequestKind.QUESTION, RequestKind.DEADLINE}:
        return (Audience.LEADER,), (Audience.LEADER,)
    if not leader_decides:
        return (Audience.COORDINATOR,), (Audience.COORDINATOR,)
    if request.is_recommended is None:
        return (Audience.COORDINATOR,), (Audience.COORDINATOR, Audience.LEADER)
    return (Audience.LEADER,), (Audience.LEADER,)


def is_about_request(code: str) -> bool:
    """Whether a stage brings a request and not a deadline."""
    return code.partition(":")[0] in {ASKED, PRESSING}


def request_of(code: str) -> int:
    """The id of the request that a stage brings."""
    return int(code.partition(":")[2])


def is_paused(requests: Iterable[Request], today: date, calendar: WorkingCalendar, zone: tzinfo) -> bool:
    """Whether the overdue ladder waits for a decision today."""
    ends = [pauses_until(request, calendar, zone) for request in requests]
    return any(end is not None and today <= end for end in ends)


def turning_days(
    requests: Iterable[Request], calendar: WorkingCalendar, zone: tzinfo, *, leader_decides: bool
) -> frozenset[date]:
    """The days on which something about these requests comes due, or on which a pause is over."""
    days: set[date] = set()
    for request in requests:
        days.update(stage.day for stage in request_stages(request, calendar, zone, leader_decides=leader_decides))
        end = pauses_until(request, calendar, zone)
        if end is not None:
            days.add(calendar.on_or_after(end + timedelta(days=1)))
    return frozenset(days)
