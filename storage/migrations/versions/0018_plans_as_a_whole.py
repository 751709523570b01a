"""Plans are withdrawn or closed as a whole; a deadline set late is marked; what has no last day is looked at again"""

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

LOOK_AGAIN = "UPDATE occurrence SET next_look_at = '{at}' WHERE state = 'open' AND period = '' AND last_day IS NULL"


def upgrade() -> None:
    op.add_column("plan", sa.Column("withdrawal_asked_by", sa.Integer(), nullable=True))
    op.add_column(
        "plan", sa.Column("withdrawal_asked_at", storage.engine.database.Instant(timezone=True), nullable=True)
    )
    op.add_column("plan", sa.Column("withdrawal_reason", sa.Text(), nullable=True))
    op.add_column("plan", sa.Column("closed_at", storage.engine.database.Instant(timezone=True), nullable=True))
    op.add_column("plan", sa.Column("closed_as", sa.String(20), nullable=True))
    op.add_column("occurrence", sa.Column("is_set_late", sa.Boolean(), nullable=False, server_default=sa.false()))
    # Work without a last day was never looked at; now it is asked after once a month.
    at = "2000-01-01 00:00:00.000000" + ("" if op.get_bind().dialect.name == "sqlite" else "+00")
    op.execute(LOOK_AGAIN.format(at=at))
