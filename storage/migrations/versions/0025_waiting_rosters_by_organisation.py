"""Lists of people that wait for a yes are found by their organisation: every planning looks for those that are over"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_waiting_roster_organisation_id", "waiting_roster", ["organisation_id"])
