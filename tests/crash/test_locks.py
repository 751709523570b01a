"""After a kill several threads catch up at once: on PostgreSQL they must not lock each other out."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from domain.deliveries import Priority
from dondoc.databases import open_engine
from storage.engine.database import Database
from storage.organisations import lock_organisation
from storage.outbox import Post, post
from tests.world import World


@pytest.fixture
def database(postgresql_url: str) -> Iterator[Database]:
    opened = Database(open_engine(postgresql_url))
    yield opened
    opened.close()


def test_messages_are_written_while_a_command_holds_the_organisation(database: Database) -> None:
    world = World(database)
    with database.transaction() as handling:
        lock_organisation(handling, world.organisation_id)
        with database.transaction() as leasing:
            leasing.execute(text("SET LOCAL lock_timeout = '500ms'"))
            new = Post("key", "answer", Priority.ANSWER, (), world.now, channel="telegram", chat_id="1")
            row = post(leasing, world.organisation_id, new, world.now)
            leasing.execute(text("UPDATE outbox SET attempts = 1 WHERE id = :id"), {"id": row})


def test_two_commands_still_wait_for_each_other(database: Database) -> None:
    world = World(database)
    with database.transaction() as first:
        lock_organisation(first, world.organisation_id)
        with pytest.raises(OperationalError, match="lock timeout"):
            _lock_in_another(database, world.organisation_id)


def _lock_in_another(database: Database, organisation_id: int) -> None:
    with database.transaction() as second:
        second.execute(text("SET LOCAL lock_timeout = '300ms'"))
        lock_organisation(second, organisation_id)
