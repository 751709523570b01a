"""The small ward, on SQLite and on PostgreSQL."""

import pytest

from storage.engine.database import Database
from tests.security.ward import Ward


@pytest.fixture
def ward(database: Database) -> Ward:
    """Four tasks, everybody linked; the test runs once on each engine."""
    made = Ward(database)
    made.link_all()
    return made
