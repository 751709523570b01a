"""The address of a person's calendar is kept as a hash; addresses that were given go on"""

import hashlib

from alembic import op
from sqlalchemy import text

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# What was sent is kept for a year and more, the address in it; what still waits has to be sent.
FORGOTTEN = (
    "UPDATE receipt SET text = '' WHERE text LIKE '%/calendar/%.ics%'",
    "UPDATE outbox SET sayings = '[]' WHERE state = 'sent' AND CAST(sayings AS TEXT) LIKE '%/calendar/%.ics%'",
)


def upgrade() -> None:
    connection = op.get_bind()
    for person_id, key in connection.execute(text("SELECT id, feed_key FROM person WHERE feed_key IS NOT NULL")).all():
        hashed = hashlib.sha256(key.encode()).hexdigest()
        connection.execute(
            text("UPDATE person SET feed_key = :hashed WHERE id = :id"), {"hashed": hashed, "id": person_id}
        )
    op.drop_index("ix_person_feed_key", table_name="person")
    op.execute("ALTER TABLE person RENAME COLUMN feed_key TO feed_key_hash")
    op.create_index("ix_person_feed_key_hash", "person", ["feed_key_hash"], unique=True)
    for statement in FORGOTTEN:
        op.execute(statement)
