"""The periods a report is made for, and when it is due. What a report states stands in report_facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain.calendars import WorkingCalendar
from domain.deadlines import DeadlineKind
from domain.periods import Period, period_of


class ReportKind(StrEnum):
    """What a report covers: a calendar period, or the days somebody names. The longer period comes first."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    SPAN = "span"


# The regular reports, the longest first: where several fall due on one day only the first is made.
REGULAR = (ReportKind.YEAR, ReportKind.QUARTER, ReportKind.MONTH, ReportKind.WEEK)
LONGEST_SPAN_DAYS = 3 * 366
A_QUARTER = timedelta(days=92)

_KINDS = {
    ReportKind.YEAR: DeadlineKind.RECURRING_YEARLY,
    ReportKind.QUARTER: DeadlineKind.RECURRING_QUARTERLY,
    ReportKind.MONTH: DeadlineKind.RECURRING_MONTHLY,
    ReportKind.WEEK: DeadlineKind.RECURRING_WEEKLY,
}


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """The days a report covers, first and last included. Codes: "2026-W21", "2026-05", "2026-Q2", "2026"; of a span
    "2026-04-01..2026-06-30".
    """

    kind: ReportKind
    code: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class PeriodWish:
    """A period as somebody asks for it; what is left out is filled in on the day of asking (`settle`).

    `number` and `year` name a week, month, quarter or year; `steps_back` 1 is the one before. A span has its first
    and last (day, month, year or None).
    """

    kind: ReportKind = ReportKind.MONTH
    number: int | None = None
    year: int | None = None
    steps_back: int = 0
    first: tuple[int, int, int | None] | None = None
    last: tuple[int, int, int | None] | None = None


def settle(wish: PeriodWish, today: date) -> ReportPeriod:
    """The period that is meant, asked on `today` (local). Without a number the one that `today` lies in.

    A span that names no year ends in the latest year in which it has begun. A month or a quarter that names none and
    has not begun is last year's, unless that ended more than a quarter ago ("tháng 12" in January).

    Raises ValueError for days that do not exist, that run backwards, lie wholly ahead, or span more than three years.
    """
    if wish.kind is ReportKind.SPAN:
        period = _span_wished(wish, today)
    elif wish.number is not None:
        period = _numbered(wish.kind, wish.number, wish.year, today)
    elif wish.year is not None and wish.kind is ReportKind.YEAR:
        period = period_around(wish.kind, date(wish.year, 1, 1))
    else:
        period = period_around(wish.kind, today)
    for _ in range(wish.steps_back):
        period = period_before(period)
    if period.first_day > today:
        raise ValueError("the period has not begun")
    return period


def period_around(kind: ReportKind, day: date) -> ReportPeriod:
    """The week (Monday to Sunday), month, quarter or year that `day` lies in. Raises ValueError for a span."""
    if kind not in _KINDS:
        raise ValueError("a span has no calendar")
    found: Period = period_of(_KINDS[kind], day)
    return ReportPeriod(kind, found.code, found.first_day, found.last_day)


def span(first_day: date, last_day: date) -> ReportPeriod:
    """The days from first to last. Raises ValueError when they run backwards or span more than three years."""
    if not 0 <= (last_day - first_day).days <= LONGEST_SPAN_DAYS:
        raise ValueError("the days of a span run from the first to the last, over three years at most")
    return ReportPeriod(ReportKind.SPAN, f"{first_day}..{last_day}", first_day, last_day)


def period_before(period: ReportPeriod) -> ReportPeriod:
    """The period that ends the day before; of a span, as many days directly before it."""
    day_before = period.first_day - timedelta(days=1)
    if period.kind is ReportKind.SPAN:
        return span(day_before - (period.last_day - period.first_day), day_before)
    return period_around(period.kind, day_before)


def period_after(period: ReportPeriod) -> ReportPeriod:
    """The period that begins the day after; of a span, as many days directly after it."""
    day_after = period.last_day + timedelta(days=1)
    if period.kind is ReportKind.SPAN:
        return span(day_after, day_after + (period.last_day - period.first_day))
    return period_around(period.kind, day_after)


def due_day(period: ReportPeriod, calendar: WorkingCalendar) -> date:
    """When a regular report is told: the first working day after its period has ended."""
    return calendar.on_or_after(period.last_day + timedelta(days=1))


def due_report(today: date, calendar: WorkingCalendar) -> tuple[ReportPeriod, date]:
    """The regular report that fell due last, `today` included, and the day it did; of several the longest period."""
    found = ((due_day(period, calendar), period) for period in _ended(today))
    day, period = max(
        ((day, period) for day, period in found if day <= today),
        key=lambda pair: (pair[0], -REGULAR.index(pair[1].kind)),
    )
    return period, day


def as_of(period: ReportPeriod, now: datetime, zone: tzinfo) -> datetime:
    """The instant the figures of a period are those of: the midnight that ends it, or `now` (aware) while it runs."""
    return min(now, end_of(period, zone))


def start_of(period: ReportPeriod, zone: tzinfo) -> datetime:
    """The midnight with which the period begins."""
    return datetime.combine(period.first_day, time(0), zone)


def end_of(period: ReportPeriod, zone: tzinfo) -> datetime:
    """The midnight with which the period ends; that instant is no part of it."""
    return datetime.combine(period.last_day + timedelta(days=1), time(0), zone)


def _ended(today: date) -> Iterator[ReportPeriod]:
    """Of each kind the last two periods that have ended: the report of the last may fall due after a long break."""
    for kind in REGULAR:
        last = period_before(period_around(kind, today))
        for _ in range(10 if kind is ReportKind.WEEK else 3):
            yield last
            last = period_before(last)


def _numbered(kind: ReportKind, number: int, year: int | None, today: date) -> ReportPeriod:
    period = period_around(kind, _day_in(kind, number, year or today.year))
    if year is not None or kind is ReportKind.YEAR or period.first_day <= today:
        return period
    last = period_around(kind, _day_in(kind, number, today.year - 1))
    return last if today - last.last_day <= A_QUARTER else period


def _day_in(kind: ReportKind, number: int, year: int) -> date:
    if kind is ReportKind.YEAR:
        return date(number, 1, 1)
    if kind is ReportKind.WEEK:
        return date.fromisocalendar(year, number, 1)
    months = 3 if kind is ReportKind.QUARTER else 1
    return date(year, (number - 1) * months + 1, 1)


def _span_wished(wish: PeriodWish, today: date) -> ReportPeriod:
    if wish.first is None or wish.last is None:
        raise ValueError("a span has a first and a last day")
    (day, month, year), (last_day, last_month, last_year) = wish.first, wish.last
    ends = last_year or year or today.year
    begins = year or (ends if (month, day) <= (last_month, last_day) else ends - 1)
    found = span(date(begins, month, day), date(ends, last_month, last_day))
    is_unnamed = year is None and last_year is None
    if is_unnamed and found.first_day > today:
        return span(date(begins - 1, month, day), date(ends - 1, last_month, last_day))
    return found
