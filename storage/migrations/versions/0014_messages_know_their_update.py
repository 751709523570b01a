"""A message about somebody's deed names the update it came of, so that an undo can withdraw it"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("inbox_id", sa.Integer(), nullable=True))
    where = sa.text("inbox_id IS NOT NULL")
    op.create_index("ix_outbox_inbox_id", "outbox", ["inbox_id"], sqlite_where=where, postgresql_where=where)
