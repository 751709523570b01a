"""What was meant for the day and could not go then leaves in the morning, not when the line comes back at night."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.deliveries import Delivery, Outcome, Result
from domain.messages.reach import AlertFinding
from services.commands.change_people import invite_person
from services.maintenance.maintenance import Maintenance
from tests.world import HA, HUNG, LAN, MINH, World, hanoi

EVENING, NIGHT, MORNING = hanoi(10, 19, 55), hanoi(11, 2), hanoi(11, 7)


@pytest.fixture
def ward(world: World) -> World:
    """Friday, five minutes before people are left alone; Lan has said task 3 done."""
    world.link(LAN, HA, HUNG, MINH)
    world.now = hanoi(10, 9)
    world.ask(LAN, "xong 3")
    world.now = EVENING
    return world


def nudged(ward: World) -> None:
    ward.say(HUNG, "nhắc 17 gửi sớm")


def moved(ward: World) -> None:
    ward.say(HA, "sửa 5 hạn 24/4")


def returned(ward: World) -> None:
    ward.say(HA, "trả lại 3 còn thiếu số liệu")


def alerted(ward: World) -> None:
    Maintenance(ward.database, ward.organisation_id).alert([AlertFinding("disk_full", 90)], ward.now)


def with_new_telephone(ward: World) -> None:
    """Week 81142: the old one was told at 22:01, when a line that had been out for a day came back."""
    with ward.database.transaction() as tx:
        code = invite_person(tx, ward.organisation_id, LAN, ward.now).code
    ward.say("a new telephone", f"/start {code}")


WHAT = [(nudged, LAN), (moved, LAN), (returned, LAN), (alerted, HA), (with_new_telephone, LAN)]


@pytest.mark.parametrize(("happens", "hears"), WHAT)
def test_what_the_line_held_back_waits_for_the_morning(
    ward: World, happens: Callable[[World], None], hears: str
) -> None:
    happens(ward)
    without_line(ward)
    assert hears not in chats(ward, NIGHT)
    assert hears not in chats(ward, MORNING - timedelta(seconds=1))
    assert chats(ward, MORNING).count(hears) == 1


def test_a_retry_that_runs_into_the_evening_waits_for_the_morning(ward: World) -> None:
    ward.now = hanoi(10, 19, 59)
    moved(ward)
    for delivery in leased(ward):
        ward.office.delivery.record([Outcome(delivery.outbox_id, Result.UNKNOWN, reason="timeout")], ward.now)
    assert LAN not in chats(ward, hanoi(10, 20, 1))
    assert chats(ward, MORNING).count(LAN) == 1


def test_what_is_urgent_and_what_was_asked_goes_at_any_hour(ward: World) -> None:
    ward.say(HUNG, "nhắc 17 khẩn họp lúc 22h")
    without_line(ward)
    assert sorted(chats(ward, NIGHT)) == sorted([HUNG, LAN])


def without_line(ward: World) -> None:
    """Everything is refused until the night."""
    for delivery in leased(ward):
        ward.office.delivery.record([Outcome(delivery.outbox_id, Result.REFUSED, reason="no network")], ward.now)


def leased(ward: World) -> list[Delivery]:
    return list(ward.office.delivery.lease(ward.now, 8))


def chats(ward: World, now: datetime) -> list[str]:
    """To whom something goes out at an instant."""
    ward.now = now
    return [delivery.chat_id for delivery in ward.deliver()]
