"""Planning looks only where something has come due and misses nothing that changes; the auditor finds what is wrong."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from domain.deliveries import AT_ONCE
from domain.people import Role
from services.maintenance.maintenance import Maintenance
from storage import tables
from storage.accounts import link, set_alive
from storage.due_checks import due_counts, load_next_checks
from storage.engine.database import Transaction
from storage.organisations import add_organisation, policy_as_json, set_day
from storage.people import put_role, set_morning
from storage.tables import occurrence, plan, task
from tests.people import find_by_name
from tests.world import HA, LAN, MINH, World, hanoi

MORNING = hanoi(10, 7, 30)
LATER = MORNING + timedelta(minutes=10)


def due(world: World, now: datetime) -> list[int]:
    with world.database.reading() as tx:
        return [organisation_id for organisation_id, _ in due_counts(tx, now)]


def look_of(world: World, number: int) -> datetime | None:
    with world.database.reading() as tx:
        query = select(occurrence.c.next_look_at).join(task, task.c.id == occurrence.c.task_id)
        its = query.where(task.c.organisation_id == world.organisation_id, task.c.number == number)
        return tx.execute(its.order_by(occurrence.c.id.desc()).limit(1)).scalar()


def set_look(world: World, number: int, at: datetime | None) -> None:
    with world.database.transaction() as tx:
        its = select(task.c.id).where(task.c.organisation_id == world.organisation_id, task.c.number == number)
        tx.execute(update(occurrence).where(occurrence.c.task_id.in_(its)).values(next_look_at=at))


def maintenance(world: World) -> Maintenance:
    return Maintenance(world.database, world.organisation_id)


def test_after_the_morning_nothing_is_due_until_the_next_day_on_which_something_is(world: World) -> None:
    world.link(LAN, HA)
    assert due(world, MORNING) == [world.organisation_id]
    world.morning(MORNING)
    assert due(world, LATER) == []
    with world.database.reading() as tx:
        nearest = min(load_next_checks(tx, world.organisation_id).values())
    assert nearest > LATER
    assert due(world, nearest - timedelta(seconds=1)) == []
    assert due(world, nearest) == [world.organisation_id]


def test_in_the_evening_what_changed_waits_for_the_next_working_morning_and_is_not_looked_at_meanwhile(
    world: World,
) -> None:
    world.link(LAN)
    world.morning(MORNING)
    world.now = hanoi(10, 18)  # a Friday
    world.say(LAN, "/tiendo 3 40")
    assert look_of(world, 3) == AT_ONCE
    world.office.planning.plan(world.now)
    assert due(world, hanoi(12, 12)) == []
    assert look_of(world, 3) == hanoi(13, 7, 30)


def test_nothing_is_to_come_for_what_is_done(world: World) -> None:
    world.link(MINH)
    world.morning(MORNING)
    with world.database.transaction() as tx:
        its = select(task.c.id).where(task.c.number == 3)
        tx.execute(update(occurrence).where(occurrence.c.task_id.in_(its)).values(state="done"))
    assert look_of(world, 3) == AT_ONCE
    world.office.planning.plan(LATER)
    assert look_of(world, 3) is None
    assert maintenance(world).audit(LATER).overdue_checks == {}


def person(tx: Transaction, world: World, name: str) -> int:
    found = find_by_name(tx, world.organisation_id, name)
    assert found is not None
    return found


def someone_links(tx: Transaction, world: World) -> None:
    link(tx, world.organisation_id, person(tx, world, HA), "telegram", "4711", LATER)


def a_blocked_bot_is_unblocked(tx: Transaction, world: World) -> None:
    assert set_alive(tx, world.organisation_id, "telegram", LAN, LATER, dead_reason="x") is not None


def somebody_gets_a_role(tx: Transaction, world: World) -> None:
    put_role(tx, world.organisation_id, person(tx, world, HA), None, Role.LEADER)


def somebody_leaves_a_unit(tx: Transaction, world: World) -> None:
    tx.execute(delete(tables.membership).where(tables.membership.c.person_id == person(tx, world, LAN)))


def a_day_off_is_declared(tx: Transaction, world: World) -> None:
    set_day(tx, world.organisation_id, date(2026, 4, 20), is_working=False, name="nghỉ")


def the_policy_changes(tx: Transaction, world: World) -> None:
    kept = policy_as_json(world.organisation.policy) | {"before_lead": [10, 5]}
    tx.execute(update(tables.organisation).values(policy=kept))


def a_unit_joins_a_group(tx: Transaction, world: World) -> None:
    first, second = tx.execute(select(tables.unit.c.id).limit(2)).scalars()
    values = {"organisation_id": world.organisation_id, "group_id": first, "unit_id": second}
    tx.execute(delete(tables.group_member).where(tables.group_member.c.group_id == first))
    tx.execute(insert(tables.group_member).values(**values))


def more_messages_are_allowed(tx: Transaction, world: World) -> None:
    values = {"channel": "zalo", "bot": "1", "month": "2026-04", "used": 0, "month_limit": 3000}
    tx.execute(insert(tables.channel_month).values(organisation_id=world.organisation_id, **values))


def somebody_is_away(tx: Transaction, world: World) -> None:
    away = person(tx, world, LAN)
    values = {"person_id": away, "noted_by": away, "first_day": date(2026, 4, 20), "last_day": date(2026, 4, 22)}
    tx.execute(insert(tables.absence).values(organisation_id=world.organisation_id, noted_at=LATER, **values))


def somebody_wants_it_earlier(tx: Transaction, world: World) -> None:
    set_morning(tx, person(tx, world, LAN), time(6, 45))


@pytest.mark.parametrize(
    "change",
    [
        somebody_wants_it_earlier,
        someone_links, a_blocked_bot_is_unblocked, somebody_gets_a_role, somebody_leaves_a_unit, a_day_off_is_declared,
        the_policy_changes, a_unit_joins_a_group, more_messages_are_allowed, somebody_is_away,
    ],
)  # fmt: skip
def test_what_changes_who_hears_or_when_has_everything_open_looked_at_again(
    world: World, change: Callable[[Transaction, World], None]
) -> None:
    world.link(LAN)
    world.morning(MORNING)
    assert due(world, LATER) == []
    with world.database.transaction() as tx:
        change(tx, world)
    assert due(world, LATER) == [world.organisation_id]
    assert {look_of(world, 3), look_of(world, 17)} == {AT_ONCE}


def test_a_message_counted_has_nothing_looked_at_again(world: World) -> None:
    world.link(LAN)
    with world.database.transaction() as tx:
        more_messages_are_allowed(tx, world)
    world.morning(MORNING)
    with world.database.transaction() as tx:
        tx.execute(update(tables.channel_month).values(used=1, month_limit=3000))
    assert due(world, LATER) == []


@pytest.mark.parametrize("at", [None, hanoi(10, 7, 30) + timedelta(days=300)])
def test_a_look_that_is_missing_or_too_late_is_found_and_mended(world: World, at: datetime | None) -> None:
    world.link(LAN)
    world.morning(MORNING)
    assert maintenance(world).audit(LATER).overdue_checks == {}
    right = look_of(world, 3)
    set_look(world, 3, at)
    found = maintenance(world).audit(LATER).overdue_checks
    assert set(found.values()) == {3}
    assert maintenance(world).mend(tuple(found), LATER) == 1
    world.office.planning.plan(LATER)
    assert look_of(world, 3) == right
    assert maintenance(world).audit(LATER).overdue_checks == {}


def test_what_is_due_today_and_would_be_looked_at_next_week_is_found(world: World) -> None:
    world.link(LAN)
    set_look(world, 3, hanoi(20, 7, 30))
    assert 3 in maintenance(world).audit(MORNING).overdue_checks.values()


def test_an_organisation_with_nothing_due_is_not_named_and_the_one_that_waited_longest_comes_first(
    world: World,
) -> None:
    world.link(LAN)
    world.morning(MORNING)
    with world.database.transaction() as tx:
        other = add_organisation(tx, "Phường khác", "Asia/Ho_Chi_Minh", MORNING)
    assert due(world, LATER) == []
    its = task.c.organisation_id == world.organisation_id
    with world.database.transaction() as tx:
        row = dict(tx.execute(select(task).where(its, task.c.number == 3)).mappings().one())
        planned = dict(tx.execute(select(plan).where(plan.c.id == row["plan_id"])).mappings().one())
        elsewhere = {"id": 1000, "organisation_id": other}
        tx.execute(insert(plan).values(**(planned | elsewhere)))
        moved = {**row, **elsewhere, "plan_id": 1000}
        tx.execute(insert(task).values(**moved))
        values = {"task_id": moved["id"], "period": "", "deadline_version": 1, "state": "open", "progress": 0}
        tx.execute(insert(occurrence).values(organisation_id=other, version=1, **values))
    set_look(world, 3, MORNING)
    assert due(world, LATER) == [other, world.organisation_id]
