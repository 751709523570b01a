"""What is told about whole plans: the list of them, a withdrawal asked for, an end, deadlines that were moved."""

from dataclasses import dataclass, field
from datetime import date, datetime

from domain.lines import PlanFigures, TaskSummary


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """One plan of the list. `closed_as` is a PlanEnd value, "" while it runs; `asked_by` asks to withdraw it."""

    figures: PlanFigures
    closed_as: str = ""
    closed_at: datetime | None = None
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class PlansShown:
    """The plans, the latest first; `is_one`: one was asked for by name."""

    lines: tuple[PlanSummary, ...]
    as_of: datetime
    is_one: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawalNews:
    """A plan is to be withdrawn as a whole: `what` is "asked" (to the person who asked), "brought" (to the leaders, who
    decide) or "kept" (it goes on: the leader's no).

    `open_count` tasks would be cancelled. `by` is who asked, or who said no.
    """

    what: str
    plan: PlanFigures
    by: str
    reason: str
    open_count: int


@dataclass(frozen=True, slots=True)
class EndAsked:
    """What closing or withdrawing the plan would do: the tasks that stop, those that are followed on; waits for a yes.

    `closed_as` is a PlanEnd value. `question` is the row that keeps it.
    """

    closed_as: str
    plan: PlanFigures
    stopping: tuple[int, ...]
    going_on: tuple[int, ...]
    options: tuple[str, ...]
    question: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PlanClosed:
    """A plan was withdrawn or has ended. `lines` are the reader's tasks that stop; `going_on` stay to be done.

    `is_mine`: the reader did it; then `stopped` counts all tasks that stopped and `told` the people told.
    """

    closed_as: str
    plan: PlanFigures
    by: str
    reason: str
    lines: tuple[TaskSummary, ...] = ()
    going_on: tuple[int, ...] = ()
    is_mine: bool = False
    stopped: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class MovedItem:
    """A task whose deadline was moved, as it stands now, and how its deadline read before."""

    line: TaskSummary
    old_wording: str
    old_last_day: date | None


@dataclass(frozen=True, slots=True)
class DeadlineMoved:
    """To the people concerned, once: deadlines were moved by a later version of the plan (`title`), or one by one."""

    title: str
    items: tuple[MovedItem, ...]
