"""The example ward, on SQLite and on PostgreSQL."""

import pytest

from domain.messages.questions import WhichTask
from storage.engine.database import Database
from tests.questions import asks
from tests.world import HA, LAN, World, hanoi


@pytest.fixture
def world(database: Database) -> World:
    """The example ward on 9/4/2026, 15:00, nobody linked yet; the test runs once on each engine."""
    return World(database)


@pytest.fixture
def asked(world: World) -> World:
    """Lan has two tasks in her morning message and typed what she sent, but not for which."""
    world.link(LAN, HA)
    world.morning(hanoi(10, 7, 30))
    which = asks(world, LAN, "xong đã gửi")
    assert isinstance(which, WhichTask)
    assert which.candidates == (17, 3)
    assert which.question > 0
    return world
