"""Days as people say them ("thứ 6 tuần sau", "3 hôm nữa", "20 Apr", "cuối tháng"), written as dates.

Only at the beginning of what is read, or behind a word that leads to a day ("đến", "sang"): elsewhere they are part of
a reason.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from documents.words import word_lists

LONGEST = 60  # characters a spoken day may take
_LISTS = word_lists("deadlines")
_WEEKDAYS = {word: int(day) for day, words in _LISTS.lists("spoken_weekdays").items() for word in words}
_COUNTS = {word: int(count) for count, words in _LISTS.lists("spoken_counts").items() for word in words}
_MONTHS = _LISTS.words("english_months")
_ENGLISH_DAYS = _LISTS.words("english_weekdays")
_NEXT = r"(?:\s+(?P<next>tuần\s+(?:sau|tới)|tuan\s+(?:sau|toi))|\s+(?:tuần|tuan)\s+(?:này|nay))?"
_WEEKDAY = r"(?P<weekday>[2-7]|hai|ba|tư|tu|năm|nam|sáu|sau|bảy|bẩy|bay)"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_MONTH_NUMBER = r"(?:\s+(?P<number>\d{1,2})|(?!\s*\d))"
_FRIDAY = 4
_HALF_MONTH = 15

Day = Callable[[re.Match[str], date, date], date | None]

_LEAD = re.compile(
    r"\s*(?:(?:đến|den|tới|toi|sang|qua|vào|vao|until|till|to|by|hết|het|ngày|ngay)\s+){0,3}", re.IGNORECASE
)
_LEADING = re.compile(r"(?<!\w)(?:đến|den|tới|toi|sang|until)\s+", re.IGNORECASE)
_LUNAR = re.compile(r"(?<!\w)(?:âm\s+lịch|am\s+lich|rằm|ram\s+thang|mùng|lunar)(?!\w)", re.IGNORECASE)


def _weekday(found: re.Match[str], today: date, _: date) -> date | None:
    word = (found["weekday"] or "").casefold()
    wanted = _WEEKDAYS.get(word, 6)
    if found["next"]:
        return _monday(today) + timedelta(7 + wanted)
    return today + timedelta((wanted - today.weekday() - 1) % 7 + 1)


def _monday(today: date) -> date:
    return today - timedelta(today.weekday())


def _from_now(found: re.Match[str], today: date, _: date) -> date | None:
    return _later(today, _counted(found["count"]), found["unit"])


def _counted(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS[word.casefold()]


def _later(start: date, count: int, unit: str) -> date | None:
    kind = unit.casefold()
    if kind.startswith(("th", "mo")):
        return _months_later(start, count)
    days = count * (7 if kind.startswith(("tu", "we")) else 1)
    return start + timedelta(days) if days < 1000 else None


def _months_later(start: date, count: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _more_months(found: re.Match[str], _: date, base: date) -> date | None:
    if found["half"]:
        return base + timedelta(_HALF_MONTH)
    return _months_later(base, _counted(found["count"]))


def _end_of_month(found: re.Match[str], today: date, _: date) -> date | None:
    number = int(found["number"]) if found["number"] else today.month
    if not 1 <= number <= len(_MONTHS):
        return None
    year = today.year + (number < today.month)
    return date(year, number, monthrange(year, number)[1])


def _end_of_week(found: re.Match[str], today: date, _: date) -> date | None:
    return _monday(today) + timedelta(11 if found["next"] else 4)


def _next_week(_: re.Match[str], today: date, __: date) -> date | None:
    return _monday(today) + timedelta(7 + _FRIDAY)


def _next_month(found: re.Match[str], today: date, _: date) -> date | None:
    first = _months_later(today.replace(day=1), 1)
    day = int(found["day"]) if found["day"] else monthrange(first.year, first.month)[1]
    return first.replace(day=day) if 1 <= day <= monthrange(first.year, first.month)[1] else None


def _english(found: re.Match[str], today: date, _: date) -> date | None:
    month = _MONTHS.index(found["month"].casefold()[:3]) + 1
    return _this_or_next_year(int(found["day"]), month, today)


def _this_or_next_year(day: int, month: int, today: date) -> date | None:
    """This year's, or next year's when it lies more than half a year back: a day just past stays past."""
    for year in (today.year, today.year + 1):
        if day > monthrange(year, month)[1]:
            return None
        if date(year, month, day) >= today - timedelta(183):
            return date(year, month, day)
    return None


def _english_day(found: re.Match[str], today: date, _: date) -> date | None:
    wanted = _ENGLISH_DAYS.index(found["weekday"].casefold())
    if found["next"]:
        return _monday(today) + timedelta(7 + wanted)
    return today + timedelta((wanted - today.weekday() - 1) % 7 + 1)


_SPOKEN: tuple[tuple[re.Pattern[str], Day], ...] = tuple(
    (re.compile(pattern + r"(?![\w/])", re.IGNORECASE), day)
    for pattern, day in (
        (rf"(?:(?:thứ|thu)\s+{_WEEKDAY}|(?:chủ\s+nhật|chu\s+nhat|cn)(?!\w)){_NEXT}", _weekday),
        (rf"t(?P<weekday>[2-7])(?!\w|/){_NEXT}", _weekday),
        (r"(?:ngày|ngay)\s+(?:kia|mốt|mot)|mốt", lambda _f, today, _b: today + timedelta(2)),
        (r"(?:(?:ngày|ngay)\s+)?mai|tomorrow", lambda _f, today, _b: today + timedelta(1)),
        (r"(?:hết\s+|het\s+)?hôm\s+nay|hom\s+nay|today", lambda _f, today, _b: today),
        (rf"{_COUNT}\s+(?P<unit>hôm|hom|ngày|ngay|tuần|tuan|tháng|thang|days?|weeks?|months?)\s+(?:nữa|nua|from\s+now|later)",
         _from_now),
        (r"(?:thêm|them)\s+(?:(?P<half>nửa|nua)|(?P<count>\d{1,2}|một|mot|hai|ba))\s+(?:tháng|thang)", _more_months),
        (rf"(?:cuối|cuoi|hết|het)\s+(?:tháng|thang)(?:\s+(?:này|nay))?{_MONTH_NUMBER}", _end_of_month),
        (r"(?:cuối|cuoi|hết|het)\s+(?:tuần|tuan)(?:\s+(?:này|nay)|\s+(?P<next>sau|tới|toi))?", _end_of_week),
        (r"(?:tuần|tuan)\s+(?:sau|tới|toi)|next\s+week", _next_week),
        (r"(?:(?:ngày|ngay)\s+)?(?P<day>\d{1,2})\s+(?:tháng|thang)\s+(?:sau|tới|toi)", _next_month),
        (r"(?P<day>(?!))?(?:tháng|thang)\s+(?:sau|tới|toi)|next\s+month", _next_month),
        (rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}", _english),
        (rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?", _english),
        (rf"(?P<next>next\s+)?(?P<weekday>{'|'.join(_ENGLISH_DAYS)})", _english_day),
    )
)  # fmt: skip


def is_lunar(text: str) -> bool:
    """Whether the day is one of the lunar calendar, which dondoc does not count in."""
    return _LUNAR.search(text) is not None


def written_out(text: str, today: date, base: date) -> str:
    """The text with a spoken day as a date; unchanged when it has none. "thêm 1 tháng" counts from `base`."""
    lead = _LEAD.match(text)
    places = [0, lead.end() if lead else 0, *(leading.end() for leading in _LEADING.finditer(text))]
    for place in dict.fromkeys(places):
        if found := _day_at(text, place, today, base):
            end, day = found
            return f"{text[:place]}{_named(day)}{text[end:]}"
    return text


def _day_at(text: str, at: int, today: date, base: date) -> tuple[int, date] | None:
    part = text[at : at + LONGEST]
    for pattern, meant in _SPOKEN:
        if (found := pattern.match(part)) and (day := meant(found, today, base)) is not None:
            return at + found.end(), day
    return None


def _named(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
