"""Date ranges in one line, as people type them when they are away: "20/5-25/5", "từ mai đến hết tuần", "hôm nay"."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from documents.plans.deadlines import read_deadline
from domain.deadlines import REPEATING

LONGEST = 200
_RECENTLY = timedelta(days=120)  # a date without a year that lies further back is next year's
_YEAR = re.compile(r"\d{4}")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})(?=[.\s-]|$)")
_UNTIL = re.compile(r"(?:đến|den|tới|toi|hết|het|until|till|to)\b", re.IGNORECASE)


def _named(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _sunday(today: date) -> date:
    return today + timedelta(days=6 - today.weekday())


def _month_end(today: date) -> date:
    return today.replace(day=monthrange(today.year, today.month)[1])


# What no plan says and people do: the words, and the dates they stand for.
_SPOKEN: tuple[tuple[re.Pattern[str], Callable[[date], str]], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), dates)
    for pattern, dates in (
        (r"(?:(?:đến|den)\s+)?(?:hết|het)\s+(?:tuần|tuan)(?:\s+(?:này|nay))?|this week|tuần này|tuan nay",
         lambda today: f"đến {_named(_sunday(today))}"),
        (r"tuần (?:sau|tới)|tuan (?:sau|toi)|next week",
         lambda today: f"từ {_named(_sunday(today) + timedelta(1))} đến {_named(_sunday(today) + timedelta(7))}"),
        (r"(?:(?:đến|den)\s+)?(?:hết|het)\s+(?:tháng|thang)(?:\s+(?:này|nay))?(?!\s*\d)",
         lambda today: f"đến {_named(_month_end(today))}"),
        (r"(?:hết\s+|het\s+)?(?:hôm nay|hom nay)|today", _named),
        (r"(?:(?:ngày|ngay)\s+)?mai|tomorrow", lambda today: _named(today + timedelta(1))),
    )
)  # fmt: skip


def read_stretch(text: str, today: date) -> tuple[date, date] | None:
    """First and last day meant, both included; a single day is both. None when no day is named.

    "đến 25/5" begins today. A date without a year is this year's, or next year's when it is long past.
    """
    words = text[:LONGEST]
    for pattern, dates in _SPOKEN:
        words = pattern.sub(dates(today), words)
    words = _DOTTED.sub(r"\1/\2", words).strip()
    found = _read(words, today, today)
    if found and found[1] < today - _RECENTLY and not _YEAR.search(words):
        return _read(words, date(today.year + 1, 1, 1), today)
    return found


def _read(words: str, issued: date, today: date) -> tuple[date, date] | None:
    reading = read_deadline(words, issued)
    deadline = reading.deadline
    if deadline.last_day is None or deadline.kind in REPEATING or reading.impossible:
        return None
    if deadline.first_day is not None:
        return min(deadline.first_day, deadline.last_day), deadline.last_day
    return (min(today, deadline.last_day) if _UNTIL.search(words) else deadline.last_day), deadline.last_day
