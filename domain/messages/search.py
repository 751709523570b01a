"""Search: tasks by words of their titles, among those the person may read."""

from dataclasses import dataclass

from domain.messages import Command, Notice, Refusal
from domain.messages.summaries import TaskSummary
from domain.people import EVERYBODY


@dataclass(frozen=True, slots=True)
class FindTasks(Command):
    """Find tasks, closed ones too, in which all words of `text` stand. Pages from 1."""

    canonical = "find"
    roles = EVERYBODY
    place = 25
    undo = None

    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class TurnPage(Command):
    """Show another page of this chat's last list: number `page`, or `step` pages on (-1: back)."""

    canonical = "turn"
    roles = EVERYBODY
    place = 27
    undo = None

    page: int = 0
    step: int = 1


@dataclass(frozen=True, slots=True)
class NoListShown(Refusal):
    """No list with pages was shown here of late."""


@dataclass(frozen=True, slots=True)
class TasksFound(Notice):
    """The tasks that hold what was `sought`: those with the words in a row first; `pages` in all, `page` from 1."""

    is_replaceable = True

    sought: str
    lines: tuple[TaskSummary, ...]
    total: int
    page: int = 1
    pages: int = 1

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of all tasks that it shows."""
        return tuple(line.number for line in self.lines)


@dataclass(frozen=True, slots=True)
class SearchWordsMissing(Refusal):
    """Nothing was named that could be looked for."""
