"""What was handed in with reports."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import bindparam, func, insert, select

from domain.evidence import Evidence, EvidenceKind
from storage.engine.database import Transaction
from storage.evidence_files import wait_for_file
from storage.tables import evidence

_FIELDS = tuple(Evidence.__dataclass_fields__)
_COLUMNS = tuple(evidence.c[name] for name in _FIELDS)
_OF_ONE = select(*_COLUMNS).where(evidence.c.occurrence_id == bindparam("occurrence_")).order_by(evidence.c.id)
_COUNT = select(func.count()).where(evidence.c.occurrence_id == bindparam("occurrence_"))


def add_evidence(
    tx: Transaction, organisation_id: int, new: Evidence, inbox_id: int | None, size: int | None = None
) -> None:
    """Keep one piece, and have its content fetched; `size` in bytes when the platform names it."""
    values = {**asdict(new), "kind": new.kind.value}
    tx.execute(insert(evidence).values(organisation_id=organisation_id, inbox_id=inbox_id, **values))
    if new.reference is not None:
        wait_for_file(tx, organisation_id, new.reference, size, new.added_at)


def evidence_of(tx: Transaction, occurrence_id: int) -> tuple[Evidence, ...]:
    """All pieces of one occurrence, oldest first."""
    rows = tx.execute(_OF_ONE, {"occurrence_": occurrence_id}).mappings()
    return tuple(Evidence(**{**row, "kind": EvidenceKind(row["kind"])}) for row in rows)


def evidence_of_updates(tx: Transaction, organisation_id: int, inbox_ids: Sequence[int]) -> tuple[Evidence, ...]:
    """What came by these updates, oldest first."""
    mine = select(*_COLUMNS).where(
        evidence.c.organisation_id == organisation_id, evidence.c.inbox_id.in_(tuple(inbox_ids))
    )
    rows = tx.execute(mine.order_by(evidence.c.id)).mappings()
    return tuple(Evidence(**{**row, "kind": EvidenceKind(row["kind"])}) for row in rows)


def count_evidence(tx: Transaction, occurrence_id: int) -> int:
    """How many pieces there are."""
    return int(tx.execute(_COUNT, {"occurrence_": occurrence_id}).scalar_one())
