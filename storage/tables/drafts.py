"""A plan that waits to be written: the draft that all coordinators see, its rows, blocks, doubts and readers."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of, referred_to

# `version` grows with every change; rows and doubts carry the version that changed them last.
draft = Table(
    "draft",
    metadata,
    id_column(),
    of("organisation"),
    of("person", name="made_by", nullable=True),
    Column("file_hash", String(64), nullable=False),
    Column("file_name", String(300), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("heading", JSON, nullable=False),
    Column("touched_at", Instant, nullable=False),
    Index(None, "organisation_id", "touched_at"),
    # ix_draft_open, a partial unique index made by migration 0017, refuses a second open draft of a file.
    referred_to(),
)

draft_row = Table(
    "draft_row",
    metadata,
    id_column(),
    of("organisation"),
    of("draft"),
    Column("number", Integer, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("is_left_out", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    of("person", name="changed_by", nullable=True),
    Column("changed_at", Instant),
    Column("changed_parts", String(200), nullable=False),
    UniqueConstraint("draft_id", "number"),
)

# Blocks of the document that became no task while reading; `row_number` is the row that a person made of one.
draft_block = Table(
    "draft_block",
    metadata,
    id_column(),
    of("organisation"),
    of("draft"),
    Column("n", Integer, nullable=False),
    Column("place", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_hash", String(16), nullable=False),
    Column("heading", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("rule", String(60), nullable=False),
    Column("entry", String(20), nullable=False),
    Column("row_number", Integer),
    UniqueConstraint("draft_id", "n"),
)

# The reader's warnings from the start (`n` is their order), the other doubts once somebody has settled them.
draft_doubt = Table(
    "draft_doubt",
    metadata,
    id_column(),
    of("organisation"),
    of("draft"),
    Column("n", Integer),
    Column("mark", String(12), nullable=False),
    Column("code", String(40), nullable=False),
    Column("row_code", Text),
    Column("message", Text, nullable=False),
    Column("choice", String(40)),
    Column("version", Integer),
    of("person", name="settled_by", nullable=True),
    Column("settled_at", Instant),
    UniqueConstraint("draft_id", "mark"),
)

# The draft that a coordinator works at, and the version of it that they have been shown.
draft_reader = Table(
    "draft_reader",
    metadata,
    id_column(),
    of("organisation"),
    of("person"),
    of("draft", index=True),
    Column("seen_version", Integer, nullable=False),
    UniqueConstraint("person_id"),
)

# Texts of a plan that a coordinator said are no tasks; a later version of the plan does not ask about them.
refused_text = Table(
    "refused_text",
    metadata,
    id_column(),
    of("organisation"),
    Column("text_hash", String(16), nullable=False),
    of("person", name="refused_by", nullable=True),
    Column("refused_at", Instant, nullable=False),
    UniqueConstraint("organisation_id", "text_hash"),
)
