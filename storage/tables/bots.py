"""Bots whose tokens the database keeps, sealed, and which organisations each serves."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of

bot = Table(
    "bot",
    metadata,
    id_column(),
    Column("platform", String(20), nullable=False),
    Column("number", String(64), nullable=False),
    Column("name", String(100), nullable=False),
    Column("sealed_token", Text, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("link", String(300), nullable=False, server_default=""),  # where people find it, if the platform tells not
    UniqueConstraint("platform", "number"),
)

served = Table(
    "served",
    metadata,
    id_column(),
    of("organisation"),
    Column("bot_id", Integer, ForeignKey("bot.id"), nullable=False),
    Column("since", Instant),  # what was sent before was sent by another bot; unknown where it has always been this one
    Column("place", Integer, nullable=False, server_default="1"),  # among the organisation's bots on its platform
    UniqueConstraint("organisation_id", "bot_id"),
)
