"""What a deadline is: a kind, the days it spans and the plan's own wording, which is always what people are shown."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from functools import lru_cache


class DeadlineKind(StrEnum):
    """How the plan states the time limit."""

    BY_DATE = "by_date"
    IN_MONTH = "in_month"
    IN_QUARTER = "in_quarter"
    IN_HALF = "in_half"
    IN_YEAR = "in_year"
    RANGE = "range"
    RECURRING_WEEKLY = "recurring_weekly"
    RECURRING_MONTHLY = "recurring_monthly"
    RECURRING_QUARTERLY = "recurring_quarterly"
    RECURRING_HALFYEAR = "recurring_halfyear"
    RECURRING_YEARLY = "recurring_yearly"
    CONTINUOUS = "continuous"
    RELATIVE = "relative"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


REPEATING = frozenset(
    {
        DeadlineKind.CONTINUOUS,
        DeadlineKind.RECURRING_WEEKLY,
        DeadlineKind.RECURRING_MONTHLY,
        DeadlineKind.RECURRING_QUARTERLY,
        DeadlineKind.RECURRING_HALFYEAR,
        DeadlineKind.RECURRING_YEARLY,
    }
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as read from a plan.

    `last_day` is the last day still in time ("trước ngày 15/4" -> 14/4); None when the plan names no such day.
    `at_time` is the local hour on `last_day` when the plan names one ("trước 16h ngày 15/4").
    """

    kind: DeadlineKind
    wording: str
    first_day: date | None = None
    last_day: date | None = None
    at_time: time | None = None
    rule: str | None = None
    condition: str | None = None

    @property
    def is_repeating(self) -> bool:
        """True when the task is followed per period (a check-in) and not by one last day."""
        return self.kind in REPEATING


@lru_cache(maxsize=256)
def local_time(instant: datetime, zone: tzinfo) -> datetime:
    """An instant (aware UTC) as the clocks of a zone show it: asked for every task of a list, worked out once."""
    return instant.astimezone(zone)


def is_past(last_day: date | None, at_time: time | None, now: datetime, zone: tzinfo) -> bool:
    """True when `now` (aware) is later than the last moment still in time; a day without an hour lasts to midnight."""
    if last_day is None:
        return False
    local = local_time(now, zone)
    if at_time is None or local.date() != last_day:
        return local.date() > last_day
    return local.time() > at_time
