"""People, history, settings and reports say what the chat says, to those who may read it."""

from datetime import UTC, date

import pytest

from domain.messages import Refused
from domain.messages.history import HistoryShown
from domain.messages.reports import PeriodReportShown
from domain.reports import ReportKind
from services.board.history_page import read_history
from services.board.people_page import read_people
from services.board.reports_page import read_reports
from services.board.settings_page import read_settings
from tests.pages import html_of, reading_as
from tests.world import HA, HUNG, LAN, MINH, THANH, World, hanoi
from web.board.history import HISTORY
from web.board.people import PEOPLE
from web.board.reports import REPORTS, report_document, report_message
from web.board.settings import SETTINGS
from wording.languages import CATALOGUES


def test_people_stand_by_unit_linked_or_not_and_last_heard_from(world: World) -> None:
    world.link(HA, LAN)
    world.now = hanoi(10, 9)
    world.say(LAN, "nghỉ 10/4-14/4")
    world.deliver()
    with reading_as(world, HA) as context:
        shown = read_people(context, {})
    assert shown is not None
    everybody = {entry.summary.name: entry for unit in shown.units for entry in unit.people}
    assert (shown.total, shown.unlinked, shown.away) == (len(everybody), len(everybody) - 2, 1)
    assert everybody[LAN].channels == ("telegram",)
    assert everybody[LAN].last_heard == hanoi(10, 9).astimezone(UTC)
    assert everybody[LAN].summary.away_until == date(2026, 4, 14)
    assert everybody[THANH].last_heard is None
    units = {unit.name: [entry.summary.name for entry in unit.people] for unit in shown.units}
    assert set(units["Ban Xây dựng Đảng"]) == {LAN, THANH}


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        ({"tim": "ban xay dung dang"}, {LAN, THANH}),
        ({"tim": "Lê Văn"}, {MINH}),
        ({"loc": "vang"}, set()),
        ({"tim": "<script>"}, set()),
    ],
)
def test_people_are_found_by_name_and_unit(world: World, values: dict[str, str], seen: set[str]) -> None:
    world.link(HA)
    with reading_as(world, HA) as context:
        shown = read_people(context, values)
    assert shown is not None
    assert {entry.summary.name for unit in shown.units for entry in unit.people} == seen
    assert "<script>" not in html_of(world, HA, PEOPLE, values).replace("<script src=", "")


def test_codes_are_made_by_those_who_manage_people_only(world: World) -> None:
    world.link(HA, HUNG)
    of_coordinator, of_leader = html_of(world, HA, PEOPLE), html_of(world, HUNG, PEOPLE)
    assert 'value="mã Vũ Đức Thành"' in of_coordinator
    assert 'name="text"' not in of_leader
    with reading_as(world, HA) as context:
        assert read_people(context, {"loc": "x"}) is None


def test_what_a_button_gives_is_what_the_chat_understands(world: World) -> None:
    """The typed twins of the pages, as the grammar reads them."""
    from bot.grammar.reading import read_command
    from domain.messages.accounts import MakeCode
    from domain.messages.codes import ListUnlinked, PrintCodes
    from domain.messages.settings import ChangeSetting, ChooseHour, ChooseLanguage
    from wording import board_lists

    world.link(HA)
    with reading_as(world, HA) as context:
        people, settings = read_people(context, {}), read_settings(context, {})
    assert people is not None
    for code, words in CATALOGUES.items():
        [first, *_] = people.units[0].people
        assert read_command(board_lists.code_typed(first, words)) == MakeCode(first.summary.name)
        assert isinstance(read_command(board_lists.sheet_typed(words)), PrintCodes)
        assert isinstance(read_command(board_lists.unlinked_typed(words)), ListUnlinked)
        assert read_command(board_lists.common_hour_typed(words)) == ChooseHour(is_common=True)
        assert isinstance(read_command(words.board_lists.other_language_typed), ChooseLanguage)
        for setting in settings.settings:
            prefix, example = words.board_lists.prefixes[setting.name], board_lists.setting_example(setting, words)
            read = read_command(f"{prefix} {example}")
            assert isinstance(read, ChangeSetting), (code, prefix)
            assert read.name == setting.name


def test_settings_show_what_the_chat_shows_and_only_coordinators_change_them(world: World) -> None:
    world.link(HA, HUNG, MINH)
    of_coordinator, of_leader = html_of(world, HA, SETTINGS), html_of(world, HUNG, SETTINGS)
    of_officer = html_of(world, MINH, SETTINGS)
    assert "Trước hạn 7, 3, 1, 0 ngày" in of_coordinator
    assert 'value="cài đặt nhắc"' in of_coordinator
    assert "Trước hạn 7, 3, 1, 0 ngày" in of_leader
    assert 'value="cài đặt nhắc"' not in of_leader
    assert "Trước hạn" not in of_officer
    assert "Tin buổi sáng: 7 giờ 30 (giờ chung)" in of_officer


