"""Who made a code, and where it waits for a yes: a code typed on somebody else's account asks before it moves it"""

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("invite", sa.Column("made_by_id", sa.Integer(), nullable=True))
    op.add_column("invite", sa.Column("asked_channel", sa.String(length=20), nullable=True))
    op.add_column("invite", sa.Column("asked_chat_id", sa.String(length=80), nullable=True))
    op.add_column("invite", sa.Column("asked_inbox_id", sa.Integer(), nullable=True))
    op.add_column("invite", sa.Column("asked_at", storage.engine.database.Instant(timezone=True), nullable=True))
    op.create_index(
        "ix_invite_organisation_id_asked_channel_asked_chat_id",
        "invite",
        ["organisation_id", "asked_channel", "asked_chat_id"],
    )
