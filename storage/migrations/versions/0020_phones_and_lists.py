"""People have telephone numbers, and what the last office list says of them is stored"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("phones", sa.String(length=80), nullable=False, server_default=""))
    op.add_column("person", sa.Column("listed", sa.JSON(none_as_null=True), nullable=True))
