"""A cancelled task can be restored, by a coordinator, with its number; on both engines."""

import pytest

from domain.messages import Response
from domain.messages.accounts import OnlyForRole
from domain.messages.orders import NotCancelled, TaskRestored
from domain.messages.questions import WhichTask
from domain.messages.requests import RequestNews
from domain.messages.tasks import TaskShown
from tests.world import BINH, HA, HUNG, LAN, THANH, World, hanoi


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning 10/4, everybody linked; task 7 is led by the unit of Lan (officer) and Thành (head)."""
    world.link(LAN, HA, HUNG, THANH, BINH)
    world.now = hanoi(10, 9)
    return world


def told(ward: World, chat: str, text: str) -> dict[str, list[Response]]:
    ward.say(chat, text)
    origin: dict[str, list[Response]] = {}
    for delivery in ward.deliver():
        origin.setdefault(delivery.chat_id, []).extend(delivery.responses)
    return origin


def state(ward: World, number: int) -> str:
    [shown] = ward.ask(HA, f"ct {number}")
    assert isinstance(shown, TaskShown)
    return shown.line.state


def test_a_cancelled_task_can_be_restored_with_what_was_asked_about_it(ward: World) -> None:
    ward.ask(LAN, "gia hạn 7 20/5 chờ số liệu")
    ward.ask(LAN, "tiến độ 7 60")
    ward.ask(HA, "hủy việc 7 nhầm số")
    ward.now = hanoi(24, 9)
    ward.deliver()
    origin = told(ward, HA, "khôi phục 7")
    [mine] = origin.pop(HA)
    assert isinstance(mine, TaskRestored)
    assert (mine.line.state, mine.line.progress, mine.asked_again) == ("open", 60, ("extension",))
    assert {LAN, THANH, HUNG} <= set(origin)
    assert all(isinstance(response, TaskRestored) for responses in origin.values() for response in responses)
    [decided] = ward.ask(HUNG, "duyệt 7")
    assert isinstance(decided, RequestNews)


def test_a_task_cancelled_again_after_its_restoration_is_told_again(ward: World) -> None:
    for reason in ("nhầm số", "trùng việc 8"):
        origin = told(ward, HA, f"hủy việc 7 {reason}")
        assert [type(response).__name__ for response in origin[LAN]] == ["TaskStopped"]
        origin = told(ward, HA, "khôi phục 7")
        assert [type(response).__name__ for response in origin[LAN]] == ["TaskRestored"]


def test_only_a_cancelled_task_is_restored_and_only_by_a_coordinator(ward: World) -> None:
    [refusal] = ward.ask(HA, "khôi phục 7")
    assert isinstance(refusal, NotCancelled)
    assert ward.ask(HA, "khôi phục") == [WhichTask("restore")]
    ward.ask(HA, "hủy việc 7 nhầm số")
    for who in (LAN, THANH, HUNG, BINH):
        [refusal] = ward.ask(who, "khôi phục 7")
        assert isinstance(refusal, OnlyForRole)
    assert state(ward, 7) == "cancelled"