def test_the_history_is_that_of_the_chat_in_larger_pages(world: World) -> None:
    world.link(HA, LAN)
    world.say(LAN, "xong 17")
    world.deliver()
    with reading_as(world, HA) as context:
        shown, of_task = read_history(context, {}), read_history(context, {"viec": "17"})
        last = read_history(context, {"trang": "999999"})
    assert shown is not None
    assert of_task is not None
    assert last is not None
    [told] = world.ask(HA, "nhật ký 17")
    assert isinstance(told, HistoryShown)
    assert tuple(line for _, lines in of_task.days for line in lines)[-len(told.lines) :] == told.lines
    newest = shown.days[0][1][0]
    assert (newest.who, newest.what, newest.number) == (LAN, "task_reported", 17)
    assert last.page == last.pages
    assert "việc 17, báo hoàn thành" in html_of(world, HA, HISTORY).lower()


@pytest.mark.parametrize("values", [{"trang": "x"}, {"trang": "-1"}, {"viec": "3;"}, {"viec": "9" * 12}])
def test_an_address_that_is_none_shows_nothing(world: World, values: dict[str, str]) -> None:
    world.link(HA)
    with reading_as(world, HA) as context:
        assert read_history(context, values) is None


def test_the_history_of_everything_is_for_those_who_see_everything(world: World) -> None:
    world.link(MINH)
    with reading_as(world, MINH) as context:
        assert read_history(context, {}) is None
        with pytest.raises(Refused):
            read_history(context, {"viec": "17"})  # another unit's


def test_a_report_on_the_page_is_the_one_of_the_chat(world: World) -> None:
    world.link(HUNG, LAN)
    world.say(LAN, "xong 3")
    world.now = hanoi(4, 8, month=5)
    [told] = world.ask(HUNG, "báo cáo tháng 4/2026")
    assert isinstance(told, PeriodReportShown)
    with reading_as(world, HUNG) as context:
        shown = read_reports(context, {"loai": "month", "ngay": "2026-04-11"})
    assert shown is not None
    assert shown.report == told.report
    message = report_message(shown, "vi", world.organisation.zone)
    assert message is not None
    assert message.text.startswith("📋 BÁO CÁO THÁNG 4/2026")
    assert "BÁO CÁO THÁNG 4/2026" in html_of(world, HUNG, REPORTS, {"loai": "month", "ngay": "2026-04-11"})


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        ({}, date(2026, 5, 1), date(2026, 5, 31)),
        ({"loai": "week", "ngay": "2026-04-30"}, date(2026, 4, 27), date(2026, 5, 3)),
        ({"loai": "quarter", "ngay": "2026-04-30"}, date(2026, 4, 1), date(2026, 6, 30)),
        ({"loai": "span", "ngay": "2026-04-09", "den": "2026-04-20"}, date(2026, 4, 9), date(2026, 4, 20)),
    ],
)
def test_any_period_is_found_by_a_day_in_it(world: World, values: dict[str, str], first: date, last: date) -> None:
    world.link(HUNG)
    world.now = hanoi(4, 8, month=5)
    with reading_as(world, HUNG) as context:
        shown = read_reports(context, values)
    assert shown is not None
    assert shown.period is not None
    assert (shown.period.first_day, shown.period.last_day) == (first, last)


def test_periods_that_cannot_be_are_none_and_those_to_come_say_so(world: World) -> None:
    world.link(HUNG)
    with reading_as(world, HUNG) as context:
        for values in (
            {"loai": "x"}, {"ngay": "2026-13-01"}, {"ngay": "1999-01-01"}, {"ngay": "9999-01-01"},
            {"loai": "span", "ngay": "2026-04-20", "den": "2026-04-09"},
            {"loai": "span", "ngay": "2020-04-20", "den": "2026-04-09"},
        ):  # fmt: skip
            assert read_reports(context, values) is None, values
        later = read_reports(context, {"loai": "quarter", "ngay": "2026-12-01"})
    assert later is not None
    assert later.report is None
    assert later.kind is ReportKind.QUARTER
    assert "Kỳ này chưa bắt đầu." in html_of(world, HUNG, REPORTS, {"loai": "quarter", "ngay": "2026-12-01"})


@pytest.mark.parametrize(("kind", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_a_report_is_downloaded_as_a_document(world: World, kind: str, begins: bytes) -> None:
    world.link(HA)
    with reading_as(world, HA) as context:
        shown = read_reports(context, {"de-xuat": "Đề nghị bổ sung kinh phí."})
        assert shown is not None
        document = report_document(shown, kind, "vi", world.organisation.zone)
        assert report_document(shown, "exe", "vi", world.organisation.zone) is None
    assert document is not None
    assert document.content.startswith(begins)
    assert document.name.endswith(kind)
