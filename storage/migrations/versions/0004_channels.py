"""A person's preferred channel, the messages of a bot in a month, and a quick look at what one chat wrote"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("preferred_channel", sa.String(length=20), nullable=True))
    op.create_index(
        "ix_inbox_organisation_id_channel_chat_id_id", "inbox", ["organisation_id", "channel", "chat_id", "id"]
    )
    op.create_table(
        "channel_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("bot", sa.String(length=40), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("month_limit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_channel_month_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_month")),
        sa.UniqueConstraint("channel", "bot", "month", name=op.f("uq_channel_month_channel_bot_month")),
    )
