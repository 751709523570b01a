"""Days as people type them, often without the year, and which days of the calendar they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MOST_DAYS = 31  # that one order may name


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A day as typed; without a year it is the nearest one of that name."""

    day: int
    month: int
    year: int | None = None


def settle_days(typed: Sequence[TypedDay], today: date) -> tuple[date, date]:
    """First and last day meant by one typed day or two ("2/1-4/1/2026").

    Raises ValueError for days that do not exist, run backwards, are more than MOST_DAYS or more than a year away.
    """
    first, last = typed[0], typed[-1]
    ends = _day(last, today) if last.year or len(typed) == 1 else None
    begins = _day(TypedDay(first.day, first.month, first.year or (ends.year if ends else None)), today)
    if ends is None:
        ends = date(begins.year, last.month, last.day)
        ends = ends if ends >= begins else date(begins.year + 1, last.month, last.day)
    elif begins > ends and not first.year:
        begins = date(ends.year - 1, first.month, first.day)
    if not 0 <= (ends - begins).days < MOST_DAYS or max(abs((day - today).days) for day in (begins, ends)) > 400:
        raise ValueError(f"{begins.isoformat()} to {ends.isoformat()}")
    return begins, ends


def _day(typed: TypedDay, today: date) -> date:
    if typed.year is not None:
        return date(typed.year, typed.month, typed.day)
    found = [day for year in (today.year - 1, today.year, today.year + 1) if (day := _on(typed, year))]
    if not found:
        raise ValueError(f"{typed.day}/{typed.month}")
    return min(found, key=lambda day: abs((day - today).days))


def _on(typed: TypedDay, year: int) -> date | None:
    try:
        return date(year, typed.month, typed.day)
    except ValueError:
        return None
