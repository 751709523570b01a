"""Plans as a whole: the list, withdrawal, the end; tasks that a plan assigned, moved or withdrew."""

from dataclasses import dataclass, field
from datetime import date, datetime

from domain.history import EventKind
from domain.messages import Command, Notice, Refusal, UndoRule
from domain.messages.summaries import PlanFigures, TaskSummary
from domain.people import ACTS_ON_REQUESTS, CONFIRMS, DECIDES, EVERYBODY


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """One plan of the list. `closed_as` is a PlanEnd value, "" while it runs; `asked_by` asks to withdraw it."""

    figures: PlanFigures
    closed_as: str = ""
    closed_at: datetime | None = None
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class MovedItem:
    """A task whose deadline was moved, as it stands now, and how its deadline read before."""

    line: TaskSummary
    old_wording: str
    old_last_day: date | None


@dataclass(frozen=True, slots=True)
class ListPlans(Command):
    """The plans that are followed, or the one named, each with its figures."""

    canonical = "plans"
    roles = EVERYBODY
    place = 530
    undo = None

    plan: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawPlan(Command):
    """Withdraw a plan as a whole: from a coordinator it goes to the leaders, a leader is asked for a yes."""

    canonical = "withdraw"
    roles = ACTS_ON_REQUESTS
    place = 540
    undo = UndoRule((EventKind.PLAN_WITHDRAWAL_ASKED,))

    plan: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AgreeToWithdraw(Command):
    """The leader's yes: the plan's open tasks are cancelled and everybody is told.

    Where no coordinator asks for it (any more) it is asked about first, unless `is_sure`.
    """

    canonical = "agree"
    roles = DECIDES
    place = 550
    undo = UndoRule((EventKind.PLAN_WITHDRAWN,), "withdrawn")

    plan: str
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class KeepPlan(Command):
    """The leader's no to a withdrawal: the plan goes on."""

    canonical = "keep"
    roles = DECIDES
    place = 560
    undo = UndoRule((EventKind.PLAN_WITHDRAWAL_REFUSED,))

    plan: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndPlan(Command):
    """Close a plan at its end; what is open is named and asked about, unless `is_sure`."""

    canonical = "endplan"
    roles = CONFIRMS
    place = 570
    undo = UndoRule((EventKind.PLAN_ENDED,), "ended")

    plan: str
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class PlansShown(Notice):
    """The plans, the latest first; `is_one`: one was asked for by name."""

    lines: tuple[PlanSummary, ...]
    as_of: datetime
    is_one: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawalNews(Notice):
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
class EndAsked(Notice):
    """What closing or withdrawing the plan would do: the tasks that stop, those that are followed on; waits for a yes.

    `closed_as` is a PlanEnd value. `question` is the row that keeps it.
    """

    closed_as: str
    plan: PlanFigures
    stopping: tuple[int, ...]
    going_on: tuple[int, ...]
    options: tuple[str, ...]
    question: int = field(default=0, compare=False)

    @property
    def question_id(self) -> int:
        """The row that keeps what it asks; 0: none."""
        return self.question


@dataclass(frozen=True, slots=True)
class PlanClosed(Notice):
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

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of all tasks that it shows."""
        return tuple(line.number for line in self.lines)


@dataclass(frozen=True, slots=True)
class DeadlineMoved(Notice):
    """To the people concerned, once: deadlines were moved by a later version of the plan (`title`), or one by one."""

    title: str
    items: tuple[MovedItem, ...]

    @property
    def numbers_to_answer(self) -> tuple[int, ...]:
        """The numbers of the tasks that a reply to it may mean."""
        return tuple(item.line.number for item in self.items)


@dataclass(frozen=True, slots=True)
class TasksAssigned(Notice):
    """A plan was written: the tasks this person's units lead, and the numbers of those they coordinate."""

    title: str
    name: str
    lines: tuple[TaskSummary, ...]
    coordinating: tuple[int, ...] = ()

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of all tasks that it shows."""
        return tuple(line.number for line in self.lines)


@dataclass(frozen=True, slots=True)
class TasksWithdrawn(Notice):
    """To the people concerned, once: these tasks were cancelled, or are no longer their units'."""

    title: str
    lines: tuple[TaskSummary, ...]

    @property
    def task_numbers(self) -> tuple[int, ...]:
        """The numbers of all tasks that it shows."""
        return tuple(line.number for line in self.lines)


@dataclass(frozen=True, slots=True)
class NoSuchPlan(Refusal):
    """No plan, or more than one, is called so; `names` are what may be typed, each with its title."""

    typed: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowNotInPlan(Refusal):
    """No task of this person stands in that row of the plan; `name` is what is typed for the plan."""

    row: int
    name: str


@dataclass(frozen=True, slots=True)
class PlanOver(Refusal):
    """The plan was withdrawn or has ended before (`closed_as` a PlanEnd value)."""

    name: str
    closed_as: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawalAsked(Refusal):
    """Somebody has asked the leaders already."""

    name: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoWithdrawal(Refusal):
    """Nobody has asked to withdraw the plan."""

    name: str
