"""The plan in time: what begins and ends where, what the figures count, and paper that lies on its side."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from documents.plans.plan_reader import read_plan
from domain.board.timeline import MOST_TITLES, MonthShown, Timeline, TimelineRow
from domain.figures import Cell
from domain.messages.reports import ShowStatus, StatusShown
from services.board.timeline import month_after, month_of, read_calendar, read_timeline
from services.commands.show_status import show_status
from services.plans.confirm_plan import confirm_plan
from storage.absences import add_absence
from storage.people import load_contacts
from tests.pages import html_of, reading_as
from tests.plans_in_chat import plan_text
from tests.world import HA, HUNG, LAN, MINH, World, hanoi
from web.board import lanes
from web.board.page import Page
from web.board.templating import STATIC
from web.board.timeline import CALENDAR, TIMELINE


def timeline(world: World, chat: str, **values: str) -> Timeline:
    with reading_as(world, chat) as context:
        shown = read_timeline(context, values)
    assert shown is not None
    return shown


def month(world: World, chat: str, **values: str) -> MonthShown:
    with reading_as(world, chat) as context:
        shown = read_calendar(context, values)
    assert shown is not None
    return shown


def rows(shown: Timeline) -> dict[int, TimelineRow]:
    return {row.summary.number: row for unit in shown.units for row in unit.rows}


def test_the_whole_plan_stands_by_lead_unit_and_month(world: World) -> None:
    world.link(HUNG)
    world.now = hanoi(4, 8, month=5)
    shown = timeline(world, HUNG)
    assert (shown.first, shown.last) == (date(2026, 4, 1), date(2026, 7, 31))
    assert [mark.first.month for mark in lanes.months(shown)] == [4, 5, 6, 7]
    led_twice = [unit.name for unit in shown.units if 6 in {row.summary.number for row in unit.rows}]
    assert led_twice == ["Thường trực HĐND phường", "UBND phường"]
    assert rows(shown)[17].ends == date(2026, 4, 9)
    assert rows(shown)[17].cell is Cell.OPEN_OVERDUE


@pytest.mark.parametrize("chat", [HUNG, LAN, MINH])
def test_it_counts_what_the_figures_count(world: World, chat: str) -> None:
    world.link(HUNG, LAN, MINH)
    world.say(LAN, "xong 3")
    world.now = hanoi(4, 8, month=5)
    shown = rows(timeline(world, chat))
    with reading_as(world, chat) as context:
        [status] = show_status(context, ShowStatus(view="text")).responses
    assert isinstance(status, StatusShown)
    cells = status.cells
    counted = [row.cell for row in shown.values()]
    assert len(counted) == cells.total
    assert counted.count(Cell.OPEN_OVERDUE) == cells.open_overdue
    assert counted.count(Cell.OPEN_IN_TIME) == cells.open_in_time
    assert counted.count(Cell.DONE_ON_TIME) + counted.count(Cell.DONE_LATE) == cells.done_on_time + cells.done_late


def test_a_moved_deadline_shows_both_days(world: World) -> None:
    world.link(HUNG, LAN)
    world.say(LAN, "gia hạn 4 15/7/2026 chờ văn bản của thành phố")
    world.say(HUNG, "duyệt 4")
    world.deliver()
    row = rows(timeline(world, HUNG))[4]
    assert (row.planned, row.ends) == (date(2026, 6, 30), date(2026, 7, 15))
    html = html_of(world, HUNG, TIMELINE)
    assert "đến 15/7/2026 (kế hoạch ghi 30/6/2026)" in html
    assert 'class="mark was"' in html


def test_a_repeating_duty_shows_its_periods_also_those_to_come(world: World) -> None:
    world.link(MINH, HUNG)
    world.morning(hanoi(9, 8))
    repeating = next(row for row in rows(timeline(world, HUNG)).values() if row.periods)
    codes = [period.code for period in repeating.periods or ()]
    assert codes == ["2026-04", "2026-05", "2026-06", "2026-07"]
    assert {period.is_answered for period in (repeating.periods or ())[1:]} == {None}


def test_months_and_filters_narrow_it(world: World) -> None:
    world.link(HUNG, LAN)
    world.say(LAN, "xong 3")
    world.now = hanoi(4, 8, month=5)
    shown = timeline(world, HUNG, tu="2026-06", so="3")
    assert (shown.first, shown.last) == (date(2026, 6, 1), date(2026, 8, 31))
    assert 3 not in rows(shown)  # it ended in April
    assert 17 in rows(shown), "what is overdue is not lost by looking ahead"
    assert shown.outside == len(rows(timeline(world, HUNG))) - len(rows(shown))
    one = shown.leads[0]
    assert {unit.name for unit in timeline(world, HUNG, dv=one.value).units} == {one.name}


@pytest.mark.parametrize(
    "values", [{"tu": "2026-13"}, {"tu": "x"}, {"tu": "0001-01"}, {"tu": "9999-12"}, {"so": "7"}, {"so": "99999999999"}]
)
def test_months_that_cannot_be_are_no_page(world: World, values: dict[str, str]) -> None:
    world.link(HUNG)
    with reading_as(world, HUNG) as context:
        assert read_timeline(context, values) is None


@pytest.mark.parametrize("values", [{"thang": "2026-13"}, {"thang": ""}, {"thang": "9999-12"}, {"thang": "2026-04-01"}])
def test_a_month_that_cannot_be_is_no_page(world: World, values: dict[str, str]) -> None:
    world.link(HUNG)
    with reading_as(world, HUNG) as context:
        assert read_calendar(context, values) is None


def test_the_month_has_whole_weeks_with_days_off_and_make_up_days(world: World) -> None:
    world.link(HA, HUNG)
    world.say(HA, "lịch nghỉ 4/5/2026 Họp")
    world.say(HA, "lịch làm 9/5/2026")
    world.deliver()
    shown = month(world, HUNG, thang="2026-05")
    days = {each.day: each for week in shown.weeks for each in week}
    assert {len(week) for week in shown.weeks} == {7}
    assert min(days) == date(2026, 4, 27)
    assert max(days) == date(2026, 5, 31)
    assert not days[date(2026, 4, 30)].is_working, "Reunification day"
    assert not days[date(2026, 5, 4)].is_working
    assert days[date(2026, 5, 9)].is_working, "a Saturday that is worked"
    assert not days[date(2026, 5, 10)].is_working
    html = html_of(world, HUNG, CALENDAR, {"thang": "2026-05"})
    assert "nghỉ: Họp" in html
    assert "làm bù" in html


def test_the_month_names_what_falls_due_and_who_is_away(world: World) -> None:
    world.link(HUNG, LAN, MINH)
    world.say(LAN, "nghỉ 13/4-14/4")
    world.deliver()
    seen = month(world, HUNG, thang="2026-04")
    days = {each.day: each for week in seen.weeks for each in week}
    assert 17 in {line.number for line in days[date(2026, 4, 9)].due}
    assert days[date(2026, 4, 14)].away == (LAN,)
    of_officer = month(world, MINH, thang="2026-04")
    assert not any(each.away for week in of_officer.weeks for each in week), "who is away is for those who see all"
    assert of_officer.due_count < seen.due_count


def test_late_and_overdue_are_hatched_each_in_its_own_way_and_nothing_else(world: World) -> None:
    world.link(HUNG, LAN, HA)
    world.now = hanoi(4, 8, month=5)
    for who, said in ((LAN, "xong 3 đã gửi"), (HA, "xác nhận 3")):
        world.say(who, said)
    world.deliver()
    shown = timeline(world, HUNG)
    patterns = {row.cell: {bar.pattern for bar in lanes.bars(shown, row)} for row in rows(shown).values()}
    assert patterns[Cell.DONE_LATE] == {"late", ""}
    assert patterns[Cell.OPEN_OVERDUE] == {"overdue", ""}, "the days since are a frame"
    assert patterns[Cell.OPEN_IN_TIME] == {""}
    html = html_of(world, HUNG, TIMELINE)
    used = set(re.findall(r'fill="url\(#(\w+)\)"', html))
    assert used == {"late", "overdue"}
    assert used <= set(re.findall(r'<pattern id="(\w+)"', html)), "a pattern that is not there paints nothing"


@given(st.dates(date(2021, 1, 1), date(2031, 12, 31)), st.integers(-60, 60))
def test_months_are_counted_as_on_a_calendar(day: date, by: int) -> None:
    first = day.replace(day=1)
    moved = month_after(first, by)
    assert moved.day == 1
    assert (moved.year - first.year) * 12 + moved.month - first.month == by
    assert month_of(f"{day:%Y-%m}", day) == first


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 700))
def test_whatever_is_drawn_stays_within_the_lane(begins: date, length: int) -> None:
    shown = Timeline(date(2026, 4, 1), date(2026, 7, 31), date(2026, 5, 4), (), 0)
    bar = lanes._bar(shown, begins, begins + timedelta(days=length), "open")
    x, width = float(bar.x.rstrip("%")), float(bar.width.rstrip("%"))
    assert 0 <= x <= 100
    assert width >= 0
    assert x + width <= 100.02


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is printed; skipped, loudly, without a browser."""
    if which("chromium") is None:
        pytest.skip("chromium missing: make browser (as root)")
    return tmp_path_factory.mktemp("printed")


