"""Which days are working days. Holidays come in as data: this module knows no country."""

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
LONGEST_BREAK_DAYS = 60


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
        for distance in range(LONGEST_BREAK_DAYS + 1):
            day = start + step * distance
            if self.is_working_day(day):
                return day
        raise ValueError(f"no working day within {LONGEST_BREAK_DAYS} days of {start.isoformat()}")
