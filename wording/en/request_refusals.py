"""English refusals about more time, obstacles and questions."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.requests import (
    AlreadyAsked,
    AlreadySettled,
    NobodyToAsk,
    NoDayNamed,
    NoDeadlineToMove,
    NoObstacle,
    NothingRequested,
    NotLater,
)
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


def _no_day_named(refusal: NoDayNamed, _: DayWords) -> str:
    asked = f"Until which day is not clear (“{refusal.text}”)." if refusal.text else "No day was named."
    return f"{asked} Type the day, then the reason, for example: extend {refusal.number} 25/5 waiting for the city"


def _not_later(refusal: NotLater, days: DayWords) -> str:
    now = f" The deadline now: {days.day(refusal.last_day)}." if refusal.last_day else ""
    return (
        f"{days.day(refusal.day)} cannot be the new deadline of task {refusal.number}: it must be after today, after "
        f"the deadline that stands, and within two years.{now}"
    )


def _no_deadline_to_move(refusal: NoDeadlineToMove, _: DayWords) -> str:
    return (
        f"Task {refusal.number} ({refusal.title}) has no fixed last day, so there is nothing to extend. "
        f"If something holds it up, type: block {refusal.number} reason"
    )


def _already_asked(refusal: AlreadyAsked, days: DayWords) -> str:
    return (
        f"{_ASKED.get(refusal.kind, 'A request')} about task {refusal.number} waits already ({refusal.by}, "
        f"{days.instant(refusal.at)}). Type task {refusal.number} to see it."
    )


def _already_settled(refusal: AlreadySettled, days: DayWords) -> str:
    what = _REQUESTS.get(refusal.kind, "The request")
    by = f"{refusal.by}, " if refusal.by else ""
    settled = _SETTLED.get(refusal.state, "is settled")
    return (
        f"{what} about task {refusal.number} {settled} ({by}{days.instant(refusal.at)}). "
        f"Type task {refusal.number} to see it."
    )


def _nothing_requested(refusal: NothingRequested, _: DayWords) -> str:
    what = "request for more time" if refusal.kind == "extension" else "question or call to explain"
    return f"No {what} about task {refusal.number} is open. Type task {refusal.number} to see it."


def _no_obstacle(refusal: NoObstacle, _: DayWords) -> str:
    return f"Nothing is known to hold task {refusal.number} ({refusal.title}) up."


def _nobody_to_ask(_: NobodyToAsk, __: DayWords) -> str:
    return "There is no leader on the list who could be asked. Please talk to the coordinator."


REQUEST_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NoDayNamed: _no_day_named,
    NotLater: _not_later,
    NoDeadlineToMove: _no_deadline_to_move,
    AlreadyAsked: _already_asked,
    NothingRequested: _nothing_requested,
    AlreadySettled: _already_settled,
    NoObstacle: _no_obstacle,
    NobodyToAsk: _nobody_to_ask,
}
