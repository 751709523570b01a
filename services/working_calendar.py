"""The organisation's working days: the country's holidays plus its own list."""

from collections.abc import Iterable
from datetime import date

from domain.calendars import WorkingCalendar
from services.working_days import build_calendar
from storage.engine.database import Transaction
from storage.organisations import own_days


def load_calendar(tx: Transaction, organisation_id: int, first: date, last: date) -> WorkingCalendar:
    """Working days from a year before `first` to a year after `last`: enough for every stage that falls between."""
    days_off, make_up_days = own_days(tx, organisation_id)
    return build_calendar(range(first.year - 1, last.year + 2), days_off, make_up_days)


def calendar_with(own: Iterable[tuple[date, bool]], first: date, last: date) -> WorkingCalendar:
    """As `load_calendar`, with the organisation's own (day, whether it is worked), read before."""
    days = list(own)
    off, worked = [day for day, is_worked in days if not is_worked], [day for day, is_worked in days if is_worked]
    return build_calendar(range(first.year - 1, last.year + 2), off, worked)
