"""English days, hours, periods and counts."""

from datetime import date, datetime

from wording.words import DayWords

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HALVES = {"H1": "first half of", "H2": "second half of"}


def _day(day: date) -> str:
    return f"{_short_day(day)} {day.year}"


def _short_day(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def _instant(at: datetime) -> str:
    return f"{at:%H:%M}, {_day(at.date())}"


def _short_instant(at: datetime) -> str:
    return f"{at.day} {_MONTHS[at.month - 1]} {at:%H:%M}"


def _days_left(days: int) -> str:
    if not days:
        return "due today"
    count = f"{abs(days)} day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{count} overdue" if days < 0 else f"{count} left"


def _period(code: str) -> str:
    year, _, part = code.partition("-")
    if not part:
        return year
    if part.isdecimal() and 1 <= int(part) <= 12:
        return f"{_MONTHS[int(part) - 1]} {year}"
    if part in _HALVES:
        return f"{_HALVES[part]} {year}"
    return f"week {part[1:]} of {year}" if part.startswith("W") else f"{part} {year}"


def _tasks(count: int) -> str:
    return "1 task" if count == 1 else f"{count} tasks"


DAYS = DayWords(
    of_month=lambda day: f"{day.day} {_MONTHS[day.month - 1]}",
    bare_day=lambda day: f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
    day=_day,
    short_day=_short_day,
    due_day=_short_day,
    due_day_of_year=_day,
    instant=_instant,
    short_instant=_short_instant,
    hour=lambda at: f"{at:%H:%M}",
    days_left=_days_left,
    period=_period,
    tasks=_tasks,
    past_hour="past its hour today",
)
