"""Searching tasks by words, on both engines."""

from datetime import date

import pytest

from bot.grammar.reading import read_command
from domain.messages.search import FindTasks, SearchWordsMissing, TasksFound
from domain.messages.summaries import TaskSummary
from domain.messages.tasks import ShowTask
from tests.world import HA, LAN, MINH, World, hanoi

_LAST, _OFFICE = date(2026, 4, 14), ("Ban Xây dựng Đảng",)
_REVIEW, _TITLES = (
    TaskSummary(3, "Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường",
                "Hoàn thành trước ngày 15/4/2026", _LAST, None, 4, "open", 0, "", _OFFICE),
    TaskSummary(7, "Ban hành tiêu chuẩn chức danh đối với đội ngũ cán bộ lãnh đạo, quản lý thuộc phường",
                "Hoàn thành trong tháng 4/2026", date(2026, 4, 30), None, 20, "done", 0, "", _OFFICE),
)  # fmt: skip
SAMPLES = (
    TasksFound("đội ngũ cán bộ", (_REVIEW, _TITLES), 8, 1, 2),
    TasksFound("biên chế", (), 0),
    SearchWordsMissing(),
)
_SEES = "TasksFound"
AUTHORISATION = (f"| find cán bộ | {_SEES} | {_SEES} | {_SEES} | {_SEES} | {_SEES} | {_SEES} | [Stranger] | {_SEES} |",)


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning."""
    world.link(LAN, HA, MINH)
    world.now = hanoi(10, 9)
    return world


def found(ward: World, who: str, text: str) -> TasksFound:
    [shown] = [each for each in ward.ask(who, text) if isinstance(each, TasksFound)]
    return shown


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("tìm biên chế", FindTasks("biên chế")),
        ("tim bien che", FindTasks("bien che")),
        ("Tìm việc về biên chế trang 2", FindTasks("biên chế", 2)),
        ("tìm “biên chế” giúp em ạ", FindTasks("biên chế")),
        ("find staff page:3", FindTasks("staff", 3)),
        ("tìm việc 3", ShowTask(3)),
        ("tìm", FindTasks("")),
    ],
)
def test_the_words_and_the_page_are_read(text: str, command: object) -> None:
    assert read_command(text) == command


def test_all_words_must_stand_there_as_whole_syllables(ward: World) -> None:
    everything = found(ward, HA, "tìm cán bộ")
    assert everything.total > 3
    assert all("cán bộ" in line.title.lower() for line in everything.lines)
    assert found(ward, HA, "tìm cán bộ qwerty").lines == ()
    assert found(ward, HA, "tìm cá").lines == ()  # the beginning of a syllable is no syllable


def test_diacritics_may_be_left_out_but_not_contradicted(ward: World) -> None:
    assert found(ward, HA, "tim can bo").total == found(ward, HA, "tìm cán bộ").total
    assert found(ward, HA, "tìm cần bố").lines == ()


def test_words_in_a_row_come_first_and_pages_turn(ward: World) -> None:
    first = found(ward, HA, "tìm cán bộ")
    assert first.pages > 1
    second = found(ward, HA, "tìm cán bộ trang 2")
    assert second.page == 2
    assert not set(first.task_numbers) & set(second.task_numbers)


def test_only_what_the_person_may_read_is_found(ward: World) -> None:
    mine = {line.number for page in (1, 2, 3) for line in found(ward, LAN, f"tìm cán bộ trang {page}").lines}
    everything = found(ward, HA, "tìm cán bộ")
    assert mine
    assert found(ward, LAN, "tìm cán bộ").total < everything.total


def test_a_closed_task_is_found_behind_the_open_ones(ward: World) -> None:
    ward.say(LAN, "xong 3")
    ward.say(HA, "xác nhận 3")
    lines = found(ward, LAN, "tìm rà soát đánh giá tổng thể").lines
    assert [line.number for line in lines if line.state == "done"] == [3]


def test_nothing_named_is_asked_for(ward: World) -> None:
    assert ward.ask(LAN, "tìm") == [SearchWordsMissing()]
