"""Only what waits, chat by chat: the next updates of every chat are found without reading what was handled before"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

COLUMNS = ("organisation_id", "channel", "chat_id", "id", "not_before", "attempts", "handled_at")
IS_WAITING = "state = 'waiting'"


def upgrade() -> None:
    where = sa.text(IS_WAITING)
    op.create_index("ix_inbox_waiting", "inbox", COLUMNS, sqlite_where=where, postgresql_where=where)
