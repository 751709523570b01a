"""Private copies of a live database, and a Database whose transactions are savepoints that can be undone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Table, text

from storage.engine.database import ORGANISATION, Database, RawCursor, Transaction
from storage.tables import metadata, organisation


class TrialDatabase(Database):
    """As `Database`, on a private copy. Services run inside `kept()` or `undone()`, one at a time."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection.engine)
        self._connection = connection

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep in the copy what is written within."""
        with self._connection.begin():
            yield

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Roll back what is written within, also after an exception."""
        with self._connection.begin() as whole:
            try:
                yield
            finally:
                whole.rollback()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A savepoint: released on leaving, rolled back on any exception."""
        with self._connection.begin_nested():
            yield self._connection

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """The same connection, so that what was written before is seen."""
        yield self._connection

    @contextmanager
    def snapshot(self) -> Iterator[Transaction]:
        """As `reading`: nobody else writes to the copy."""
        yield self._connection

    @contextmanager
    def raw_cursor(self) -> Iterator[RawCursor]:
        """The driver's own cursor on the same connection."""
        yield self._connection.dialect.name, self._connection.connection.cursor()


SECONDS = 60.0


def sqlite_copy(source: Path) -> sqlite3.Connection:
    """A connection to a copy of the file as it is at this instant; the copy is gone when the connection is closed.

    The name "" is SQLite's for a private database that lives in memory and, only if it grows large, in an unnamed
    file: nothing is left behind when the process is killed. Raises sqlite3.Error.
    """
    copy = sqlite3.connect("", check_same_thread=False)
    # A copy and not a transaction that is rolled back: trying a morning's messages would hold the lock for longer
    # than the tenth of a second that a live command may wait, and use up live numbers (docs/adr/0011).
    with closing(sqlite3.connect(f"file:{quote(str(source.absolute()))}?mode=ro", uri=True, timeout=SECONDS)) as live:
        live.backup(copy)
    return copy


def copy_postgresql(connection: Connection, organisation_id: int) -> None:
    """Copy the tables of one organisation into temporary ones of the same names, which hide the live ones.

    Only this connection sees them, so locks on them delay nobody; of the live tables it holds only the lock of a
    reader, until the copy is complete. Begins and commits transactions of its own. Raises DBAPIError.
    """
    with connection.begin():
        # One snapshot for all tables: a command that commits meanwhile is in all of them or in none.
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        connection.execute(text(f"SET LOCAL {ORGANISATION} = '{organisation_id:d}'"))
        for table in metadata.sorted_tables:
            _copy_table(connection, table, organisation_id)
        _refuse_live(connection)
    with connection.begin():
        for table in metadata.sorted_tables:
            connection.execute(text(f'ANALYZE pg_temp."{table.name}"'))


def _copy_table(connection: Connection, table: Table, organisation_id: int) -> None:
    name, live = table.name, _live_name(connection, table.name)
    # Defaults are left out because they would take numbers from the live sequences.
    parts = "INCLUDING CONSTRAINTS INCLUDING INDEXES INCLUDING GENERATED"
    connection.execute(text(f'CREATE TEMPORARY TABLE "{name}" (LIKE {live} {parts})'))
    column = "id" if table is organisation else "organisation_id"
    if column in table.c:  # the sender's lease is of no organisation, and the copy has no sender
        rows = f'INSERT INTO pg_temp."{name}" SELECT * FROM {live} WHERE {column} = :organisation'  # noqa: S608 - our own names
        connection.execute(text(rows), {"organisation": organisation_id})
    for default in _defaults(connection, live):
        connection.execute(text(f'ALTER TABLE pg_temp."{name}" ALTER COLUMN {default}'))
    if (counting := table.autoincrement_column) is not None:
        _number_rows(connection, name, counting.name)
    for trigger in _triggers(connection, live):
        connection.exec_driver_sql(trigger.replace(f" ON {live} ", f' ON pg_temp."{name}" '))


def _live_name(connection: Connection, name: str) -> str:
    """The table with its schema, quoted as PostgreSQL quotes it in definitions of triggers."""
    query = (
        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.oid = to_regclass(:name)"
    )
    return str(_first(connection, query, name))


def _defaults(connection: Connection, live: str) -> list[str]:
    """The defaults of columns but for those that count up."""
    query = (
        "SELECT format('%I SET DEFAULT %s', a.attname, pg_get_expr(d.adbin, d.adrelid)) FROM pg_attrdef d "
        "JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum "
        "WHERE d.adrelid = to_regclass(:live) AND a.attgenerated = '' "
        "AND pg_get_expr(d.adbin, d.adrelid) NOT LIKE 'nextval(%'"
    )
    return list(connection.execute(text(query), {"live": live}).scalars())


def _number_rows(connection: Connection, name: str, column: str) -> None:
    """New rows are numbered on from the highest number, by a sequence of the copy's own."""
    sequence = f"{name}_{column}_of_copy"
    connection.execute(text(f'CREATE TEMPORARY SEQUENCE "{sequence}"'))
    highest = f'SELECT coalesce(max("{column}"), 0) + 1 FROM pg_temp."{name}"'  # noqa: S608 - our own names
    connection.execute(text(f"SELECT setval('pg_temp.\"{sequence}\"', ({highest}), false)"))
    counts = f'ALTER COLUMN "{column}" SET DEFAULT nextval(\'pg_temp."{sequence}"\')'
    connection.execute(text(f'ALTER TABLE pg_temp."{name}" {counts}'))


def _refuse_live(connection: Connection) -> None:
    """Raises RuntimeError when the name of any table still means the live one: it would be written to."""
    query = "SELECT relname FROM pg_class WHERE oid = to_regclass(:name) AND relpersistence <> 't'"
    live = [table.name for table in metadata.sorted_tables if _first(connection, query, table.name) is not None]
    if live:
        raise RuntimeError(f"no private copy of {', '.join(live)}")


def _first(connection: Connection, query: str, name: str) -> Any:
    return connection.execute(text(query), {"name": name}).scalar()


def _triggers(connection: Connection, live: str) -> list[str]:
    query = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = to_regclass(:live) AND NOT tgisinternal"
    found: list[Any] = list(connection.execute(text(query), {"live": live}).scalars())
    return [str(definition) for definition in found]
