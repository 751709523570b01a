"""Units, their aliases, the members of groups, and merging two units into one."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from propcache.api import cached_property
from sqlalchemy import bindparam, delete, insert, select, update

from domain.names import fold, modern_tone
from domain.people import Unit
from domain.unit_names import own_name, place_of
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.tables import group_member, membership, organisation, responsibility, task, unit, unit_alias

LONGEST_NAME = 300  # characters, as the columns are wide; a cell that holds more holds no name


_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


def name_key(name: str) -> str:
    """The key a unit or person is found by: today's spelling, folded."""
    return fold(modern_tone(name[:LONGEST_NAME]))[:LONGEST_NAME]


@dataclass(frozen=True)
class Directory:
    """All units of an organisation, loaded once, because they are few (a ward has dozens) and used often.

    `place` is the organisation's own, as `domain.unit_names` folds it.
    """

    units: Mapping[int, Unit]
    members: Mapping[int, frozenset[int]] = field(default_factory=dict)
    place: str = ""

    @cached_property
    def _by_key(self) -> dict[str, Unit]:
        return {name_key(name): unit for unit in self.units.values() for name in (*unit.aliases, unit.name)}

    @cached_property
    def _by_own_name(self) -> dict[str, Unit]:
        """Single units by their names without the organisation's; none where several would have the same."""
        named: dict[str, set[int]] = {}
        for one in self.units.values():
            for name in (*one.aliases, one.name) if not one.is_group else ():
                named.setdefault(own_name(name, self.place), set()).add(one.id)
        return {key: self.units[next(iter(ids))] for key, ids in named.items() if len(ids) == 1}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names and aliases of all units."""
        return frozenset(name for unit in self.units.values() for name in (unit.name, *unit.aliases))

    def find(self, name: str) -> Unit | None:
        """The unit with exactly this name or alias, after folding; None when there is none.

        A remark in brackets at the end ("Sở Xây dựng (hạ tầng)") is the unit's share and no part of its name; the
        organisation itself behind the name ("Ban Xây dựng Đảng Đảng ủy phường") adds nothing where one unit is left.
        """
        bare = _REMARK.sub("", name)
        return (
            self._by_key.get(name_key(name))
            or self._by_key.get(name_key(bare))
            or self._by_own_name.get(own_name(bare[:LONGEST_NAME], self.place))
        )

    def with_groups(self, unit_ids: Iterable[int]) -> frozenset[int]:
        """These units and every group they belong to (a task of the group is a task of its members)."""
        mine = set(unit_ids)
        while True:
            more = {group for group, members in self.members.items() if members & mine} - mine
            if not more:
                return frozenset(mine)
            mine |= more

    def with_members(self, unit_ids: Iterable[int]) -> frozenset[int]:
        """These units and, for groups, all their members."""
        found = set(unit_ids)
        while True:
            more = {m for group in found for m in self.members.get(group, frozenset())} - found
            if not more:
                return frozenset(found)
            found |= more


def load_directory(tx: Transaction, organisation_id: int) -> Directory:
    """Every unit with aliases, and who belongs to which group."""
    aliases: dict[int, list[str]] = {}
    given = {"organisation": organisation_id}
    for unit_id, name in tx.execute(_ALIASES, given):
        aliases.setdefault(unit_id, []).append(name)
    rows = tx.execute(_UNITS, given).mappings().all()
    units = {
        row["id"]: Unit(row["id"], row["name"], tuple(aliases.get(row["id"], ())), row["parent_id"], row["is_group"])
        for row in rows
    }
    place = place_of(rows[0]["of_organisation"]) if rows else ""
    return Directory(units, load_members(tx, organisation_id), place)


def load_members(tx: Transaction, organisation_id: int) -> dict[int, frozenset[int]]:
    """The members of each group."""
    members: dict[int, set[int]] = {}
    for group_id, unit_id in tx.execute(_MEMBERS, {"organisation": organisation_id}):
        members.setdefault(group_id, set()).add(unit_id)
    return {group: frozenset(found) for group, found in members.items()}


_ALIASES = (
    select(unit_alias.c.unit_id, unit_alias.c.name)
    .where(unit_alias.c.organisation_id == bindparam("organisation"))
    .order_by(unit_alias.c.id)
)
_UNITS = (
    select(unit, organisation.c.name.label("of_organisation"))
    .join(organisation, organisation.c.id == unit.c.organisation_id)
    .where(unit.c.organisation_id == bindparam("organisation"))
    .order_by(unit.c.id)
)
_MEMBERS = select(group_member.c.group_id, group_member.c.unit_id).where(
    group_member.c.organisation_id == bindparam("organisation")
)


def with_groups(tx: Transaction, unit_ids: Iterable[int]) -> frozenset[int]:
    """These units and every group they belong to, asked for by key: what each command of a person needs."""
    found = frozenset(unit_ids)
    newest = found
    while newest:
        newest = frozenset(tx.execute(_GROUPS, {"units": sorted(newest)}).scalars()) - found
        found |= newest
    return found


_GROUPS = select(group_member.c.group_id).where(group_member.c.unit_id.in_(bindparam("units", expanding=True)))


def has_groups(tx: Transaction, organisation_id: int, number: int, part: str) -> bool:
    """True when one of the units that have this part in the task of this number is a group with members."""
    query = groups_query(organisation_id, number, part)
    return bool(fetch_all(tx, query))


def groups_query(organisation_id: int, number: int, part: str) -> Query:
    """The query of `has_groups`."""
    return Query(_GROUP_AMONG, {"organisation": organisation_id, "number_": number, "part_": part})


_GROUP_AMONG = (
    select(group_member.c.group_id)
    .join(responsibility, responsibility.c.unit_id == group_member.c.group_id)
    .join(task, task.c.id == responsibility.c.task_id)
    .where(
        task.c.organisation_id == bindparam("organisation"),
        task.c.number == bindparam("number_"),
        responsibility.c.part == bindparam("part_"),
    )
    .limit(1)
)


def put_unit(tx: Transaction, organisation_id: int, name: str, *, is_group: bool) -> int:
    """The unit with this name, made if it is not there."""
    return put_units(tx, organisation_id, [(name, is_group)])[name]


def put_units(tx: Transaction, organisation_id: int, units: Collection[tuple[str, bool]]) -> dict[str, int]:
    """As `put_unit` each of these (name, is a group), in their order; returns the ids by name."""
    keys = {name: name_key(name) for name, _ in units}
    known = {key: (id_, is_group) for id_, key, is_group in tx.execute(_KEYS, {"organisation": organisation_id})}
    new: dict[str, dict[str, object]] = {}
    groups = {keys[name] for name, is_group in units if is_group}
    for name, key in keys.items():
        if key not in known and key not in new:
            values = {"name": name[:LONGEST_NAME], "key": key, "is_group": key in groups}
            new[key] = {"organisation_id": organisation_id, **values}
    added = tx.execute(_ADD_UNITS, list(new.values())).scalars().all() if new else ()
    if changed := [id_ for key, (id_, was_group) in known.items() if key in groups and not was_group]:
        tx.execute(update(unit).where(unit.c.id.in_(changed)).values(is_group=True))
    ids = {**{key: id_ for key, (id_, _) in known.items()}, **dict(zip(new, added, strict=True))}
    return {name: ids[key] for name, key in keys.items()}


_KEYS = select(unit.c.id, unit.c.key, unit.c.is_group).where(unit.c.organisation_id == bindparam("organisation"))
_ADD_UNITS = insert(unit).returning(unit.c.id, sort_by_parameter_order=True)


def set_parent(tx: Transaction, unit_id: int, parent_id: int) -> None:
    """Put a unit under another one."""
    tx.execute(update(unit).where(unit.c.id == unit_id).values(parent_id=parent_id))


def put_member(tx: Transaction, organisation_id: int, group_id: int, unit_id: int) -> None:
    """Make a unit a member of a group; twice is once."""
    found = select(group_member.c.id).where(group_member.c.group_id == group_id, group_member.c.unit_id == unit_id)
    if tx.execute(found).first() is None:
        tx.execute(insert(group_member).values(organisation_id=organisation_id, group_id=group_id, unit_id=unit_id))


def put_aliases(tx: Transaction, organisation_id: int, unit_id: int, names: Sequence[str]) -> None:
    """Add other names of a unit; a name that is taken already is left where it is."""
    if not names:
        return
    taken = set(tx.execute(select(unit_alias.c.key).where(unit_alias.c.organisation_id == organisation_id)).scalars())
    for name in names:
        key = name_key(name)
        if key in taken:
            continue
        taken.add(key)
        tx.execute(insert(unit_alias).values(organisation_id=organisation_id, unit_id=unit_id, name=name, key=key))


# Where a unit is named, and what must stay unique there beside it.
_TWINS = ((responsibility, ("task_id", "part")), (membership, ("person_id", "role")), (group_member, ("group_id",)))


def absorb_by_name(tx: Transaction, organisation_id: int, into_id: int, name: str) -> bool:
    """If another unit has this name, merge it into `into_id`; True when that happened."""
    query = select(unit.c.id).where(
        unit.c.organisation_id == organisation_id, unit.c.key == name_key(name), unit.c.id != into_id
    )
    other = tx.execute(query).scalar()
    if other is None:
        return False
    _merge(tx, other, into_id)
    return True


def _merge(tx: Transaction, other: int, into_id: int) -> None:
    for table, beside in _TWINS:
        mine = select(*(table.c[name] for name in beside)).where(table.c.unit_id == into_id)
        taken = {tuple(row) for row in tx.execute(mine)}
        for row in tx.execute(select(table).where(table.c.unit_id == other)).mappings().all():
            change = table.c.id == row["id"]
            if tuple(row[name] for name in beside) in taken:
                tx.execute(delete(table).where(change))
            else:
                tx.execute(update(table).where(change).values(unit_id=into_id))
    tx.execute(update(group_member).where(group_member.c.group_id == other).values(group_id=into_id))
    tx.execute(update(unit_alias).where(unit_alias.c.unit_id == other).values(unit_id=into_id))
    tx.execute(update(unit).where(unit.c.parent_id == other).values(parent_id=into_id))
    tx.execute(delete(unit).where(unit.c.id == other))
