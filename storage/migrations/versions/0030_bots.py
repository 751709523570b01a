"""The database may keep bots: their tokens, sealed, and which organisations each serves."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sealed_token", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bot"),
        sa.UniqueConstraint("platform", "number", name="uq_bot_platform_number"),
    )
    op.create_table(
        "served",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_served_organisation_id"),
        sa.ForeignKeyConstraint(["bot_id"], ["bot.id"], name="fk_served_bot_id"),
        sa.PrimaryKeyConstraint("id", name="pk_served"),
        sa.UniqueConstraint("organisation_id", "bot_id", name="uq_served_organisation_id_bot_id"),
    )
