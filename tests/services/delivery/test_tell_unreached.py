"""Tasks of which nobody can be reached: shown to the coordinator once for each change; on both engines."""

from datetime import timedelta

from domain.deliveries import Outcome, Result
from domain.messages.reach import NobodyReached
from domain.messages.reports import MorningDigest
from storage.accounts import set_alive
from tests.world import CHANNEL, HA, LAN, World, hanoi


def told(world: World) -> list[int]:
    """Numbers of the tasks shown to the coordinator now."""
    world.office.planning.tell_unreached(world.now)
    responses = [s for d in world.deliver() if d.chat_id == HA for s in d.responses if isinstance(s, NobodyReached)]
    return [line.number for response in responses for line in response.lines]


def block(world: World, who: str) -> None:
    world.now += timedelta(minutes=1)
    with world.database.transaction() as tx:
        set_alive(tx, world.organisation_id, CHANNEL, who, world.now, dead_reason="blocked")


def test_a_task_whose_people_all_blocked_the_bot_is_shown_within_the_next_look_and_once(world: World) -> None:
    world.link(LAN, HA)
    first = told(world)
    assert 3 not in first, "Lan can be reached"
    block(world, LAN)
    assert {3, 17} <= set(told(world))
    world.now += timedelta(days=1)
    assert told(world) == [], "the morning message has the daily line"


def test_who_is_lost_again_is_shown_again(world: World) -> None:
    world.link(LAN, HA)
    told(world)
    block(world, LAN)
    told(world)
    world.now += timedelta(minutes=1)
    world.say(LAN, "việc")
    world.deliver()
    assert told(world) == []
    block(world, LAN)
    assert {3, 17} <= set(told(world))


def test_after_an_import_units_that_nobody_has_joined_for_are_shown(world: World) -> None:
    world.link(LAN, HA)
    shown = told(world)
    assert shown, "most of the ward has not linked yet"
    assert not {3, 17} & set(shown)


def test_nothing_is_taken_as_told_while_no_coordinator_can_be_reached(world: World) -> None:
    world.link(LAN)
    block(world, LAN)
    assert world.office.planning.tell_unreached(world.now) == 0
    world.link(HA)
    assert {3, 17} <= set(told(world))


def test_at_night_it_waits_for_waking_hours(world: World) -> None:
    world.link(LAN, HA)
    told(world)
    world.now = hanoi(9, 23)
    block(world, LAN)
    assert told(world) == []
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)
    responses = [s for d in world.deliver() if d.chat_id == HA for s in d.responses]
    assert [type(s) for s in responses if isinstance(s, NobodyReached)] == [NobodyReached]
    assert [s.unreachable for s in responses if isinstance(s, MorningDigest)] == [(LAN,)]


def test_a_send_that_finds_the_chat_gone_is_enough(world: World) -> None:
    world.link(LAN, HA)
    told(world)
    world.now = hanoi(10, 7, 30)
    world.office.planning.plan(world.now)
    while leased := world.office.delivery.lease(world.now, 8):
        gone = [
            Outcome(d.outbox_id, Result.REFUSED, reason="bị chặn", permanent=True) for d in leased if d.chat_id == LAN
        ]
        world.office.delivery.record([*gone, *(world.accepted(d) for d in leased if d.chat_id != LAN)], world.now)
    assert {3, 17} <= set(told(world))


def night(world: World) -> None:
    world.now = hanoi(10, 23, 0)
    world.office.planning.tell_unreached(world.now)
    assert world.deliver() == [], "it waits for the morning"


def test_who_links_overnight_is_left_out_of_what_waited_for_the_morning(world: World) -> None:
    world.link(HA)
    night(world)
    world.link(LAN)
    world.now = hanoi(11, 7, 0)
    [delivery] = world.deliver()
    [response] = delivery.responses
    assert isinstance(response, NobodyReached)
    shown = {line.number for line in response.lines}
    assert shown
    assert not {3, 17} & shown
    assert told(world) == [], "the rest has been told"


def test_when_everybody_can_be_reached_by_the_morning_nothing_is_said(world: World) -> None:
    world.link(LAN, HA)
    told(world)
    world.now = hanoi(10, 22, 59)
    block(world, LAN)
    night(world)
    world.link(LAN)
    world.now = hanoi(11, 7, 0)
    assert world.deliver() == []
