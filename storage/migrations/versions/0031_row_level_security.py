"""PostgreSQL shows a transaction the rows of its organisation only, and takes no others from it"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

# A session that has not said whose it is gets an error and no empty answer: a dump of nothing would look like a backup.
# A range, because an index can be asked for it; OR or CASE around the comparison, and PostgreSQL would read tables of
# a thousand organisations from end to end.
WHOSE = "current_setting('dondoc.organisation')"
FIRST = f"CASE {WHOSE} WHEN 'all' THEN 0 ELSE {WHOSE}::integer END"
LAST = FIRST.replace("THEN 0", "THEN 2147483647")
SEEN = f"{{owner}} BETWEEN {FIRST} AND {LAST}"
OF_ORGANISATIONS = sa.text(
    "SELECT table_name FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND column_name = 'organisation_id'"
)


def upgrade() -> None:
    bind = op.get_bind()
    if bind.dialect.name != "postgresql":
        return
    for table in bind.execute(OF_ORGANISATIONS).scalars().all():
        _keep_apart(table, "organisation_id")
    _keep_apart("organisation", "id")


def _keep_apart(table: str, owner: str) -> None:
    op.execute(f'CREATE POLICY of_one_organisation ON "{table}" USING ({SEEN.format(owner=owner)})')
    # Forced: the program owns its tables, and an owner would be shown everything.
    op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY')
