"""Messages and receipts say by which bot they went: each bot numbers the messages of a chat anew"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("bot", sa.String(40)))
    op.add_column("receipt", sa.Column("bot", sa.String(40)))
