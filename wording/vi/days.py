"""Vietnamese days, hours, periods and counts."""

from datetime import date, datetime, time

from wording.words import DayWords

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_ROMAN = {"Q1": "quý I", "Q2": "quý II", "Q3": "quý III", "Q4": "quý IV"}
_HALVES = {"H1": "6 tháng đầu năm", "H2": "6 tháng cuối năm"}


def _day(day: date) -> str:
    return f"{_short_day(day)}/{day.year}"


def _short_day(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]}, {day.day}/{day.month}"


def _instant(at: datetime) -> str:
    return f"{at:%H:%M}, {_day(at.date())}"


def _short_instant(at: datetime) -> str:
    return f"{at.day}/{at.month} {at:%H:%M}"


def _hour(at: time) -> str:
    return f"{at.hour} giờ {at.minute:02d}" if at.minute else f"{at.hour} giờ"


def _days_left(days: int) -> str:
    if days < 0:
        return f"quá hạn {-days} ngày"
    return f"còn {days} ngày" if days else "đến hạn hôm nay"


def _period(code: str) -> str:
    year, _, part = code.partition("-")
    if not part:
        return f"năm {year}"
    if part.isdecimal():
        return f"tháng {int(part)}/{year}"
    if part in _ROMAN:
        return f"{_ROMAN[part]}/{year}"
    if part in _HALVES:
        return f"{_HALVES[part]} {year}"
    return f"tuần {part.removeprefix('W')}/{year}"


DAYS = DayWords(
    of_month=lambda day: f"{day.day}/{day.month}",
    bare_day=lambda day: f"{day.day}/{day.month}/{day.year}",
    day=_day,
    short_day=_short_day,
    due_day=lambda day: f"{_WEEKDAYS[day.weekday()]} {day.day}/{day.month}",
    due_day_of_year=lambda day: f"{_WEEKDAYS[day.weekday()]} {day.day}/{day.month}/{day.year}",
    instant=_instant,
    short_instant=_short_instant,
    hour=_hour,
    days_left=_days_left,
    period=_period,
    tasks=lambda count: f"{count} việc",
    past_hour="đã quá giờ hạn hôm nay",
)
