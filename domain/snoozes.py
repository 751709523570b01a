"""Snoozes: when a person is reminded once more, and within which bounds. They add a reminder and hold back none."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.calendars import WorkingCalendar

MOST_DAYS = 7
LEAST = timedelta(minutes=10)
SNOOZE = "again"


@dataclass(frozen=True, slots=True)
class Snoozed:
    """One person is to be reminded of an occurrence on `day`, by a message of its own where `at_hour`."""

    id: int
    occurrence_id: int
    person_id: int
    day: date
    at_hour: bool

    @property
    def code(self) -> str:
        """The code of its stage in a morning message; each is said once."""
        return f"{SNOOZE}:{self.id}"

    def is_of_morning(self, today: date) -> bool:
        """Whether the morning message of `today` tells of it: also of one whose day passed without a message."""
        return not self.at_hour and self.day <= today <= self.day + timedelta(days=MOST_DAYS)


def hour_meant(now: datetime, minutes: int, hour: time | None, hours: tuple[time, time]) -> datetime | None:
    """Return the instant today, in the zone of `now`: `minutes` from now, or at `hour`.

    None when it is over, too near, or not within the `hours` (from, until before) in which messages are sent.
    """
    at = now + timedelta(minutes=minutes) if hour is None else now.replace(hour=hour.hour, minute=hour.minute, second=0)
    is_to_come = at >= now + LEAST and at.date() == now.date()
    return at if is_to_come and hours[0] <= at.time() < hours[1] else None


def day_meant(wished: date, today: date, calendar: WorkingCalendar) -> date | None:
    """The working day on or after the wished one; None when the wish is not within the next seven days."""
    return calendar.on_or_after(wished) if today < wished <= last_day(today) else None


def last_day(today: date) -> date:
    """The last day that may be wished."""
    return today + timedelta(days=MOST_DAYS)


def is_snooze(stage: str) -> bool:
    """Whether the code of a stage is that of a snooze."""
    return stage.startswith(f"{SNOOZE}:")
