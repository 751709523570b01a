"""History is append-only: the database itself refuses to change or remove an event"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER event_is_not_{done} BEFORE {change} ON event
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
"""
FUNCTION = """
CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER event_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE.format(done="changed", change="UPDATE"))
        op.execute(SQLITE.format(done="removed", change="DELETE"))
    else:
        op.execute(FUNCTION)
        op.execute(POSTGRESQL)
