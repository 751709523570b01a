"""The clock is set forward and back: answers do not wait, no stage is told twice, no wait grows longer."""

from datetime import datetime, timedelta

import pytest

from domain.deliveries import Outcome, Result
from domain.messages.reports import MorningDigest
from dondoc.clock import Clock, SetBack
from storage.tables import outbox
from tests.world import HA, LAN, MINH, World, hanoi, names_of


def digests(world: World) -> list[tuple[str, list[tuple[int, str]]]]:
    """Who gets which reminders now."""
    world.office.planning.plan(world.now)
    return [
        (delivery.chat_id, [(item.line.number, item.reason) for item in response.items])
        for delivery in world.deliver()
        for response in delivery.responses
        if isinstance(response, MorningDigest)
    ]


@pytest.mark.parametrize("hours", [-24 * 40, -27, -1, 1, 27, 24 * 40])
def test_an_answer_never_waits_whatever_the_clock_does(world: World, hours: int) -> None:
    world.link(LAN)
    world.now = hanoi(10, 9) + timedelta(hours=hours)
    assert names_of(world.ask(LAN, "ct 3")) == ["TaskShown"]


def test_days_lived_twice_bring_each_stage_once(world: World) -> None:
    world.link(LAN, HA)
    told: list[tuple[str, int, str]] = []
    for day in (10, 13, 14, 10, 13, 14, 15, 13, 15, 16):
        world.now = hanoi(day, 8)
        told += [(who, number, reason) for who, items in digests(world) for number, reason in items]
    assert len(told) == len(set(told)) > 5


def test_a_retry_waits_no_longer_than_it_was_meant_to_when_the_clock_is_set_back(world: World) -> None:
    world.link(LAN)
    world.say(LAN, "ct 3")
    [delivery] = world.office.delivery.lease(world.now, 8)
    world.office.delivery.record([Outcome(delivery.outbox_id, Result.REFUSED, reason="no network")], world.now)
    world.now -= timedelta(hours=27)
    world.office.delivery.shorten_waits(world.now)
    assert world.office.delivery.lease(world.now, 8) == []
    world.now += timedelta(minutes=5, seconds=1)
    assert [d.outbox_id for d in world.office.delivery.lease(world.now, 8)] == [delivery.outbox_id]


def test_an_update_that_failed_is_tried_again_when_the_clock_is_set_back(world: World) -> None:
    from domain.inbox import Arrival, CursorNow
    from tests.world import BOT, CHANNEL

    world.link(LAN)
    world.office.inbox.receive(CHANNEL, BOT, CursorNow(0, 9, world.now), [Arrival("x", LAN, "{}")])
    [row] = world.office.inbox.waiting(world.now)
    assert not world.office.inbox.fail(row, None, world.now, "a bug")
    world.now -= timedelta(days=40)
    world.office.delivery.shorten_waits(world.now)
    world.now += timedelta(minutes=5, seconds=1)
    assert [waiting.id for waiting in world.office.inbox.waiting(world.now)] == [row.id]


def test_a_morning_message_put_off_until_monday_comes_on_friday_when_the_clock_says_friday_again(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 16, 59)
    world.office.planning.plan(world.now)
    world.now = hanoi(10, 17, 1)
    assert world.deliver() == []  # until Monday, by this clock
    world.now = hanoi(10, 8)
    world.office.delivery.shorten_waits(world.now)
    world.now += timedelta(minutes=5, seconds=1)
    assert [who for who, _ in digests(world)] == [LAN]


def test_what_waits_rightly_is_left_alone(world: World) -> None:
    world.link(LAN, HA)
    world.now = hanoi(10, 16, 59)
    world.office.planning.plan(world.now)
    world.say(LAN, "xong 3")
    world.deliver()
    world.now = hanoi(10, 21)
    world.say(HA, "xacnhan 3")  # Lan hears of it in the morning
    world.deliver()
    before = waits(world)
    assert world.office.delivery.shorten_waits(world.now) == 0
    assert waits(world) == before


def waits(world: World) -> list[object]:
    with world.database.reading() as tx:
        return [tuple(row) for row in tx.execute(outbox.select().order_by(outbox.c.id))]


def test_a_message_in_our_hands_is_not_taken_for_abandoned_when_the_clock_jumps(world: World) -> None:
    world.link(LAN)
    world.say(LAN, "ct 3")
    [delivery] = world.office.delivery.lease(world.now, 8)
    for jump in (timedelta(hours=2), timedelta(days=-3)):
        assert world.office.delivery.shorten_waits(world.now + jump, in_flight=[delivery.outbox_id]) == 0
    world.office.delivery.record([world.accepted(delivery)], world.now)
    assert world.office.delivery.lease(world.now + timedelta(days=1), 8) == []


