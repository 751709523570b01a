"""English words about absences, people, units and roles."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command, class_of
from domain.messages.accounts import MakeCode
from domain.messages.people import (
    AbsenceIsOver,
    AbsenceTooLong,
    AwayAlready,
    ChangeRole,
    DaysOfAbsenceMissing,
    EndAbsence,
    ListPeople,
    ListUnits,
    MovedNowhere,
    MovePerson,
    NoSuchPerson,
    NoSuchUnit,
    NotAway,
    NoteAbsence,
    NotOfYourUnit,
    NotOneself,
    RemovePerson,
    RoleHeldAlready,
    RoleNotHeld,
    RoleUnclear,
    StandInNotPossible,
    StrangeName,
    UnitMissing,
)
from wording.people import PeopleWords
from wording.words import CommandWords, EventWords, Words

PEOPLE = PeopleWords(
    away={
        "author": "✅ Noted: {person} is away {days}",
        "absent": "🗓 {by} noted that you are away {days}",
        "stand_in": "🗓 You stand in for {person} {days}",
        "above": "🗓 {person} is away {days}",
    },
    one_day="on {first}",
    days="from {first} to {last}",
    stand_in="Stand-in: {name}, who gets the reminders meanwhile.",
    no_stand_in="Nobody stands in; no reminders are sent meanwhile.",
    stand_in_may="Meanwhile you get the reminders and may report in place of {person}.",
    office_covered={
        "coordinator": "Meanwhile {names} will confirm reports and put requests forward.",
        "leader": "Meanwhile {names} will decide on more time and answer questions.",
    },
    office_open={
        "coordinator": (
            "⚠️ Meanwhile nobody confirms reports or puts requests forward. Please name a stand-in, for example: "
            "leave 20/5-25/5 by Nguyễn Văn B"
        ),
        "leader": (
            "⚠️ Meanwhile there is no leader: the coordinator decides on more time, questions wait for the leader. "
            "Please name a stand-in if needed."
        ),
    },
    gaps="⚠️ Nobody can be reached in: {names}. Please name a stand-in or telephone.",
    noted_by="Noted by: {by}",
    end_early="Back earlier? Type: /{back}",
    back={
        "author": "✅ Noted: {person} is back and gets the reminders again",
        "absent": "✅ {by} noted that you are back; you get the reminders again",
        "stand_in": "🗓 {person} is back; you no longer stand in",
        "above": "🗓 {person} is back",
    },
    people_heading="{count} people, {unlinked} not linked",
    people_sought="“{sought}”: {count} people, {unlinked} not linked",
    nobody="Nobody is on the list yet.",
    nobody_found="Nobody was found for “{sought}”. Type /{people} to see all.",
    person="• {name} – {roles}",
    unlinked="not linked",
    away_until="away until {day}",
    away_stand_in="{name} stands in",
    no_role="no role yet",
    units_heading="{count} units",
    unit="• {name}: {people} people, {linked} linked",
    group="• {name} (group): {people} units",
    by_person="{name}",
    by_machine="The administrator",
    moved={
        "author": "✅ {name} belongs to {unit} now and is told",
        "person": "📌 {by} moved you to {unit}. Type /{tasks} to see the tasks of the unit.",
        "above": "📌 {by} moved {name} to {unit}",
    },
    removed={
        "author": "✅ {name} takes no part any more: the account is closed, nothing is sent; the history stays",
        "above": "📌 {by} ended the part of {name}",
    },
    roles_changed={
        "author": "✅ Roles noted:",
        "person": "📌 {by} changed your roles:",
        "above": "📌 {by} changed roles:",
    },
    role_signs={"granted": "+", "taken": "−", "back": "↩"},
    role_of="{role}, {unit}",
    role_back="takes part again",
    roles_more="… and {count} more changes",
    left_without={
        "coordinator": "⚠️ No coordinator can be reached any more.",
        "leader": "⚠️ No leader can be reached any more.",
    },
    role_names={
        "officer": "contact of the unit",
        "head": "head of the unit",
        "coordinator": "coordinator",
        "leader": "leader",
        "inspector": "inspector",
        "administrator": "administrator",
    },
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    NoteAbsence: CommandWords(
        typed="leave 20/5-25/5 by Nguyễn Văn B",
        does="say that you are away from 20/5 to 25/5, and who stands in",
        menu="Away, e.g. leave 20/5-25/5 by Nguyễn Văn B",
    ),
    EndAbsence: CommandWords(
        typed="/back",
        does="say that you are back earlier",
        menu="Back at work",
    ),
    ListPeople: CommandWords(
        typed="/people",
        does="see the people; by name or unit: people UBND",
        menu="The people",
    ),
    ListUnits: CommandWords(
        typed="/units",
        does="see the units",
        menu="The units",
    ),
    MovePerson: CommandWords(
        typed="move Nguyễn Văn A to UBND phường",
        does="move somebody to another unit",
        menu="Another unit: move Nguyễn Văn A to UBND phường",
    ),
    RemovePerson: CommandWords(
        typed="remove Nguyễn Văn A",
        does="end somebody's part; the whole name is needed",
        menu="End somebody's part, e.g. remove Nguyễn Văn A",
    ),
    ChangeRole: CommandWords(
        typed="role Nguyễn Văn A head UBND phường",
        does="give a role; take it away: role Nguyễn Văn A remove officer",
        menu="A role: role Nguyễn Văn A head UBND phường",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.ABSENCE_NOTED: EventWords("noted an absence", "absence"),
    EventKind.ABSENCE_ENDED: EventWords("noted a return", "end of the absence"),
    EventKind.PERSON_MOVED: EventWords("moved to another unit", "move to another unit"),
    EventKind.PERSON_REMOVED: EventWords("ended the part of", "end of a person's part"),
    EventKind.PERSON_RETURNED: EventWords("brought back"),
    EventKind.ROLE_GRANTED: EventWords("role granted", "granting of a role"),
    EventKind.ROLE_TAKEN: EventWords("role taken away", "taking of a role"),
    EventKind.ROSTER_LOADED: EventWords("units and people loaded", "list of people"),
}

_EXAMPLES: dict[type[Command], str] = {
    NoteAbsence: "leave 20/5-25/5 by Nguyễn Văn B",
    EndAbsence: "/back Nguyễn Văn A",
    MovePerson: "move Nguyễn Văn A to UBND phường",
    RemovePerson: "remove Nguyễn Văn A",
    ChangeRole: "role Nguyễn Văn A head UBND phường",
    MakeCode: "invite Nguyễn Văn A",
}


def _no_such_unit(refusal: NoSuchUnit, _: Words) -> str:
    asked = f"There is no lead unit called “{refusal.name}”." if refusal.name else "There is no such unit."
    near = f" Did you mean: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"{asked}{near} Type /status to see everything."


def _no_such_person(refusal: NoSuchPerson, _: Words) -> str:
    asked = f"Who is “{refusal.name}”?" if refusal.name else "Whose name?"
    near = f" Perhaps: {', '.join(refusal.suggestions)}." if refusal.suggestions else ""
    return f"{asked}{near} Write the whole name, for example: {_EXAMPLES.get(class_of(refusal.command), 'people')}"


def _days_of_absence_missing(refusal: DaysOfAbsenceMissing, _: Words) -> str:
    asked = f"Which days are “{refusal.text}”?" if refusal.text else "Which days?"
    return f"{asked} For example: leave 20/5-25/5 by Nguyễn Văn B, or: leave this week"


def _absence_is_over(refusal: AbsenceIsOver, words: Words) -> str:
    return f"{words.days.short_day(refusal.last_day)} is past; absences are noted from today on."


def _absence_too_long(refusal: AbsenceTooLong, _: Words) -> str:
    return f"One absence has at most {refusal.most} days (these are {refusal.days}). Who leaves tells the coordinator."


def _away_already(refusal: AwayAlready, words: Words) -> str:
    who = "You are" if refusal.is_mine else f"{refusal.name} is"
    name = "" if refusal.is_mine else f" {refusal.name}"
    span = f"from {words.days.short_day(refusal.first_day)} to {words.days.short_day(refusal.last_day)}"
    return f"{who} away {span} already. To write it anew, first type: /back{name}"


def _stand_in_not_possible(refusal: StandInNotPossible, words: Words) -> str:
    if refusal.reason == "self":
        return "The stand-in must be somebody else."
    if refusal.reason == "away" and refusal.first_day and refusal.last_day:
        span = f"from {words.days.short_day(refusal.first_day)} to {words.days.short_day(refusal.last_day)}"
        return f"{refusal.name} is away too {span}. Please name somebody else."
    return f"{refusal.name} is of another unit. The stand-in must be of the same unit or office."


def _not_away(refusal: NotAway, _: Words) -> str:
    return "No absence of yours is noted." if refusal.is_mine else f"No absence of {refusal.name} is noted."


def _not_of_your_unit(refusal: NotOfYourUnit, _: Words) -> str:
    return f"Only the head of {refusal.name}'s unit or the coordinator notes absences for {refusal.name}."


def _not_oneself(_refusal: NotOneself, _: Words) -> str:
    return "Nobody ends their own part. Please ask another coordinator or the administrator."


def _unit_missing(_refusal: UnitMissing, _: Words) -> str:
    return f"Both the name and the new unit are needed. For example: {_EXAMPLES[MovePerson]}"


def _moved_nowhere(refusal: MovedNowhere, _: Words) -> str:
    return f"{refusal.name} belongs to {refusal.unit_name} already."


def _role_unclear(refusal: RoleUnclear, _: Words) -> str:
    return f"“{refusal.text}” is no role. Roles are: officer, head, coordinator, leader, inspector, administrator."


def _role_held_already(refusal: RoleHeldAlready, words: Words) -> str:
    return f"{refusal.name} has this role already: {_role(refusal.role, refusal.unit_name, words)}."


def _role_not_held(refusal: RoleNotHeld, words: Words) -> str:
    return f"{refusal.name} does not have this role: {_role(refusal.role, refusal.unit_name, words)}."


def _strange_name(refusal: StrangeName, _: Words) -> str:
    if not refusal.letter:
        return f"The name “{refusal.name}” holds hidden marks that turn the text round. Please type it again."
    return (
        f"The name “{refusal.name}” holds “{refusal.letter}”, a letter of another alphabet that only looks like ours. "
        "Please type it again."
    )


def _role(role: str, unit: str, words: Words) -> str:
    name = words.people.role_names.get(role, role)
    return f"{name} ({unit})" if unit else name
