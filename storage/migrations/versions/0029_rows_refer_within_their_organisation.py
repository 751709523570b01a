"""A reference holds the organisation too: the database refuses a row that refers to one of another organisation"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

# Table referred to -> the columns that refer to it.
REFERENCES = {
    "draft": ("draft_block.draft_id", "draft_doubt.draft_id", "draft_reader.draft_id", "draft_row.draft_id"),
    "occurrence": (
        "event.occurrence_id", "evidence.occurrence_id", "reminder.occurrence_id", "request.occurrence_id",
        "share.occurrence_id", "snooze.occurrence_id",
    ),
    "outbox": ("receipt.outbox_id", "reminder.outbox_id"),
    "person": (
        "absence.noted_by", "absence.person_id", "absence.stand_in_id", "assignment.assigned_by",
        "assignment.person_id", "board_link.person_id", "board_session.person_id", "chat_account.person_id",
        "draft.made_by", "draft_doubt.settled_by", "draft_reader.person_id", "draft_row.changed_by",
        "event.person_id", "evidence.person_id", "invite.person_id", "membership.person_id",
        "occurrence.reported_by", "office_role.person_id", "outbox.person_id", "question.person_id",
        "refused_text.refused_by", "reminder.person_id", "request.asked_by", "request.decided_by",
        "request.recommended_by", "share.reported_by", "snooze.person_id", "waiting_roster.made_by",
    ),
    "plan": ("plan_version.plan_id", "task.plan_id"),
    "task": (
        "assignment.task_id", "event.task_id", "occurrence.task_id", "request.task_id", "responsibility.task_id",
    ),
    "unit": (
        "assignment.unit_id", "group_member.group_id", "group_member.unit_id", "membership.unit_id",
        "responsibility.unit_id", "share.unit_id", "unit.parent_id", "unit_alias.unit_id",
    ),
}  # fmt: skip
DEFINITION = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")
# SQLite changes a key by copying the table into a new one, which loses indexes and triggers.
LOST = sa.text(
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _on_postgresql()
    else:
        _on_sqlite()


def _columns() -> dict[str, list[tuple[str, str]]]:
    """Table -> its columns that refer, each with what it refers to; tables that are only referred to are there too."""
    found: dict[str, list[tuple[str, str]]] = {noun: [] for noun in REFERENCES}
    for noun, references in REFERENCES.items():
        for table, _, column in (one.partition(".") for one in references):
            found.setdefault(table, []).append((column, noun))
    return found


def _on_postgresql() -> None:
    for noun in REFERENCES:
        # Writing waits for the index; reading waits only for the instant in which it becomes the key.
        op.execute(f'CREATE UNIQUE INDEX uq_{noun}_organisation_id_id ON "{noun}" (organisation_id, id)')
        op.execute(
            f'ALTER TABLE "{noun}" ADD CONSTRAINT uq_{noun}_organisation_id_id '
            f"UNIQUE USING INDEX uq_{noun}_organisation_id_id"
        )
    for table, references in _columns().items():
        if references:  # all keys of a table are checked in one reading of it
            changes = ", ".join(_changed(table, column, noun) for column, noun in references)
            op.execute(f'ALTER TABLE "{table}" {changes}')


def _changed(table: str, column: str, noun: str) -> str:
    name = f"fk_{table}_{column}"
    key = f'FOREIGN KEY (organisation_id, {column}) REFERENCES "{noun}" (organisation_id, id)'
    return f"DROP CONSTRAINT {name}, ADD CONSTRAINT {name} {key}"


def _on_sqlite() -> None:
    bind = op.get_bind()
    lost = bind.execute(LOST).all()
    # Renaming a table reads all triggers, and those that name a table which is being copied would stop it.
    for name in (row.name for row in lost if row.type == "trigger"):
        op.execute(f'DROP TRIGGER "{name}"')
    tables = _columns()
    for table, references in tables.items():
        _copy(table, references)
    for row in lost:
        if row.type == "trigger" or row.tbl_name in tables:
            bind.exec_driver_sql(row.sql)


def _copy(table: str, references: list[tuple[str, str]]) -> None:
    bind = op.get_bind()
    definition = bind.execute(DEFINITION, {"table": table}).scalar_one()
    head, _, body = definition.partition("(")
    for column, noun in references:
        body = _with_organisation(body, table, column, noun)
    if table in REFERENCES:
        body = f"{body.rstrip()[:-1]}, CONSTRAINT uq_{table}_organisation_id_id UNIQUE (organisation_id, id))"
    bind.exec_driver_sql(f"{head.replace(table, f'{table}_copied')}({body}")
    names = ", ".join(f'"{row[1]}"' for row in bind.exec_driver_sql(f'PRAGMA table_info("{table}")'))
    bind.exec_driver_sql(f'INSERT INTO "{table}_copied" ({names}) SELECT {names} FROM "{table}"')  # noqa: S608 - our own names
    bind.exec_driver_sql(f'DROP TABLE "{table}"')
    bind.exec_driver_sql(f'ALTER TABLE "{table}_copied" RENAME TO "{table}"')


def _with_organisation(body: str, table: str, column: str, noun: str) -> str:
    old = rf'CONSTRAINT fk_{table}_{column} FOREIGN KEY\("?{column}"?\) REFERENCES "?{noun}"? \("?id"?\)'
    new = (
        f"CONSTRAINT fk_{table}_{column} FOREIGN KEY(organisation_id, {column}) "
        f'REFERENCES "{noun}" (organisation_id, id)'
    )
    changed, count = re.subn(old, new, body)
    if count != 1:
        raise RuntimeError(f"the key of {table}.{column} is not as dondoc made it")
    return changed
