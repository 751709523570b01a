"""A statement in the words of one engine, given to the driver as it is, and how its values go in and come out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import visitors

Given = Mapping[str, Any]
Row = Sequence[Any]
Turn = Callable[[Any], Any] | None


@dataclass(frozen=True)
class Spelled:
    """`order` are the names where the engine goes by position; `written` is the table that it changes, if any."""

    text: str
    order: tuple[str, ...] | None
    fixed: Mapping[str, Any]
    into: Mapping[str, Turn]
    out: tuple[Turn, ...]
    tables: frozenset[Table]
    written: Table | None

    def values(self, given: Given) -> Any:
        """What the driver takes; KeyError where a value is missing."""
        turned = dict(self.fixed)
        for name, turn in self.into.items():
            value = given[name]
            turned[name] = value if turn is None else turn(value)
        return turned if self.order is None else tuple(turned[name] for name in self.order)

    def read(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with their values as the tables' types have them."""
        if not self._turning:
            return list(rows)
        return [self._turned(row) for row in rows]

    def _turned(self, row: Row) -> Row:
        values = list(row)
        for place, turn in self._turning:
            values[place] = turn(values[place])
        return values

    @cached_property
    def _turning(self) -> list[tuple[int, Callable[[Any], Any]]]:
        return [(place, turn) for place, turn in enumerate(self.out) if turn is not None]


def spell(statement: Any, columns: Sequence[str] | None, dialect: Dialect) -> Spelled:
    """`columns` are those that an INSERT fills."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=columns)
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    turns = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in binds.items()}
    fixed = {name: value for name, value in compiled.params.items() if not binds[name].required}
    fixed = {name: value if (turn := turns[name]) is None else turn(value) for name, value in fixed.items()}
    positions = compiled.positiontup
    return Spelled(
        text=str(compiled),
        order=None if positions is None else tuple(positions),
        fixed=fixed,
        into={name: turn for name, turn in turns.items() if name not in fixed},
        out=tuple(
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in statement.exported_columns
        ),
        tables=frozenset(_tables_in(statement)),
        written=getattr(statement, "table", None),
    )


def _tables_in(statement: Any) -> Iterator[Table]:
    for element in visitors.iterate(statement):
        found = element.table if isinstance(element, Column) else element
        while not isinstance(found, Table) and hasattr(found, "element"):
            found = found.element
        if isinstance(found, Table):
            yield found


def send(tx: Connection, spelled: Spelled, given: Given) -> Any:
    """Run it on the driver's own cursor, which is given back; who listens to the engine hears of it.

    Raises sqlalchemy.exc.DBAPIError as the library does.
    """
    if not tx.in_transaction():
        tx.begin()
    text, values = told(tx, spelled, given)
    cursor = tx.connection.cursor()
    try:
        cursor.execute(text, values)
    except tx.dialect.loaded_dbapi.Error as error:
        raise failure(tx, error, text, values) from error
    return cursor


def told(tx: Connection, spelled: Spelled, given: Given) -> tuple[str, Any]:
    """The words and the values for the driver; whoever listens to the engine has heard of them."""
    values = spelled.values(given)
    for origin in tx.dispatch.before_cursor_execute:
        origin(tx, None, spelled.text, values, None, False)  # noqa: FBT003 - as the library calls them
    return spelled.text, values


def failure(tx: Connection, error: Exception, text: str | None = None, values: Any = None) -> BaseException:
    """What the driver said, as the library would have raised it; a connection that is gone is not used again."""
    kind: Any = tx.dialect.loaded_dbapi.Error
    is_gone = tx.dialect.is_disconnect(error, tx.connection.dbapi_connection, None)  # type: ignore[arg-type]
    told = DBAPIError.instance(text, values, error, kind, connection_invalidated=is_gone, dialect=tx.dialect)
    if is_gone:
        tx.invalidate(error)
    return told
