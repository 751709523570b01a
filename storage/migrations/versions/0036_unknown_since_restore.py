"""When a backup took the place of a database that nobody could ask any more what had left since"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisation", sa.Column("restored_at", sa.DateTime(timezone=True)))
