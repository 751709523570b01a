"""Many rows with one statement whose text is always the same: values go as lists, not with a placeholder for each."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import ARRAY, JSON, String, Table, Text, bindparam, func, insert, select

from storage.database import Transaction
from storage.inbox import insert_ignoring


def is_among(dialect: str, column: Any, name: str) -> Any:
    """The condition that an id is one of the list given under this name, as `ids_as_given` puts it."""
    if dialect == "postgresql":
        return column == func.any(bindparam(name, type_=ARRAY(column.type)))
    return column.in_(select(func.json_each(bindparam(name, type_=Text())).table_valued("value").c.value))


def ids_as_given(dialect: str, ids: Sequence[int]) -> Sequence[int] | str:
    """The ids as the engine takes a list of any length."""
    return ids if dialect == "postgresql" else json.dumps(ids)


def add_rows(tx: Transaction, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns.

    Raises an integrity error when one of them is there already.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(_insert_lists(table, tuple(rows[0]), ()), _as_lists(table, rows))
    else:
        tx.exec_driver_sql(_insert_words(table, tuple(rows[0])), _as_tuples(tx, table, rows))


def add_new_rows(
    tx: Transaction, table: Table, rows: Sequence[Mapping[str, Any]], given_back: tuple[str, ...]
) -> Iterable[Sequence[Any]]:
    """As `add_rows`, but what is there already is left out; gives these columns of the rows that were added."""
    if len(rows) == 1:
        return tx.execute(_insert_once(tx.dialect.name, table, given_back), rows[0]).all()
    if tx.dialect.name == "postgresql":
        return tx.execute(_insert_lists(table, tuple(rows[0]), given_back), _as_lists(table, rows)).all()
    last = tx.execute(_last(table)).scalar() or 0  # nobody else writes meanwhile, and ids only grow
    words = _insert_words(table, tuple(rows[0]))
    tx.exec_driver_sql(f"{words} ON CONFLICT DO NOTHING", _as_tuples(tx, table, rows))
    return tx.execute(_added(table, given_back), {"last": last}).all()


def _as_tuples(tx: Transaction, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    lists = [_as_kept(tx, table, name, [row[name] for row in rows]) for name in rows[0]]
    return list(zip(*lists, strict=True))


def _as_lists(table: Table, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    lists = {name: [row[name] for row in rows] for name in rows[0]}
    for name in (name for name in lists if isinstance(table.c[name].type, JSON)):
        lists[name] = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in lists[name]]
    return lists


def _as_kept(tx: Transaction, table: Table, name: str, values: list[Any]) -> list[Any]:
    """The values of one column as the driver takes them: a value that stands in many rows is worked out once."""
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


@cache  # each is made once: composing one costs several times what running it does
def _insert_words(table: Table, columns: tuple[str, ...]) -> str:
    """SQLite takes rows one by one and is quick at it: what costs is SQLAlchemy's way through each."""
    words: Any = import_module("sqlalchemy.dialects.sqlite")
    return str(insert(table).compile(dialect=words.dialect(), column_keys=list(columns)))


@cache
def _insert_once(dialect: str, table: Table, given_back: tuple[str, ...]) -> Any:
    return insert_ignoring(dialect, table).returning(*(table.c[name] for name in given_back))


@cache
def _insert_lists(table: Table, columns: tuple[str, ...], given_back: tuple[str, ...]) -> Any:
    """PostgreSQL reads a list as a column of rows: a thousand rows are one statement with a dozen values."""
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
