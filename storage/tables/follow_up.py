"""What the follow-up adds to tasks: requests, evidence, shares, hand-overs, absences."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, Time, UniqueConstraint

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of

# More time, a question, an explanation asked for. One open request of a kind for an occurrence: kept by the office.
request = Table(
    "request",
    metadata,
    id_column(),
    of("organisation"),
    of("task", index=True),
    of("occurrence"),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    of("person", name="asked_by"),
    Column("asked_at", Instant, nullable=False),
    Column("text", Text, nullable=False),
    Column("wanted_day", Date),
    Column("wanted_time", Time),
    Column("wanted_wording", Text, nullable=False),
    Column("old_day", Date),
    of("person", name="recommended_by", nullable=True),
    Column("is_recommended", Boolean),
    Column("recommendation", Text, nullable=False),
    of("person", name="decided_by", nullable=True),
    Column("decided_at", Instant),
    Column("granted_day", Date),
    Column("answer", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index(None, "organisation_id", "state"),
)

# What was handed in to show that the work is done: a document's number in words, a photo, a file.
evidence = Table(
    "evidence",
    metadata,
    id_column(),
    of("organisation"),
    of("occurrence", index=True),
    of("person"),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("channel", String(20)),
    Column("file_ref", Text),
    Column("file_name", String(300)),
    Column("added_at", Instant, nullable=False),
    Column("inbox_id", Integer),
)

# The content of pictures and files, one row for each reference of a platform: several pieces may share it. It stands
# apart from `evidence`, whose rows must stay as their deed left them (undo compares them).
evidence_file = Table(
    "evidence_file",
    metadata,
    id_column(),
    of("organisation"),
    Column("channel", String(20), nullable=False),
    Column("ref_hash", String(64), nullable=False),
    Column("file_ref", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("next_fetch_at", Instant, nullable=False),
    Column("trouble", String(20)),
    Column("stored_hash", String(64), index=True),
    Column("stored_size", Integer),
    Column("unused_since", Instant),
    UniqueConstraint("organisation_id", "ref_hash"),
    Index(None, "organisation_id", "state", "next_fetch_at"),
)

# A unit's own part of the work, said done by that unit.
share = Table(
    "share",
    metadata,
    id_column(),
    of("organisation", index=True),
    of("occurrence"),
    of("unit"),
    Column("part", String(20), nullable=False),
    of("person", name="reported_by"),
    Column("reported_on", Date, nullable=False),
    Column("reported_at", Instant, nullable=False),
    Column("note", Text),
    UniqueConstraint("occurrence_id", "unit_id"),
)

# The people of a unit to whom its head handed a task; without a row all people of the unit have it.
assignment = Table(
    "assignment",
    metadata,
    id_column(),
    of("organisation", index=True),
    of("task"),
    of("unit"),
    of("person", index=True),
    of("person", name="assigned_by"),
    Column("assigned_at", Instant, nullable=False),
    UniqueConstraint("task_id", "unit_id", "person_id"),
)

# Days on which a person is away, both included, and who stands in.
absence = Table(
    "absence",
    metadata,
    id_column(),
    of("organisation"),
    of("person"),
    of("person", name="stand_in_id", nullable=True, index=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    of("person", name="noted_by"),
    Column("noted_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index(None, "organisation_id", "last_day"),
)

# A person asked to be reminded of a task once more: on a day with the morning message, or at an hour. `until` is the
# instant at which it ends.
snooze = Table(
    "snooze",
    metadata,
    id_column(),
    of("organisation"),
    of("person"),
    of("occurrence", index=True),
    Column("day", Date, nullable=False),
    Column("at_hour", Boolean, nullable=False),
    Column("until", Instant, nullable=False),
    Column("made_at", Instant, nullable=False),
    Index(None, "organisation_id", "day"),
)
