"""What had not gone out, and what had not been obeyed, when a database was copied."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from domain.deliveries import AT_ONCE
from storage.engine.database import Transaction
from storage.inbox import AFTER_RESTORE, WAITING
from storage.outbox import OutboxState
from storage.tables import inbox, outbox

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


def mark_as_perhaps_obeyed(tx: Transaction, organisation_id: int) -> int:
    """Every update that has not been handled as far as this database knows may have been; gives how many."""
    is_waiting = (inbox.c.organisation_id == organisation_id, inbox.c.state == WAITING)
    return int(tx.execute(update(inbox).where(*is_waiting).values(error=AFTER_RESTORE)).rowcount)


def newest_row(tx: Transaction, organisation_id: int) -> int:
    """The number of the newest message that was ever posted; 0 when there is none."""
    return tx.execute(select(func.max(outbox.c.id)).where(outbox.c.organisation_id == organisation_id)).scalar() or 0


def mark_later_as_perhaps_sent(tx: Transaction, organisation_id: int, after: int) -> None:
    """What was posted after the row of that number may have been sent before, in a life this database knows not of."""
    is_later = (outbox.c.organisation_id == organisation_id, outbox.c.id > after)
    tx.execute(update(outbox).where(*is_later).values(unknowns=outbox.c.unknowns + 1))
