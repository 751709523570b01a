"""An organisation may have further bots on a platform, and a bot an address at which people find it"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bot", sa.Column("link", sa.String(300), nullable=False, server_default=""))
    op.add_column("served", sa.Column("place", sa.Integer(), nullable=False, server_default="1"))
