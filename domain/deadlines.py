"""Deadlines of tasks and the periods of repeating work.

A deadline has a kind, the days it spans and the plan's own wording, which is always what people are shown. Periods have
codes that people can read.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

_MONTH_CODE = re.compile(r"\d{4}-\d{2}")


class DeadlineKind(StrEnum):
    """How the plan states the time limit."""

    BY_DATE = "by_date"
    IN_MONTH = "in_month"
    IN_QUARTER = "in_quarter"
    IN_HALF = "in_half"
    IN_YEAR = "in_year"
    RANGE = "range"
    RECURRING_WEEKLY = "recurring_weekly"
    RECURRING_MONTHLY = "recurring_monthly"
    RECURRING_QUARTERLY = "recurring_quarterly"
    RECURRING_HALFYEAR = "recurring_halfyear"
    RECURRING_YEARLY = "recurring_yearly"
    CONTINUOUS = "continuous"
    RELATIVE = "relative"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


REPEATING = frozenset(
    {
        DeadlineKind.CONTINUOUS,
        DeadlineKind.RECURRING_WEEKLY,
        DeadlineKind.RECURRING_MONTHLY,
        DeadlineKind.RECURRING_QUARTERLY,
        DeadlineKind.RECURRING_HALFYEAR,
        DeadlineKind.RECURRING_YEARLY,
    }
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as read from a plan.

    `last_day` is the last day still in time ("trước ngày 15/4" -> 14/4); None when the plan names no such day.
    `at_time` is the local hour on `last_day` when the plan names one ("trước 16h ngày 15/4").
    """

    kind: DeadlineKind
    wording: str
    first_day: date | None = None
    last_day: date | None = None
    at_time: time | None = None
    rule: str | None = None
    condition: str | None = None

    @property
    def is_repeating(self) -> bool:
        """True when the task is followed per period (a check-in) and not by one last day."""
        return self.kind in REPEATING


@lru_cache(maxsize=256)
def local_time(instant: datetime, zone: tzinfo) -> datetime:
    """An instant (aware UTC) as the clocks of a zone show it: asked for every task of a list, worked out once."""
    return instant.astimezone(zone)


def is_past(last_day: date | None, at_time: time | None, now: datetime, zone: tzinfo) -> bool:
    """True when `now` (aware) is later than the last moment still in time; a day without an hour lasts to midnight."""
    if last_day is None:
        return False
    local = local_time(now, zone)
    if at_time is None or local.date() != last_day:
        return local.date() > last_day
    return local.time() > at_time


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
