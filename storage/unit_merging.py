"""Two names turn out to be one unit: everything of the one goes over to the other."""

from sqlalchemy import delete, select, update

from storage.engine.database import Transaction
from storage.tables import group_member, membership, responsibility, unit, unit_alias
from storage.units import name_key

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
