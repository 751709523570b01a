"""Working days of Vietnam and the days on which a task must be named; of the program's rules nothing is imported."""

from datetime import date, timedelta

import holidays

from tests.simulation.clock import MAKE_UP_DAYS

MORE_DAYS_OFF = frozenset({date(2026, 1, 2)})
STAGES_BEFORE, STAGES_AFTER = (7, 3, 1, 0), (1, 3)
_DAYS_OFF = holidays.country_holidays("VN", years=[2025, 2026, 2027])


def is_working_day(day: date) -> bool:
    """By a calendar of Vietnam, with the make-up days that the authorities declared."""
    return day in MAKE_UP_DAYS or (day.weekday() < 5 and day not in _DAYS_OFF and day not in MORE_DAYS_OFF)


def working_day(day: date, step: int) -> date:
    """The day itself, or the next working day in that direction."""
    while not is_working_day(day):
        day += timedelta(days=step)
    return day


def stages(last_day: date) -> dict[date, str]:
    """The days on which an open task must be named to its lead units."""
    before = {working_day(last_day - timedelta(days=days), -1): f"{days} before" for days in STAGES_BEFORE}
    return before | {working_day(last_day + timedelta(days=days), 1): f"{days} late" for days in STAGES_AFTER}
