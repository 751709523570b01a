"""A person's own hour: when it changes, everything open is looked at again, as with all that says who hears when"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

AT_ONCE = "2000-01-01 00:00:00.000000"
MARK = (
    "UPDATE occurrence SET next_look_at = '{at}' WHERE organisation_id = NEW.organisation_id "
    "AND state IN ('open', 'reported') AND (next_look_at IS NULL OR next_look_at > '{at}')"
)
SQLITE = "CREATE TRIGGER person_hour_is_noticed AFTER UPDATE OF morning_at ON person BEGIN {mark}; END"
POSTGRESQL = (
    "CREATE FUNCTION person_hour_is_noticed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {mark}; RETURN NULL; END $$",
    (
        "CREATE TRIGGER person_hour_is_noticed AFTER UPDATE OF morning_at ON person "
        "FOR EACH ROW EXECUTE FUNCTION person_hour_is_noticed()"
    ),
)


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    at = AT_ONCE if is_sqlite else f"{AT_ONCE}+00"
    for statement in (SQLITE,) if is_sqlite else POSTGRESQL:
        op.execute(statement.format(mark=MARK.format(at=at)))
