"""What is to be said and what was: reminders planned, outbox, receipts, messages of the month, channels held back."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of, referred_to

outbox = Table(
    "outbox",
    metadata,
    id_column(),
    of("organisation"),
    Column("key", String(120), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("priority", Integer, nullable=False),
    of("person", nullable=True),
    Column("channel", String(20)),
    Column("bot", String(40)),  # that it was leased for last
    Column("chat_id", String(80)),
    Column("edit_message_id", String(80)),
    Column("sayings", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("state", String(20), nullable=False),
    Column("lease_owner", String(60)),
    Column("leased_until", Instant),
    Column("attempts", Integer, nullable=False),
    Column("unknowns", Integer, nullable=False),
    Column("repeats", Integer, nullable=False, server_default="0"),  # of today, because its outcome was unknown
    Column("error", String(500)),
    Column("held_by", String(24)),  # waits for this channel; with ":out" behind it, for this channel alone
    Column("parked_for", String(20)),
    Column("inbox_id", Integer),  # the update whose deed this tells of; an undo withdraws it
    UniqueConstraint("organisation_id", "key"),
    Index(None, "organisation_id", "state", "priority", "id"),
    # Two partial indexes more, ix_outbox_queued_person and ix_outbox_inbox_id, are made by migrations 0009 and 0014:
    # named here, each engine would have to load the dialect of the other.
    referred_to(),
)

channel_hold = Table(
    "channel_hold",
    metadata,
    id_column(),
    of("organisation"),
    Column("channel", String(20), nullable=False),
    Column("reason", String(20), nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    UniqueConstraint("organisation_id", "channel"),
)

receipt = Table(
    "receipt",
    metadata,
    id_column(),
    of("organisation"),
    of("outbox"),
    Column("channel", String(20), nullable=False),
    Column("bot", String(40)),  # message_id is unique for one bot only; NULL before migration 0035
    Column("chat_id", String(80), nullable=False),
    Column("message_id", String(80), nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("outbox_id"),
    Index(None, "organisation_id", "channel", "chat_id", "message_id"),
)

channel_month = Table(
    "channel_month",
    metadata,
    id_column(),
    of("organisation"),
    Column("channel", String(20), nullable=False),
    Column("bot", String(40), nullable=False),
    Column("month", String(7), nullable=False),
    Column("used", Integer, nullable=False),
    Column("month_limit", Integer, nullable=False),
    UniqueConstraint("organisation_id", "channel", "bot", "month"),
    Index(None, "organisation_id", "month"),
)

reminder = Table(
    "reminder",
    metadata,
    id_column(),
    of("organisation"),
    of("occurrence"),
    Column("deadline_version", Integer, nullable=False),
    Column("stage", String(20), nullable=False),
    Column("audience", String(20), nullable=False),
    of("person"),
    of("outbox", nullable=True, index=True),
    Column("is_skipped", Boolean, nullable=False),
    Column("planned_at", Instant, nullable=False),
    UniqueConstraint("occurrence_id", "deadline_version", "stage", "audience", "person_id"),
)
