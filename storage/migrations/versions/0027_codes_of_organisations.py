"""An organisation is named by a short code at the command line; none until there is a second one"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisation", sa.Column("short_code", sa.String(length=8), nullable=True))
    op.create_index("ix_organisation_short_code", "organisation", ["short_code"], unique=True)
