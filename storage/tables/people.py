"""People, what they are, where they chat, and the codes that link them."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Time, UniqueConstraint

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of, referred_to

person = Table(
    "person",
    metadata,
    id_column(),
    of("organisation"),
    Column("name", String(200), nullable=False),
    Column("key", String(200), nullable=False),
    Column("language", String(5), nullable=False),
    Column("preferred_channel", String(20)),
    Column("morning_at", Time),
    Column("feed_key_hash", String(64)),  # SHA-256 of the secret in the address of this person's calendar
    Column("removed_at", Instant),
    Column("phones", String(80), nullable=False, server_default=""),  # as domain.phones spells them, spaces between
    Column("listed", JSON(none_as_null=True)),  # what the last office list says of the person; none: it names them not
    Index(None, "feed_key_hash", unique=True),
    UniqueConstraint("organisation_id", "key"),
    referred_to(),
)

# A list of people that somebody sent, as it was read, until they agree to what it changes.
waiting_roster = Table(
    "waiting_roster",
    metadata,
    id_column(),
    of("organisation", index=True),
    of("person", name="made_by"),
    Column("file_name", String(300), nullable=False),
    Column("roster", JSON, nullable=False),
    Column("made_at", Instant, nullable=False),
    UniqueConstraint("made_by"),
)

membership = Table(
    "membership",
    metadata,
    id_column(),
    of("organisation", index=True),
    of("person"),
    of("unit", index=True),
    Column("role", String(20), nullable=False),
    UniqueConstraint("person_id", "unit_id", "role"),
)

office_role = Table(
    "office_role",
    metadata,
    id_column(),
    of("organisation", index=True),
    of("person"),
    Column("role", String(20), nullable=False),
    UniqueConstraint("person_id", "role"),
)

chat_account = Table(
    "chat_account",
    metadata,
    id_column(),
    of("organisation"),
    of("person", index=True),
    Column("channel", String(20), nullable=False),
    Column("chat_id", String(80), nullable=False),
    Column("is_alive", Boolean, nullable=False),
    Column("linked_at", Instant, nullable=False),
    Column("dead_at", Instant),
    Column("dead_reason", String(300)),
    UniqueConstraint("organisation_id", "channel", "chat_id"),
)

invite = Table(
    "invite",
    metadata,
    id_column(),
    of("organisation"),
    of("person"),
    Column("code_hash", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    # SQLite adds no foreign key to a table that is there, so these name rows without one.
    Column("made_by_id", Integer),  # the person who asked for the code in a chat; none at the machine
    Column("asked_channel", String(20)),  # where it was typed on the account of somebody else, who was asked
    Column("asked_chat_id", String(80)),
    Column("asked_inbox_id", Integer),
    Column("asked_at", Instant),
    UniqueConstraint("organisation_id", "code_hash"),
    Index(None, "organisation_id", "asked_channel", "asked_chat_id"),
)

code_try = Table(
    "code_try",
    metadata,
    id_column(),
    of("organisation"),
    Column("channel", String(20), nullable=False),
    Column("chat_id", String(80), nullable=False),
    Column("tried_at", Instant, nullable=False),
    Index(None, "organisation_id", "channel", "chat_id"),
)
