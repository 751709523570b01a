"""What a start looks at again: everything once after a change of the rules or of the clock, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.deliveries import AT_ONCE
from domain.inbox import CursorNow
from services.office import all_offices
from services.office.all_offices import AllOffices
from storage.inbox import save_cursor
from storage.tables import occurrence
from tests.world import BOT, CHANNEL, World


def waiting(world: World) -> int:
    """Tasks that are to be looked at with the next tick."""
    with world.database.reading() as tx:
        return int(tx.execute(select(func.count()).where(occurrence.c.next_look_at == AT_ONCE)).scalar_one())


def planned(world: World) -> None:
    world.office.planning.plan(world.now)
    assert waiting(world) == 0


def test_only_the_first_start_of_a_version_looks_at_every_task(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    offices = AllOffices(world.database, "first")
    planned(world)
    assert offices.check_if_rules_changed(world.now) > 0
    planned(world)
    assert offices.check_if_rules_changed(world.now + timedelta(days=1)) == 0
    assert waiting(world) == 0
    monkeypatch.setattr(all_offices, "rules_version", lambda: "of another version")
    assert offices.check_if_rules_changed(world.now + timedelta(days=1)) > 0


def test_a_start_after_the_clock_was_set_back_looks_at_every_task(world: World) -> None:
    offices = AllOffices(world.database, "first")
    offices.check_if_rules_changed(world.now)
    planned(world)
    with world.database.transaction() as tx:
        ahead = world.now + timedelta(hours=5)
        save_cursor(tx, world.organisation_id, CHANNEL, BOT, CursorNow(0, 1, ahead, ahead))
    assert offices.check_if_rules_changed(world.now + timedelta(hours=6)) == 0
    assert offices.check_if_rules_changed(world.now) > 0
