"""A stranger who shares their own telephone number is linked when the list has it once; on both engines."""

from typing import Any

import pytest

from domain.messages import Response
from domain.messages.accounts import LinkedByPhone, NotOwnContact, PhoneNotKnown, Stranger, Welcome
from domain.messages.chats import NotText
from storage.people import put_phones
from tests.people import find_by_name
from tests.phone_ward import PhoneWard
from tests.world import BINH, HUNG, LAN, THANH, World, hanoi, names_of

SAMPLES = (
    LinkedByPhone(LAN, "telegram"),
    PhoneNotKnown("none"),
    PhoneNotKnown("several"),
    PhoneNotKnown("linked"),
    NotOwnContact(),
)
NUMBER = "0912345678"
SOMEBODY = 666


@pytest.fixture
def ward(world: World) -> PhoneWard:
    """Lan, Hà (the coordinator) and Minh are linked; Hùng has a number, Thành and Bình share one."""
    made = PhoneWard(world)
    world.now = hanoi(10, 9)
    give(made, HUNG, NUMBER)
    give(made, THANH, "0987654321", "0225381000")
    give(made, BINH, "0225381000")
    give(made, LAN, "0900000009")
    return made


def give(ward: PhoneWard, name: str, *phones: str) -> None:
    with ward.world.database.transaction() as tx:
        put_phones(tx, find_by_name(tx, ward.world.organisation_id, name) or 0, phones)


def share(ward: PhoneWard, phone: str, owner: int | None = SOMEBODY, chat: int = SOMEBODY) -> dict[str, list[Response]]:
    """Who is told what when a chat shares a contact; `owner` is its user id."""
    contact: dict[str, Any] = {"phone_number": phone, "first_name": "Ai", "user_id": owner}
    raw = ward.message(LAN, contact={name: value for name, value in contact.items() if value is not None})
    raw["message"] |= {"from": {"id": chat}, "chat": {"id": chat, "type": "private"}}
    ward.fetch(raw)
    while ward.dispatcher.work():
        pass
    told: dict[str, list[Response]] = {}
    for delivery in ward.world.deliver():
        told.setdefault(delivery.chat_id, []).extend(delivery.responses)
    return told


@pytest.mark.parametrize("written", ["+84912345678", "84912345678", "0912345678", "+84 912 345 678"])
def test_the_number_links_its_owner_however_it_is_written_and_the_coordinator_is_told(
    ward: PhoneWard, written: str
) -> None:
    told = share(ward, written)
    [welcome] = told.pop(str(SOMEBODY))
    assert isinstance(welcome, Welcome)
    assert (welcome.name, welcome.is_new) == (HUNG, True)
    assert told == {"502": [LinkedByPhone(HUNG, "telegram")]}


def test_the_keyboard_is_taken_away_once_it_may_have_been_shown(ward: PhoneWard) -> None:
    raw = ward.message(LAN, text="xin chào")
    raw["message"] |= {"from": {"id": SOMEBODY}, "chat": {"id": SOMEBODY, "type": "private"}}
    ward.fetch(raw)
    while ward.dispatcher.work():
        pass
    assert [list(delivery.responses) for delivery in ward.world.deliver()] == [[Stranger()]]
    [welcome] = share(ward, NUMBER)[str(SOMEBODY)]
    assert isinstance(welcome, Welcome)
    assert welcome.removes_keyboard


@pytest.mark.parametrize(
    ("phone", "reason"), [("0911111111", "none"), ("12", "none"), ("0225381000", "several"), ("0900000009", "linked")]
)
def test_nobody_is_linked_by_a_number_of_nobody_of_several_or_of_somebody_linked(
    ward: PhoneWard, phone: str, reason: str
) -> None:
    assert share(ward, phone) == {str(SOMEBODY): [PhoneNotKnown(reason)]}
    assert ward.world.ask(str(SOMEBODY), "việc") == [Stranger()]


@pytest.mark.parametrize("owner", [667, None])
def test_the_contact_of_somebody_else_links_nobody(ward: PhoneWard, owner: int | None) -> None:
    assert share(ward, NUMBER, owner) == {str(SOMEBODY): [NotOwnContact()]}
    assert ward.world.ask(str(SOMEBODY), "việc") == [Stranger()]


def test_who_is_linked_keeps_the_account_whatever_number_they_share(ward: PhoneWard) -> None:
    [welcome] = share(ward, NUMBER, 501, 501)["501"]
    assert isinstance(welcome, Welcome)
    assert (welcome.name, welcome.is_new, welcome.removes_keyboard) == (LAN, False, False)
    assert share(ward, NUMBER, 667, 501) == {"501": [NotText("contact")]}


def test_a_forwarded_contact_links_nobody(ward: PhoneWard) -> None:
    contact = {"phone_number": NUMBER, "first_name": "Ai", "user_id": SOMEBODY}
    raw = ward.message(LAN, contact=contact, forward_origin={"type": "hidden_user", "sender_user_name": "x", "date": 1})
    raw["message"] |= {"from": {"id": SOMEBODY}, "chat": {"id": SOMEBODY, "type": "private"}}
    ward.fetch(raw)
    while ward.dispatcher.work():
        pass
    assert names_of([response for delivery in ward.world.deliver() for response in delivery.responses]) == []
