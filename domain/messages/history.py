"""The history of tasks, and undo."""

from dataclasses import dataclass
from datetime import datetime

from domain.history import EventKind
from domain.messages import Command, Notice, OfNumber, OneNumber, Refusal, UndoRule
from domain.messages.summaries import CheckpointSummary, TaskSummary
from domain.people import EVERYBODY


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
class UndoLast(Command):
    """Take back the person's last deed, whatever it was; never an older one."""

    canonical = "undo"
    roles = EVERYBODY
    place = 160
    undo = UndoRule((EventKind.CHANGE_UNDONE,), "undone")


@dataclass(frozen=True, slots=True)
class ShowHistory(OneNumber):
    """The history, newest first: of one task, or of everything. Pages from 1."""

    canonical = "audit"
    roles = EVERYBODY
    place = 190
    undo = None

    number: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class HistoryShown(Notice):
    """A page of the history, newest first: of one task (`number`, `title`) or of everything; `page` from 1."""

    is_replaceable = True

    lines: tuple[HistoryEntry, ...]
    total: int
    page: int
    pages: int
    number: int | None = None
    title: str = ""

    @property
    def task_number(self) -> int | None:
        """The number of the task that it is about."""
        return self.number


@dataclass(frozen=True, slots=True)
class CheckpointMade(Notice):
    """Tells the code of a month's checkpoint. With the code the history can be checked later."""

    checkpoint: CheckpointSummary


@dataclass(frozen=True, slots=True)
class ChangeUndone(Notice):
    """A person's last deed was taken back; `what` is the event name that was undone, `line` None: about no task.

    `asked_again` are the kinds of request that this change had settled and that wait for an answer again. `detail` is
    that of the event, where it was about no task. `by` is who did it, "" for the reader.
    """

    line: TaskSummary | None
    what: str
    asked_again: tuple[str, ...] = ()
    detail: str = ""
    by: str = ""

    @property
    def task_number(self) -> int | None:
        """The number of the task that it is about."""
        return None if self.line is None else self.line.number

    @property
    def numbers_to_answer(self) -> tuple[int, ...]:
        """The number of the task, if it is about one."""
        return () if self.line is None else (self.line.number,)


@dataclass(frozen=True, slots=True)
class NothingToUndo(Refusal):
    """The person has done nothing yet."""


@dataclass(frozen=True, slots=True)
class ChangedSince(OfNumber):
    """The person's last deed cannot be taken back: somebody (`who`) did something (`what`, an event) to its task since.

    `at` None: it is not known who.
    """

    title: str
    who: str = ""
    what: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CannotUndo(Refusal):
    """The person's last deed stays, and nothing older is taken back: `what` is its event, `reason` as in `undoing`.

    `number` is its task, if it was about one, `detail` that of the event. For "moved": `who` did `since` at `at`.
    """

    what: str
    reason: str
    number: int | None = None
    detail: str = ""
    who: str = ""
    since: str = ""
    at: datetime | None = None

    @property
    def task_number(self) -> int | None:
        """The number of the task that it is about."""
        return self.number
