"""From a point to days: which day a named month, quarter or year begins and ends on, and which days do not exist."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from documents.plans.deadlines.points import Level, Point

# A date without its year that lies this far before the issue day means the coming year: "trước 15/1" said in November.
LONG_PAST = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day of a point; both None when it cannot be placed in time (no year known, lunar month)."""

    first: date | None = None
    last: date | None = None


class NoSuchDay(ValueError):
    """The calendar has no such day, month or quarter (31/4, tháng 13, quý V)."""


def days_of(point: Point, issued_on: date | None) -> Days:
    """The days of a point; a missing year is the year of issue. Raises NoSuchDay."""
    _check(point)
    if point.is_lunar or (point.y is None and issued_on is None):
        return Days()
    days = _days_in(point, point.y or (issued_on.year if issued_on else 0), issued_on)
    if point.y is None and issued_on and point.m and days.last and days.last + LONG_PAST < issued_on:
        return _days_in(point, issued_on.year + 1, issued_on)
    return days


def _check(point: Point) -> None:
    wrong = (point.m is not None and not 1 <= point.m <= 12) or (point.q is not None and not 1 <= point.q <= 4)
    if wrong or (point.y is not None and not 1900 <= point.y <= 2199):
        raise NoSuchDay
    longest = monthrange(point.y or 2000, point.m)[1] if point.m else 31
    if point.d is not None and not 1 <= point.d <= longest:
        raise NoSuchDay


def _days_in(point: Point, year: int, issued_on: date | None) -> Days:
    if point.level is Level.DAY:
        return _day(point, year, issued_on)
    if point.edge_days is not None:
        return _edge_of(point, _days_in(replace(point, edge_days=None, shade=None), year, issued_on))
    first_month, last_month = _months(point, issued_on)
    first_month, last_month = _shaded_months(point, first_month, last_month)
    first, last = date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1])
    return _shaded_days(point, first, last) if point.level is Level.MONTH else Days(first, last)


def _edge_of(point: Point, whole: Days) -> Days:
    """The first or last days of a period, no more of them than it has. Raises NoSuchDay when it has fewer."""
    if not (whole.first and whole.last and 0 < (point.edge_days or 0) <= (whole.last - whole.first).days):
        raise NoSuchDay
    more = timedelta(days=(point.edge_days or 1) - 1)
    return Days(whole.first, whole.first + more) if point.shade == "early" else Days(whole.last - more, whole.last)


def _day(point: Point, year: int, issued_on: date | None) -> Days:
    month = point.m or (issued_on.month if issued_on else None)
    if month is None or point.d is None:
        return Days()
    if point.d > monthrange(year, month)[1]:
        raise NoSuchDay
    day = date(year, month, point.d)
    if point.m is None and issued_on and day < issued_on:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if point.d > monthrange(year, month)[1]:
            raise NoSuchDay
        day = date(year, month, point.d)
    return Days(day, day)


def _months(point: Point, issued_on: date | None) -> tuple[int, int]:
    now = issued_on.month if issued_on else 1
    if point.level is Level.MONTH:
        month = point.m or now
        return month, month
    if point.level is Level.QUARTER:
        quarter = point.q or (now + 2) // 3
        return quarter * 3 - 2, quarter * 3
    if point.level is Level.HALF:
        return (1, 6) if point.h == 1 else (7, 12)
    return 1, 12


def _shaded_months(point: Point, first: int, last: int) -> tuple[int, int]:
    """ "Đầu quý" is its first month, "giữa năm" the first half, "đầu năm" the first quarter."""
    if point.level is Level.QUARTER and point.shade in {"early", "mid"}:
        month = first + (point.shade == "mid")
        return month, month
    if point.level is Level.YEAR and point.shade in {"early", "mid"}:
        return first, 3 if point.shade == "early" else 6
    return first, last


def _shaded_days(point: Point, first: date, last: date) -> Days:
    """The thirds of a month: "thượng tuần" ends on the 10th, "trung tuần" and "giữa" on the 20th; week n on day 7n."""
    ends = {"early": (1, 10), "ten1": (1, 10), "mid": (11, 20), "ten2": (11, 20), "ten3": (21, last.day)}
    ends |= {f"week{n}": (7 * n - 6, 7 * n) for n in (1, 2, 3)} | {"week4": (22, 28), "week5": (22, last.day)}
    ends |= {"half_early": (1, 15), "half_late": (16, last.day)}
    start, end = ends.get(point.shade or "", (1, last.day))
    return Days(first.replace(day=start), first.replace(day=end))
