"""Snooze: a person asks to be reminded of their own tasks once more, today at an hour or in a later morning message."""

from dataclasses import dataclass
from datetime import date, datetime, time

from domain.history import EventKind
from domain.messages import Notice, Refusal, SeveralNumbers, UndoRule
from domain.messages.summaries import TaskSummary
from domain.people import UNIT_ROLES


@dataclass(frozen=True, slots=True)
class Snooze(SeveralNumbers):
    """Remind the person again: `minutes` from now, at an `hour` of today, or on a `day` in the words typed.

    Without numbers the tasks of the last message are meant. Further reminders of the task go on as planned.
    """

    canonical = "snooze"
    roles = UNIT_ROLES
    place = 45
    undo = UndoRule((EventKind.TASK_SNOOZED,))

    minutes: int = 0
    hour: time | None = None
    day: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class TasksSnoozed(Notice):
    """To the person: of which tasks they will be reminded, and when (aware); `in_morning`: in that day's message."""

    lines: tuple[TaskSummary, ...]
    at: datetime
    in_morning: bool

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of all tasks that it shows."""
        return tuple(line.number for line in self.lines)


@dataclass(frozen=True, slots=True)
class RemindedAgain(Notice):
    """The reminder at the hour that the person asked for."""

    lines: tuple[TaskSummary, ...]

    @property
    def numbers_to_answer(self) -> tuple[int, ...]:
        """The numbers of the tasks that a reply to it may mean."""
        return tuple(line.number for line in self.lines)


@dataclass(frozen=True, slots=True)
class SnoozeUnclear(Refusal):
    """It is not clear when to remind again."""

    text: str


@dataclass(frozen=True, slots=True)
class SnoozeNotToday(Refusal):
    """The hour is over or not an hour in which messages are sent today; `begins` and `ends` are those hours."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class SnoozeTooFar(Refusal):
    """The day is not within the days to come for which this is possible."""

    until: date


@dataclass(frozen=True, slots=True)
class SnoozeOfOthers(Refusal):
    """The task belongs to another unit; a nudge reminds that unit."""

    number: int
    lead_names: tuple[str, ...]
