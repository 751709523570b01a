"""Statements compiled once and given to the driver, and fewer PostgreSQL round trips: reads are prefetched in one
pipeline, writes whose result nobody needs are deferred until the next statement or the COMMIT.

On SQLite, and in read-only transactions, every statement runs at once. psycopg's `Connection.pipeline()` sends the
statements; docs/adr/0009 gives the measurements.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, event, exc
from sqlalchemy.sql import visitors

Row = Sequence[Any]
_OPTION = "pipeline"


class Query(NamedTuple):
    """A statement that is built once, with the values of its parameters."""

    statement: Any
    values: Mapping[str, Any]


def fetch_all(tx: Connection, query: Query) -> Sequence[Row]:
    """All rows of a query: those prefetched, otherwise those in the database now.

    Raises sqlalchemy.exc.DBAPIError.
    """
    pipeline = _pipeline_of(tx)
    prefetched = None if pipeline is None else pipeline.take(query)
    if prefetched is not None:
        return prefetched
    one = _compiled(query.statement, tx, query.values)
    with closing(one.run(tx, query.values)) as cursor:
        return one.read(cursor.fetchall())


def write_later(tx: Connection, statement: Any, values: Mapping[str, Any]) -> None:
    """Run a write whose result nobody needs; PostgreSQL receives it with the next statement or with COMMIT, which then
    raises its error. A later read in the same transaction sees it. An INSERT must be `inline()`: no RETURNING.
    """
    pipeline = _pipeline_of(tx)
    if pipeline is None:
        _compiled(statement, tx, values).run(tx, values).close()
    else:
        pipeline.defer(Query(statement, values))


def prefetch(tx: Connection, queries: Iterable[Query]) -> None:
    """Run these queries in one round trip to PostgreSQL, in this order; `fetch_all` then returns each result once.

    Only a hint: a query with other values runs again, and so does one whose tables were written meanwhile.
    """
    if (pipeline := _pipeline_of(tx)) is not None:
        pipeline.prefetch(tx, list(queries))


def pipelined(connection: Connection, first: str | None = None) -> Connection:
    """The connection with prefetching and deferred writes for its next transaction; SQLite's stays as it is.

    `first` is a command that the server gets together with the first statement of the transaction.
    """
    if connection.dialect.name != "postgresql":
        return connection
    if not event.contains(connection.engine, "before_cursor_execute", _before_cursor_execute):
        event.listen(connection.engine, "before_cursor_execute", _before_cursor_execute)
        event.listen(connection.engine, "rollback_savepoint", _before_rollback_to_savepoint)
    return connection.execution_options(**{_OPTION: _Pipeline(first)})


def begin_with(tx: Connection, first: str) -> None:
    """Begin a transaction that prefetches and defers nothing, with this command; it costs no round trip of its own."""
    if tx.dialect.name != "postgresql":
        return
    tx.begin()
    try:
        send_with_begin(tx.connection.driver_connection, first)
    except tx.dialect.loaded_dbapi.Error as error:
        raise _as_library_error(tx, error) from error


def send_with_begin(driver: Any, first: str) -> None:
    """Send BEGIN and this command to PostgreSQL in one round trip."""
    with driver.pipeline():
        driver.execute(first, prepare=False)


def flush_and_commit(tx: Connection) -> None:
    """Send the deferred writes together with COMMIT. Raises what either raises; then nothing is committed."""
    if (pipeline := _pipeline_of(tx)) is not None:
        pipeline.commit(tx)


class _Pipeline:
    """What one transaction has prefetched, and what it has yet to write."""

    def __init__(self, first: str | None = None) -> None:
        self._first = first
        self._prefetched: dict[Any, tuple[_Compiled, Sequence[Row]]] = {}
        self._deferred: list[Query] = []
        self._has_failed = False
        self._is_flushing = False

    def take(self, query: Query) -> Sequence[Row] | None:
        found = self._prefetched.pop(_key(query), None)
        return None if found is None else found[1]

    def defer(self, query: Query) -> None:
        self._forget(query.statement)
        self._deferred.append(query)

    def prefetch(self, tx: Connection, queries: Sequence[Query]) -> None:
        compiled = [_compiled(query.statement, tx, query.values) for query in queries]
        with self._sending(tx):
            self._send_deferred(tx)
            # These find rows by their keys: planning them each time takes the server longer than running them (ADR 9).
            tx.connection.cursor().execute("SET LOCAL plan_cache_mode = auto")
            cursors = [one.execute(tx, query.values) for one, query in zip(compiled, queries, strict=True)]
        for one, query, cursor in zip(compiled, queries, cursors, strict=True):
            self._prefetched[_key(query)] = (one, one.read(cursor.fetchall()))

    def commit(self, tx: Connection) -> None:
        if self._has_failed:  # also when the caller suppressed the error: a deferred write is lost
            raise exc.InvalidRequestError("an earlier pipelined statement of this transaction failed")
        if self._deferred:
            with self._sending(tx):
                self._send_deferred(tx)
                tx.connection.cursor().execute(
                    "COMMIT"
                )  # `driver.commit()` would wait for its answer: one more round trip

    def forget_savepoint(self) -> None:
        """A savepoint is rolled back, and with it what was deferred and what failed since it began."""
        self._deferred.clear()
        self._prefetched.clear()
        self._has_failed = False

    def before(self, tx: Connection, statement: Any) -> None:
        """A statement is about to run: what is deferred goes before it, because it has to see that."""
        if self._is_flushing:
            return
        self._forget(statement)
        if self._deferred or self._first is not None:
            with self._sending(tx):
                self._send_deferred(tx)

    def _send_deferred(self, tx: Connection) -> None:
        if self._first is not None:
            # The same words a thousand times, other ones for each organisation: not worth being prepared.
            tx.connection.cursor().execute(self._first, prepare=False)  # type: ignore[call-arg]  # psycopg's
            self._first = None
        deferred, self._deferred = self._deferred, []
        for query in deferred:
            _compiled(query.statement, tx, query.values).execute(tx, query.values)

    @contextmanager
    def _sending(self, tx: Connection) -> Iterator[None]:
        """Pipeline mode, left again whatever happens. Errors of the driver are raised as SQLAlchemy's."""
        driver: Any = tx.connection.driver_connection
        self._has_failed = self._is_flushing = True
        try:
            with driver.pipeline():
                yield
        except tx.dialect.loaded_dbapi.Error as error:
            raise _as_library_error(tx, error) from error
        finally:
            self._is_flushing = False
        self._has_failed = False

    def _forget(self, statement: Any) -> None:
        """Drop prefetched results that a statement may change: those of its table, or all when that is unknown."""
        if getattr(statement, "is_select", False):
            return
        written = getattr(statement, "table", None)
        self._prefetched = {
            key: kept for key, kept in self._prefetched.items() if written is not None and written not in kept[0].tables
        }


