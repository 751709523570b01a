"""A list of people that was sent by chat waits for a yes"""

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting_roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(300), nullable=False),
        sa.Column("roster", sa.JSON(), nullable=False),
        sa.Column("made_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_waiting_roster_organisation_id"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_waiting_roster_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_waiting_roster"),
        sa.UniqueConstraint("made_by", name="uq_waiting_roster_made_by"),
    )
