"""English refusals about people and their absence."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.accounts import MoveQuestionOver, OwnCode
from domain.messages.people import (
    AbsenceIsOver,
    AbsenceTooLong,
    AwayAlready,
    DaysOfAbsenceMissing,
    MovedNowhere,
    NoSuchPerson,
    NotAway,
    NotOfYourUnit,
    NotOneself,
    RoleHeldAlready,
    RoleNotHeld,
    RoleUnclear,
    StandInNotPossible,
    StrangeName,
    UnitMissing,
)
from wording.en.people import PEOPLE
from wording.words import DayWords

_EXAMPLES = {
    "leave": "leave 20/5-25/5 by Nguyễn Văn B",
    "back": "/back Nguyễn Văn A",
    "move": "move Nguyễn Văn A to UBND phường",
    "remove": "remove Nguyễn Văn A",
    "role": "role Nguyễn Văn A head UBND phường",
    "invite": "invite Nguyễn Văn A",
}


def _no_such_person(refusal: NoSuchPerson, _: DayWords) -> str:
    asked = f"Who is “{refusal.name}”?" if refusal.name else "Whose name?"
    near = f" Perhaps: {', '.join(refusal.suggestions)}." if refusal.suggestions else ""
    return f"{asked}{near} Write the whole name, for example: {_EXAMPLES.get(refusal.command, 'people')}"


def _days_missing(refusal: DaysOfAbsenceMissing, _: DayWords) -> str:
    asked = f"Which days are “{refusal.text}”?" if refusal.text else "Which days?"
    return f"{asked} For example: leave 20/5-25/5 by Nguyễn Văn B, or: leave this week"


def _is_over(refusal: AbsenceIsOver, days: DayWords) -> str:
    return f"{days.short_day(refusal.last_day)} is past; absences are noted from today on."


def _too_long(refusal: AbsenceTooLong, _: DayWords) -> str:
    return f"One absence has at most {refusal.most} days (these are {refusal.days}). Who leaves tells the coordinator."


def _away_already(refusal: AwayAlready, days: DayWords) -> str:
    who = "You are" if refusal.is_mine else f"{refusal.name} is"
    name = "" if refusal.is_mine else f" {refusal.name}"
    span = f"from {days.short_day(refusal.first_day)} to {days.short_day(refusal.last_day)}"
    return f"{who} away {span} already. To write it anew, first type: /back{name}"


def _not_possible(refusal: StandInNotPossible, days: DayWords) -> str:
    if refusal.reason == "self":
        return "The stand-in must be somebody else."
    if refusal.reason == "away" and refusal.first_day and refusal.last_day:
        span = f"from {days.short_day(refusal.first_day)} to {days.short_day(refusal.last_day)}"
        return f"{refusal.name} is away too {span}. Please name somebody else."
    return f"{refusal.name} is of another unit. The stand-in must be of the same unit or office."


def _not_away(refusal: NotAway, _: DayWords) -> str:
    return "No absence of yours is noted." if refusal.is_mine else f"No absence of {refusal.name} is noted."


def _not_of_your_unit(refusal: NotOfYourUnit, _: DayWords) -> str:
    return f"Only the head of {refusal.name}'s unit or the coordinator notes absences for {refusal.name}."


def _not_oneself(_refusal: NotOneself, _: DayWords) -> str:
    return "Nobody ends their own part. Please ask another coordinator or the administrator."


def _unit_missing(_refusal: UnitMissing, _: DayWords) -> str:
    return f"Both the name and the new unit are needed. For example: {_EXAMPLES['move']}"


def _moved_nowhere(refusal: MovedNowhere, _: DayWords) -> str:
    return f"{refusal.name} belongs to {refusal.unit_name} already."


def _own_code(refusal: OwnCode, _: DayWords) -> str:
    return (
        f"You made this code for {refusal.name}: it cannot be used on an account of yours. "
        f"Please have it typed on the telephone of {refusal.name}."
    )


def _move_over(_refusal: MoveQuestionOver, _: DayWords) -> str:
    return "The question about moving the account is over. If it is still wanted, type the code again or ask for one."


def _role_unclear(refusal: RoleUnclear, _: DayWords) -> str:
    return f"“{refusal.text}” is no role. Roles are: officer, head, coordinator, leader, inspector, administrator."


def _held_already(refusal: RoleHeldAlready, _: DayWords) -> str:
    return f"{refusal.name} has this role already: {_role(refusal.role, refusal.unit_name)}."


def _not_held(refusal: RoleNotHeld, _: DayWords) -> str:
    return f"{refusal.name} does not have this role: {_role(refusal.role, refusal.unit_name)}."


def _role(role: str, unit: str) -> str:
    name = PEOPLE.role_names.get(role, role)
    return f"{name} ({unit})" if unit else name


def _strange_name(refusal: StrangeName, _: DayWords) -> str:
    if not refusal.letter:
        return f"The name “{refusal.name}” holds hidden marks that turn the text round. Please type it again."
    return (
        f"The name “{refusal.name}” holds “{refusal.letter}”, a letter of another alphabet that only looks like ours. "
        "Please type it again."
    )


STAFF_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NoSuchPerson: _no_such_person,
    DaysOfAbsenceMissing: _days_missing,
    AbsenceIsOver: _is_over,
    AbsenceTooLong: _too_long,
    AwayAlready: _away_already,
    StandInNotPossible: _not_possible,
    NotAway: _not_away,
    NotOfYourUnit: _not_of_your_unit,
    NotOneself: _not_oneself,
    UnitMissing: _unit_missing,
    MovedNowhere: _moved_nowhere,
    OwnCode: _own_code,
    MoveQuestionOver: _move_over,
    RoleUnclear: _role_unclear,
    RoleHeldAlready: _held_already,
    RoleNotHeld: _not_held,
    StrangeName: _strange_name,
}
