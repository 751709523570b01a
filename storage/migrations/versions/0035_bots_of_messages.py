"""The bot of each message and receipt: message numbers are unique for one bot only"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("bot", sa.String(40)))
    op.add_column("receipt", sa.Column("bot", sa.String(40)))
