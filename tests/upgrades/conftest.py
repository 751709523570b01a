"""The kept databases, restored and brought to the newest schema once for each engine; each test has a copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dondoc.databases import open_engine
from storage.engine.database import Database
from tests.databases import PostgresServer, migrated
from tests.upgrades.kept_ward import KeptWard, restore_postgresql, restore_sqlite


@pytest.fixture(scope="session")
def kept_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file, upgraded."""
    file = tmp_path_factory.mktemp("kept") / "kept.db"
    migrated(restore_sqlite(file))
    return file


@pytest.fixture(scope="session")
def kept_postgresql(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of the PostgreSQL database, upgraded."""
    with postgres_server.fresh() as url:
        yield migrated(restore_postgresql(url))


@pytest.fixture
def kept_sqlite_url(kept_sqlite: Path, tmp_path: Path) -> str:
    """The URL of this test's own copy."""
    shutil.copyfile(kept_sqlite, tmp_path / "kept.db")
    return f"sqlite:///{tmp_path / 'kept.db'}"


@pytest.fixture
def kept_postgresql_url(postgres_server: PostgresServer, kept_postgresql: str) -> Iterator[str]:
    """The URL of this test's own copy."""
    with postgres_server.fresh(kept_postgresql) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def kept_url(request: pytest.FixtureRequest) -> str:
    """The URL of an upgraded database that an earlier version filled; once on each engine."""
    url: str = request.getfixturevalue(f"kept_{request.param}_url")
    return url


@pytest.fixture
def ward(kept_url: str) -> Iterator[KeptWard]:
    """The ward that an earlier version left."""
    database = Database(open_engine(kept_url))
    yield KeptWard(database)
    database.close()
