"""Which of several lead units have reported their part of a task as done."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from domain.tasks import Part, Share, State
from storage.engine.database import Transaction
from storage.tables import occurrence, share

_OF_ONE = select(share).where(share.c.occurrence_id == bindparam("occurrence_")).order_by(share.c.id)
_OF_OPEN = (
    select(share.c.occurrence_id, share.c.unit_id)
    .join(occurrence, occurrence.c.id == share.c.occurrence_id)
    .where(share.c.organisation_id == bindparam("organisation"), occurrence.c.state == State.OPEN.value)
)


def add_shares(tx: Transaction, organisation_id: int, occurrence_id: int, shares: Iterable[Share]) -> None:
    """Write down that these units have done their part; a unit that said so before may not be among them."""
    for new in shares:
        values = {
            "unit_id": new.unit_id, "part": new.part.value, "reported_by": new.reported_by,
            "reported_on": new.reported_on, "reported_at": new.reported_at, "note": new.note,
        }  # fmt: skip
        tx.execute(insert(share).values(organisation_id=organisation_id, occurrence_id=occurrence_id, **values))


def shares_of(tx: Transaction, occurrence_id: int) -> tuple[Share, ...]:
    """All that was said of one occurrence, in the order it was said."""
    return tuple(_to_share(row) for row in tx.execute(_OF_ONE, {"occurrence_": occurrence_id}).mappings())


def shares_of_open(tx: Transaction, organisation_id: int) -> Mapping[int, frozenset[int]]:
    """For each open occurrence the units that have done their part."""
    found: dict[int, set[int]] = {}
    for occurrence_id, unit_id in tx.execute(_OF_OPEN, {"organisation": organisation_id}):
        found.setdefault(occurrence_id, set()).add(unit_id)
    return {key: frozenset(units) for key, units in found.items()}


def remove_shares(tx: Transaction, occurrence_id: int, parts: Collection[Part]) -> None:
    """The work was returned: what was said of these parts no longer stands (the history keeps it)."""
    values = [part.value for part in parts]
    tx.execute(delete(share).where(share.c.occurrence_id == occurrence_id, share.c.part.in_(values)))


def take_back_shares(tx: Transaction, occurrence_id: int, unit_ids: Sequence[int]) -> None:
    """These units have not done their part after all."""
    tx.execute(delete(share).where(share.c.occurrence_id == occurrence_id, share.c.unit_id.in_(unit_ids)))


def _to_share(row: Mapping[Any, Any]) -> Share:
    return Share(
        row["unit_id"], Part(row["part"]), row["reported_by"], row["reported_on"], row["reported_at"], row["note"]
    )
