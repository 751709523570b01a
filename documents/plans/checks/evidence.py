"""What the checks compare: tasks with how their deadlines were read, and when two titles name the same duty."""

import re
from dataclasses import dataclass
from datetime import date

from documents.plans.deadlines import DeadlineReading
from domain.calendars import WEEKDAYS, WorkingCalendar
from domain.names import fold
from domain.plans import TaskDraft

_SAME = 97  # of 100: the same sentence but for a full stop or a tone mark
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Source:
    """A task with its deadline reading; `is_prose` when it stands outside the tables."""

    task: TaskDraft
    reading: DeadlineReading
    is_prose: bool

    @property
    def label(self) -> str:
        """How a sentence names the task: "Nhiệm vụ 3" of the table, "Nhiệm vụ tại mục IV.1" of the prose."""
        return f"Nhiệm vụ tại mục {self.task.code}" if self.is_prose else f"Nhiệm vụ {self.task.code}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The plan's number and issue day, all its tasks in reading order, and the days off that are known.

    `pictures` are the pages that are pictures of writing and could not be read, `scans` those whose words were
    recognised; `unclear_date` is an example of dates that may be day first or month first.
    """

    number: str | None
    issued_on: date | None
    sources: tuple[Source, ...]
    calendar: WorkingCalendar = WEEKDAYS
    pictures: tuple[int, ...] = ()
    unclear_date: tuple[int, int, int] | None = None
    scans: tuple[int, ...] = ()


def shown(day: date) -> str:
    """A day as Vietnamese papers write it: 09/4/2026."""
    return f"{day.day:02d}/{day.month}/{day.year}" if day.month > 2 else f"{day.day:02d}/{day.month:02d}/{day.year}"


def comparable(title: str) -> str:
    """A title as it is compared."""
    return fold(title).strip(" .;-+")


def is_same_duty(one: str, other: str) -> bool:
    """Two comparable titles say the same; "khu số 1" and "khu số 2", a draft and its final paper do not."""
    from rapidfuzz import fuzz  # noqa: PLC0415 -- 4 MB that only a plan needs

    if (
        not fuzz.ratio(one, other, score_cutoff=_SAME)
        or one.split(" ", maxsplit=1)[0] != other.split(" ", maxsplit=1)[0]
    ):
        return False
    return _NUMBERS.findall(one) == _NUMBERS.findall(other)
