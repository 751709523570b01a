"""People may be reminded once more: who, of what, and until when that is held"""

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "snooze",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at_hour", sa.Boolean(), nullable=False),
        sa.Column("until", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("made_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_snooze_organisation_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_snooze_person_id"),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrence.id"], name="fk_snooze_occurrence_id"),
        sa.PrimaryKeyConstraint("id", name="pk_snooze"),
    )
    op.create_index("ix_snooze_occurrence_id", "snooze", ["occurrence_id"])
    op.create_index("ix_snooze_organisation_id_day", "snooze", ["organisation_id", "day"])
