"""English refusals of orders from above."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.orders import NobodyOfUnit, NotCancelled, NothingChanged, NudgedAlready, PartMissing, PersonUnclear
from wording.words import DayWords

_PARTS = {"title": "title", "lead": "lead unit", "deadline": "deadline"}


def _nudged_already(refusal: NudgedAlready, days: DayWords) -> str:
    return (
        f"{refusal.by} asked after task {refusal.number} at {days.instant(refusal.at)}; once an hour is enough. "
        f"To call for an explanation, type: explain {refusal.number} text"
    )


def _nobody_of_unit(refusal: NobodyOfUnit, _: DayWords) -> str:
    leads = ", ".join(refusal.lead_names) or "its units"
    return f"Task {refusal.number} is led by {leads}, and nobody of them is on the list."


def _person_unclear(refusal: PersonUnclear, _: DayWords) -> str:
    asked = f"It is not clear who “{refusal.name}” is." if refusal.name else "No name was given."
    near = f" Perhaps: {', '.join(refusal.suggestions)}." if refusal.suggestions else ""
    return f"{asked}{near} Type the full name, for example: assign 3 Nguyễn Văn A"


def _part_missing(refusal: PartMissing, _: DayWords) -> str:
    return (
        f"The {_PARTS.get(refusal.part, 'task')} is missing. For example: "
        "add Review of files; lead UBND phường; coordinating Văn phòng; deadline 30/6/2026"
    )


def _nothing_changed(refusal: NothingChanged, _: DayWords) -> str:
    return f"Task {refusal.number} says so already; nothing was changed. Type task {refusal.number} to see it."


def _not_cancelled(refusal: NotCancelled, _: DayWords) -> str:
    return (
        f"Task {refusal.number} ({refusal.title}) is not cancelled, so there is nothing to restore. "
        f"Type task {refusal.number} to see it."
    )


ORDER_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NudgedAlready: _nudged_already,
    NobodyOfUnit: _nobody_of_unit,
    PersonUnclear: _person_unclear,
    PartMissing: _part_missing,
    NothingChanged: _nothing_changed,
    NotCancelled: _not_cancelled,
}
