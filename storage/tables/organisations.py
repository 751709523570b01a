"""Organisations, their days off and their units."""

from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, Table, UniqueConstraint

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata, of, referred_to

organisation = Table(
    "organisation",
    metadata,
    id_column(),
    Column("name", String(300), nullable=False),
    Column("timezone", String(60), nullable=False),
    Column("needs_confirmation", Boolean, nullable=False),
    Column("policy", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("short_code", String(8), unique=True, index=True),  # none while it is the only one of its database
    # Its own settings; NULL: those of the installation.
    Column("superior", String(200)),
    Column("keep_days", Integer),
    Column("month_quota", Integer),  # its share of a bot's messages a month, where the platform counts them
    Column("closed_at", Instant),
    Column("roster_hash", String(64)),  # of the list of people that `dondoc org load` took over last
    Column("restored_at", Instant),  # when a backup took its place and nobody could say what had left since
)

day_off = Table(
    "day_off",
    metadata,
    id_column(),
    of("organisation"),
    Column("day", Date, nullable=False),
    Column("is_working", Boolean, nullable=False),
    Column("name", String(200), nullable=False),
    UniqueConstraint("organisation_id", "day"),
)

unit = Table(
    "unit",
    metadata,
    id_column(),
    of("organisation"),
    Column("name", String(300), nullable=False),
    Column("key", String(300), nullable=False),
    Column("is_group", Boolean, nullable=False),
    of("unit", name="parent_id", nullable=True),
    UniqueConstraint("organisation_id", "key"),
    referred_to(),
)

unit_alias = Table(
    "unit_alias",
    metadata,
    id_column(),
    of("organisation"),
    of("unit", index=True),
    Column("name", String(300), nullable=False),
    Column("key", String(300), nullable=False),
    UniqueConstraint("organisation_id", "key"),
)

group_member = Table(
    "group_member",
    metadata,
    id_column(),
    of("organisation", index=True),
    of("unit", name="group_id"),
    of("unit", name="unit_id", index=True),
    UniqueConstraint("group_id", "unit_id"),
)
