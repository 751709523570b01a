"""What is written in place of a deed is what the deed came to."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from storage.engine.database import Database
from storage.organisations import set_name
from tests.databases import migrated, on_a_kept_engine
from tests.loaded_once import _rows_of
from tests.world import HA, LAN, World, hanoi

Opened = Callable[[], Database]


@pytest.fixture
def another(database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """Opens a further fresh database of the same engine."""
    with ExitStack() as kept:

        def opened() -> Database:
            if database_url.startswith("sqlite"):
                url = migrated(f"sqlite:///{tmp_path / 'another.db'}")
            else:
                url = kept.enter_context(request.getfixturevalue("postgres_lending").lent())
            return kept.enter_context(on_a_kept_engine(url))

        yield opened


def test_people_who_are_linked_are_linked_the_same_way_again(database: Database, another: Opened) -> None:
    really = World(database, now=hanoi(9, 16))
    really.link(LAN, HA)
    again = World(another(), now=hanoi(9, 16))
    again.link(LAN, HA)
    with really.database.reading() as one, again.database.reading() as other:
        assert _rows_of(one) == _rows_of(other)
    for world in (really, again):
        world.now = hanoi(10, 9)
        assert [type(said).__name__ for said in world.ask(LAN, "xong 3")] == ["TaskReported"]
    with really.database.reading() as one, again.database.reading() as other:
        assert _rows_of(one) == _rows_of(other)


def test_after_anything_else_they_link_really(database: Database, another: Opened) -> None:
    World(database, now=hanoi(9, 17)).link(LAN)
    changed = World(another(), now=hanoi(9, 17))
    with changed.database.transaction() as tx:
        set_name(tx, changed.organisation_id, "Một phường khác")
    changed.link(LAN)
    assert changed.organisation.name == "Một phường khác"
    assert changed.ask(LAN, "việc")
