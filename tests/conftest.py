"""Fixtures of all tests: `database_url` and `database` run a test once on SQLite and once on PostgreSQL.

A test marked `alone` measures seconds of the whole program: it comes first, and no other runs beside it.
"""

import fcntl
import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from documents.plans.formats.scans import missing_parts
from storage.engine.database import Database
from tests.databases import Lending, NoPostgres, PostgresServer, migrated, on_a_kept_engine, running_postgres

# A busy machine is no defect: properties are bounded by the number of examples, not by the clock.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_configure() -> None:
    # The collector walks the whole program and 15,000 test items again and again: a fifth of all processor time.
    gc.set_threshold(200_000, 20, 50)


def pytest_xdist_auto_num_workers() -> int:
    """Three processes a processor, because many tests wait for servers and browsers, and memory for each."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return max(2, min(3 * (os.cpu_count() or 1), int(gigabytes / 1.5), 12))


def pytest_collection_finish() -> None:
    gc.freeze()  # what is loaded by now stays until the end


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that run alone come first, when no other has begun that they would have to wait for."""
    items.sort(key=lambda item: item.get_closest_marker("alone") is None)


@pytest.fixture(scope="session")
def turnstile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """Two files that the processes of one test run lock: the gate, and the room behind it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    files = [os.open(folder / name, os.O_CREAT | os.O_RDWR, 0o600) for name in ("gate", "room")]
    yield files[0], files[1]
    for file in files:
        os.close(file)


@pytest.fixture(autouse=True)
def _room(request: pytest.FixtureRequest, turnstile: tuple[int, int]) -> Iterator[None]:
    """Share the room with other tests, or have it alone; who waits for it alone keeps the gate shut meanwhile."""
    gate, room = turnstile
    is_alone = request.node.get_closest_marker("alone") is not None
    fcntl.flock(gate, fcntl.LOCK_EX)
    try:
        fcntl.flock(room, fcntl.LOCK_EX if is_alone else fcntl.LOCK_SH)
    finally:
        fcntl.flock(gate, fcntl.LOCK_UN)
    try:
        yield
    finally:
        fcntl.flock(room, fcntl.LOCK_UN)


@pytest.fixture(scope="session")
def tesseract() -> None:
    """Nothing; what is missing to read scans is said, and fails the run in CI, where `.ci/run` installs it."""
    missing = missing_parts()
    if not missing:
        return
    what = f"{', '.join(missing)} missing to read scans: make ocr (as root)"
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server for the session; without one the test fails in CI and is skipped, loudly, elsewhere."""
    try:
        with running_postgres() as server:
            yield server
    except NoPostgres as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing), pytrace=False)
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of a migrated database that each test's own is copied from."""
    with postgres_server.fresh() as url:
        yield migrated(url)


@pytest.fixture(scope="session")
def postgres_lending(postgres_server: PostgresServer, postgres_template: str) -> Lending:
    """Gives each test its own migrated database."""
    return Lending(postgres_server, postgres_template)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that each test's own is copied from."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrated(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a fresh, migrated SQLite file of this test."""
    file = tmp_path / "dondoc.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgresql_url(postgres_lending: Lending) -> Iterator[str]:
    """The URL of a migrated PostgreSQL database of this test, without rows."""
    with postgres_lending.lent() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh, migrated database; the test runs once on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table, for tests of the migrations; once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.fresh() as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The store over a fresh, migrated database; the test runs once on each engine."""
    with on_a_kept_engine(database_url) as opened:
        yield opened


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """The same on SQLite only, for what does not ask anything new of the database."""
    with on_a_kept_engine(sqlite_url) as opened:
        yield opened
