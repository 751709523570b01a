"""Plans and the files they were read from."""

from sqlalchemy import Column, Date, Integer, String, Table, Text, UniqueConstraint

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of, referred_to

plan = Table(
    "plan",
    metadata,
    id_column(),
    of("organisation"),
    Column("title", Text, nullable=False),
    Column("number", String(100)),
    Column("issuer", String(300)),
    Column("issued_on", Date),
    Column("file_name", String(300), nullable=False),
    Column("file_hash", String(64), nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("content_hash", String(64)),  # of what was read, to know a file that was only saved again
    # Somebody asked the leaders to withdraw the plan; NULL when nothing is asked.
    Column("withdrawal_asked_by", Integer),
    Column("withdrawal_asked_at", Instant),
    Column("withdrawal_reason", Text),
    Column("closed_at", Instant),
    Column("closed_as", String(20)),  # "withdrawn" or "ended"
    UniqueConstraint("organisation_id", "file_hash"),
    referred_to(),
)

# Later versions of a plan: the file each was read from. The plan's own row holds the first one.
plan_version = Table(
    "plan_version",
    metadata,
    id_column(),
    of("organisation"),
    of("plan", index=True),
    Column("version", Integer, nullable=False),
    Column("file_name", String(300), nullable=False),
    Column("file_hash", String(64), nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("content_hash", String(64)),  # of what was read, to know a file that was only saved again
    UniqueConstraint("organisation_id", "file_hash"),
    UniqueConstraint("plan_id", "version"),
)
