"""The overview and the list of tasks: the figures of /status, to each person what they may see, narrowed as asked."""

import re

import pytest

from domain.board.tasks import Overview, TaskListPage
from domain.messages.reports import ShowStatus, StatusShown
from services.commands.show_status import show_status
from storage.engine.database import Database
from tests.board_scene import NHUNG, FourthWeek
from tests.pages import html_of, reading_as
from tests.world import HA, HUNG, LAN, MINH, World
from web.board.overview import OVERVIEW
from web.board.pages import PAGES
from web.board.tasks import TASK, TASKS


@pytest.fixture
def ward(database: Database) -> World:
    """The fourth week, with something of everything."""
    return FourthWeek(database)


def overview(world: World, chat: str, **values: str) -> Overview | None:
    with reading_as(world, chat) as context:
        facts = OVERVIEW.read(context, values)
    assert facts is None or isinstance(facts, Overview)
    return facts


def listed(world: World, chat: str, **values: str) -> TaskListPage:
    with reading_as(world, chat) as context:
        facts = TASKS.read(context, values)
    assert isinstance(facts, TaskListPage)
    return facts


def numbers(page: TaskListPage) -> list[int]:
    return [row.line.number for row in page.rows]


def test_it_says_what_the_chat_says(ward: World) -> None:
    for chat in (HUNG, HA, LAN):
        with reading_as(ward, chat) as context:
            [said] = show_status(context, ShowStatus(view="text")).responses
        shown = overview(ward, chat)
        assert isinstance(said, StatusShown)
        assert shown is not None
        assert (shown.status.cells, shown.status.units) == (said.cells, said.units)


def test_red_comes_first_with_people_obstacle_request_and_one_deed(ward: World) -> None:
    html = html_of(ward, HUNG, OVERVIEW)
    first = html[html.index('class="overdue-tasks"') : html.index('id="tuan-nay"')]
    assert re.findall(r'<span class="left">([^<]*)</span>', first) == ["quá hạn 4 ngày", "quá hạn 4 ngày"]
    assert "Vướng mắc: chưa có hướng dẫn của thành phố về khung năng lực" in first
    assert "đ/c Nguyễn Thị Lan" in first
    assert re.findall(r'name="text" value="([^"]*)"', first) == ["nhắc 6", "duyệt 7"]
    assert "Duyệt đến 12/5" in first


def test_what_waits_for_the_leader_stands_with_its_age_and_its_deeds(ward: World) -> None:
    shown = overview(ward, HUNG)
    assert shown is not None
    assert [(entry.line.number, (ward.now.date() - entry.since).days) for entry in shown.waiting] == [(7, 5), (9, 5)]
    assert [deed.kind.canonical for deed in shown.waiting[0].deeds] == ["decide", "refuse"]
    assert shown.drafts == ()
    ward.ask(LAN, "xong 2 đã ban hành")
    of_coordinator = overview(ward, HA)
    assert of_coordinator is not None
    assert [draft.value for draft in of_coordinator.drafts] == ["1"]
    assert 'href="/du-thao/1"' in html_of(ward, HA, OVERVIEW)
    assert [entry.line.number for entry in of_coordinator.waiting] == [2]
    assert [deed.kind.canonical for deed in of_coordinator.waiting[0].deeds] == ["confirm", "return"]


def test_who_belongs_to_a_unit_sees_that_unit_only(ward: World) -> None:
    shown = overview(ward, NHUNG)
    assert shown is not None
    assert [row.line.number for row in shown.overdue.rows] == [6]
    assert shown.status.cells.total == 1
    html = html_of(ward, NHUNG, OVERVIEW)
    assert "Thường trực HĐND phường · 07:41, thứ Hai, 4/5/2026" in html
    with pytest.raises(LookupError):
        html_of(ward, NHUNG, TASK, {"number": "17"})


