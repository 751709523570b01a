"""The database of a simulated week: a SQLite file, or a PostgreSQL database of its own on the tests' server."""

import atexit
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from psycopg.rows import dict_row

from tests.databases import PostgresServer, migrated, running_postgres

SQLITE, POSTGRESQL = "sqlite", "postgresql"


class Store(Protocol):
    """A migrated database without rows, until it is closed."""

    engine: str
    url: str

    def rows(self, query: str) -> list[dict[str, Any]]:
        """The rows of a query, with values as SQLite keeps them."""
        ...

    def close(self) -> None:
        """Remove it."""
        ...


def opened_store(engine: str, folder: Path) -> Store:
    """A database of its own for one week; a file lies in `folder`. Raises NoPostgres where there is no server."""
    return SqliteStore(folder) if engine == SQLITE else PostgresStore()


class SqliteStore:
    """The file `dondoc.db` of the week's folder."""

    engine = SQLITE

    def __init__(self, folder: Path) -> None:
        self._file = folder / "dondoc.db"
        self.url = f"sqlite:///{self._file}"
        shutil.copyfile(_migrated_file(), self._file)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """As they are kept."""
        with closing(sqlite3.connect(self._file)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(query)]

    def close(self) -> None:
        """It goes with the folder."""


class PostgresStore:
    """A copy of the template, which goes when the week is over."""

    engine = POSTGRESQL

    def __init__(self) -> None:
        self._server, template = _server_and_template()
        self.url = self._server.create(template)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """The rows, written as SQLite would keep them."""
        with self._server.connect(self.url) as session, session.cursor(row_factory=dict_row) as cursor:
            found = cursor.execute(query.encode()).fetchall()
        return [{name: _as_in_sqlite(value) for name, value in row.items()} for row in found]

    def close(self) -> None:
        """Drop it."""
        self._server.drop(self.url)


def _as_in_sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


@cache
def _migrated_file() -> Path:
    file = Path(tempfile.mkdtemp(prefix="dondoc-simulation-")) / "empty.db"
    migrated(f"sqlite:///{file}")
    return file


_given: list[tuple[PostgresServer, str]] = []


def use_server(server: PostgresServer, template: str) -> None:
    """From now on weeks of this process are played on copies of the migrated database `template` of this server."""
    _given.append((server, template))


def _server_and_template() -> tuple[PostgresServer, str]:
    return _given[-1] if _given else _own_server_and_template()


@cache
def _own_server_and_template() -> tuple[PostgresServer, str]:
    """One server and one migrated database for all weeks of this process."""
    kept = ExitStack()
    atexit.register(kept.close)
    return kept.enter_context(server_and_template())


@contextmanager
def server_and_template() -> Iterator[tuple[PostgresServer, str]]:
    """A server, and the URL of a migrated database on it. Raises NoPostgres."""
    with running_postgres() as server, server.fresh() as template:
        yield server, migrated(template)
