"""The database itself keeps organisations apart: every row has one, and refers to rows of the same one only."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import Connection, Integer, Table, insert, inspect
from sqlalchemy.exc import IntegrityError

from storage.engine.database import Database
from storage.tables import metadata, organisation
from tests.storage.tables.rows_of_each_table import OF_NONE, REFERENCES, REFERRED_TO, WITHIN, row_of, rows_of_one

# Numbers of rows without a key of the database, and why.
LOOSE = {
    "inbox_id": "an update is deleted sooner than what it caused",
    "asked_inbox_id": "as inbox_id",
    "made_by_id": "the person who made a code may be deleted before the code",
    "withdrawal_asked_by": "the person who asked may be deleted before the plan",
}


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
        yield tx, rows_of_one(tx, "a", REFERRED_TO), rows_of_one(tx, "b", REFERRED_TO)
        tx.rollback()


def test_no_row_refers_to_one_of_another_organisation(
    rows: tuple[Connection, Mapping[str, int], Mapping[str, int]],
) -> None:
    tx, mine, theirs = rows
    for table, key in REFERENCES:
        row = row_of(table, mine)
        _try_to_insert(tx, table, row)  # the row itself is well
        column = key.column_keys[1]
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            _try_to_insert(tx, table, {**row, column: theirs[key.referred_table.name]})
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            _try_to_insert(tx, table, {**row, "organisation_id": theirs["organisation"]})


def test_no_row_moves_to_another_organisation(rows: tuple[Connection, Mapping[str, int], Mapping[str, int]]) -> None:
    tx, mine, theirs = rows
    for table in {table for table, _ in REFERENCES}:
        number = tx.execute(insert(table).values(row_of(table, mine)).returning(table.c.id)).scalar_one()
        change = table.update().where(table.c.id == number).values(organisation_id=theirs["organisation"])
        with pytest.raises(Exception, match=r"(?i)foreign key|append-only"), tx.begin_nested():
            tx.execute(change)
        if table.name != "event":
            tx.execute(table.delete().where(table.c.id == number))


def _try_to_insert(tx: Connection, table: Table, row: Mapping[str, Any]) -> None:
    with tx.begin_nested() as attempt:
        tx.execute(insert(table).values(row))
        attempt.rollback()
