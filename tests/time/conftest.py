"""The example ward on both engines, and a database that need not survive a power cut."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from dondoc.databases import open_engine
from storage.database import Database
from tests.world import World


@pytest.fixture
def world(database: Database) -> World:
    """The example ward on 9/4/2026, 15:00, nobody linked yet; the test runs once on each engine."""
    return World(database)


@pytest.fixture
def quick_database(sqlite_url: str) -> Iterator[Database]:
    """A database that may lose what the power takes: nothing is proved about the disk here."""
    engine = open_engine(sqlite_url)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    database = Database(engine)
    yield database
    database.close()
