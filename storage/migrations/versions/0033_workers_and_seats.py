"""Several programs share the work of a PostgreSQL database: each is a worker with seats; the rules seen last"""

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# As that of migration 0026, for one worker of several: who removes a worker waits for the commits of that one alone.
CHECK = """
CREATE FUNCTION check_worker(expected integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7203117, hashtext(coalesce(current_schema(), '') || ':' || expected));
    PERFORM FROM worker WHERE id = expected;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this worker was removed' USING ERRCODE = 'DD001';
    END IF;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "worker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("renewed_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_worker"),
    )
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_seat_worker_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
    )
    op.create_table(
        "rules_seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rules_seen"),
    )
    op.drop_table("sender_lease")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(CHECK)
        op.execute("DROP FUNCTION check_sender_epoch(integer)")
