"""A coordinator reads ahead what a unit will be told, on both engines."""

from datetime import date

import pytest
from sqlalchemy import func, select

from domain.messages.accounts import OnlyForRole
from domain.messages.people import NoSuchUnit
from domain.messages.reports import DigestItem, MorningDigest
from domain.messages.summaries import TaskSummary
from domain.messages.trial import MessagesTried, TriedMessage
from storage.tables import event, outbox, reminder
from tests.world import HA, HUNG, LAN, MINH, THANH, World, hanoi
from wording.messages import Capabilities
from wording.render import render

WITH_BUTTONS = Capabilities(has_buttons=True, has_edits=True, has_pictures=True, max_length=4096, max_caption=1024)
TEXT_ONLY = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=2000, max_caption=0)

OFFICE = "Ban Xây dựng Đảng"
_REVIEW = TaskSummary(
    3, "Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường",
    "Hoàn thành trước ngày 15/4/2026", date(2026, 4, 14), None, 1, "open", 0, "", (OFFICE,),
)  # fmt: skip
_DIGEST = MorningDigest(date(2026, 4, 13), "", (DigestItem(_REVIEW, "before:1", "lead"),))
SAMPLES = (
    MessagesTried(OFFICE, date(2026, 4, 13), (TriedMessage((LAN,), hanoi(13, 7, 30), _DIGEST),), (THANH,), (THANH,)),
    MessagesTried("UBND phường", date(2026, 4, 13), ()),
)
_NOT = "[OnlyForRole]"
AUTHORISATION = (f"| trial | {_NOT} | {_NOT} | [NoSuchUnit] | {_NOT} | {_NOT} | {_NOT} | [Stranger] | {_NOT} |",)


@pytest.fixture
def ward(world: World) -> World:
    """Friday, after the morning messages."""
    world.link(LAN, HA, HUNG, MINH)
    world.morning(hanoi(10, 7, 30))
    world.now = hanoi(10, 9)
    return world


def tried(ward: World, text: str) -> MessagesTried:
    [shown] = ward.ask(HA, text)
    assert isinstance(shown, MessagesTried)
    return shown


def test_it_is_what_the_unit_gets_on_the_next_working_morning(ward: World) -> None:
    shown = tried(ward, f"thử tin {OFFICE}")
    assert (shown.unit, shown.day) == (OFFICE, date(2026, 4, 13))
    [mine] = [one for one in shown.messages if LAN in one.names]
    got = {d.chat_id: d.responses for d in ward.morning(hanoi(13, 7, 30))}
    [digest] = [response for response in got[LAN] if isinstance(response, MorningDigest)]
    assert [(i.line.number, i.reason) for i in mine.digest.items] == [(i.line.number, i.reason) for i in digest.items]


def test_only_people_of_the_unit_are_in_it_and_who_is_not_linked_is_named(ward: World) -> None:
    shown = tried(ward, f"thử tin {OFFICE}")
    assert MINH not in {name for one in shown.messages for name in one.names}
    assert THANH in shown.unreached


def test_nothing_is_written_and_nobody_else_is_told(ward: World) -> None:
    def counts() -> list[int]:
        with ward.database.reading() as tx:
            return [tx.execute(select(func.count()).select_from(table)).scalar_one() for table in (reminder, event)]

    before = counts()
    ward.say(HA, f"thử tin {OFFICE}")
    assert {delivery.chat_id for delivery in ward.deliver()} == {HA}
    assert counts() == before
    with ward.database.reading() as tx:
        waiting = select(func.count()).select_from(outbox).where(outbox.c.state == "waiting")
        assert tx.execute(waiting).scalar_one() == 0


def test_it_is_marked_as_a_trial_and_has_no_buttons(ward: World) -> None:
    for language, mark in (("vi", "TIN THỬ"), ("en", "TRIAL")):
        for channel in (WITH_BUTTONS, TEXT_ONLY):
            message = render([tried(ward, f"thử tin {OFFICE}")], language, channel)
            assert mark in message.text.splitlines()[0]
            assert not message.buttons


def test_an_unknown_unit_is_asked_about_and_only_coordinators_may(ward: World) -> None:
    [unknown] = ward.ask(HA, "thử tin Phòng Không Có")
    assert isinstance(unknown, NoSuchUnit)
    for who in (LAN, HUNG, MINH):
        assert ward.ask(who, f"thử tin {OFFICE}") == [OnlyForRole("trial", ("coordinator",))]
