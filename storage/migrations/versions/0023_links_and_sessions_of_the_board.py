"""The board: links that open it once, and the sessions they open"""

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "board_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("code_key", sa.String(length=8), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("ends_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", storage.engine.database.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_board_link_organisation_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_board_link_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_board_link"),
        sa.UniqueConstraint("token_hash", name="uq_board_link_token_hash"),
    )
    op.create_index("ix_board_link_person_id", "board_link", ["person_id"])
    op.create_index("ix_board_link_organisation_id_code_key", "board_link", ["organisation_id", "code_key"])
    op.create_table(
        "board_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("seen_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("ends_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("ended_at", storage.engine.database.Instant(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_board_session_organisation_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_board_session_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_board_session"),
        sa.UniqueConstraint("token_hash", name="uq_board_session_token_hash"),
    )
    op.create_index("ix_board_session_person_id", "board_session", ["person_id"])
