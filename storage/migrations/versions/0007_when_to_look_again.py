"""When to look at an occurrence again: an indexed instant, which the database itself sets back when anything changes"""

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

AT_ONCE = "2000-01-01 00:00:00.000000"
ANY = "INSERT OR UPDATE OR DELETE"

# Small in one ward, and read whole for it: among three thousand wards that needs an index.
OF_WARD = ("assignment", "group_member", "membership", "office_role", "share")
# What an occurrence is reminded by, apart from the instant itself.
OF_OCCURRENCE = (
    "period, first_day, last_day, at_time, deadline_version, state, progress, version, acknowledged_at, reported_on, "
    "obstacle, outcome"
)
# table: (when, which occurrences are looked at again; {row} is the row that changed)
OF_ONE = {
    "task": ("UPDATE OF kind, created_on, last_day", "task_id = {row}.id"),
    "responsibility": (ANY, "task_id = {row}.task_id"),
    "assignment": (ANY, "task_id = {row}.task_id"),
    "request": (ANY, "id = {row}.occurrence_id"),
    "share": (ANY, "id = {row}.occurrence_id"),
    "reminder": ("DELETE", "id = {row}.occurrence_id"),
}
OF_ALL = {
    "organisation": ("UPDATE OF policy, timezone", "organisation_id = {row}.id"),
    "day_off": (ANY, "organisation_id = {row}.organisation_id"),
    "chat_account": ("INSERT OR UPDATE OF is_alive, person_id OR DELETE", "organisation_id = {row}.organisation_id"),
    "membership": (ANY, "organisation_id = {row}.organisation_id"),
    "office_role": (ANY, "organisation_id = {row}.organisation_id"),
    "group_member": (ANY, "organisation_id = {row}.organisation_id"),
    "absence": (ANY, "organisation_id = {row}.organisation_id"),
    "channel_month": ("INSERT OR UPDATE OF month_limit", "organisation_id = {row}.organisation_id"),
}
# A message counted writes the same limit again: that is no change.
ONLY_WHEN = {("channel_month", "UPDATE"): "WHEN (NEW.month_limit <> OLD.month_limit)"}

MARK = (
    "UPDATE occurrence SET next_look_at = '{at}' WHERE {which} AND state IN ('open', 'reported') "
    "AND (next_look_at IS NULL OR next_look_at > '{at}')"
)
SQLITE = "CREATE TRIGGER {name} AFTER {change} ON {table} {only} BEGIN {mark}; END"
POSTGRESQL_FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {mark}; RETURN NULL; END $$
"""
POSTGRESQL = "CREATE TRIGGER {name} AFTER {change} ON {table} FOR EACH ROW {only} EXECUTE FUNCTION {name}()"

SQLITE_OCCURRENCE = """
CREATE TRIGGER occurrence_is_looked_at_again AFTER UPDATE OF {columns} ON occurrence
BEGIN UPDATE occurrence SET next_look_at = '{at}' WHERE id = NEW.id; END
"""
POSTGRESQL_OCCURRENCE_FUNCTION = """
CREATE FUNCTION occurrence_is_looked_at_again() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.next_look_at := '{at}'; RETURN NEW; END $$
"""
POSTGRESQL_OCCURRENCE = """
CREATE TRIGGER occurrence_is_looked_at_again BEFORE UPDATE OF {columns} ON occurrence
FOR EACH ROW EXECUTE FUNCTION occurrence_is_looked_at_again()
"""


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    at = AT_ONCE if is_sqlite else f"{AT_ONCE}+00"
    column: sa.Column[object] = sa.Column(
        "next_look_at", storage.engine.database.Instant(timezone=True), nullable=True, server_default=sa.text(f"'{at}'")
    )
    op.add_column("occurrence", column)
    op.create_index("ix_occurrence_next_look_at_organisation_id", "occurrence", ["next_look_at", "organisation_id"])
    op.create_index("ix_occurrence_organisation_id_next_look_at", "occurrence", ["organisation_id", "next_look_at"])
    for table in OF_WARD:
        op.create_index(f"ix_{table}_organisation_id", table, ["organisation_id"])
    op.create_index("ix_channel_month_organisation_id_month", "channel_month", ["organisation_id", "month"])
    statements = (SQLITE_OCCURRENCE,) if is_sqlite else (POSTGRESQL_OCCURRENCE_FUNCTION, POSTGRESQL_OCCURRENCE)
    for statement in statements:
        op.execute(statement.format(columns=OF_OCCURRENCE, at=at))
    for table, (change, which) in {**OF_ONE, **OF_ALL}.items():
        for one in change.split(" OR "):
            _watch(table, one, which, at, (SQLITE,) if is_sqlite else (POSTGRESQL_FUNCTION, POSTGRESQL))


def _watch(table: str, change: str, which: str, at: str, statements: tuple[str, ...]) -> None:
    verb = change.split(maxsplit=1)[0]
    row = "OLD" if verb == "DELETE" else "NEW"
    mark = MARK.format(which=which.format(row=row), at=at)
    name, only = f"{table}_{verb.lower()}_is_noticed", ONLY_WHEN.get((table, verb), "")
    for statement in statements:
        op.execute(statement.format(name=name, change=change, table=table, mark=mark, only=only))
