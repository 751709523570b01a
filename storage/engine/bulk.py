"""Statements over many rows whose text never changes, so that each is compiled and prepared once.

Values go as lists (PostgreSQL arrays, SQLite JSON or executemany) instead of one placeholder a value.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, JSON, Dialect, String, Table, Text, bindparam, func, insert, select

from storage.engine.database import Transaction


def insert_ignoring(dialect: str, table: Table) -> Any:
    """INSERT … ON CONFLICT DO NOTHING of an engine ("sqlite" or "postgresql").

    Each dialect is imported on first use: PostgreSQL's costs 2 MB that a program on SQLite does not need.
    """
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - see above

        return postgresql.insert(table).on_conflict_do_nothing()
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - see above

    return sqlite.insert(table).on_conflict_do_nothing()


def id_in_list(dialect: str, column: Any, name: str) -> Any:
    """The condition that an id is in the list parameter of this name, made by `id_list`."""
    if dialect == "postgresql":
        return column == func.any(bindparam(name, type_=ARRAY(column.type)))
    return column.in_(select(func.json_each(bindparam(name, type_=Text())).table_valued("value").c.value))


def id_list(dialect: str, ids: Sequence[int]) -> Sequence[int] | str:
    """The value of a list parameter: an array for PostgreSQL, JSON for SQLite; of any length."""
    return ids if dialect == "postgresql" else json.dumps(ids)


def insert_rows(tx: Transaction, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns.

    Raises sqlalchemy.exc.IntegrityError when one of them exists.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(_insert_lists(table, tuple(rows[0]), ()), _as_lists(table, rows))
    else:
        tx.exec_driver_sql(_sqlite_insert(tx.dialect, table, tuple(rows[0])), _as_tuples(tx, table, rows))


def insert_new_rows(
    tx: Transaction, table: Table, rows: Sequence[Mapping[str, Any]], given_back: tuple[str, ...]
) -> Iterable[Sequence[Any]]:
    """As `insert_rows`, without those that exist. Returns the columns `given_back` of the rows inserted."""
    if len(rows) == 1:
        return tx.execute(_insert_once(tx.dialect.name, table, given_back), rows[0]).all()
    if tx.dialect.name == "postgresql":
        return tx.execute(_insert_lists(table, tuple(rows[0]), given_back), _as_lists(table, rows)).all()
    last = tx.execute(_last(table)).scalar() or 0  # nobody else writes meanwhile, and ids only grow
    words = _sqlite_insert(tx.dialect, table, tuple(rows[0]))
    tx.exec_driver_sql(f"{words} ON CONFLICT DO NOTHING", _as_tuples(tx, table, rows))
    return tx.execute(_added(table, given_back), {"last": last}).all()


def _as_tuples(tx: Transaction, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    names = [column.name for column in table.c if column.name in rows[0]]  # the order in which INSERT names them
    lists = [_as_kept(tx, table, name, [row[name] for row in rows]) for name in names]
    return list(zip(*lists, strict=True))


def _as_lists(table: Table, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    lists = {name: [row[name] for row in rows] for name in rows[0]}
    for name in (name for name in lists if isinstance(table.c[name].type, JSON)):
        lists[name] = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in lists[name]]
    return lists


def _as_kept(tx: Transaction, table: Table, name: str, values: list[Any]) -> list[Any]:
    """The values of one column as SQLite stores them; a value that occurs in many rows is converted once."""
    process = table.c[name].type.dialect_impl(tx.dialect).bind_processor(tx.dialect)
    if process is None:
        return values
    if isinstance(table.c[name].type, JSON):
        return [process(value) for value in values]
    known: dict[Any, Any] = {value: process(value) for value in set(values)}
    return [known[value] for value in values]


@cache
def _last(table: Table) -> Any:
    return select(func.max(table.c.id))


@cache
def _added(table: Table, given_back: tuple[str, ...]) -> Any:
    return select(*(table.c[name] for name in given_back)).where(table.c.id > bindparam("last")).order_by(table.c.id)


@cache  # compiling one costs several times what running it does
def _sqlite_insert(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> str:
    """The text of an INSERT for the driver's executemany: SQLAlchemy's work for each row would dominate."""
    return str(insert(table).compile(dialect=dialect, column_keys=list(columns)))


@cache
def _insert_once(dialect: str, table: Table, given_back: tuple[str, ...]) -> Any:
    return insert_ignoring(dialect, table).returning(*(table.c[name] for name in given_back))


@cache
def _insert_lists(table: Table, columns: tuple[str, ...], given_back: tuple[str, ...]) -> Any:
    """`unnest` turns one array a column into rows: a thousand rows are one statement with a dozen values."""
    kinds = {name: table.c[name].type for name in columns}
    # Text of any length: it is for the column to refuse what is too long, a cast would cut it.
    plain = {name: Text() if isinstance(kind, JSON | String) else kind for name, kind in kinds.items()}
    lists = [bindparam(name, type_=ARRAY(plain[name])) for name in columns]
    given = func.unnest(*lists).table_valued(*columns, name="given").render_derived()
    rows = select(*(given.c[name].cast(JSON) if isinstance(kinds[name], JSON) else given.c[name] for name in columns))
    if not given_back:
        return insert(table).from_select(list(columns), rows)
    statement = insert_ignoring("postgresql", table).from_select(list(columns), rows)
    return statement.returning(*(table.c[name] for name in given_back))
