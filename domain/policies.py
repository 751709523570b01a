"""How insistent an organisation is: numbers and hours, as data. A task keeps those it began with."""

from dataclasses import dataclass, replace
from datetime import time
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class ReminderPolicy:
    """How insistent an organisation is. Numbers are calendar days to or after the last day unless the name says more.

    Raises ValueError when the numbers or hours make no sense.
    """

    before_lead: tuple[int, ...] = (7, 3, 1, 0)
    before_coordinating: tuple[int, ...] = (3,)
    period_start_min_days: int = 20
    overdue_first: tuple[int, ...] = (1, 3)
    overdue_every: int = 7
    overdue_weekday: int = 0  # on which a rhythm of whole weeks falls, 0: Monday; the organisation's, not the task's
    silent_working_days: int = 2
    head_overdue: int = 1
    coordinator_overdue: int = 1
    leader_overdue: int = 7
    check_in_day: int = 25
    check_in_days_before_end: int = 5
    check_in_again_working_days: int = 2
    morning_at: time = time(7, 30)
    quiet_from: time = time(17, 0)
    waking_from: time = time(7, 0)
    waking_until: time = time(20, 0)
    tells_reports: bool = True
    coordinator_decides: bool = False  # requests for more time; else the leaders do
    halfway_min_days: int = 14  # a task with less time left when it was taken on is not asked after halfway

    def __post_init__(self) -> None:
        if min((*self.before_lead, *self.before_coordinating, self.check_in_days_before_end), default=0) < 0:
            raise ValueError("days before a last day must be 0 or more")
        overdue = (*self.overdue_first, self.head_overdue, self.coordinator_overdue, self.leader_overdue)
        if (
            min((*overdue, self.overdue_every, self.silent_working_days, self.check_in_again_working_days), default=1)
            < 1
        ):
            raise ValueError("days overdue, the overdue rhythm and the days of silence must be 1 or more")
        if not 0 <= self.overdue_weekday <= 4:
            raise ValueError("the weekday of long-overdue tasks must be 0 (Monday) to 4 (Friday)")
        if not 1 <= self.check_in_day <= 28:
            raise ValueError("the day of the monthly check-in must lie between 1 and 28")
        if self.morning_at >= self.quiet_from or self.waking_from >= self.waking_until:
            raise ValueError("hours for sending must begin before they end")


@lru_cache(maxsize=1024)
def policy_in_force(of_task: ReminderPolicy | None, of_organisation: ReminderPolicy) -> ReminderPolicy:
    """The policy that a task began with, on the weekday its organisation has now: one day bundles all tasks."""
    return replace(of_task or of_organisation, overdue_weekday=of_organisation.overdue_weekday)
