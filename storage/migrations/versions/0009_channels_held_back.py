"""A channel that fails is held back; a message says which channel it waits for and why it was put aside"""

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

IS_QUEUED = sa.text("state IN ('waiting', 'leased')")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("repeats", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("outbox", sa.Column("held_by", sa.String(24), nullable=True))
    op.add_column("outbox", sa.Column("parked_for", sa.String(20), nullable=True))
    op.create_index(
        "ix_outbox_queued_person",
        "outbox",
        ["person_id", "id"],
        sqlite_where=IS_QUEUED,
        postgresql_where=IS_QUEUED,
    )
    op.create_table(
        "channel_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("began_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("until", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_channel_hold_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_hold")),
        sa.UniqueConstraint("organisation_id", "channel", name=op.f("uq_channel_hold_organisation_id_channel")),
    )
