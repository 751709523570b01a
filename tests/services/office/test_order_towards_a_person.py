"""News never overtakes the answer it follows from, and of two messages to one person the older goes first."""

from datetime import timedelta

import pytest

from domain.channel_holds_and_quotas import ChannelHold, HoldReason
from domain.deliveries import Delivery, Outcome, Result
from storage.engine.database import Database
from tests.services.delivery.test_channels import TwoChannels
from tests.world import HA, HUNG, LAN, World, hanoi, names_of


@pytest.fixture
def ward(world: World) -> World:
    """Friday at nine: officer, coordinator and leader are linked and have had their morning message."""
    world.link(LAN, HA, HUNG)
    world.morning(hanoi(10, 7, 30))
    world.now = hanoi(10, 9)
    return world


def to(name: str, deliveries: list[Delivery]) -> list[list[str]]:
    return [names_of(list(d.responses)) for d in deliveries if d.chat_id == name]


def granted_before_the_answer_went(world: World) -> Delivery:
    """Lan asks for more time; before the answer has left, coordinator and leader decide."""
    world.say(LAN, "gia hạn 17 24/4 chờ số liệu")
    [answer] = [d for d in world.office.delivery.lease(world.now, 8) if d.chat_id == LAN]
    world.say(HA, "duyệt 17")
    world.say(HUNG, "duyệt 17")
    return answer


def test_a_grant_does_not_overtake_the_answer_to_the_request(ward: World) -> None:
    answer = granted_before_the_answer_went(ward)
    assert to(LAN, ward.office.delivery.lease(ward.now, 8)) == []
    refused = Outcome(answer.outbox_id, Result.REFUSED, reason="429", retry_after=30)
    ward.office.delivery.record([refused], ward.now)
    ward.now += timedelta(seconds=20)
    assert to(LAN, ward.office.delivery.lease(ward.now, 8)) == []
    ward.now += timedelta(seconds=20)
    [[first]] = to(LAN, ward.office.delivery.lease(ward.now, 8))
    assert first == "RequestNews"
    ward.office.delivery.record([ward.accepted(answer)], ward.now)
    assert len(to(LAN, ward.deliver())) == 1


def test_a_confirmation_does_not_overtake_the_answer_to_the_report(ward: World) -> None:
    """Seed 70084 of the simulator: it was as urgent as an answer, and passed those that waited for their chat."""
    ward.say(LAN, "xong 17")
    [answer] = [d for d in ward.office.delivery.lease(ward.now, 8) if d.chat_id == LAN]
    ward.say(HA, "xác nhận 17")
    assert to(LAN, ward.office.delivery.lease(ward.now, 8)) == []
    ward.office.delivery.record([ward.accepted(answer)], ward.now)
    assert len(to(LAN, ward.deliver())) == 1


def test_when_both_wait_for_the_pace_of_the_chat_only_the_older_is_given_out(ward: World) -> None:
    ward.say(HA, "nhắc 17 gửi sớm")
    ward.say(HA, "nhắc 3 gửi sớm")
    first = [d for d in ward.office.delivery.lease(ward.now, 8) if d.chat_id == LAN]
    assert len(first) == 1
    assert to(LAN, ward.office.delivery.lease(ward.now, 8)) == []
    ward.office.delivery.record([ward.accepted(first[0])], ward.now)
    assert len(to(LAN, ward.office.delivery.lease(ward.now, 8))) == 1


def test_an_answer_that_may_have_arrived_holds_up_no_news(ward: World) -> None:
    answer = granted_before_the_answer_went(ward)
    ward.office.delivery.record([Outcome(answer.outbox_id, Result.UNKNOWN, reason="read timeout")], ward.now)
    assert len(to(LAN, ward.office.delivery.lease(ward.now, 8))) == 1


def test_news_reaches_its_reader_on_the_other_channel_once_that_of_the_answer_is_out(database: Database) -> None:
    world = TwoChannels(database)
    world.link(HA, LAN, HUNG)
    world.link_on_zalo(LAN)
    world.now = hanoi(10, 9)
    world.say(LAN, "gia hạn 17 24/4 chờ số liệu")
    now = world.now
    held = ChannelHold("telegram", HoldReason.LINE, now, now + timedelta(minutes=5), 1, is_out=True)
    world.office.delivery.lease(now, 8, ["telegram"], [held])
    world.write_on_zalo(HA, "ct 17")
    world.say(HA, "nhắc 3 gửi sớm")
    there = [d for d in world.office.delivery.lease(now, 8, ["telegram"], [held]) if d.chat_id == f"z-{LAN}"]
    assert [names_of(list(d.responses)) for d in there] == [["Nudged"]]
