"""Several wards are planned together: as each alone, all or none, and never so many that a person waits for it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, text, update

from benchmarks.wards import MORNING, Wards, load
from dondoc.databases import open_engine
from scheduler.rounds import go_round_together
from services.office.office import Office
from services.reminders.schedule_digests import MOST_LOOKS, MOST_WARDS, planned_together
from storage.engine.database import Database
from storage.tables import occurrence, organisation, outbox, reminder

WARDS = Wards(count=12, tasks_each=120)
SAID = select(outbox.c.organisation_id, outbox.c.key, outbox.c.not_before, outbox.c.person_id)
WRITTEN = select(reminder.c.occurrence_id, reminder.c.stage, reminder.c.audience, reminder.c.person_id, outbox.c.key)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    load(opened, WARDS)
    yield opened
    opened.dispose()


def office_of(engine: Engine) -> Office:
    return Office(Database(engine), 1, "test")


def all_that_was_planned(engine: Engine) -> list[object]:
    with engine.connect() as tx:
        looks = select(occurrence.c.id, occurrence.c.next_look_at)
        written = WRITTEN.join(outbox, outbox.c.id == reminder.c.outbox_id)
        return [sorted(tx.execute(query).all(), key=str) for query in (SAID, written, looks)]


def forget_all(engine: Engine) -> None:
    with engine.begin() as tx:
        for name in ("reminder", "outbox"):
            tx.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - our own tables
        for last_day in {WARDS.last_day(n) for n in range(1, WARDS.tasks + 1)}:
            its = update(occurrence).where(occurrence.c.last_day == last_day)
            tx.execute(its.values(next_look_at=WARDS.look_at(last_day)))


def test_wards_planned_together_are_planned_as_each_alone(engine: Engine) -> None:
    office = office_of(engine)
    [due] = office.planning.due(MORNING)
    assert len(due) > 2
    together = office.planning.plan(MORNING, due)
    planned = all_that_was_planned(engine)
    forget_all(engine)
    assert sum(office.planning.plan(MORNING, [one]) for one in due) == together
    assert all_that_was_planned(engine) == planned


def test_planned_once_nothing_is_due_and_planning_again_says_nothing(engine: Engine) -> None:
    office = office_of(engine)
    [due] = office.planning.due(MORNING)
    assert office.planning.plan(MORNING, due) > 0
    assert office.planning.due(MORNING + timedelta(minutes=1)) == []
    assert office.planning.plan(MORNING + timedelta(minutes=1), due) == 0


async def test_a_ward_that_fails_takes_no_other_with_it(engine: Engine) -> None:
    office = office_of(engine)
    [due] = office.planning.due(MORNING)
    broken = due[1]
    with engine.begin() as tx:
        tx.execute(update(organisation).where(organisation.c.id == broken).values(timezone="Nowhere/At_All"))

    async def plan(ids: list[int]) -> int:
        return office.planning.plan(MORNING, ids)

    done = await go_round_together("planning", [due], plan)  # type: ignore[arg-type]  # lists of ids, which rounds pass on unread
    assert list(done.failed) == [broken]
    with engine.connect() as tx:
        told = set(tx.execute(select(outbox.c.organisation_id)).scalars())
    assert told == set(due) - {broken}


def test_a_group_that_fails_has_done_nothing(engine: Engine) -> None:
    office = office_of(engine)
    [due] = office.planning.due(MORNING)
    with engine.begin() as tx:
        tx.execute(update(organisation).where(organisation.c.id == due[-1]).values(timezone="Nowhere/At_All"))
    before = all_that_was_planned(engine)
    with pytest.raises(LookupError):
        office.planning.plan(MORNING, due)
    assert all_that_was_planned(engine) == before


def test_only_small_wards_stand_together() -> None:
    few = planned_together((n, 1) for n in range(2 * MOST_WARDS + 1))
    assert [len(group) for group in few] == [MOST_WARDS, MOST_WARDS, 1]
    assert planned_together([(1, MOST_LOOKS + 1), (2, 1), (3, MOST_LOOKS - 1), (4, 1)]) == [[1], [2, 3], [4]]
    assert planned_together([]) == []
