"""Days off, long absences, summer time, the end of the year, 29 February, and what changes while a message waits."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from documents.rosters import Roster, RosterRow
from domain.deadlines import Deadline, DeadlineKind
from domain.messages.reports import MorningDigest
from domain.people import Role
from domain.plans import Place, PlanDraft, TaskDraft, UnitMention
from storage.engine.database import Database
from storage.tables import occurrence
from storage.tasks import find_task
from tests.time.life import Life
from tests.world import HA, LAN, World, hanoi

ROSTER = Roster((RosterRow(2, "Đơn vị 1", person="Người Một", role=Role.OFFICER),), ())


def life_with(database: Database, start: datetime, zone: str, *last_days: date) -> Life:
    """A ward of one person with a task for each of these last days."""
    tasks = tuple(
        TaskDraft(
            n, str(n), f"Việc {n}", (UnitMention("Đơn vị 1"),), (),
            Deadline(DeadlineKind.BY_DATE, f"{day:%d/%m/%Y}", None, day), Place(),
        )
        for n, day in enumerate(last_days, start=1)
    )  # fmt: skip
    plan = PlanDraft("Kế hoạch", None, None, start.date(), tasks, ())
    life = Life(database, ROSTER, plan, Random(0), start, zone)  # noqa: S311 - nothing random is asked of it
    life.connect(1)
    return life


def told(life: Life, first: date, days: int, hours: tuple[int, ...] = (8,)) -> list[str]:
    """What is told on these days: "13/04 08:00 1 before:7"."""
    start = len(life.told)
    for number in range(days):
        for hour in hours:
            life.at(first + timedelta(days=number), hour)
            life.tick()
    return [f"{t.at.astimezone(life.zone):%d/%m %H:%M} {t.number} {t.reason}" for t in life.told[start:]]


def digest_lines(world: World) -> list[list[tuple[int, str]]]:
    return [
        [(item.line.number, item.reason) for item in response.items]
        for delivery in world.deliver()
        for response in delivery.responses
        if isinstance(response, MorningDigest)
    ]


def test_down_from_friday_to_tuesday_over_a_holiday_brings_one_message_on_tuesday(database: Database) -> None:
    # Monday 27/4/2026 is off for the Hùng Kings' festival
    life = life_with(database, datetime(2026, 4, 20, 3, tzinfo=UTC), "Asia/Ho_Chi_Minh", date(2026, 4, 28))
    assert told(life, date(2026, 4, 21), 3) == ["21/04 08:00 1 before:7"]
    # without the outage: 24/4 (silent is the head's), 27/4 is off, so before:1 comes on 24/4
    assert told(life, date(2026, 4, 28), 1, (8, 9, 15)) == ["28/04 08:00 1 before:0"]
    assert len(life.mornings) == 2


def test_a_month_of_downtime_brings_one_message_that_says_where_things_stand(database: Database) -> None:
    days = (date(2026, 4, 28), date(2026, 5, 12), date(2026, 6, 3))
    life = life_with(database, datetime(2026, 4, 20, 3, tzinfo=UTC), "Asia/Ho_Chi_Minh", *days)
    assert told(life, date(2026, 5, 25), 1, (8, 11, 16)) == [
        "25/05 08:00 1 overdue:27", "25/05 08:00 2 overdue:13",
    ]  # fmt: skip
    assert told(life, date(2026, 5, 26), 2) == ["27/05 08:00 3 before:7"]


def test_the_end_of_the_year_is_no_end(database: Database) -> None:
    life = life_with(database, datetime(2026, 12, 20, 3, tzinfo=UTC), "Asia/Ho_Chi_Minh", date(2027, 1, 4))
    assert told(life, date(2026, 12, 21), 20) == [
        "28/12 08:00 1 before:7", "31/12 08:00 1 before:1", "04/01 08:00 1 before:0", "05/01 08:00 1 overdue:1",
        "07/01 08:00 1 overdue:3",
    ]  # fmt: skip


def test_the_twenty_ninth_of_february_is_a_day_like_any_other(database: Database) -> None:
    life = life_with(database, datetime(2028, 2, 15, 3, tzinfo=UTC), "Asia/Ho_Chi_Minh", date(2028, 2, 29))
    assert told(life, date(2028, 2, 16), 21) == [
        "22/02 08:00 1 before:7", "25/02 08:00 1 before:3", "28/02 08:00 1 before:1", "29/02 08:00 1 before:0",
        "01/03 08:00 1 overdue:1", "03/03 08:00 1 overdue:3", "06/03 08:00 1 overdue:6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "offset"),
    [(date(2026, 3, 26), (1, 2)), (date(2026, 10, 22), (2, 1))],
    ids=["to summer time", "to winter time"],
)
def test_in_a_zone_with_summer_time_the_morning_is_half_past_seven_on_the_wall(
    database: Database, start: date, offset: tuple[int, int]
) -> None:
    berlin, days = ZoneInfo("Europe/Berlin"), [start + timedelta(days=n) for n in range(7)]
    life = life_with(database, datetime.combine(start, time(9), berlin).astimezone(UTC), "Europe/Berlin", *days)
    at = datetime.combine(start + timedelta(days=1), time(0, 0), UTC)
    while at.date() < start + timedelta(days=7):
        life.now = at
        life.tick()
        at += timedelta(minutes=15)
    firsts = sorted({t.at for t in life.told})
    assert {first.astimezone(berlin).time() for first in firsts} == {time(7, 30)}
    hours = [first.hour for first in firsts]
    assert (hours[0], hours[-1]) == (7 - offset[0], 7 - offset[1])
    assert len(firsts) == 4  # Friday, Monday, Tuesday, Wednesday


def move_deadline(world: World, number: int, to: date) -> None:
    """As a decision to give more time would: a new last day, a new version of the deadline."""
    with world.database.transaction() as tx:
        found = find_task(tx, world.organisation_id, number)
        assert found is not None
        tx.execute(
            update(occurrence)
            .where(occurrence.c.id == found.occurrence.id)
            .values(last_day=to, deadline_version=occurrence.c.deadline_version + 1, version=occurrence.c.version + 1)
        )


def test_a_deadline_moved_while_its_reminder_waits_is_not_reminded_of(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 7, 30)
    assert world.office.planning.plan(world.now) == 1
    move_deadline(world, 3, date(2026, 4, 30))
    assert digest_lines(world) == [[(17, "overdue:1")]]
    world.now = hanoi(23, 7, 30)
    world.office.planning.plan(world.now)
    assert (3, "before:7") in digest_lines(world)[0]


def test_when_all_deadlines_of_a_waiting_message_moved_it_is_not_sent_and_the_new_ones_are_kept(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)
    for number in (3, 17):
        move_deadline(world, number, date(2026, 4, 20))
    assert digest_lines(world) == []
    world.now = hanoi(13, 7, 30)
    world.office.planning.plan(world.now)
    assert {(3, "before:7"), (17, "before:7")} <= set(digest_lines(world)[0])


def test_a_task_finished_between_planning_and_sending_is_not_reminded_of_nor_when_it_comes_back_the_same_day(
    world: World,
) -> None:
    world.link(LAN, HA)
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)
    world.say(LAN, "xong 3")
    assert digest_lines(world)[0] == [(17, "overdue:1")]
    world.ask(HA, "tralai 3 thiếu biểu mẫu")
    world.now = hanoi(13, 7, 30)
    world.office.planning.plan(world.now)
    assert (3, "before:1") in digest_lines(world)[0]
