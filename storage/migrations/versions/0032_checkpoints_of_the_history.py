"""Each month the history gets a checkpoint: its newest row then, signed"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER checkpoint_is_not_{done} BEFORE {change} ON checkpoint
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER checkpoint_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()
"""
# As 0031 has it for every table that was there then.
WHOSE = "current_setting('dondoc.organisation')"
FIRST = f"CASE {WHOSE} WHEN 'all' THEN 0 ELSE {WHOSE}::integer END"
LAST = FIRST.replace("THEN 0", "THEN 2147483647")


def upgrade() -> None:
    op.create_table(
        "checkpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signature", sa.String(length=64)),
        sa.Column("carried_code", sa.String(length=9)),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_checkpoint_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_checkpoint"),
        sa.UniqueConstraint("organisation_id", "month", name="uq_checkpoint_organisation_id_month"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE.format(done="changed", change="UPDATE"))
        op.execute(SQLITE.format(done="removed", change="DELETE"))
        return
    op.execute(POSTGRESQL)
    op.execute(f"CREATE POLICY of_one_organisation ON checkpoint USING (organisation_id BETWEEN {FIRST} AND {LAST})")
    op.execute("ALTER TABLE checkpoint ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
