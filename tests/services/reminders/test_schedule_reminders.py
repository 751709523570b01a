"""The morning message: to whom, when, and how often; on both engines."""

from datetime import timedelta

import pytest

from domain.messages.reports import MorningDigest
from services.reminders import schedule_digests
from services.reminders.schedule_reminders import DIGEST
from tests.world import HA, HUNG, LAN, MINH, THANH, World, hanoi


def digests(world: World, day: int, hour: int = 7, minute: int = 30, month: int = 4) -> dict[str, MorningDigest]:
    """Who gets which morning message at an instant."""
    found = {}
    for delivery in world.morning(hanoi(day, hour, minute, month)):
        for response in delivery.responses:
            if isinstance(response, MorningDigest):
                assert delivery.chat_id not in found, "two morning messages for one person"
                found[delivery.chat_id] = response
    return found


def reasons(digest: MorningDigest) -> list[tuple[int, str]]:
    return [(item.line.number, item.reason) for item in digest.items]


def test_nothing_before_half_past_seven_and_one_message_after(world: World) -> None:
    world.link(LAN)
    assert digests(world, 10, 7, 29) == {}
    assert reasons(digests(world, 10, 7, 30)[LAN]) == [(17, "overdue:1"), (3, "before:3")]
    for minute in (31, 45, 59):
        assert digests(world, 10, 7, minute) == {}
    assert digests(world, 10, 16) == {}


def test_nothing_in_the_evening_at_the_weekend_or_on_a_holiday(world: World) -> None:
    world.link(LAN, HA, HUNG, MINH, THANH)
    assert digests(world, 10, 17) == {}
    assert digests(world, 11, 9) == {}
    assert digests(world, 12, 9) == {}
    assert digests(world, 27, 9) == {}  # Monday, day off for the Hùng Kings' festival that fell on a Sunday
    assert digests(world, 30, 9) == {}
    assert digests(world, 1, 9, month=5) == {}


def test_after_an_outage_of_days_each_person_gets_one_message_about_where_things_stand(world: World) -> None:
    world.link(LAN)
    told = digests(world, 16, 10)
    assert reasons(told[LAN]) == [(17, "overdue:3"), (3, "overdue:1")]
    assert digests(world, 16, 11) == {}
    assert reasons(digests(world, 17)[LAN]) == [(3, "overdue:3")]


def test_a_person_who_links_late_hears_what_stands_then(world: World) -> None:
    world.link(MINH)
    digests(world, 10)
    world.now = hanoi(10, 9)
    world.link(LAN)
    assert reasons(digests(world, 10, 9, 30)[LAN]) == [(17, "overdue:1"), (3, "before:3")]


def test_nobody_is_reminded_of_what_was_done_between_planning_and_sending(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 7, 30)
    assert world.office.planning.plan(world.now) == 1
    world.say(LAN, "xong 17")
    [digest] = [s for d in world.deliver() for s in d.responses if isinstance(s, MorningDigest)]
    assert reasons(digest) == [(3, "before:3")]


def test_a_message_whose_tasks_are_all_done_is_dropped_with_its_reason(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)
    world.say(LAN, "xong 17 và 3")
    assert [d.priority.name for d in world.deliver()] == ["ANSWER"]
    assert digests(world, 10, 8) == {}


def test_a_message_that_could_not_go_out_in_time_waits_for_the_next_morning(world: World) -> None:
    world.link(LAN)
    world.office.planning.plan(hanoi(10, 16, 59))
    world.now = hanoi(10, 17, 1)
    assert world.deliver() == []
    world.now = hanoi(13, 7, 30)
    world.office.planning.plan(world.now)  # it takes along what falls due that morning, so it leaves after the planning
    [digest] = [s for d in world.deliver() for s in d.responses if isinstance(s, MorningDigest)]
    assert digest.day.isoformat() == "2026-04-13"
    assert [item.line.days_left for item in digest.items] == [-4, 1]


def test_a_reported_task_is_put_before_the_coordinator_once(world: World) -> None:
    world.link(LAN, HA)
    world.now = hanoi(13, 9)
    world.ask(LAN, "xong 2")
    told = digests(world, 14)[HA]
    assert told.waiting == (2,)
    later = digests(world, 15).get(HA)
    assert later is None or not any(item.line.number == 2 for item in later.items)


def test_the_head_hears_when_nobody_takes_the_task_on_but_not_when_somebody_does(world: World) -> None:
    world.link(LAN, THANH)
    digests(world, 10)
    assert (3, "silent") in reasons(digests(world, 14)[THANH])


def test_an_acknowledged_task_does_not_trouble_the_head(world: World) -> None:
    world.link(LAN, THANH)
    digests(world, 10)
    world.ask(LAN, "nhan 3")
    told = digests(world, 14).get(THANH)
    assert told is None or (3, "silent") not in reasons(told)


def test_leaders_hear_of_what_is_a_week_overdue(world: World) -> None:
    world.link(HUNG)
    assert reasons(digests(world, 15)[HUNG]) == []  # nothing but the report of the week before
    assert reasons(digests(world, 16)[HUNG]) == [(16, "overdue:7"), (17, "overdue:7")]


def test_repeating_tasks_are_asked_about_once_a_month_and_go_on(world: World) -> None:
    world.link(LAN)
    for day in (10, 13, 14, 15, 16, 17, 20, 21, 22, 23):
        digests(world, day)
    asked = digests(world, 24)[LAN]
    assert {(1, "check_in"), (12, "check_in")} <= set(reasons(asked))
    [answer] = world.ask(LAN, "xong 1 đã rà soát, không có thay đổi")
    assert type(answer).__name__ == "CheckInAnswered"
    may = digests(world, 25, month=5)[LAN]
    assert {(1, "check_in"), (12, "check_in")} <= set(reasons(may))


def test_people_without_a_phone_are_not_written_to_and_lose_nothing(world: World) -> None:
    world.link(LAN)
    digests(world, 10)
    with world.database.reading() as tx:
        from sqlalchemy import select

        from storage.tables import outbox

        keys = list(tx.execute(select(outbox.c.key).where(outbox.c.kind == DIGEST)).scalars())
    assert len(keys) == 1


def test_the_same_morning_planned_by_two_programs_gives_one_message(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 7, 30)
    other = world.new_office("second")
    assert (world.office.planning.plan(world.now), other.planning.plan(world.now)) == (1, 0)
    assert len(world.deliver()) == 1
    assert world.office.delivery.lease(world.now + timedelta(seconds=1), 8) == []


def test_a_morning_is_planned_whole_or_not_at_all(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that was posted without what it is to tell would be dropped, and the day had no other."""

    def broken(*_: object) -> None:
        raise RuntimeError("killed")

    world.link(LAN)
    world.now = hanoi(10, 7, 30)
    with monkeypatch.context() as patched:
        patched.setattr(schedule_digests, "add_carried", broken)
        with pytest.raises(RuntimeError):
            world.office.planning.plan(world.now)
    assert world.office.planning.plan(world.now) == 1
    assert reasons(digests(world, 10, 7, 31)[LAN]) == [(17, "overdue:1"), (3, "before:3")]
