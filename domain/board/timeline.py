"""The plan in time: rows of tasks by lead unit, and the days of a month, as `/tien-do` and `/lich` show them."""

from dataclasses import dataclass
from datetime import date

from domain.figures import Cell
from domain.messages.settings import CalendarSpan
from domain.messages.summaries import TaskSummary

MOST_TITLES = 8  # one below the other on the fullest days of all weeks; more do not fit on an A4 sheet


@dataclass(frozen=True, slots=True)
class PeriodShown:
    """One period of a repeating duty; `is_answered` is None for one that has not begun."""

    code: str
    first: date
    last: date
    is_answered: bool | None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A task in time: from the day it began to its last day.

    `planned` is the last day that the plan set, where the deadline was moved since. `ended` is the day on which the
    work was reported or closed. `cell` is None for a task that was cancelled. `periods` are those of a repeating task,
    None for one that is done once.
    """

    summary: TaskSummary
    begins: date
    ends: date | None
    planned: date | None
    ended: date | None
    cell: Cell | None
    periods: tuple[PeriodShown, ...] | None = None

    @property
    def is_repeating(self) -> bool:
        """Whether the task is followed by periods."""
        return self.periods is not None


@dataclass(frozen=True, slots=True)
class TimelineUnit:
    """The tasks that a unit leads; `unit_id` is None for tasks that no unit leads."""

    unit_id: int | None
    name: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter with the words of the person who named it."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What `/tien-do` shows: whole months from `first` to `last`, and the values of its filters."""

    first: date
    last: date
    today: date
    units: tuple[TimelineUnit, ...]
    outside: int
    plans: tuple[Choice, ...] = ()
    leads: tuple[Choice, ...] = ()
    plan: str = ""
    unit: str = ""
    length: int = 0
    earlier: date | None = None
    later: date | None = None


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day of the calendar: whether people work, why not or why, and what falls due on it."""

    day: date
    is_working: bool
    is_of_month: bool
    special: CalendarSpan | None = None
    due: tuple[TaskSummary, ...] = ()
    away: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthShown:
    """What `/lich` shows: the weeks of a month, each from Monday to Sunday."""

    month: date
    today: date
    weeks: tuple[tuple[DayShown, ...], ...]
    earlier: date
    later: date
    may_change: bool
    due_count: int

    @property
    def is_dense(self) -> bool:
        """Whether a sheet of paper has no room for titles in the days, so that they stand in a list below."""
        return sum(max(len(each.due) for each in week) for week in self.weeks) > MOST_TITLES

    @property
    def listed(self) -> tuple[tuple[date, TaskSummary], ...]:
        """Every task of the days shown with its day, in their order."""
        return tuple((each.day, line) for week in self.weeks for each in week for line in each.due)
