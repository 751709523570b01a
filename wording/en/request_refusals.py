"""English refusals about more time, obstacles and questions."""

from collections.abc import Callable, Mapping
from typing import Any

from domain import request_refusals as q
from wording.words import DayWords

_ASKED = {
    "deadline": "A request for another deadline",
    "extension": "A request for more time",
    "question": "A question",
    "explanation": "A call to explain",
}

_SETTLED = {
    "granted": "was granted",
    "refused": "was refused",
    "answered": "was answered",
    "withdrawn": "was taken back",
}
_REQUESTS = {
    "deadline": "The request for another deadline",
    "extension": "The request for more time",
    "question": "The question",
    "explanation": "The call to explain",
}


def _no_day_named(refusal: q.NoDayNamed, _: DayWords) -> str:
    asked = f"Until which day is not clear (“{refusal.text}”)." if refusal.text else "No day was named."
    return f"{asked} Type the day, then the reason, for example: extend {refusal.number} 25/5 waiting for the city"


def _not_later(refusal: q.NotLater, days: DayWords) -> str:
    now = f" The deadline now: {days.day(refusal.last_day)}." if refusal.last_day else ""
    return (
        f"{days.day(refusal.day)} cannot be the new deadline of task {refusal.number}: it must be after today, after "
        f"the deadline that stands, and within two years.{now}"
    )


def _no_deadline_to_move(refusal: q.NoDeadlineToMove, _: DayWords) -> str:
    return (
        f"Task {refusal.number} ({refusal.title}) has no fixed last day, so there is nothing to extend. "
        f"If something holds it up, type: block {refusal.number} reason"
    )


def _already_asked(refusal: q.AlreadyAsked, days: DayWords) -> str:
    return (
        f"{_ASKED.get(refusal.kind, 'A request')} about task {refusal.number} waits already ({refusal.by}, "
        f"{days.instant(refusal.at)}). Type task {refusal.number} to see it."
    )


def _already_settled(refusal: q.AlreadySettled, days: DayWords) -> str:
    what = _REQUESTS.get(refusal.kind, "The request")
    by = f"{refusal.by}, " if refusal.by else ""
    settled = _SETTLED.get(refusal.state, "is settled")
    return (
        f"{what} about task {refusal.number} {settled} ({by}{days.instant(refusal.at)}). "
        f"Type task {refusal.number} to see it."
    )


def _nothing_requested(refusal: q.NothingRequested, _: DayWords) -> str:
    what = "request for more time" if refusal.kind == "extension" else "question or call to explain"
    return f"No {what} about task {refusal.number} is open. Type task {refusal.number} to see it."


def _no_obstacle(refusal: q.NoObstacle, _: DayWords) -> str:
    return f"Nothing is known to hold task {refusal.number} ({refusal.title}) up."


def _nobody_to_ask(_: q.NobodyToAsk, __: DayWords) -> str:
    return "There is no leader on the list who could be asked. Please talk to the coordinator."


REQUEST_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    q.NoDayNamed: _no_day_named,
    q.NotLater: _not_later,
    q.NoDeadlineToMove: _no_deadline_to_move,
    q.AlreadyAsked: _already_asked,
    q.NothingRequested: _nothing_requested,
    q.AlreadySettled: _already_settled,
    q.NoObstacle: _no_obstacle,
    q.NobodyToAsk: _nobody_to_ask,
}
