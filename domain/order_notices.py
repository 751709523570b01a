"""What is told when those above act on a task: a nudge, a hand-over, a correction, a task added or cancelled."""

from dataclasses import dataclass
from datetime import datetime

from domain.lines import TaskSummary


@dataclass(frozen=True, slots=True)
class Nudged:
    """To the people of the lead units: somebody above asks after the task. `text` is their words, perhaps none."""

    line: TaskSummary
    by: str
    text: str
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class NudgeSent:
    """To whoever nudged: who is told, who cannot be reached, and when it goes out (aware; None: at once)."""

    line: TaskSummary
    names: tuple[str, ...]
    unreached: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class TaskHanded:
    """A task was handed to people of a unit; no names: it is the whole unit's again. `is_mine`: the reader did it."""

    line: TaskSummary
    names: tuple[str, ...]
    unit_name: str
    by: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class TaskChanged:
    """To whoever corrected a task: `part` is "title", "deadline", "lead", "coordinating" or "product"."""

    line: TaskSummary
    part: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TaskAdded:
    """To whoever added a task: its number, and the names of those who cannot be reached."""

    line: TaskSummary
    coordinating_names: tuple[str, ...]
    product: str | None
    unreached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskStopped:
    """A task was cancelled, with the reason; `is_mine`: the reader did it."""

    line: TaskSummary
    reason: str
    by: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class TaskRestored:
    """A cancelled task is to be done after all; `is_mine`: the reader did it.

    `asked_again` are the kinds of request that wait for an answer again.
    """

    line: TaskSummary
    by: str
    is_mine: bool
    asked_again: tuple[str, ...] = ()
