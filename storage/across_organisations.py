"""The one way past what keeps organisations apart, and what is asked of all of them at once.

Every other transaction is about one organisation; PostgreSQL shows it no rows of others (docs/adr/0023). Who calls
`everywhere` stands, with the reason, in tests/test_architecture_organisations.py.
"""

from datetime import datetime

from sqlalchemy import bindparam, func, literal_column, select, text

from domain.deliveries import BUTTONS
from storage.auditing import PATIENCE
from storage.engine.database import Database, Transaction
from storage.tables import organisation, outbox

# SQLite uses the partial index only for a condition written exactly as in its definition.
_IS_QUEUED = outbox.c.state.in_([literal_column("'waiting'"), literal_column("'leased'")])


def everywhere(database: Database) -> Database:
    """The same store, for transactions about any organisation of it."""
    return database.of_all()


def are_kept_apart(tx: Transaction) -> bool:
    """Whether the database keeps organisations apart from this program; from a superuser PostgreSQL keeps nothing."""
    if tx.dialect.name != "postgresql":
        return True
    return not tx.execute(text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")).scalar()


def are_several(tx: Transaction) -> bool:
    """Whether the database holds more than one organisation."""
    return len(tx.execute(select(organisation.c.id).limit(2)).all()) > 1


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