class _Compiled:
    """A statement compiled for the driver's cursor, with the conversions of its values and columns.

    Running it through `Connection.execute` costs several times as much: a `/done` is a dozen statements, all of them
    known beforehand (docs/adr/0009).
    """

    def __init__(self, statement: Any, tx: Connection, columns: Sequence[str] | None) -> None:
        dialect: Any = tx.dialect
        # By name on both engines: SQLite's driver takes names as well, and the values come as a mapping.
        written_for = type(dialect)(paramstyle="named") if dialect.name == "sqlite" else dialect
        self.compiled: Any = statement.compile(dialect=written_for, column_keys=columns)
        self._text = str(self.compiled)
        types = {name: bind.type for bind, name in self.compiled.bind_names.items()}  # a name may stand in many places
        self._binds = _conversions(
            (name, type_.dialect_impl(dialect).bind_processor(dialect)) for name, type_ in types.items()
        )
        self._columns = _conversions(
            (place, column.type.dialect_impl(dialect).result_processor(dialect, None))
            for place, column in enumerate(statement.exported_columns)
        )
        self.tables = frozenset(found for found in visitors.iterate(statement) if isinstance(found, Table))

    def execute(self, tx: Connection, values: Mapping[str, Any]) -> Any:
        """Give the statement to the driver and return its cursor; in pipeline mode it has its rows afterwards."""
        given = self.compiled.construct_params(values)
        for name, convert in self._binds:
            given[name] = convert(given[name])
        for listener in tx.dispatch.before_cursor_execute:  # listeners of the engine hear of every statement
            listener(tx, None, self._text, given, self, False)  # noqa: FBT003 - SQLAlchemy's signature
        return tx.connection.cursor().execute(self._text, given)

    def run(self, tx: Connection, values: Mapping[str, Any]) -> Any:
        """Run the statement now and return the driver's cursor. Raises sqlalchemy.exc.DBAPIError."""
        if not tx.in_transaction():
            tx.begin()
        try:
            return self.execute(tx, values)
        except tx.dialect.loaded_dbapi.Error as error:
            raise _as_library_error(tx, error) from error

    def read(self, found: Sequence[Row]) -> Sequence[Row]:
        """The rows with their values converted to the types of the tables."""
        if not self._columns:
            return found
        converted = [list(row) for row in found]
        for row in converted:
            for place, convert in self._columns:
                row[place] = convert(row[place])
        return converted


def _conversions(found: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Callable[[Any], Any]]]:
    return [(which, convert) for which, convert in found if convert is not None]


_statements: dict[Any, _Compiled] = {}  # prefetched statements are module constants, so it stays small


def _compiled(statement: Any, tx: Connection, values: Mapping[str, Any]) -> _Compiled:
    columns = tuple(values) if getattr(statement, "is_dml", False) else None  # an INSERT names the columns it is given
    key = (statement, tx.dialect.name, columns)
    if key not in _statements:
        _statements[key] = _Compiled(statement, tx, columns)
    return _statements[key]


def _key(query: Query) -> Any:
    return (id(query.statement), *query.values.values())


def _as_library_error(tx: Connection, error: Exception) -> exc.StatementError:
    """The driver's error as SQLAlchemy would have raised it; a lost connection is invalidated."""
    is_lost = tx.dialect.is_disconnect(error, tx.connection.dbapi_connection, None)  # type: ignore[arg-type]  # a proxy
    if is_lost:
        tx.invalidate(error)
    base = tx.dialect.loaded_dbapi.Error
    return exc.DBAPIError.instance(None, None, error, base, connection_invalidated=is_lost, dialect=tx.dialect)


def _pipeline_of(tx: Connection) -> _Pipeline | None:
    found: _Pipeline | None = tx.get_execution_options().get(_OPTION)
    return found


def _before_cursor_execute(tx: Connection, _cursor: Any, _text: str, _values: Any, context: Any, _many: bool) -> None:  # noqa: FBT001 - the library's
    if (pipeline := _pipeline_of(tx)) is not None:
        compiled = None if context is None else context.compiled
        pipeline.before(tx, None if compiled is None else compiled.statement)


def _before_rollback_to_savepoint(tx: Connection, *_more: Any) -> None:
    if (pipeline := _pipeline_of(tx)) is not None:
        pipeline.forget_savepoint()
