"""A list of units and people: its rows, and the questions that it leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.people import Role


class RosterDoubt(StrEnum):
    """Why somebody, or the list as a whole, is asked about."""

    NO_COORDINATOR = "no_coordinator"
    NO_LEADER = "no_leader"
    NO_HEAD = "no_head"
    NAMESAKES = "namesakes"
    ACTING_HEAD = "acting_head"
    DEPUTY_CHAIR = "deputy_chair"
    FOLLOWS = "follows"
    NO_UNIT = "no_unit"
    UNIT_RENAMED = "unit_renamed"


@dataclass(frozen=True, slots=True)
class RosterQuestion:
    """One question: whom it concerns, in which unit, and the words of the list that raise it."""

    doubt: RosterDoubt
    people: tuple[str, ...] = ()
    unit: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One line: a unit, and perhaps a person with one role.

    `line` is the row as the spreadsheet counts it. `unit` is None only for a role of the whole organisation.
    `parents` are names of units or groups that have a line of their own. `role` is None exactly when `person` is.
    """

    line: int
    unit: str | None
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    person: str | None = None
    role: Role | None = None
    is_group: bool = False
    language: str = "vi"
    phones: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """A whole list, in the order of the file. `groups` are the names of the units that stand for their members.

    `questions` are what an office list leaves open; the program's own form says everything itself.
    """

    rows: tuple[RosterRow, ...]
    groups: tuple[str, ...]
    questions: tuple[RosterQuestion, ...] = ()
    is_office_list: bool = False


_MISSING = {
    Role.HEAD: RosterDoubt.NO_HEAD,
    Role.LEADER: RosterDoubt.NO_LEADER,
    Role.COORDINATOR: RosterDoubt.NO_COORDINATOR,
}
# Posts that may carry a role which the list does not say; until somebody answers, such a person is an officer.
ASKED_ROLES: Mapping[RosterDoubt, Role] = {
    RosterDoubt.ACTING_HEAD: Role.HEAD,
    RosterDoubt.DEPUTY_CHAIR: Role.LEADER,
    RosterDoubt.FOLLOWS: Role.COORDINATOR,
}


def role_questions(roster: Roster) -> tuple[RosterQuestion, ...]:
    """The questions of a list that are answered by giving a role or not, in the order of the list."""
    return tuple(question for question in roster.questions if question.doubt in ASKED_ROLES)


def answered(roster: Roster, question: RosterQuestion, *, has_role: bool) -> Roster:
    """The list with one of its role questions settled: its people have the role asked about, or stay as they are."""
    left = tuple(other for other in roster.questions if other != question)
    if not has_role:
        return replace(roster, questions=left)
    missing = _MISSING[ASKED_ROLES[question.doubt]]
    left = tuple(other for other in left if other.doubt is not missing)
    return replace(roster, rows=_with_role(roster.rows, question), questions=left)


def _with_role(rows: tuple[RosterRow, ...], question: RosterQuestion) -> tuple[RosterRow, ...]:
    role = ASKED_ROLES[question.doubt]
    if role is Role.HEAD:
        return tuple(
            replace(row, role=role)
            if row.person in question.people and row.unit == question.unit and row.role is Role.OFFICER
            else row
            for row in rows
        )
    first = {row.person: row for row in reversed(rows) if row.person in question.people}
    return (*rows, *(replace(row, role=role) for row in first.values()))
