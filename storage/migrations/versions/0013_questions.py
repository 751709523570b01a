"""The questions that dondoc asks in a chat, with the complete commands that answer them: one open in a chat"""

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("chat_id", sa.String(length=80), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("handed", sa.JSON(), nullable=True),
        sa.Column("closed_at", storage.engine.database.Instant(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_question_organisation_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_question_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
    )
    op.create_index("ix_question_person_id", "question", ["person_id"])
    op.create_index(
        "ix_question_organisation_id_channel_chat_id_id", "question", ["organisation_id", "channel", "chat_id", "id"]
    )
    op.create_index(
        "ix_question_open",
        "question",
        ["organisation_id", "channel", "chat_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
