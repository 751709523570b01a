"""Orders from above: nudges, hand-overs, corrections, tasks added and cancelled, on both engines."""

from datetime import date, timedelta

import pytest

from domain.messages import Response
from domain.messages.accounts import OnlyForRole
from domain.messages.drafts import DeadlineNotRead, NoDraft, UnitNotFound
from domain.messages.orders import (
    NothingChanged,
    Nudged,
    NudgedAlready,
    NudgeSent,
    PartMissing,
    PersonUnclear,
    TaskAdded,
    TaskChanged,
    TaskHanded,
    TaskStopped,
)
from domain.messages.plans import DeadlineMoved, TasksAssigned, TasksWithdrawn
from domain.messages.questions import ClarificationAsked, ReasonMissing
from domain.messages.tasks import NotYourTask, TaskCancelled, TaskShown
from storage.tasks import load_assignments
from tests.world import BINH, HA, HUNG, LAN, MINH, THANH, World, hanoi


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning, everybody linked; task 3 is led by the unit of Lan (officer) and Thành (head)."""
    world.link(LAN, HA, HUNG, MINH, BINH, THANH)
    world.now = hanoi(10, 9)
    return world


def told(world: World, chat: str, text: str) -> dict[str, list[Response]]:
    world.say(chat, text)
    return delivered(world)


def delivered(world: World) -> dict[str, list[Response]]:
    origin: dict[str, list[Response]] = {}
    for delivery in world.deliver():
        origin.setdefault(delivery.chat_id, []).extend(delivery.responses)
    return origin


def kinds(origin: dict[str, list[Response]]) -> dict[str, list[str]]:
    return {name: [type(response).__name__ for response in responses] for name, responses in origin.items()}


def test_a_leader_nudges_and_the_unit_hears_it_at_once(ward: World) -> None:
    origin = told(ward, HUNG, "nhắc 3 gửi trước 16h")
    assert kinds(origin) == {HUNG: ["NudgeSent"], LAN: ["Nudged"]}
    [nudged] = origin[LAN]
    assert isinstance(nudged, Nudged)
    assert (nudged.by, nudged.text, nudged.is_urgent) == (HUNG, "gửi trước 16h", False)


def test_a_nudge_in_the_evening_waits_for_the_morning_unless_it_is_urgent(ward: World) -> None:
    ward.now = hanoi(10, 21)
    origin = told(ward, HUNG, "nhắc 3")
    [sent] = origin[HUNG]
    assert isinstance(sent, NudgeSent)
    assert sent.at == hanoi(11, 7)
    assert LAN not in origin
    origin = told(ward, HUNG, "nhắc 17 khẩn họp lúc 22h")
    assert kinds(origin) == {HUNG: ["NudgeSent"], LAN: ["Nudged"]}
    ward.now = hanoi(11, 7)
    assert kinds(delivered(ward)) == {LAN: ["Nudged"]}


def test_nobody_is_nudged_for_what_was_said_done_in_the_night(ward: World) -> None:
    ward.now = hanoi(10, 21)
    told(ward, HUNG, "nhắc 3")
    told(ward, LAN, "xong 3 đã gửi")
    ward.now = hanoi(11, 7)
    assert LAN not in delivered(ward)


def test_a_task_is_nudged_once_an_hour(ward: World) -> None:
    told(ward, HUNG, "nhắc 3")
    [again] = ward.ask(HA, "nhắc 3")
    assert isinstance(again, NudgedAlready)
    ward.now += timedelta(hours=1)
    [sent] = ward.ask(HA, "nhắc 3")
    assert isinstance(sent, NudgeSent)


@pytest.mark.parametrize(
    ("who", "text"),
    [(LAN, "nhắc 3"), (BINH, "nhắc 3"), (MINH, "giao 3 Minh"), (LAN, "hủy việc 3 thôi"), (HUNG, "sửa 3 hạn 20/4")],
)
def test_orders_are_for_those_above(ward: World, who: str, text: str) -> None:
    [said] = ward.ask(who, text)
    assert isinstance(said, OnlyForRole)


def test_a_coordinator_gives_a_task_of_several_lead_units_back_to_all_of_them(ward: World) -> None:
    """Task 6 is led by two units; each had handed it to one of its people."""
    told(ward, HA, "giao 6 Lê Văn Minh")
    told(ward, HA, "giao 6 Ngô Thị Hồng Nhung")
    assert len(handed(ward)) == 2
    [back] = ward.ask(HA, "giao 6 cả đơn vị")
    assert isinstance(back, TaskHanded)
    assert handed(ward) == {}
    assert back.unit_name == "Thường trực HĐND phường, UBND phường"


def handed(world: World) -> dict[tuple[int, int], frozenset[int]]:
    with world.database.reading() as tx:
        return dict(load_assignments(tx, world.organisation_id))


def test_a_head_hands_a_task_to_one_of_the_unit_who_alone_is_reminded(ward: World) -> None:
    origin = told(ward, THANH, "giao 3 cho đồng chí Thành")
    assert kinds(origin) == {THANH: ["TaskHanded"]}
    morning = {d.chat_id: d.responses for d in ward.morning(hanoi(13, 8))}
    numbers = {name: _digest_numbers(responses) for name, responses in morning.items()}
    assert 3 in numbers[THANH]
    assert 3 not in numbers.get(LAN, [])
    origin = told(ward, THANH, "giao 3 Lan")
    assert kinds(origin) == {THANH: ["TaskHanded"], LAN: ["TaskHanded"]}
    [back] = ward.ask(THANH, "giao 3 cả đơn vị")
    assert isinstance(back, TaskHanded)
    assert back.names == ()


def _digest_numbers(responses: tuple[Response, ...]) -> list[int]:
    return [item.line.number for response in responses for item in getattr(response, "items", ())]


def test_a_name_that_is_unclear_or_of_another_unit_is_asked_about(ward: World) -> None:
    assert ward.ask(THANH, "giao 3 Minh") == [PersonUnclear("Minh", (LAN, THANH))]
    [said] = ward.ask(THANH, "giao 6 Minh")
    assert isinstance(said, NotYourTask)


def test_the_coordinator_moves_a_deadline_and_those_concerned_hear_it_once(ward: World) -> None:
    origin = told(ward, HA, "sửa 3 hạn trước ngày 25/4/2026")
    [changed] = origin[HA]
    assert isinstance(changed, TaskChanged)
    assert changed.line.last_day == date(2026, 4, 24)
    [moved] = origin[LAN]
    assert isinstance(moved, DeadlineMoved)
    assert moved.items[0].old_last_day == date(2026, 4, 14)
    assert ward.ask(HA, "sửa 3 hạn trước ngày 25/4/2026") == [NothingChanged(3, "deadline")]
    [unread] = ward.ask(HA, "sửa 3 hạn sớm")
    assert isinstance(unread, DeadlineNotRead)


def test_another_lead_unit_hears_of_a_new_task_and_the_old_one_of_its_end(ward: World) -> None:
    origin = told(ward, HA, "sửa 3 chủ trì UBND phường")
    assert kinds(origin)[MINH] == ["TasksAssigned"]
    assert kinds(origin)[LAN] == ["TasksWithdrawn"]
    [unknown] = ward.ask(HA, "sửa 3 chủ trì Sở Giao thông")
    assert isinstance(unknown, UnitNotFound)


def test_title_and_product_are_corrected_and_kept_in_the_history(ward: World) -> None:
    told(ward, HA, "sửa 3 tên Rà soát toàn bộ đội ngũ cán bộ")
    told(ward, HA, "sửa 3 sản phẩm Báo cáo tổng hợp")
    [shown] = ward.ask(HA, "ct 3")
    assert isinstance(shown, TaskShown)
    assert (shown.line.title, shown.product) == ("Rà soát toàn bộ đội ngũ cán bộ", "Báo cáo tổng hợp")
    assert [event.what for event in shown.events[:2]] == ["task_changed", "task_changed"]
    [unclear] = ward.ask(HA, "sửa 3 màu xanh")
    assert isinstance(unclear, NoDraft)


def test_a_task_added_by_chat_is_followed_like_any_other(ward: World) -> None:
    origin = told(
        ward, HA, "thêm việc Rà soát hồ sơ; chủ trì UBND phường; phối hợp Ban XDĐ; hạn 30/4/2026; sản phẩm BC"
    )
    [added] = origin[HA]
    assert isinstance(added, TaskAdded)
    assert (added.line.number, added.line.last_day, added.line.lead_names) == (19, date(2026, 4, 30), ("UBND phường",))
    [assigned] = origin[MINH]
    assert isinstance(assigned, TasksAssigned)
    assert assigned.lines[0].number == 19
    [reported] = ward.ask(MINH, "xong 19")
    assert type(reported).__name__ == "TaskReported"


@pytest.mark.parametrize(
    ("text", "part"),
    [("/themviec", "title"), ("/themviec Rà soát", "lead"), ("/themviec Rà soát; chủ trì UBND phường", "deadline")],
)
def test_what_a_new_task_lacks_is_named(ward: World, text: str, part: str) -> None:
    assert ward.ask(HA, text) == [PartMissing(part)]


def test_a_task_is_cancelled_with_a_reason_and_nobody_is_reminded_of_it(ward: World) -> None:
    assert ward.ask(HA, "hủy việc 3") == [ReasonMissing(3, "cancel")]
    origin = told(ward, HA, "hủy việc 3 đã lồng ghép vào việc 5")
    assert isinstance(origin[HA][0], TaskStopped)
    assert isinstance(origin[LAN][0], TaskStopped)
    [again] = ward.ask(HA, "hủy việc 3 lần nữa")
    assert isinstance(again, TaskCancelled)
    morning = {d.chat_id: d.responses for d in ward.morning(hanoi(13, 8))}
    assert all(3 not in _digest_numbers(responses) for responses in morning.values())


def test_what_was_withdrawn_is_told_as_such(ward: World) -> None:
    origin = told(ward, HA, "sửa 3 chủ trì UBND phường")
    [gone] = origin[LAN]
    assert isinstance(gone, TasksWithdrawn)
    assert gone.lines[0].number == 3


@pytest.mark.parametrize("words", ["đi anh ơi", "được không chị", "giúp em với ạ", ""])
def test_words_that_say_nothing_of_why_cancel_nothing(ward: World, words: str) -> None:
    [said] = ward.ask(HA, f"hủy việc 7 {words}")
    assert isinstance(said, ClarificationAsked) if words else said == ReasonMissing(7, "cancel")
    [shown] = ward.ask(HA, "ct 7")
    assert isinstance(shown, TaskShown)
    assert shown.line.state == "open"
