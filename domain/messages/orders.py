"""What those above do with a task: nudge, hand over, correct, add, cancel, restore."""

from dataclasses import dataclass
from datetime import datetime

from domain.history import EventKind
from domain.messages import Command, OfNumber, OneNumber, Refusal, SeveralNumbers, UndoRule
from domain.messages.summaries import OfTask
from domain.people import (
    ACTS_ON_REQUESTS,
    CONFIRMS,
    HANDS_OVER,
)


@dataclass(frozen=True, slots=True)
class Nudge(SeveralNumbers):
    """Ask after tasks at once; `is_urgent`: at any hour."""

    canonical = "nudge"
    roles = ACTS_ON_REQUESTS
    place = 270
    undo = UndoRule((EventKind.NUDGED,), "nudged")

    text: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class AssignTask(OneNumber):
    """Hand a task to people of the unit, by their names; "everybody" (`is_whole_unit`) gives it back to the unit."""

    canonical = "assign"
    roles = HANDS_OVER
    place = 280
    undo = UndoRule((EventKind.TASK_ASSIGNED,))

    names: tuple[str, ...] = ()
    is_whole_unit: bool = False


@dataclass(frozen=True, slots=True)
class AddTask(Command):
    """A task that stands in no plan: (part, words) as in EditRow; what comes first without a name is the title."""

    canonical = "add"
    roles = CONFIRMS
    place = 290
    undo = UndoRule((EventKind.TASK_ADDED,), "added")

    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CancelTask(OneNumber):
    """A task is not to be done any more, with the reason."""

    canonical = "cancel"
    roles = CONFIRMS
    place = 300
    undo = UndoRule((EventKind.TASK_CANCELLED,))

    reason: str = ""


@dataclass(frozen=True, slots=True)
class RestoreTask(OneNumber):
    """A task that was cancelled is to be done after all."""

    canonical = "restore"
    roles = CONFIRMS
    place = 310
    undo = UndoRule((EventKind.TASK_RESTORED,))


@dataclass(frozen=True, slots=True)
class Nudged(OfTask):
    """To the people of the lead units: somebody above asks after the task. `text` is their words, perhaps none."""

    by: str
    text: str
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class NudgeSent(OfTask):
    """To the person who nudged: who is told, who cannot be reached, and when it goes out (aware; None: at once)."""

    names: tuple[str, ...]
    unreached: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class TaskHanded(OfTask):
    """A task was handed to people of a unit; no names: it is the whole unit's again. `is_mine`: the reader did it."""

    names: tuple[str, ...]
    unit_name: str
    by: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class TaskChanged(OfTask):
    """To the person who corrected a task: `part` is "title", "deadline", "lead", "coordinating" or "product"."""

    part: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TaskAdded(OfTask):
    """To the person who added a task: its number, and the names of those who cannot be reached."""

    coordinating_names: tuple[str, ...]
    product: str | None
    unreached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskStopped(OfTask):
    """A task was cancelled, with the reason; `is_mine`: the reader did it."""

    reason: str
    by: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class TaskRestored(OfTask):
    """A cancelled task is to be done after all; `is_mine`: the reader did it.

    `asked_again` are the kinds of request that wait for an answer again.
    """

    by: str
    is_mine: bool
    asked_again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NudgedAlready(OfNumber):
    """Somebody nudged for this task less than an hour ago."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NobodyOfUnit(OfNumber):
    """The task's lead units have nobody who could be told."""

    lead_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonUnclear(Refusal):
    """No person of that name can be meant, or several; names that look like it, or all that there are."""

    name: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartMissing(Refusal):
    """A task to be added lacks its "title", "lead" or "deadline"."""

    part: str


@dataclass(frozen=True, slots=True)
class NothingChanged(OfNumber):
    """The correction says what the task says already."""

    part: str


@dataclass(frozen=True, slots=True)
class NotCancelled(OfNumber):
    """Only a cancelled task can be restored."""

    title: str
