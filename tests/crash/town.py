"""Who belongs where in the ward: units, groups and people, as an outsider keeps them on paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SEES_ALL = frozenset({"coordinator", "leader", "inspector", "administrator"})
UNIT_ROLES = frozenset({"officer", "head"})


@dataclass(frozen=True, slots=True)
class Town:
    """`memberships` are (unit, person, role), with unit 0 for an office; `units` go by name, `members` by group."""

    memberships: frozenset[tuple[int, str, str]]
    units: Mapping[str, int]
    members: Mapping[int, frozenset[int]]
    groups: frozenset[int]

    def people_in(self, role: str) -> frozenset[str]:
        """Everybody with a role."""
        return frozenset(name for _, name, its in self.memberships if its == role)

    def has_role(self, person: str, roles: Iterable[str]) -> bool:
        """Whether a person has one of these roles, wherever."""
        return any(name == person and role in set(roles) for _, name, role in self.memberships)

    def units_of(self, person: str) -> frozenset[int]:
        """The person's units and every group these belong to."""
        own = {unit for unit, name, _ in self.memberships if name == person}
        return frozenset(own | {group for group, members in self.members.items() if members & own})

    def with_members(self, units: Iterable[int]) -> frozenset[int]:
        """These units and the members of those that are groups."""
        wanted = frozenset(units)
        return wanted.union(*(self.members.get(unit, frozenset()) for unit in wanted))

    def that_share(self, units: Iterable[int]) -> frozenset[int]:
        """Units that each report for themselves: a group stands for its members that have people."""
        staffed = {unit for unit, _, _ in self.memberships}
        found: set[int] = set()
        for unit in units:
            own = self.members.get(unit, frozenset()) & staffed if unit in self.groups else frozenset[int]()
            found |= own or {unit}
        return frozenset(found)

    def in_unit(self, unit: int, *roles: str) -> frozenset[str]:
        """The people of one unit with one of these roles there."""
        return frozenset(name for its, name, role in self.memberships if its == unit and role in roles)
