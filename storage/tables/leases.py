"""The lease of the one sender of a PostgreSQL database: one row, of no organisation."""

from sqlalchemy import Column, Integer, String, Table

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata

sender_lease = Table(
    "sender_lease",
    metadata,
    id_column(),
    Column("epoch", Integer, nullable=False),  # raised by each takeover, checked by each commit
    Column("generation", Integer, nullable=False),  # of the advisory lock: another one where the old cannot be freed
    Column("holder", String(63), nullable=False),  # the name of the holder's sessions
    Column("renewed_at", Instant, nullable=False),  # by the database's clock
)
