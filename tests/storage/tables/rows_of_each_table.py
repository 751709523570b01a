"""A row of every table, for tests of what keeps organisations apart."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, ForeignKeyConstraint, Integer, Table, Time, insert

from storage.engine.database import Instant
from storage.tables import bot, metadata, organisation

# Tables without an organisation, and why.
OF_NONE = {
    "organisation": "it is the organisation",
    "bot": "a bot may serve several organisations",
    "rules_seen": "one version of the program works for all organisations",
    "seat": "who serves which organisations is nobody's in particular",
    "worker": "a program works for several organisations of a database",
}
WITHIN = [table for table in metadata.sorted_tables if "organisation_id" in table.c]
REFERENCES = [
    (table, key)
    for table in WITHIN
    for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name))
    if key.referred_table.name not in OF_NONE
]
REFERRED_TO = {key.referred_table for _, key in REFERENCES}
NOW = datetime(2026, 4, 10, 1, 0, tzinfo=UTC)
VALUES: Mapping[type, Any] = {Boolean: False, Instant: NOW, Date: date(2026, 4, 10), Time: time(8), JSON: {}}
NUMBERS = count(4096)  # no two rows are alike


def rows_of_one(tx: Connection, name: str, tables: Collection[Table]) -> dict[str, int]:
    """Table -> the number of its row of a new organisation, which has one in each of these."""
    made = {"organisation": _added(tx, organisation, {**row_of(organisation, {}), "name": name, "short_code": name})}
    made["bot"] = _added(tx, bot, row_of(bot, {}))
    for table in (one for one in WITHIN if one in tables):
        made[table.name] = _added(tx, table, row_of(table, made))
    return made


def _added(tx: Connection, table: Table, row: Mapping[str, Any]) -> int:
    return int(tx.execute(insert(table).values(row).returning(table.c.id)).scalar_one())


def row_of(table: Table, known: Mapping[str, int]) -> dict[str, Any]:
    """A row in which every reference is filled, and of the rest what must be."""
    row: dict[str, Any] = {}
    for column in table.c:
        if column.primary_key:
            continue
        noun = _refers_to(table, column)
        if noun is not None:
            row[column.name] = known.get(noun)
        elif not column.nullable:
            row[column.name] = _value(column)
    return row


def _refers_to(table: Table, column: Column[Any]) -> str | None:
    def is_of(key: ForeignKeyConstraint) -> bool:
        return key.column_keys[-1] == column.name

    return next((key.referred_table.name for key in table.foreign_key_constraints if is_of(key)), None)


def _value(column: Column[Any]) -> Any:
    for kind, value in VALUES.items():
        if isinstance(column.type, kind):
            return value
    number = next(NUMBERS)
    return number if isinstance(column.type, Integer) else f"{number:x}"
