"""An update that may have been obeyed before says so in a column; reasons that the program reads are codes"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# What versions before this one stored as `error`, and later looked for there.
AFTER_RESTORE = "đã chờ sẵn trong bản sao lưu được khôi phục"
SECOND_PROGRAM = "có thể còn một chương trình khác dùng cùng bot"
RECIPIENT_LEFT = "người nhận đã thôi tham gia"
FOLDED = "đã gộp vào tin"

inbox = sa.table("inbox", sa.column("may_be_again", sa.Boolean), sa.column("error", sa.String))
outbox = sa.table("outbox", sa.column("error", sa.String))


def upgrade() -> None:
    op.add_column("inbox", sa.Column("may_be_again", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        inbox.update()
        .where(inbox.c.error.like(f"{AFTER_RESTORE}%"))
        # The sentence stood before the error of a failed attempt, with a colon between them.
        .values(may_be_again=True, error=sa.func.nullif(sa.func.substr(inbox.c.error, len(AFTER_RESTORE) + 3), ""))
    )
    op.execute(outbox.update().where(outbox.c.error == SECOND_PROGRAM).values(error="second_program"))
    op.execute(outbox.update().where(outbox.c.error == RECIPIENT_LEFT).values(error="recipient_left"))
    op.execute(
        outbox.update()
        .where(outbox.c.error.like(f"{FOLDED} %"))
        .values(error=sa.literal("folded_into ") + sa.func.substr(outbox.c.error, len(FOLDED) + 2))
    )
