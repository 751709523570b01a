"""What the history has to tell, line by line; facts only."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """Who did what, when (aware), and why; `number` is the task it was about, None for what is about no task.

    `what` is an event name such as "task_returned"; `detail` the reason, note or what was changed. An empty `who` is
    the program itself.
    """

    at: datetime
    who: str
    what: str
    detail: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryShown:
    """A page of the history, newest first: of one task (`number`, `title`) or of everything; `page` from 1."""

    lines: tuple[HistoryEntry, ...]
    total: int
    page: int
    pages: int
    number: int | None = None
    title: str = ""