@pytest.mark.parametrize("jump", [timedelta(minutes=6), timedelta(days=-3)])
def test_a_lease_that_nobody_holds_any_more_is_taken_back_while_running(world: World, jump: timedelta) -> None:
    world.link(LAN)
    world.say(LAN, "ct 3")
    [delivery] = world.office.delivery.lease(world.now, 8)  # and what came of it could never be written down
    assert world.office.delivery.shorten_waits(world.now) == 0
    world.now += jump
    assert world.office.delivery.shorten_waits(world.now) == 1
    [again] = world.office.delivery.lease(world.now, 8)
    assert (again.outbox_id, again.reference) == (delivery.outbox_id, f"#{delivery.outbox_id}")


def test_two_days_of_messages_are_never_sent_on_one_when_the_clock_is_set_back_in_between(world: World) -> None:
    world.link(LAN)
    world.now = hanoi(10, 8)
    assert len(digests(world)) == 1
    world.now = hanoi(13, 16, 59)
    world.office.planning.plan(world.now)  # Monday's waits
    world.now = hanoi(10, 9)
    world.office.delivery.shorten_waits(world.now)
    world.now = hanoi(10, 9, 10)
    assert digests(world) == []
    world.now = hanoi(13, 8)
    assert len(digests(world)) == 1


def test_people_of_a_unit_are_written_to_in_the_chat_they_have_now(world: World) -> None:
    """A chat that was handed on to somebody else gets nothing that was meant for its first owner."""
    from storage.accounts import link
    from tests.people import find_by_name
    from tests.world import CHANNEL

    world.link(LAN)
    world.now = hanoi(10, 8)
    world.office.planning.plan(world.now)
    [delivery] = world.office.delivery.lease(world.now, 8)
    world.office.delivery.record([Outcome(delivery.outbox_id, Result.REFUSED, reason="no network")], world.now)
    with world.database.transaction() as tx:
        people = [find_by_name(tx, world.organisation_id, name) for name in (MINH, LAN)]
        assert people[0] is not None
        assert people[1] is not None
        link(tx, world.organisation_id, people[0], CHANNEL, LAN, world.now)
        link(tx, world.organisation_id, people[1], CHANNEL, "new phone", world.now)
    world.now += timedelta(minutes=6)
    assert [d.chat_id for d in world.office.delivery.lease(world.now, 8)] == ["new phone"]


def test_an_outcome_that_cannot_be_written_down_costs_only_its_own_message(world: World) -> None:
    world.link(LAN, MINH)
    for name in (LAN, MINH):
        world.say(name, "viec")
    bad, good = world.office.delivery.lease(world.now, 8)
    with world.database.reading() as tx:
        # PostgreSQL refuses what is too long and spoils the transaction; SQLite keeps it, but refuses half a character.
        moved_to = "9" * 200 if tx.dialect.name == "postgresql" else "\ud800"
    unwritable = Outcome(bad.outbox_id, Result.REFUSED, reason="moved", moved_to=moved_to)
    world.office.delivery.record([unwritable, world.accepted(good)], world.now)
    world.now += timedelta(minutes=6)
    [again] = world.office.delivery.lease(world.now, 8)
    assert (again.outbox_id, again.reference) == (bad.outbox_id, f"#{bad.outbox_id}")


class Wall(Clock):
    """A clock that a test moves, and the seconds that really passed."""

    def __init__(self) -> None:
        self.shown, self.passed = hanoi(10, 8), 5.0

    def now(self) -> datetime:
        return self.shown

    def elapsed(self) -> float:  # type: ignore[override]
        return self.passed

    def passes(self, seconds: float, jumps: float = 0) -> None:
        self.passed += seconds
        self.shown += timedelta(seconds=seconds + jumps)


def test_a_clock_that_is_set_back_is_noticed_until_that_is_settled() -> None:
    wall = Wall()
    set_back = SetBack(wall)
    wall.passes(3600)
    wall.passes(3600, jumps=-30)
    assert not set_back  # clocks are corrected by less than a minute now and then
    wall.passes(60, jumps=86400)
    assert not set_back
    wall.passes(60, jumps=-86400)
    assert set_back
    wall.passes(600)
    assert set_back
    set_back.settle()
    assert not set_back
