"""All tables, one noun each. Every row carries its organisation; unique keys refuse the second one."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
)

from storage.types import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _of(noun: str, *, name: str | None = None, nullable: bool = False, index: bool = False) -> Column[int]:
    return Column(name or f"{noun}_id", Integer, ForeignKey(f"{noun}.id"), nullable=nullable, index=index)


organisation = Table(
    "organisation",
    metadata,
    _id(),
    Column("name", String(300), nullable=False),
    Column("timezone", String(60), nullable=False),
    Column("needs_confirmation", Boolean, nullable=False),
    Column("policy", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
)

day_off = Table(
    "day_off",
    metadata,
    _id(),
    _of("organisation"),
    Column("day", Date, nullable=False),
    Column("is_working", Boolean, nullable=False),
    Column("name", String(200), nullable=False),
    UniqueConstraint("organisation_id", "day"),
)

unit = Table(
    "unit",
    metadata,
    _id(),
    _of("organisation"),
    Column("name", String(300), nullable=False),
    Column("key", String(300), nullable=False),
    Column("is_group", Boolean, nullable=False),
    _of("unit", name="parent_id", nullable=True),
    UniqueConstraint("organisation_id", "key"),
)

unit_alias = Table(
    "unit_alias",
    metadata,
    _id(),
    _of("organisation"),
    _of("unit", index=True),
    Column("name", String(300), nullable=False),
    Column("key", String(300), nullable=False),
    UniqueConstraint("organisation_id", "key"),
)

group_member = Table(
    "group_member",
    metadata,
    _id(),
    _of("organisation"),
    _of("unit", name="group_id"),
    _of("unit", name="unit_id", index=True),
    UniqueConstraint("group_id", "unit_id"),
)

person = Table(
    "person",
    metadata,
    _id(),
    _of("organisation"),
    Column("name", String(200), nullable=False),
    Column("key", String(200), nullable=False),
    Column("language", String(5), nullable=False),
    Column("preferred_channel", String(20)),
    UniqueConstraint("organisation_id", "key"),
)

membership = Table(
    "membership",
    metadata,
    _id(),
    _of("organisation"),
    _of("person"),
    _of("unit", index=True),
    Column("role", String(20), nullable=False),
    UniqueConstraint("person_id", "unit_id", "role"),
)

office_role = Table(
    "office_role",
    metadata,
    _id(),
    _of("organisation"),
    _of("person"),
    Column("role", String(20), nullable=False),
    UniqueConstraint("person_id", "role"),
)

chat_account = Table(
    "chat_account",
    metadata,
    _id(),
    _of("organisation"),
    _of("person", index=True),
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
    _id(),
    _of("organisation"),
    _of("person"),
    Column("code_hash", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    UniqueConstraint("organisation_id", "code_hash"),
)

code_try = Table(
    "code_try",
    metadata,
    _id(),
    _of("organisation"),
    Column("channel", String(20), nullable=False),
    Column("chat_id", String(80), nullable=False),
    Column("tried_at", Instant, nullable=False),
    Index(None, "organisation_id", "channel", "chat_id"),
)

plan = Table(
    "plan",
    metadata,
    _id(),
    _of("organisation"),
    Column("title", Text, nullable=False),
    Column("number", String(100)),
    Column("issuer", String(300)),
    Column("issued_on", Date),
    Column("file_name", String(300), nullable=False),
    Column("file_hash", String(64), nullable=False),
    Column("imported_at", Instant, nullable=False),
    UniqueConstraint("organisation_id", "file_hash"),
)

task = Table(
    "task",
    metadata,
    _id(),
    _of("organisation"),
    _of("plan", index=True),
    Column("number", Integer, nullable=False),
    Column("code", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("wording", Text, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("at_time", Time),
    Column("rule", Text),
    Column("condition", Text),
    Column("product", Text),
    Column("place", JSON, nullable=False),
    Column("created_on", Date, nullable=False),
    UniqueConstraint("organisation_id", "number"),
)

responsibility = Table(
    "responsibility",
    metadata,
    _id(),
    _of("organisation"),
    _of("task"),
    _of("unit", index=True),
    Column("part", String(20), nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("task_id", "unit_id", "part"),
)

occurrence = Table(
    "occurrence",
    metadata,
    _id(),
    _of("organisation"),
    _of("task"),
    Column("period", String(20), nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("at_time", Time),
    Column("deadline_version", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("progress", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("acknowledged_at", Instant),
    Column("reported_on", Date),
    Column("reported_at", Instant),
    _of("person", name="reported_by", nullable=True),
    Column("note", Text),
    Column("closed_at", Instant),
    UniqueConstraint("task_id", "period"),
    Index(None, "organisation_id", "state"),
)

event = Table(
    "event",
    metadata,
    _id(),
    _of("organisation"),
    Column("seq", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    _of("person", nullable=True, index=True),
    Column("who", String(200), nullable=False),
    Column("what", String(40), nullable=False),
    _of("task", nullable=True, index=True),
    _of("occurrence", nullable=True),
    Column("inbox_id", Integer),
    Column("facts", JSON, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("organisation_id", "seq"),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    _of("organisation"),
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
    UniqueConstraint("channel", "bot", "epoch", "update_key"),
    Index(None, "organisation_id", "state", "id"),
    Index(None, "organisation_id", "channel", "chat_id", "id"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _of("organisation"),
    Column("key", String(120), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("priority", Integer, nullable=False),
    _of("person", nullable=True),
    Column("channel", String(20)),
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
    Column("error", String(500)),
    UniqueConstraint("organisation_id", "key"),
    Index(None, "organisation_id", "state", "priority", "id"),
)

receipt = Table(
    "receipt",
    metadata,
    _id(),
    _of("organisation"),
    _of("outbox"),
    Column("channel", String(20), nullable=False),
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
    _id(),
    _of("organisation"),
    Column("channel", String(20), nullable=False),
    Column("bot", String(40), nullable=False),
    Column("month", String(7), nullable=False),
    Column("used", Integer, nullable=False),
    Column("month_limit", Integer, nullable=False),
    UniqueConstraint("channel", "bot", "month"),
)

cursor = Table(
    "cursor",
    metadata,
    _id(),
    _of("organisation"),
    Column("channel", String(20), nullable=False),
    Column("bot", String(40), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("next_offset", Integer, nullable=False),
    Column("last_contact_at", Instant, nullable=False),
    UniqueConstraint("channel", "bot"),
)

reminder = Table(
    "reminder",
    metadata,
    _id(),
    _of("organisation"),
    _of("occurrence"),
    Column("deadline_version", Integer, nullable=False),
    Column("stage", String(20), nullable=False),
    Column("audience", String(20), nullable=False),
    _of("person"),
    _of("outbox", nullable=True, index=True),
    Column("is_skipped", Boolean, nullable=False),
    Column("planned_at", Instant, nullable=False),
    UniqueConstraint("occurrence_id", "deadline_version", "stage", "audience", "person_id"),
)

# A plan that waits for its coordinator's word: one for each, gone when it is written, dropped or a week old.
draft = Table(
    "draft",
    metadata,
    _id(),
    _of("organisation"),
    _of("person"),
    Column("content", JSON, nullable=False),
    Column("touched_at", Instant, nullable=False),
    UniqueConstraint("organisation_id", "person_id"),
)

# Later versions of a plan: the file each was read from. The plan's own row holds the first one.
plan_version = Table(
    "plan_version",
    metadata,
    _id(),
    _of("organisation"),
    _of("plan", index=True),
    Column("version", Integer, nullable=False),
    Column("file_name", String(300), nullable=False),
    Column("file_hash", String(64), nullable=False),
    Column("imported_at", Instant, nullable=False),
    UniqueConstraint("organisation_id", "file_hash"),
    UniqueConstraint("plan_id", "version"),
)
