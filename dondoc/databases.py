"""Builds the engines of the database, for the office and for pages: a SQLite file for one ward, PostgreSQL for more."""

import json
import math
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.trial_database import TrialDatabase, copy_postgresql, sqlite_copy

if TYPE_CHECKING:
    import psycopg

WRONG_PORT = (
    "DONDOC_DATABASE_URL: cổng phải là số từ 1 đến 65535, ví dụ postgresql://tên:mật-khẩu@máy-chủ:5432/dondoc; "
    "mật khẩu có ký tự @ : / thì viết thành %40 %3A %2F"
)


# A network that swallows everything is noticed within twenty seconds, by the program and by the server: their own
# default is two hours, for which the server would hold the locks of a machine that is gone.
NETWORK: dict[str, Any] = {"keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 3, "keepalives_count": 3,
           "tcp_user_timeout": 20_000}  # fmt: skip
NETWORK_OF_SERVER = {
    "tcp_keepalives_idle": "10", "tcp_keepalives_interval": "3", "tcp_keepalives_count": "3",
    "tcp_user_timeout": "20000",
}  # fmt: skip
NOT_A_FILE_NAME = (
    "DONDOC_DATABASE_URL: viết tên tệp SQLite bình thường, ví dụ sqlite:///dondoc.db, không viết dạng file:…"
)


WRONG_POOL_MODE = (
    "DONDOC_DATABASE_URL đi qua một bộ gom kết nối (PgBouncer) ở chế độ transaction hoặc statement, mà dondoc cần "
    "pool_mode = session: đổi chế độ đó cho cơ sở dữ liệu này, hoặc nối thẳng tới PostgreSQL."
)


class DatabaseUrlWrong(Exception):
    """The database URL is not one dondoc can use; the text says what to write instead."""


def open_engine(url: str, session: str = "dondoc") -> Engine:
    """An engine for `sqlite:///file` or `postgresql://…`, which knows its sessions by the name `session`.

    Raises DatabaseUrlWrong with a sentence for the administrator.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseUrlWrong("DONDOC_DATABASE_URL: viết dạng sqlite:///dondoc.db hoặc postgresql://…") from error
    except ValueError:
        raise DatabaseUrlWrong(WRONG_PORT) from None  # SQLAlchemy takes the port for a number without asking
    if parsed.port is not None and not 0 < parsed.port < 65536:
        raise DatabaseUrlWrong(WRONG_PORT)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(url, parsed.database)
    if parsed.get_backend_name() == "postgresql":
        # psycopg in threads: 677 commands a second against 569 with asyncpg, which also raised
        # InvalidCachedStatementError after another session had altered a table (docs/adr/0001).
        return _open_postgresql(
            parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False), session
        )
    raise DatabaseUrlWrong(f"DONDOC_DATABASE_URL: chưa dùng được {parsed.drivername}; hãy dùng sqlite hoặc postgresql")


def open_page_engine(url: str, seconds: float, connections: int) -> Engine:
    """An engine with its own read-only connections; each checkout may read for `seconds` at most.

    A query that still runs then is ended by the database itself, and so is the next one: both raise TimeoutError.
    The URL is one that `open_engine` took.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = _sqlite_for_pages(parsed.render_as_string(hide_password=False), seconds, connections)
    else:
        address = parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        engine = _postgresql_for_pages(address, seconds, connections)
    event.listen(engine, "checkout", partial(_begin_reading, seconds))
    event.listen(engine, "before_cursor_execute", _refuse_when_over)
    event.listen(engine, "handle_error", _ended_is_too_slow)
    return engine


_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # `dumps` makes an encoder each time


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite URL; None for PostgreSQL, a database in memory and a URL that is none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return None  # `open_engine` says what is wrong with it
    name = parsed.database if parsed.get_backend_name() == "sqlite" else None
    return None if not name or name == ":memory:" else Path(name)


@contextmanager
def trial_of(url: str, organisation_id: int) -> Iterator[TrialDatabase]:
    """A private copy of one organisation's data, on the engine of the live database; gone when left.

    The live program is not delayed: SQLite copies one state of the write-ahead log, PostgreSQL one snapshot.
    """
    source = make_url(url)
    is_sqlite = source.get_backend_name() == "sqlite"
    engine = _private_sqlite(Path(source.database or "")) if is_sqlite else open_engine(url)
    try:
        with engine.connect() as connection:
            if not is_sqlite:
                copy_postgresql(connection, organisation_id)
            yield TrialDatabase(connection)
    finally:
        engine.dispose()  # closes the connection, and with it the copy


