"""What had not gone out when a database was copied."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from domain.instants import AT_ONCE
from storage.database import Transaction
from storage.outbox import OutboxState
from storage.tables import outbox

_QUEUED = (OutboxState.WAITING.value, OutboxState.LEASED.value)


@dataclass(frozen=True, slots=True)
class Queued:
    """A message that waits or is in somebody's hands."""

    id: int
    kind: str
    created_at: datetime


def queued_rows(tx: Transaction, organisation_id: int) -> list[Queued]:
    """All of them, oldest first."""
    query = select(outbox.c.id, outbox.c.kind, outbox.c.created_at).where(
        outbox.c.organisation_id == organisation_id, outbox.c.state.in_(_QUEUED)
    )
    return [Queued(*row) for row in tx.execute(query.order_by(outbox.c.id))]


def mark_as_perhaps_sent(tx: Transaction, organisation_id: int) -> int:
    """Everything that has not gone out as far as this database knows may have; gives how many rows."""
    is_queued = (outbox.c.organisation_id == organisation_id, outbox.c.state.in_(_QUEUED))
    tx.execute(update(outbox).where(*is_queued, outbox.c.state == OutboxState.LEASED.value).values(not_before=AT_ONCE))
    values = {"state": OutboxState.WAITING.value, "unknowns": outbox.c.unknowns + 1, "lease_owner": None}
    return int(tx.execute(update(outbox).where(*is_queued).values(**values)).rowcount)
