"""The append-only history, chained by hash."""

from sqlalchemy import JSON, Column, Integer, String, Table, UniqueConstraint

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of

event = Table(
    "event",
    metadata,
    id_column(),
    of("organisation"),
    Column("seq", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    of("person", nullable=True, index=True),
    Column("who", String(200), nullable=False),
    Column("what", String(40), nullable=False),
    of("task", nullable=True, index=True),
    of("occurrence", nullable=True),
    Column("inbox_id", Integer),
    Column("facts", JSON, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("organisation_id", "seq"),
)
