"""Checkpoints of the history, and which organisations wait for the one of a month."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select

from domain.checkpoints import Checkpoint
from storage.engine.database import Transaction
from storage.tables import checkpoint, event, organisation


def load_checkpoints(tx: Transaction, organisation_id: int) -> list[Checkpoint]:
    """All of an organisation, the one that covers least of the history first."""
    query = select(checkpoint).where(checkpoint.c.organisation_id == organisation_id)
    rows = tx.execute(query.order_by(checkpoint.c.seq, checkpoint.c.month)).mappings()
    return [_to_checkpoint(row) for row in rows]


def find_checkpoint(tx: Transaction, organisation_id: int, month: str) -> Checkpoint | None:
    """That of a month ("2026-11"); None when there is none."""
    row = tx.execute(_OF_MONTH, {"organisation": organisation_id, "month_": month}).mappings().first()
    return None if row is None else _to_checkpoint(row)


def add_checkpoint(tx: Transaction, new: Checkpoint) -> None:
    """Write it; the database refuses a second one of the same month."""
    values = {name: getattr(new, name) for name in checkpoint.c.keys() if name != "id"}  # noqa: SIM118 - columns
    tx.execute(insert(checkpoint), values)


def zones_in_use(tx: Transaction) -> list[str]:
    """The zones of organisations that are not closed."""
    return list(tx.execute(_ZONES).scalars())


def without_checkpoint(tx: Transaction, zone: str, month: str, ends: datetime) -> list[int]:
    """Open organisations of a zone without a checkpoint of the month, whose history began before it ended (aware)."""
    return list(tx.execute(_WITHOUT, {"zone": zone, "month_": month, "ends": ends}).scalars())


def newest_before(tx: Transaction, organisation_id: int, ends: datetime) -> tuple[int, str, datetime] | None:
    """Number, hash and instant of the newest event before an instant (aware); None when there is none."""
    row = tx.execute(_NEWEST_BEFORE, {"organisation": organisation_id, "ends": ends}).first()
    return None if row is None else (row[0], row[1], row[2])


def count_until(tx: Transaction, organisation_id: int, seq: int) -> int:
    """How many events there are up to this number, which is included."""
    query = select(func.count()).select_from(event)
    return int(tx.execute(query.where(event.c.organisation_id == organisation_id, event.c.seq <= seq)).scalar_one())


_OF_MONTH = select(checkpoint).where(
    checkpoint.c.organisation_id == bindparam("organisation"), checkpoint.c.month == bindparam("month_")
)
_ZONES = select(organisation.c.timezone).where(organisation.c.closed_at.is_(None)).distinct()
# By the number, not by the instant: a clock that was set back leaves later events with earlier instants.
_NEWEST_BEFORE = (
    select(event.c.seq, event.c.hash, event.c.at)
    .where(event.c.organisation_id == bindparam("organisation"), event.c.at < bindparam("ends"))
    .order_by(event.c.seq.desc())
    .limit(1)
)
# One step into two indexes for each organisation: its history is not read.
_BEGUN_AT = (
    select(event.c.at)
    .where(event.c.organisation_id == organisation.c.id)
    .order_by(event.c.seq)
    .limit(1)
    .correlate(organisation)
    .scalar_subquery()
)
_HAS_ONE = (
    select(checkpoint.c.id)
    .where(checkpoint.c.organisation_id == organisation.c.id, checkpoint.c.month == bindparam("month_"))
    .correlate(organisation)
    .exists()
)
_WITHOUT = (
    select(organisation.c.id)
    .where(
        organisation.c.timezone == bindparam("zone"),
        organisation.c.closed_at.is_(None),
        ~_HAS_ONE,
        bindparam("ends") > _BEGUN_AT,
    )
    .order_by(organisation.c.id)
)


def _to_checkpoint(row: Mapping[Any, Any]) -> Checkpoint:
    return Checkpoint(**{name: value for name, value in row.items() if name != "id"})
