"""What goes wrong around requests: two who decide at once, words without end, numbers that mean nothing."""

import pytest

from domain.messages.orders import TaskAdded, TaskStopped
from domain.messages.questions import TextTooLong
from domain.messages.requests import AlreadySettled, NothingRequested, RequestNews, RequestsShown
from domain.messages.tasks import NoSuchTask, NotYourTask, TaskCancelled
from tests.world import BINH, HA, HUNG, LAN, World, hanoi, names_of

LONG = "vì " * 1000
ABOUT_TASKS = (
    (LAN, "giahan {} 24/4 chờ"), (LAN, "vuongmac {} chờ"), (LAN, "hết vướng {}"), (HA, "xinykien {} chờ gì?"),
    (HUNG, "duyệt {}"), (HUNG, "từ chối {} chưa đủ"), (HUNG, "giải trình {} vì sao"), (HUNG, "nhắc {}"),
    (HA, "giao {} cả đơn vị"), (HA, "hủy việc {} thôi"), (LAN, "đã phối hợp {}"), (LAN, "minh chứng {} QĐ 1"),
)  # fmt: skip


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning; task 3 is led by Lan's unit."""
    world.link(LAN, HA, HUNG, BINH)
    world.now = hanoi(10, 9)
    return world


@pytest.mark.parametrize(("chat", "text"), ABOUT_TASKS)
def test_a_forged_number_is_told_and_nothing_happens(ward: World, chat: str, text: str) -> None:
    [told] = ward.ask(chat, text.format(987654))
    assert isinstance(told, NoSuchTask)


@pytest.mark.parametrize(
    ("chat", "text"),
    [
        (LAN, f"giahan 3 24/4 {LONG}"), (LAN, f"vuongmac 3 {LONG}"), (HA, f"xinykien 3 {LONG}"),
        (HUNG, f"giải trình 3 {LONG}"), (HUNG, f"nhắc 3 {LONG}"), (HA, f"hủy việc 3 {LONG}"), (LAN, f"xong 3 {LONG}"),
        (LAN, f"minh chứng 3 {LONG}"), (HA, f"sửa 3 tên {LONG}"),
    ],
)  # fmt: skip
def test_three_thousand_characters_are_refused_not_cut(ward: World, chat: str, text: str) -> None:
    [told] = ward.ask(chat, text)
    assert isinstance(told, TextTooLong)
    assert told.length > 2_900


def test_a_reason_without_end_does_not_refuse_more_time(ward: World) -> None:
    ward.ask(LAN, "giahan 3 24/4 chờ số liệu")
    for text in (f"từ chối 3 {LONG}", f"duyệt 3 {LONG}"):
        [told] = ward.ask(HUNG, text)
        assert isinstance(told, TextTooLong)
    [shown] = ward.ask(HUNG, "chờ duyệt")
    assert isinstance(shown, RequestsShown)
    assert len(shown.items) == 1


def test_a_cancelled_task_has_no_requests_and_takes_none(ward: World) -> None:
    ward.ask(LAN, "giahan 3 24/4 chờ số liệu")
    assert isinstance(ward.ask(HA, "hủy việc 3 đã lồng ghép")[0], TaskStopped)
    for chat, text in ((LAN, "giahan 3 24/4 chờ"), (LAN, "vuongmac 3 chờ"), (HUNG, "giải trình 3 vì sao")):
        [told] = ward.ask(chat, text)
        assert isinstance(told, TaskCancelled), text
    [late] = ward.ask(HUNG, "duyệt 3")
    assert isinstance(late, AlreadySettled)
    assert ward.ask(HUNG, "chờ duyệt") == [RequestsShown(())]


def test_of_two_decisions_the_first_holds_whoever_is_second(ward: World) -> None:
    ward.ask(LAN, "giahan 3 24/4 chờ số liệu")
    assert names_of(ward.ask(HUNG, "duyệt 3 20/4")) == ["RequestNews"]
    for chat, text in ((HUNG, "từ chối 3 muộn rồi"), (HA, "duyệt 3"), (HUNG, "duyệt 3 30/4")):
        [told] = ward.ask(chat, text)
        assert isinstance(told, AlreadySettled)
        assert (told.state, told.by) == ("granted", HUNG)


def test_a_coordinator_of_a_lead_unit_may_ask_and_recommend_but_the_leader_decides(ward: World) -> None:
    added, *_ = ward.ask(HA, "thêm việc Rà soát hồ sơ; chủ trì Văn phòng Đảng ủy; hạn 30/6/2026")
    assert isinstance(added, TaskAdded)
    own = added.line.number
    assert names_of(ward.ask(HA, f"giahan {own} 31/7/2026 chờ số liệu")) == ["RequestNews"]
    [word] = ward.ask(HA, f"duyệt {own}")
    assert isinstance(word, RequestNews)
    assert word.what == "recommended"
    decided, *_ = ward.ask(HUNG, f"duyệt {own}")
    assert isinstance(decided, RequestNews)
    assert decided.request.decided_by == HUNG


def test_nobody_explains_or_asks_for_another_unit(ward: World) -> None:
    for text in ("giahan 6 30/5 chờ", "traloi 6 đã làm", "vuongmac 6 chờ"):
        [told] = ward.ask(LAN, text)
        assert isinstance(told, NotYourTask), text
    [nothing] = ward.ask(LAN, "traloi 3 đã làm")
    assert isinstance(nothing, NothingRequested)
