"""How calendar, settings, hour and language are typed, in both languages, with and without diacritics."""

from datetime import time

import pytest

from bot.grammar.reading import read_command
from domain.calendars import TypedDay
from domain.messages import Command
from domain.messages.questions import Misunderstood
from domain.messages.settings import ChangeSetting, ChooseHour, ChooseLanguage, KeepCalendar

JAN_2, JAN_4, JAN_10 = TypedDay(2, 1, 2026), TypedDay(4, 1, 2026), TypedDay(10, 1, 2026)


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("lịch", KeepCalendar()),
        ("/lich nghi 2/1/2026", KeepCalendar("off", (JAN_2,))),
        ("lịch nghỉ ngày 2/1/2026", KeepCalendar("off", (JAN_2,))),
        ("/lich nghi 2/1-4/1/2026 Tết", KeepCalendar("off", (TypedDay(2, 1), JAN_4), "Tết")),
        ("lịch nghỉ từ 2/1/2026 đến hết ngày 4/1/2026", KeepCalendar("off", (JAN_2, JAN_4))),
        ("lich lam bu 10.1.2026", KeepCalendar("work", (JAN_10,))),
        ("calendar work 10/1/2026", KeepCalendar("work", (JAN_10,))),
        ("/lich bo 2/1", KeepCalendar("back", (TypedDay(2, 1),))),
        ("lichics", KeepCalendar("file")),
        ("lịch tệp", KeepCalendar("file")),
        ("lịch mới ạ", KeepCalendar("new")),
        ("/lich nghi Tết", KeepCalendar("off", text="Tết")),
        ("giờ 7:00", ChooseHour(time(7))),
        ("gio 6h45", ChooseHour(time(6, 45))),
        ("Giờ nhận tin lúc 8 giờ", ChooseHour(time(8))),
        ("hour 9", ChooseHour(time(9))),
        ("giờ chung", ChooseHour(is_common=True)),
        ("giờ", ChooseHour()),
        ("tiếng Anh", ChooseLanguage("en")),
        ("tieng viet nhé", ChooseLanguage("vi")),
        ("English please", ChooseLanguage("en")),
        ("ngôn ngữ tiếng Việt", ChooseLanguage("vi")),
        ("/language français", ChooseLanguage(text="français")),
        ("cài đặt", ChangeSetting()),
        ("/settings printer", ChangeSetting(text="printer")),
    ],
)
def test_it_is_read(typed: str, command: Command) -> None:
    assert read_command(typed) == command


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("caidat nhac 7 3 1 0", "lead_days", (7, 3, 1, 0)),
        ("cài đặt nhắc phối hợp 5, 2", "coordinating_days", (5, 2)),
        ("settings coordinating off", "coordinating_days", False),
        ("cài đặt quá hạn 5", "overdue", (5,)),
        ("cài đặt ngày quá hạn thứ Tư", "overdue_day", (3,)),
        ("cai dat qua han thu 2", "overdue_day", (1,)),
        ("settings overdue day Friday", "overdue_day", (5,)),
        ("/settings overdue day Sunday", "overdue_day", ()),
        ("cài đặt chưa nhận 3 ngày", "silence", (3,)),
        ("cài đặt xác nhận tắt", "confirmation", False),
        ("cai dat gia han lanh dao", "decider", False),
        ("cài đặt gia hạn điều phối", "decider", True),
        ("cài đặt báo cáo bật", "reports", True),
        ("cài đặt giờ sáng 7:15", "morning", (time(7, 15),)),
        ("cài đặt hết giờ 16h30", "quiet", (time(16, 30),)),
        ("settings waking 7:00-20:00", "waking", (time(7), time(20))),
    ],
)
def test_a_setting_and_its_value_are_read(typed: str, name: str, value: object) -> None:
    command = read_command(typed)
    assert isinstance(command, ChangeSetting)
    assert command.name == name
    assert value in (command.numbers, command.hours, command.is_on)


@pytest.mark.parametrize(
    "typed",
    [
        "lịch họp tuần này thế nào?",
        "lịch nghỉ của anh Minh",
        "giờ tôi đang bận họp",
        "giờ 7 hay 8 thì họp?",
        "english is hard",
        "cài đặt máy in giúp tôi",
        "ngôn ngữ văn bản chưa chuẩn",
    ],
)
def test_a_sentence_is_no_order(typed: str) -> None:
    assert isinstance(read_command(typed), Misunderstood)
