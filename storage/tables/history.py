"""The append-only history, chained by hash, and its monthly checkpoints."""

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, UniqueConstraint

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

# No foreign key to the event: when that is cut off, the checkpoint must stay and tell.
checkpoint = Table(
    "checkpoint",
    metadata,
    id_column(),
    of("organisation"),
    Column("month", String(7), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("count", Integer, nullable=False),
    Column("is_told", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("signature", String(64)),
    Column("carried_code", String(9)),
    UniqueConstraint("organisation_id", "month"),
)
