"""The periods of a repeating duty: week, month, quarter, half-year, year, each with a code that people can read."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from domain.deadlines import DeadlineKind

_MONTH_CODE = re.compile(r"\d{4}-\d{2}")

# How many months a period lasts; "thường xuyên" (continuous) is followed month by month.
_MONTHS = {
    DeadlineKind.CONTINUOUS: 1,
    DeadlineKind.RECURRING_MONTHLY: 1,
    DeadlineKind.RECURRING_QUARTERLY: 3,
    DeadlineKind.RECURRING_HALFYEAR: 6,
    DeadlineKind.RECURRING_YEARLY: 12,
}


@dataclass(frozen=True, slots=True)
class Period:
    """One period with its first and last day. Codes: "2026-W15", "2026-04", "2026-Q2", "2026-H1", "2026"."""

    code: str
    first_day: date
    last_day: date


def period_of(kind: DeadlineKind, day: date) -> Period:
    """The period of a repeating deadline that `day` lies in; weeks are ISO weeks (Monday to Sunday).

    Raises ValueError when the kind of deadline does not repeat.
    """
    if kind is DeadlineKind.RECURRING_WEEKLY:
        return _week_of(day)
    if kind not in _MONTHS:
        raise ValueError(f"a deadline of kind {kind.value!r} has no periods")
    return _months_of(_MONTHS[kind], day)


def is_month_code(code: str) -> bool:
    """True for the code of a month ("2026-04")."""
    return _MONTH_CODE.fullmatch(code) is not None


def _week_of(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(f"{year}-W{week:02d}", monday, monday + timedelta(days=6))


def _months_of(months: int, day: date) -> Period:
    index = (day.month - 1) // months
    last_month = (index + 1) * months
    first = date(day.year, last_month - months + 1, 1)
    last = date(day.year, last_month, monthrange(day.year, last_month)[1])
    codes = {1: f"-{day.month:02d}", 3: f"-Q{index + 1}", 6: f"-H{index + 1}", 12: ""}
    return Period(f"{day.year}{codes[months]}", first, last)
