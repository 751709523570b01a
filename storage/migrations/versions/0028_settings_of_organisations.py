"""An organisation has settings of its own, may be closed, and counts its own messages of a bot that several share"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

OLD, NEW = "uq_channel_month_channel_bot_month", "uq_channel_month_organisation_id_channel_bot_month"
COLUMNS = ["organisation_id", "channel", "bot", "month"]
# To change a key SQLite copies the table into a new one, which loses the triggers.
TRIGGERS = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'channel_month'")


def upgrade() -> None:
    op.add_column("organisation", sa.Column("superior", sa.String(length=200), nullable=True))
    op.add_column("organisation", sa.Column("keep_days", sa.Integer(), nullable=True))
    op.add_column("organisation", sa.Column("month_quota", sa.Integer(), nullable=True))
    op.add_column("organisation", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("organisation", sa.Column("roster_hash", sa.String(length=64), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(OLD, "channel_month")
        op.create_unique_constraint(NEW, "channel_month", COLUMNS)
        return
    triggers = list(op.get_bind().execute(TRIGGERS).scalars())
    with op.batch_alter_table("channel_month") as batch:
        batch.drop_constraint(OLD, type_="unique")
        batch.create_unique_constraint(NEW, COLUMNS)
    for trigger in triggers:
        op.execute(trigger)
