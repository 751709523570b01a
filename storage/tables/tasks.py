"""Tasks, who answers for them, and their occurrences."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
    text,
)

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of, referred_to

task = Table(
    "task",
    metadata,
    id_column(),
    of("organisation"),
    of("plan", index=True),
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
    Column("policy", JSON),  # how insistent the organisation was when the task began; NULL: as it is now
    UniqueConstraint("organisation_id", "number"),
    referred_to(),
)

responsibility = Table(
    "responsibility",
    metadata,
    id_column(),
    of("organisation"),
    of("task"),
    of("unit", index=True),
    Column("part", String(20), nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("task_id", "unit_id", "part"),
)

occurrence = Table(
    "occurrence",
    metadata,
    id_column(),
    of("organisation"),
    of("task"),
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
    of("person", name="reported_by", nullable=True),
    Column("note", Text),
    Column("closed_at", Instant),
    Column("obstacle", Text),
    Column("obstacle_at", Instant),
    Column("outcome", String(20)),
    # The deadline was moved after it had passed, or after the work was reported.
    Column("is_set_late", Boolean, nullable=False, server_default=false()),
    # When the planner must look again; NULL: nothing to come. The database sets it back whenever anything changes.
    Column("next_look_at", Instant, server_default=text("'2000-01-01 00:00:00.000000+00'")),
    UniqueConstraint("task_id", "period"),
    Index(None, "organisation_id", "state"),
    Index(None, "next_look_at", "organisation_id"),
    Index(None, "organisation_id", "next_look_at"),
    referred_to(),
)
