"""What was heard and asked: the inbox, how far each bot has read, the questions put to people."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint, false

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of

inbox = Table(
    "inbox",
    metadata,
    id_column(),
    of("organisation"),
    Column("channel", String(20), nullable=False),
    Column("bot", String(40), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("update_key", String(80), nullable=False),
    Column("chat_id", String(80)),
    Column("received_at", Instant, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("handled_at", Instant),
    Column("error", String(500)),
    # It waited in a backup that was restored, so it may have been obeyed and answered since.
    Column("may_be_again", Boolean, nullable=False, server_default=false()),
    Column("said_at", Instant),  # when it counts: as the platform dates it, within what we know ourselves
    Column("shared", JSON(none_as_null=True)),  # how its organisation was found, where its chat has several on one bot
    UniqueConstraint("channel", "bot", "epoch", "update_key"),
    Index(None, "organisation_id", "state", "id"),
    Index(None, "organisation_id", "channel", "chat_id", "id"),
    # One partial index more, ix_inbox_waiting, is made by migration 0011: named here, each engine would have to load
    # the dialect of the other.
)

cursor = Table(
    "cursor",
    metadata,
    id_column(),
    of("organisation"),
    Column("channel", String(20), nullable=False),
    Column("bot", String(40), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("next_offset", Integer, nullable=False),
    Column("last_contact_at", Instant, nullable=False),
    Column("caught_up_at", Instant),  # the last contact that left nothing waiting on the platform
    UniqueConstraint("channel", "bot"),
)

question = Table(
    "question",
    metadata,
    id_column(),
    of("organisation"),
    of("person", index=True),
    Column("channel", String(20), nullable=False),
    Column("chat_id", String(80), nullable=False),
    Column("inbox_id", Integer, nullable=False),  # the message that made us ask; kept shorter than the question may be
    Column("asked_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("about", Text, nullable=False),
    Column("options", JSON, nullable=False),
    Column("template", Text, nullable=False),
    Column("handed", JSON),
    Column("closed_at", Instant),
    Column("closed_by", String(20)),
    Index(None, "organisation_id", "channel", "chat_id", "id"),
    # ix_question_open, a partial unique index made by migration 0013, refuses a second open question in a chat.
)
