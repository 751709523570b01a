"""What the last list of an office says of each person: the roles it gives, beside those that the person has."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from domain.people import Role
from storage.engine.database import Transaction
from storage.engine.pipeline import write_later
from storage.people import Holder, load_holders
from storage.tables import person, unit
from storage.units import name_key, put_aliases

ListedRoles = frozenset[tuple[Role, int | None]]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person, also one removed; `listed` are the roles of the last list that named them, None when none did."""

    id: int
    holder: Holder
    phones: tuple[str, ...]
    listed: ListedRoles | None


def load_known_people(tx: Transaction, organisation_id: int) -> dict[int, KnownPerson]:
    """Everybody by id, in the order they were added."""
    holders = load_holders(tx, organisation_id)
    query = select(person.c.id, person.c.phones, person.c.listed).where(person.c.organisation_id == organisation_id)
    rows = {row[0]: row for row in tx.execute(query)}
    return {
        person_id: KnownPerson(person_id, holder, tuple(rows[person_id][1].split()), _roles(rows[person_id][2]))
        for person_id, holder in holders.items()
    }


def _roles(stored: object) -> ListedRoles | None:
    if not isinstance(stored, list):
        return None
    return frozenset((Role(role), unit_id) for role, unit_id in stored)


def set_listed(tx: Transaction, person_id: int, roles: ListedRoles | None) -> None:
    """From now on this is what the last list says of the person; None: it names them not."""
    stored = None if roles is None else sorted(([r.value, u] for r, u in roles), key=lambda one: (one[0], one[1] or 0))
    write_later(tx, _LIST, {"id_": person_id, "listed_": stored})


_LIST = update(person).where(person.c.id == bindparam("id_")).values(listed=bindparam("listed_"))


def rename_unit(tx: Transaction, organisation_id: int, unit_id: int, name: str) -> None:
    """The unit is called so from now on; its old name still finds it."""
    old = str(tx.execute(select(unit.c.name).where(unit.c.id == unit_id)).scalar_one())
    tx.execute(update(unit).where(unit.c.id == unit_id).values(name=name, key=name_key(name)))
    put_aliases(tx, organisation_id, unit_id, [old])


def listed_in_units(known: Collection[KnownPerson]) -> dict[int, set[int]]:
    """The people whom the last list puts into each unit, by the unit's id."""
    found: dict[int, set[int]] = {}
    for one in known:
        for _, unit_id in one.listed or ():
            if unit_id is not None and not one.holder.is_removed:
                found.setdefault(unit_id, set()).add(one.id)
    return found
