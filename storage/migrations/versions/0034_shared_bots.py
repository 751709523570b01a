"""A bot may serve several organisations: how the organisation of an update was found, since when a bot serves one"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("shared", sa.JSON()))
    op.add_column("served", sa.Column("since", sa.DateTime(timezone=True)))