def sheets_of(html: str, folder: Path) -> Sequence[PageObject]:
    """The sheets of paper that a browser prints the page on."""
    from playwright.sync_api import sync_playwright

    file = folder / "page.html"
    file.write_text(re.sub(r"/tinh/[0-9a-f]{12}/", f"file://{STATIC}/", html), encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        paper = browser.new_page()
        paper.goto(f"file://{file}")
        paper.pdf(path=str(folder / "page.pdf"), prefer_css_page_size=True)
        browser.close()
    return PdfReader(folder / "page.pdf").pages


@pytest.mark.browser
@pytest.mark.parametrize(("page", "most"), [(TIMELINE, 3), (CALENDAR, 1)], ids=["timeline", "calendar"])
def test_it_prints_on_a4_lying_on_its_side(world: World, printed: Path, page: Page, most: int) -> None:
    world.link(HUNG)
    world.now = hanoi(4, 8, month=5)
    pages = sheets_of(html_of(world, HUNG, page), printed)
    assert len(pages) <= most
    for sheet in pages:
        width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
        assert abs(width - 842) < 2
        assert abs(height - 595) < 2
    text = "".join(sheet.extract_text() for sheet in pages)
    assert "Đăng xuất" not in text
    if page is TIMELINE:
        assert all("Tháng 4" in sheet.extract_text() for sheet in pages), "months stand on every sheet"


CROWDED = "2026-08"
LONG_TITLE = "Rà soát, bổ sung quy hoạch cán bộ lãnh đạo, quản lý các cơ quan, đơn vị của phường, đợt"


def crowded(count: int) -> list[int]:
    """The days of so many deadlines in August, whose days stand in six weeks: every third is on its last day."""
    return [31 if n % 3 == 0 else 3 + n % 26 for n in range(count)]


def with_deadlines(world: World, days: list[int]) -> None:
    """A plan with a deadline on each of these days of August; ten people are away in the middle of the month."""
    leads = ("Ban Xây dựng Đảng", "UBND phường", "Văn phòng Đảng ủy")
    rows = [(f"{LONG_TITLE} {n + 1}", leads[n % 3], leads[(n + 1) % 3], f"{day}/8/2026") for n, day in enumerate(days)]
    content = plan_text(rows)
    with world.database.transaction() as tx:
        confirm_plan(tx, world.organisation, read_plan(content, "ke-hoach.txt"), content, "ke-hoach.txt", world.now)
        away = [contact.id for contact in load_contacts(tx, world.organisation_id)][:10]
        for person_id in away:
            days_off = (date(2026, 8, 10), date(2026, 8, 21))
            add_absence(tx, world.organisation_id, person_id, None, days_off, person_id, world.now)


@pytest.mark.browser
@pytest.mark.parametrize("count", [60, 150])
def test_a_month_of_many_deadlines_prints_on_one_sheet_with_every_number(
    world: World, printed: Path, count: int
) -> None:
    world.link(HUNG)
    with_deadlines(world, crowded(count))
    shown = month(world, HUNG, thang=CROWDED)
    assert (shown.due_count, len(shown.weeks)) == (count, 6)
    [sheet] = sheets_of(html_of(world, HUNG, CALENDAR, {"thang": CROWDED}), printed)
    text = sheet.extract_text()
    numbers = {line.number for week in shown.weeks for each in week for line in each.due}
    assert numbers <= {int(found) for found in re.findall(r"\d+", text)}
    listed = min(len(numbers), 100) - 1  # beside a task of the last day of July
    assert text.count("Rà soát, bổ sung quy hoạch") == listed, "titles stand in the list below"


@pytest.mark.browser
def test_a_month_with_as_many_titles_as_its_days_may_hold_prints_on_one_sheet(world: World, printed: Path) -> None:
    world.link(HUNG)
    with_deadlines(world, [7, 14, 21, 28, 31, 7, 14])  # beside the one on the last day of July
    assert month(world, HUNG, thang=CROWDED).due_count + 1 == MOST_TITLES
    assert not month(world, HUNG, thang=CROWDED).is_dense
    html = html_of(world, HUNG, CALENDAR, {"thang": CROWDED})
    assert "on-paper" not in html
    [sheet] = sheets_of(html, printed)
    assert " ".join(sheet.extract_text().split()).count("Rà soát, bổ sung quy hoạch") == 7