def test_filters_narrow_the_figures_too_and_an_unknown_one_is_no_address(ward: World) -> None:
    whole = overview(ward, HUNG)
    assert whole is not None
    [council] = [each for each in whole.filters.units if each.name == "Thường trực HĐND phường"]
    of_unit = overview(ward, HUNG, dv=council.value)
    assert of_unit is not None
    assert (of_unit.status.cells.total, of_unit.status.cells.open_overdue) == (1, 1)
    [lan] = [each for each in whole.filters.people if each.name == LAN]
    of_person = overview(ward, HUNG, nguoi=lan.value)
    assert of_person is not None
    assert 1 < of_person.status.cells.total < whole.status.cells.total
    by_words = overview(ward, HUNG, tim="vi tri viec lam")
    assert by_words is not None
    assert by_words.status.cells.total == 2
    for values in ({"dv": "99999"}, {"kh": "none"}, {"nguoi": "x"}):
        assert overview(ward, HUNG, **values) is None
    assert overview(ward, HUNG, tim="x" * 5000) is not None


def test_the_weeks_add_up_to_what_is_done(ward: World) -> None:
    shown = overview(ward, HUNG)
    assert shown is not None
    cells = shown.status.cells
    assert sum(week.done_on_time for week in shown.weeks) == cells.done_on_time
    assert sum(week.done_late for week in shown.weeks) == cells.done_late
    assert sum(week.overdue for week in shown.weeks) == cells.open_overdue


def test_the_list_counts_each_state_and_shows_the_most_urgent_first(ward: World) -> None:
    page = listed(ward, HUNG)
    counts = dict(page.counts)
    assert numbers(page)[:2] == [6, 7]
    assert counts["qua-han"] == 2 == listed(ward, HUNG, tt="qua-han").total
    assert counts["hoan-thanh"] == 4 == listed(ward, HUNG, tt="hoan-thanh").total
    assert counts["chua-xong"] + counts["hoan-thanh"] == counts["tat-ca"] == 18
    assert numbers(listed(ward, HUNG, tt="vuong-mac")) == [6]
    assert listed(ward, HUNG, trang="99").page == 1
    with reading_as(ward, HUNG) as context:
        assert TASKS.read(context, {"tt": "khac"}) is None


def test_an_officer_finds_what_the_unit_coordinates_in_a_list_of_its_own(ward: World) -> None:
    page = listed(ward, MINH, tt="phoi-hop")
    assert 8 in numbers(page)
    assert not set(numbers(page)) & set(numbers(listed(ward, MINH, tt="tat-ca")))


def test_a_deadline_that_was_set_late_is_marked_and_counted(ward: World) -> None:
    ward.ask(HA, "hủy")  # the draft: while it waits, "sửa 6" is its row
    ward.ask(HA, "sửa 6 hạn 20/5/2026")
    ward.ask(HUNG, "duyệt 6")
    shown = overview(ward, HUNG)
    assert shown is not None
    assert shown.status.cells.deadline_set_late == 1
    assert numbers(listed(ward, HUNG, tt="han-sua-sau")) == [6]
    for page, values in ((OVERVIEW, {}), (TASKS, {}), (TASK, {"number": "6"})):
        assert '<span class="tag">hạn sửa sau</span>' in html_of(ward, HUNG, page, values)


def test_words_of_people_are_text_and_nothing_else(ward: World) -> None:
    ward.ask(LAN, 'vướng mắc 2: chưa có <script>alert(1)</script> & "x" {{ 7 * 7 }}')
    for page, values in ((OVERVIEW, {}), (TASKS, {}), (TASK, {"number": "2"})):
        html = html_of(ward, HUNG, page, values)
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html
        assert "{{ 7 * 7 }}" in html


def test_a_task_marks_the_list_that_it_belongs_to_in_the_menu(ward: World) -> None:
    menu = html_of(ward, HUNG, TASK, {"number": "7"}).partition("</nav>")[0]
    assert re.findall(r'href="([^"]*)" aria-current="([a-z]*)"', menu) == [("/viec", "true")]


def test_what_a_page_belongs_to_is_in_the_menu() -> None:
    in_menu = {page.name for page in PAGES if page.is_in_menu}
    assert {page.part_of for page in PAGES if page.part_of} <= in_menu
