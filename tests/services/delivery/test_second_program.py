"""Another program fetches the same bot's messages: routine ones wait half an hour and go out marked; both engines."""

from datetime import timedelta

import pytest

from domain.channel_holds_and_quotas import ChannelHold, HoldReason
from domain.deliveries import Delivery
from domain.messages.reach import AlertFinding
from services.maintenance.maintenance import Maintenance
from tests.world import CHANNEL, HA, LAN, World, hanoi, names_of

MORNING = hanoi(10, 7, 30)
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def ward(world: World) -> World:
    """Half past seven: the morning messages of two people are planned."""
    world.link(LAN, HA)
    world.now = MORNING
    world.office.planning.plan(world.now)
    return world


def send(world: World, *, is_shared: bool) -> list[Delivery]:
    """What leaves at this moment, accepted by the platform."""
    hold = ChannelHold(CHANNEL, HoldReason.SECOND, MORNING, world.now + timedelta(minutes=3))
    holds = [hold] if is_shared else []
    sent: list[Delivery] = []
    while leased := world.office.delivery.exchange((), world.now, 8, (), holds):
        world.office.delivery.record([world.accepted(delivery) for delivery in leased], world.now, holds)
        sent += leased
    return sent


def kinds(sent: list[Delivery]) -> list[str]:
    return [name for delivery in sent for name in names_of(delivery.responses)]


def test_morning_messages_wait_for_half_an_hour_and_then_go_out_marked(ward: World) -> None:
    assert send(ward, is_shared=True) == []
    ward.now += HALF_AN_HOUR - timedelta(seconds=1)
    assert send(ward, is_shared=True) == []
    ward.now += timedelta(seconds=1)
    sent = send(ward, is_shared=True)
    assert kinds(sent) == ["MorningDigest", "MorningDigest"]
    assert [delivery.reference for delivery in sent] == [f"#{delivery.outbox_id}" for delivery in sent]
    assert not any(delivery.is_trial for delivery in sent)


def test_answers_go_at_once_and_unmarked(ward: World) -> None:
    assert send(ward, is_shared=True) == []
    ward.say(LAN, "việc")
    [answer] = send(ward, is_shared=True)
    assert kinds([answer]) == ["TaskListShown"]
    assert answer.reference is None


def test_alarms_to_administrators_go_at_once(ward: World) -> None:
    assert send(ward, is_shared=True) == []
    found = [AlertFinding("second_poller", 1, names=("Telegram",))]
    Maintenance(ward.database, ward.organisation_id).alert(found, ward.now)
    assert "AdminAlert" in kinds(send(ward, is_shared=True))


def test_what_waits_goes_at_once_when_the_other_program_is_gone_and_is_still_marked(ward: World) -> None:
    assert send(ward, is_shared=True) == []
    ward.now += timedelta(minutes=5)
    sent = send(ward, is_shared=False)
    assert kinds(sent) == ["MorningDigest", "MorningDigest"]
    assert all(delivery.reference for delivery in sent)


def test_the_hold_has_its_end_in_the_database_and_is_counted(ward: World) -> None:
    """Another process, or this one after a kill, sends it then; the auditor counts it, and as nothing that is late."""
    assert send(ward, is_shared=True) == []
    ward.now += timedelta(minutes=20)
    audited = Maintenance(ward.database, ward.organisation_id).audit(ward.now)
    assert (audited.outbox.held, audited.outbox.late) == (2, 0)
    assert [hold.reason for hold in audited.holds] == [HoldReason.SECOND]
    ward.now += timedelta(minutes=10)
    again = ward.new_office("second")
    sent = again.delivery.exchange((), ward.now, 8)
    assert kinds(sent) == ["MorningDigest", "MorningDigest"]
    assert all(delivery.reference for delivery in sent)
