"""What a list of units and people says: plain values, and the one way it can be refused."""

from dataclasses import dataclass

from domain.people import Role


class RosterUnreadable(Exception):
    """The roster cannot be taken over; the text is one Vietnamese sentence that names row and column."""


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


@dataclass(frozen=True, slots=True)
class Roster:
    """A whole list, in the order of the file. `groups` are the names of the units that stand for their members."""

    rows: tuple[RosterRow, ...]
    groups: tuple[str, ...]
