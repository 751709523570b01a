"""The example ward on both engines, and a database that need not survive a power cut."""

from collections.abc import Iterator

import pytest

from storage.engine.database import Database
from tests.time.quick import quick_database_at
from tests.world import World


@pytest.fixture
def world(database: Database) -> World:
    """The example ward on 9/4/2026, 15:00, nobody linked yet; the test runs once on each engine."""
    return World(database)


@pytest.fixture
def quick_database(sqlite_url: str) -> Iterator[Database]:
    """A database that may lose what the power takes: nothing is proved about the disk here."""
    with quick_database_at(sqlite_url) as database:
        yield database
