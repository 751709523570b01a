"""The database itself keeps organisations apart: every row has one, and refers to rows of the same one only."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKeyConstraint,
    Integer,
    Table,
    Time,
    insert,
    inspect,
)
from sqlalchemy.exc import IntegrityError

from storage.engine.database import Database, Instant
from storage.tables import metadata, organisation

# Tables without an organisation, and why.
OF_NONE = {
    "organisation": "it is the organisation",
    "bot": "a bot may serve several organisations",
    "sender_lease": "the sender works for all organisations of a database",
}
# Numbers of rows without a key of the database, and why.
LOOSE = {
    "inbox_id": "an update is deleted sooner than what it caused",
    "asked_inbox_id": "as inbox_id",
    "made_by_id": "the person who made a code may be deleted before the code",
    "withdrawal_asked_by": "the person who asked may be deleted before the plan",
}
WITHIN = [table for table in metadata.sorted_tables if "organisation_id" in table.c]
REFERENCES = [
    (table, key)
    for table in WITHIN
    for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name))
    if key.referred_table.name not in OF_NONE
]
NOW = datetime(2026, 4, 10, 1, 0, tzinfo=UTC)
VALUES: Mapping[type, Any] = {Boolean: False, Instant: NOW, Date: date(2026, 4, 10), Time: time(8), JSON: {}}
NUMBERS = count(7_000)  # no two rows are alike


def test_every_row_belongs_to_an_organisation_or_it_is_said_why_not() -> None:
    assert {table.name for table in metadata.sorted_tables} - {table.name for table in WITHIN} == OF_NONE.keys()
    for table in WITHIN:
        column = table.c.organisation_id
        assert not column.nullable, table.name
        assert organisation in {key.column.table for key in column.foreign_keys}, table.name


def test_every_reference_holds_the_organisation() -> None:
    assert len(REFERENCES) > 50
    for table, key in REFERENCES:
        assert key.column_keys[0] == "organisation_id", (table.name, key.name)
        assert [element.column.name for element in key.elements] == ["organisation_id", "id"], (table.name, key.name)


def test_every_number_of_a_row_is_a_key_or_it_is_said_why_not() -> None:
    named = {
        (table.name, column.name)
        for table in WITHIN
        for column in table.c
        if column.name.endswith(("_id", "_by"))
        and isinstance(column.type, Integer)
        and not column.primary_key
        and not any(column.name in key.column_keys for key in table.foreign_key_constraints)
    }
    assert {name for _, name in named} == LOOSE.keys()


def test_the_database_has_the_references_of_the_tables(database: Database) -> None:
    with database.reading() as tx:
        for table in metadata.sorted_tables:
            found = {
                (*key["constrained_columns"], key["referred_table"], *key["referred_columns"])
                for key in inspect(tx).get_foreign_keys(table.name)
            }
            meant = {
                (*key.column_keys, key.referred_table.name, *(one.column.name for one in key.elements))
                for key in table.foreign_key_constraints
            }
            assert found == meant, table.name


@pytest.fixture
def rows(database: Database) -> Iterator[tuple[Connection, Mapping[str, int], Mapping[str, int]]]:
    """A transaction, and in it for each of two organisations a row of every table that others refer to."""
    with database.transaction() as tx:
        yield tx, _rows_of_one(tx, "a"), _rows_of_one(tx, "b")
        tx.rollback()


def test_no_row_refers_to_one_of_another_organisation(
    rows: tuple[Connection, Mapping[str, int], Mapping[str, int]],
) -> None:
    tx, mine, theirs = rows
    for table, key in REFERENCES:
        row = _row(table, mine)
        _try_to_insert(tx, table, row)  # the row itself is well
        column = key.column_keys[1]
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            _try_to_insert(tx, table, {**row, column: theirs[key.referred_table.name]})
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            _try_to_insert(tx, table, {**row, "organisation_id": theirs["organisation"]})


def test_no_row_moves_to_another_organisation(rows: tuple[Connection, Mapping[str, int], Mapping[str, int]]) -> None:
    tx, mine, theirs = rows
    for table in {table for table, _ in REFERENCES}:
        number = tx.execute(insert(table).values(_row(table, mine)).returning(table.c.id)).scalar_one()
        change = table.update().where(table.c.id == number).values(organisation_id=theirs["organisation"])
        with pytest.raises(Exception, match=r"(?i)foreign key|append-only"), tx.begin_nested():
            tx.execute(change)
        if table.name != "event":
            tx.execute(table.delete().where(table.c.id == number))


def _try_to_insert(tx: Connection, table: Table, row: Mapping[str, Any]) -> None:
    with tx.begin_nested() as attempt:
        tx.execute(insert(table).values(row))
        attempt.rollback()


def _rows_of_one(tx: Connection, name: str) -> Mapping[str, int]:
    """Table -> the number of a row of a new organisation."""
    made = {"organisation": _added(tx, organisation, {**_row(organisation, {}), "name": name, "short_code": name})}
    referred = {key.referred_table for _, key in REFERENCES}
    for table in (table for table in metadata.sorted_tables if table in referred):
        made[table.name] = _added(tx, table, _row(table, made))
    return made


def _added(tx: Connection, table: Table, row: Mapping[str, Any]) -> int:
    return int(tx.execute(insert(table).values(row).returning(table.c.id)).scalar_one())


def _row(table: Table, known: Mapping[str, int]) -> dict[str, Any]:
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
    return number if isinstance(column.type, Integer) else f"x{number}"
