"""The example ward, on SQLite and on PostgreSQL."""

from pathlib import Path

import pytest

from storage.engine.database import Database
from tests.world import World


@pytest.fixture
def world(database: Database) -> World:
    """The example ward on 9/4/2026, 15:00, nobody linked yet; the test runs once on each engine."""
    return World(database)


@pytest.fixture
def file(sqlite_url: str) -> Path:
    """The file of a SQLite database."""
    return Path(sqlite_url.removeprefix("sqlite:///"))
