"""Screens of meeting rooms"""

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wall",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("shows_names", sa.Boolean(), nullable=False),
        sa.Column("made_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("ended_at", storage.engine.database.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_wall_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_wall"),
        sa.UniqueConstraint("token_hash", name="uq_wall_token_hash"),
        sa.UniqueConstraint("organisation_id", "number", name="uq_wall_organisation_id_number"),
    )
