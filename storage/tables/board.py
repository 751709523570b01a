"""The board: links that open it once, and the sessions they open. Their instants are machine time."""

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of

board_link = Table(
    "board_link",
    metadata,
    id_column(),
    of("organisation"),
    of("person", index=True),
    Column("token_hash", String(64), nullable=False),
    Column("code_key", String(8), nullable=False),  # the first letters of the code: wrong tries are counted here
    Column("code_hash", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("used_at", Instant),
    UniqueConstraint("token_hash"),
    Index(None, "organisation_id", "code_key"),
)

board_session = Table(
    "board_session",
    metadata,
    id_column(),
    of("organisation"),
    of("person", index=True),
    Column("token_hash", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("device", String(60), nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", String(20)),
    UniqueConstraint("token_hash"),
)
