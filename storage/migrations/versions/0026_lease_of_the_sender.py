"""The sender of a PostgreSQL database holds a lease with an epoch, which each of its commits checks"""

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

# Commits share a lock that a takeover takes alone: whoever has checked the epoch has committed before it is raised.
# No row is locked, because that would be a write for each command.
CHECK = """
CREATE FUNCTION check_sender_epoch(expected integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7203117, hashtext(coalesce(current_schema(), '')));
    PERFORM FROM sender_lease WHERE id = 1 AND epoch = expected;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'another program has taken the lease of the sender' USING ERRCODE = 'DD001';
    END IF;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "sender_lease",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=63), nullable=False),
        sa.Column("renewed_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sender_lease"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(CHECK)
