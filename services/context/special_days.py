"""Days on which work differs from an ordinary week: days off and make-up days, with why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.messages.settings import CalendarSpan
from services.context.command_context import CommandContext
from services.context.working_calendar import SWAPPED_IN, SWAPPED_OFF, day_names, load_calendar, worked_instead
from storage.organisations import OwnDay, list_own_days


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """The organisation's own days, and what the country's days off are called in the reader's language."""

    own: Mapping[date, OwnDay]
    names: Mapping[date, str]
    exchanged: Mapping[date, date]

    def of(self, day: date, *, is_working: bool) -> CalendarSpan | None:
        """The day as a span of its own; None when it is as in an ordinary week."""
        if is_working == (day.weekday() < 5):
            return None
        is_own = day in self.own
        name = self.own[day].name if is_own else self.names.get(day, "")
        is_swapped = not is_own and not name and day in SWAPPED_OFF | SWAPPED_IN
        return CalendarSpan(day, day, name, is_working, is_own, is_swapped, None if is_own else self.exchanged.get(day))


def load_special_days(context: CommandContext, years: set[int]) -> SpecialDays:
    """Return the special days of these years, named in the person's language."""
    own = {each.day: each for each in list_own_days(context.tx, context.organisation.id)}
    return SpecialDays(own, day_names(years, context.person.language), worked_instead(years))


def special_days_between(context: CommandContext, first: date, last: date) -> dict[date, CalendarSpan]:
    """Each special day of this time by its day."""
    known = load_special_days(context, {first.year, last.year})
    calendar = load_calendar(context.tx, context.organisation.id, first, last)
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    found = {day: known.of(day, is_working=calendar.is_working_day(day)) for day in days}
    return {day: span for day, span in found.items() if span is not None}