def _private_sqlite(file: Path) -> Engine:
    engine = create_engine(
        "sqlite://", json_serializer=_to_json, creator=lambda: sqlite_copy(file), poolclass=StaticPool
    )
    event.listen(engine, "connect", _prepare_copy)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_copy(connection: sqlite3.Connection, _record: Any) -> None:
    # Nobody else uses the copy, and nothing of it is kept: no write-ahead log, no waiting for the disk.
    connection.isolation_level = None
    for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _open_sqlite(url: str, file: str | None) -> Engine:
    if file and file.startswith("file:"):  # a second way to write a name, by which locks and backups would miss it
        raise DatabaseUrlWrong(NOT_A_FILE_NAME)
    if file and not Path(file).absolute().parent.is_dir():
        raise DatabaseUrlWrong(f"DONDOC_DATABASE_URL: không có thư mục {Path(file).absolute().parent}")
    engine = create_engine(url, json_serializer=_to_json, connect_args={"timeout": 10})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # Transactions are ours to begin; FULL because NORMAL lost acknowledged commits in power cuts.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that turns to writing fails at once whatever the busy timeout: take the lock first.
    is_reading = connection.get_execution_options().get("is_reading", False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


_ENDS = "reading ends"  # in the record of a connection: the instant (monotonic) at which what is read on it is over
_STEPS = 20_000  # of SQLite's machine, between two looks at the clock: less than a millisecond
_QUERY_CANCELLED = "57014"
TOO_SLOW = "a page was read for too long"


def _sqlite_for_pages(url: str, seconds: float, connections: int) -> Engine:
    engine = create_engine(
        url,
        json_serializer=_to_json,
        connect_args={"timeout": seconds},
        pool_size=connections,
        max_overflow=0,
        pool_timeout=seconds,
    )
    event.listen(engine, "connect", _prepare_sqlite_for_pages)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite_for_pages(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only=ON")  # the journal mode is the file's own
    connection.set_progress_handler(lambda: monotonic() >= record.info.get(_ENDS, math.inf), _STEPS)


def _postgresql_for_pages(url: str, seconds: float, connections: int) -> Engine:
    milliseconds = int(1000 * seconds)
    # Pages ask the same few questions of one organisation: plans made once do, and planning took longer than reading.
    bounds = {"default_transaction_read_only": "on", "statement_timeout": str(milliseconds), "plan_cache_mode": "auto"}
    return _open_postgresql(url, "dondoc pages", bounds, pool_size=connections, max_overflow=0, pool_timeout=seconds)


def _begin_reading(seconds: float, _connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
    record.info[_ENDS] = monotonic() + seconds


def _refuse_when_over(connection: Connection, *_statement: Any) -> None:
    """PostgreSQL bounds each statement alone; this bounds all that a page reads."""
    if monotonic() >= connection.info.get(_ENDS, math.inf):
        raise TimeoutError(TOO_SLOW)


def _ended_is_too_slow(context: ExceptionContext) -> None:
    error = context.original_exception
    is_ended = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
    if is_ended or getattr(error, "sqlstate", None) == _QUERY_CANCELLED:
        raise TimeoutError(TOO_SLOW) from error


# Prepared once, planned each time: a plan made for nobody in particular read whole tables where none was due.
_OF_OFFICE = {"statement_timeout": "30000", "plan_cache_mode": "force_custom_plan"}


def _open_postgresql(url: str, session: str, bounds: Mapping[str, str] = _OF_OFFICE, **pool: Any) -> Engine:
    engine = create_engine(
        url,
        json_serializer=_to_json,
        # Costs a round trip for each command. Looking whether the server has hung up, instead of asking it, saved
        # that, and went with the rest of our own protocol code (docs/adr/0009).
        pool_pre_ping=True,
        pool_use_lifo=True,  # the connection used last has its statements prepared
        connect_args={"connect_timeout": 10, "prepare_threshold": 2, "application_name": session, **NETWORK},
        **{"pool_size": 4, "max_overflow": 2, "pool_timeout": 10, **pool},
    )
    settings = {"timezone": "UTC", **NETWORK_OF_SERVER, **bounds}
    event.listen(engine, "connect", partial(_prepare_postgresql, settings), insert=True)  # before anything is asked
    return engine


def _prepare_postgresql(settings: Mapping[str, str], connection: "psycopg.Connection", _record: Any) -> None:
    """Set what the session needs. As `options` of the connection a pooler would refuse or ignore it, and what the URL
    itself gives as its options, a search path, would be replaced.
    """
    from dondoc.poolers import lends_transactions  # noqa: PLC0415 - brings the PostgreSQL driver, which SQLite does not need

    if lends_transactions(connection):
        connection.close()
        raise DatabaseUrlWrong(WRONG_POOL_MODE)
    connection.autocommit = True
    set_in_session(connection, settings)
    connection.autocommit = False


def set_in_session(connection: "psycopg.Connection", settings: Mapping[str, str]) -> None:
    """Set these (names and values of our own) in one round trip; the connection is in autocommit."""
    connection.execute("".join(f"SET {name} = '{value}';" for name, value in settings.items()), prepare=False)
