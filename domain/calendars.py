"""Working days, and days as people type them. Holidays are passed in as data: this module knows no country."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
LONGEST_BREAK_DAYS = 60
MOST_TYPED_DAYS = 31  # that one order may name


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Monday to Friday except the days off, and whatever day was declared a make-up working day."""

    days_off: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """True when people are at work; a make-up working day wins over a day off."""
        return day in self.make_up_days or (day.weekday() < SATURDAY and day not in self.days_off)

    def on_or_before(self, day: date) -> date:
        """`day` itself, or the last working day before it. Raises ValueError after 60 days without one."""
        return self._nearest(day, timedelta(days=-1))

    def on_or_after(self, day: date) -> date:
        """`day` itself, or the first working day after it. Raises ValueError after 60 days without one."""
        return self._nearest(day, timedelta(days=1))

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which need not be one itself; `day` when `count` is 0.

        Raises ValueError for a negative count and after 60 days without a working day.
        """
        if count < 0:
            raise ValueError(f"{count} working days: only 0 or more can be added")
        for _ in range(count):
            day = self.on_or_after(day + timedelta(days=1))
        return day

    def _nearest(self, start: date, step: timedelta) -> date:
        day = start
        for _ in range(LONGEST_BREAK_DAYS + 1):
            if self.is_working_day(day):
                return day
            day += step
        raise ValueError(f"no working day within {LONGEST_BREAK_DAYS} days of {start.isoformat()}")


WEEKDAYS = WorkingCalendar()  # where nothing is known of days off


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
    if not 0 <= (ends - begins).days < MOST_TYPED_DAYS or max(abs((day - today).days) for day in (begins, ends)) > 400:
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
