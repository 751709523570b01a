"""A person's deadlines as a file and as a feed: whose, under which key, and how changes reach a calendar."""

import re

import pytest

from domain.messages.settings import CalendarFile, FeedEntry
from tests.world import HA, HUNG, LAN, MINH, World, hanoi

PHUOC = "Đặng Hữu Phước"


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning, some people linked."""
    world.link(LAN, HA, HUNG, MINH, PHUOC)
    world.now = hanoi(10, 9)
    return world


def file_of(world: World, person: str, typed: str = "lịch tệp") -> CalendarFile:
    [said] = world.ask(person, typed)
    assert isinstance(said, CalendarFile)
    return said


def key_in(file: CalendarFile) -> str:
    found = re.fullmatch(r"/calendar/(?P<key>[\w-]+)\.ics", file.path, re.ASCII)
    assert found
    return found["key"]


def entry(world: World, person: str, number: int) -> FeedEntry:
    [found] = [each for each in file_of(world, person).entries if each.number == number]
    return found


def test_a_person_gets_the_deadlines_of_their_units_and_who_sees_all_and_has_none_gets_all(ward: World) -> None:
    numbers = {name: {each.number for each in file_of(ward, name).entries} for name in (LAN, MINH, PHUOC)}
    assert 3 in numbers[LAN]
    assert numbers[LAN] < numbers[PHUOC]
    assert numbers[MINH] < numbers[PHUOC]
    assert numbers[LAN] != numbers[MINH]
    assert {each.number for each in file_of(ward, HUNG).entries} < numbers[PHUOC], "a leader has a unit of his own"


def test_the_feed_of_a_key_is_what_its_owner_sees_now(ward: World) -> None:
    file = file_of(ward, LAN)
    found = ward.office.planning.feed(key_in(file), ward.now)
    assert found is not None
    assert found[0].entries == file.entries
    assert found[1] == "vi"
    ward.say(LAN, "tiếng Anh")
    found = ward.office.planning.feed(key_in(file), ward.now)
    assert found is not None
    assert found[1] == "en"


def test_a_key_stays_until_it_is_renewed_and_then_opens_nothing(ward: World) -> None:
    first = key_in(file_of(ward, LAN))
    file_of(ward, LAN)
    assert ward.office.planning.feed(first, ward.now) is not None
    renewed = file_of(ward, LAN, "lịch mới")
    assert renewed.is_new
    assert key_in(renewed) != first
    assert ward.office.planning.feed(first, ward.now) is None
    assert ward.office.planning.feed(key_in(renewed), ward.now) is not None


def test_a_key_cannot_be_guessed_nor_changed_into_another(ward: World) -> None:
    hers, his = key_in(file_of(ward, LAN)), key_in(file_of(ward, MINH))
    person, _, secret = hers.partition("-")
    other, _, his_secret = his.partition("-")
    assert len(secret) == 43, "32 random bytes"
    wrong = [
        f"{other}-{secret}", f"{person}-{his_secret}", f"{person}-{secret[:-1]}", f"{person}-{secret}x", secret,
        f"{person}-", f"{person}-{'-' * 43}", f"999999-{secret}", "", "0", "٣-" + secret, f" {hers}", f"{hers}\n",
        f"{'9' * 30}-{secret}", "-" * 45,
    ]  # fmt: skip
    assert [key for key in wrong if ward.office.planning.feed(key, ward.now) is not None] == []


def test_who_never_asked_for_a_feed_has_none(ward: World) -> None:
    file_of(ward, LAN)
    assert all(ward.office.planning.feed(f"{person}-{'-' * 43}", ward.now) is None for person in range(1, 60))


def test_a_moved_deadline_keeps_its_uid_and_has_a_higher_sequence(ward: World) -> None:
    before = entry(ward, LAN, 3)
    ward.say(HA, "sửa 3 hạn 24/4/2026")
    ward.deliver()
    after = entry(ward, LAN, 3)
    assert after.uid == before.uid
    assert after.sequence > before.sequence
    assert after.day > before.day


def test_a_cancelled_task_stays_as_cancelled_with_a_higher_sequence(ward: World) -> None:
    before = entry(ward, LAN, 3)
    ward.say(HA, "hủy việc 3 đã lồng ghép")
    ward.deliver()
    after = entry(ward, LAN, 3)
    assert (after.uid, after.state) == (before.uid, "cancelled")
    assert after.sequence > before.sequence


def test_what_is_done_is_shown_as_done(ward: World) -> None:
    ward.say(LAN, "xong 3")
    ward.say(HA, "xác nhận 3")
    ward.deliver()
    assert entry(ward, LAN, 3).state == "done"
