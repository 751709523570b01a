"""Vietnamese refusals about the calendar, settings, hour and language."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from domain.messages.settings import (
    BreakTooLong,
    DaysAreSo,
    DaysNotUnderstood,
    HourNotAccepted,
    HoursCollide,
    LanguageUnknown,
    SettingNotAccepted,
    SettingUnknown,
)
from wording.vi.settings import SETTINGS
from wording.words import DayWords

_SO = {"off": "vốn đã là ngày nghỉ", "work": "vốn đã là ngày làm việc", "back": "không có trong lịch riêng của cơ quan"}


def _days_not_understood(refusal: DaysNotUnderstood, _: DayWords) -> str:
    what = f"Chưa rõ ngày “{refusal.text}”" if refusal.text else "Chưa ghi ngày"
    return (
        f"{what}. Ghi một ngày hoặc một khoảng nhiều nhất 31 ngày, trong vòng một năm. Ví dụ: lich nghi 2/1/2026 · "
        "lich nghi 2/1-4/1/2026 Tết · lich lam 10/1/2026 · lich bo 2/1/2026"
    )


def _span(first: date, last: date, days: DayWords) -> str:
    return days.day(first) if first == last else f"{days.day(first)} – {days.day(last)}"


def _days_are_so(refusal: DaysAreSo, days: DayWords) -> str:
    so = _SO.get(refusal.change, _SO["off"])
    span = _span(refusal.first, refusal.last, days)
    return f"{span[:1].upper()}{span[1:]} {so}, không có gì để sửa. Gõ /lich để xem lịch."


def _break_too_long(refusal: BreakTooLong, _: DayWords) -> str:
    return f"Ghi như vậy thì cơ quan nghỉ liền hơn {refusal.most} ngày. Đề nghị kiểm tra lại ngày; lịch chưa thay đổi."


def _setting_unknown(refusal: SettingUnknown, _: DayWords) -> str:
    return f"Không có cài đặt “{refusal.text}”. Gõ /caidat để xem các cài đặt và cách đổi."


def _setting_not_accepted(refusal: SettingNotAccepted, _: DayWords) -> str:
    name = SETTINGS.names.get(refusal.name, refusal.name)
    within = f"chỉ nhận từ {refusal.lowest} đến {refusal.highest}" if refusal.lowest else "chưa rõ đổi thành gì"
    example = f" Ví dụ: {SETTINGS.typed[refusal.name]}" if refusal.name in SETTINGS.typed else ""
    return f"{name}: {within}.{example}"


def _hours_collide(refusal: HoursCollide, _: DayWords) -> str:
    name = SETTINGS.names.get(refusal.name, refusal.name)
    return f"{name}: giờ bắt đầu phải trước giờ kết thúc. Gõ /caidat để xem các giờ hiện nay."


def _hour_not_accepted(refusal: HourNotAccepted, _: DayWords) -> str:
    return f"Giờ nhận tin buổi sáng phải từ {refusal.lowest} đến {refusal.highest}. Ví dụ: gio 7:00"


def _language_unknown(refusal: LanguageUnknown, _: DayWords) -> str:
    return f"Chưa có ngôn ngữ “{refusal.text}”. Gõ: tieng viet, hoặc: tieng anh"


SETTING_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    DaysNotUnderstood: _days_not_understood,
    DaysAreSo: _days_are_so,
    BreakTooLong: _break_too_long,
    SettingUnknown: _setting_unknown,
    SettingNotAccepted: _setting_not_accepted,
    HoursCollide: _hours_collide,
    HourNotAccepted: _hour_not_accepted,
    LanguageUnknown: _language_unknown,
}
