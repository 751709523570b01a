"""The working days of an organisation: Vietnam's public holidays (the `holidays` library) plus its own list."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from domain.calendars import WorkingCalendar
from storage.engine.database import Transaction
from storage.organisations import own_days

if TYPE_CHECKING:
    from holidays import HolidayBase

# Swapped by the government after the library's tables were made: Friday 2/1/2026 off, Saturday 10/1/2026 worked.
SWAPPED_OFF = frozenset({date(2026, 1, 2)})
SWAPPED_IN = frozenset({date(2026, 1, 10)})
_WORKED = re.compile(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})")  # in what the library calls a day off that was moved


def build_calendar(
    years: Iterable[int], days_off: Iterable[date] = (), make_up_days: Iterable[date] = ()
) -> WorkingCalendar:
    """The working days of these years.

    The organisation's own `days_off` and `make_up_days` win over the national ones; a day in both is worked.
    Outside the years only weekends and the organisation's own days are known.
    """
    return _calendar_of(tuple(years), frozenset(days_off), frozenset(make_up_days))


@lru_cache(maxsize=64)
def _calendar_of(years: tuple[int, ...], own_off: frozenset[date], own_worked: frozenset[date]) -> WorkingCalendar:
    """One value for all wards without days of their own: what was worked out with it is found again."""
    national = [_national_days(year) for year in years]
    off = frozenset().union(*(days for days, _ in national))
    worked = frozenset().union(*(days for _, days in national))
    return WorkingCalendar((off - own_worked) | own_off, (worked - own_off) | own_worked)


@lru_cache(maxsize=32)
def _national_days(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off (with compensation days) and weekend days worked in exchange, as the law and the government set them."""
    known = _days_off([year])
    off = frozenset(known) | {day for day in SWAPPED_OFF if day.year == year}
    worked = frozenset(known.weekend_workdays) | {day for day in SWAPPED_IN if day.year == year}
    return off, worked


def day_names(years: Iterable[int], language: str) -> dict[date, str]:
    """What the library calls the country's days off in these years, in Vietnamese or ("en") in English.

    Days of SWAPPED_OFF and SWAPPED_IN have no name, nor have days off for which another day is worked.
    """
    years = tuple(years)
    known, exchanged = _days_off(years, "en_US" if language.startswith("en") else "vi"), worked_instead(years)
    return {day: known[day] for day in known if day not in exchanged}


def worked_instead(years: Iterable[int]) -> dict[date, date]:
    """Days off that the government moved, each with the weekend day that is worked for it."""
    known = _days_off(years, "vi")
    found = {day: _WORKED.search(known[day]) for day in known}
    return {day: date(*(int(part) for part in reversed(each.groups()))) for day, each in found.items() if each}


def _days_off(years: Iterable[int], language: str | None = None) -> "HolidayBase":
    """Vietnam's days off by the library; imported late because that loads all 250 countries (0.3 s, 10 MB)."""
    # By its public name, which loads all 250 countries: 0.3 s and 10 MB once. Loading the one file by its path was
    # quicker and relied on a private detail (docs/adr/0017).
    from holidays import country_holidays  # noqa: PLC0415 - loads all countries

    return country_holidays("VN", years=years, language=language)


def load_calendar(tx: Transaction, organisation_id: int, first: date, last: date) -> WorkingCalendar:
    """Working days from a year before `first` to a year after `last`: enough for every stage that falls between."""
    days_off, make_up_days = own_days(tx, organisation_id)
    return build_calendar(range(first.year - 1, last.year + 2), days_off, make_up_days)


def calendar_with(own: Iterable[tuple[date, bool]], first: date, last: date) -> WorkingCalendar:
    """As `load_calendar`, with the organisation's own (day, whether it is worked), read before."""
    days = list(own)
    off, worked = [day for day, is_worked in days if not is_worked], [day for day, is_worked in days if is_worked]
    return build_calendar(range(first.year - 1, last.year + 2), off, worked)
