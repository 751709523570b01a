"""What the doubts look at: the tasks with how their deadlines were read and where they come from."""

from dataclasses import dataclass
from datetime import date

from documents.plans.deadlines import DeadlineReading
from domain.plans import TaskDraft


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
    """The plan's number and issue day, all its tasks in reading order, and the public holidays that are known.

    `pictures` are the pages that are pictures of writing and could not be read, `scans` those whose words were
    recognised; `unclear_date` is an example of dates that may be day first or month first.
    """

    number: str | None
    issued_on: date | None
    sources: tuple[Source, ...]
    holidays: frozenset[date] = frozenset()
    pictures: tuple[int, ...] = ()
    unclear_date: tuple[int, int, int] | None = None
    scans: tuple[int, ...] = ()


def shown(day: date) -> str:
    """A day as Vietnamese papers write it: 09/4/2026."""
    return f"{day.day:02d}/{day.month}/{day.year}" if day.month > 2 else f"{day.day:02d}/{day.month:02d}/{day.year}"
