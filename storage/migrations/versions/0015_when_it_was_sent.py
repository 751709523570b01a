"""When a person sent what came in, by the platform's clock, and when nothing was left waiting there"""

import sqlalchemy as sa
from alembic import op

from storage.engine.database import Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("said_at", Instant(), nullable=True))
    op.add_column("cursor", sa.Column("caught_up_at", Instant(), nullable=True))
