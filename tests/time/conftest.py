"""The example ward on both engines."""

import pytest

from storage.engine.database import Database
from tests.world import World


@pytest.fixture
def world(database: Database) -> World:
    """The example ward on 9/4/2026, 15:00, nobody linked yet; the test runs once on each engine."""
    return World(database)
