"""Read-only screens of meeting rooms: the hash of the secret in their address, and whether they show names."""

from sqlalchemy import Boolean, Column, Integer, String, Table, UniqueConstraint

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of

wall = Table(
    "wall",
    metadata,
    id_column(),
    of("organisation"),
    Column("number", Integer, nullable=False),  # what is typed to end it; never used again
    Column("name", String(80), nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("shows_names", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("ended_at", Instant),
    UniqueConstraint("token_hash"),
    UniqueConstraint("organisation_id", "number"),
)
