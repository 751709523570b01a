"""Questions over all organisations of the database; every other question is about one."""

from datetime import datetime

from sqlalchemy import bindparam, func, literal_column, select

from domain.deliveries import BUTTONS
from storage.auditing import PATIENCE
from storage.engine.database import Transaction
from storage.tables import organisation, outbox

# SQLite uses the partial index only for a condition written exactly as in its definition.
_IS_QUEUED = outbox.c.state.in_([literal_column("'waiting'"), literal_column("'leased'")])


def late_elsewhere(tx: Transaction, organisation_id: int, now: datetime) -> list[tuple[str, int]]:
    """Organisations but this one whose messages are due for more than five minutes, and how many, the most first."""
    given = {"organisation": organisation_id, "late_before": now - PATIENCE}
    return [(name, count) for name, count in tx.execute(_LATE_ELSEWHERE, given)]


_LATE = func.count().label("late")
_LATE_ELSEWHERE = (
    select(organisation.c.name, _LATE)
    .join(outbox, outbox.c.organisation_id == organisation.c.id)
    .where(
        _IS_QUEUED,
        outbox.c.organisation_id != bindparam("organisation"),
        outbox.c.not_before < bindparam("late_before"),
        outbox.c.created_at < bindparam("late_before"),
        outbox.c.kind != BUTTONS,
    )
    .group_by(organisation.c.id, organisation.c.name)
    .order_by(_LATE.desc(), organisation.c.id)
)
