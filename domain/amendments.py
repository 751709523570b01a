"""How a later version of a plan differs from what is being followed, task by task. Pure."""

from dataclasses import dataclass

from domain.deadlines import Deadline
from domain.drafts import Choice, Doubt, mark_of
from domain.names import tidy
from domain.plans import PlanDraft, TaskDraft
from domain.tasks import Task

SEVERAL = 4  # from this number on they can be cancelled or kept all at once


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A task that the later version has in other words: `parts` are "title", "deadline", "lead", "coordinating",
    "product", and "wording" for a deadline that only reads differently."""

    task: Task
    row: TaskDraft
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """`same` are numbers of rows that bring nothing new; `renumbered` are those of them that only moved on paper."""

    new: tuple[TaskDraft, ...]
    rewritten: tuple[Rewritten, ...]
    gone: tuple[Task, ...]
    same: frozenset[int] = frozenset()
    renumbered: tuple[Rewritten, ...] = ()


def is_moved(before: Deadline, after: Deadline) -> bool:
    """True when the time limit itself is another, not only its wording."""
    return (before.kind, before.first_day, before.last_day, before.at_time) != (
        after.kind,
        after.first_day,
        after.last_day,
        after.at_time,
    )


def wordings_of(before: Deadline, after: Deadline) -> tuple[str, str]:
    """How the two read; where the words are the same, each with its last day, which alone is another."""
    if tidy(before.wording) != tidy(after.wording):
        return before.wording, after.wording
    return _with_day(before), _with_day(after)


def _with_day(deadline: Deadline) -> str:
    day = deadline.last_day
    return deadline.wording if day is None else f"{deadline.wording} ({day.day}/{day.month}/{day.year})"


def parts_of(task: Task, row: TaskDraft, lead: tuple[str, ...], coordinating: tuple[str, ...]) -> frozenset[str]:
    """What the row says otherwise; `lead` and `coordinating` are its units by the names they are known by."""
    wording = tidy(row.deadline.wording) != tidy(task.deadline.wording)
    differs = {
        "title": tidy(row.title) != tidy(task.title),
        "deadline": is_moved(task.deadline, row.deadline),
        "wording": wording and not is_moved(task.deadline, row.deadline),
        "lead": frozenset(lead) != frozenset(task.lead_names),
        "coordinating": frozenset(coordinating) != frozenset(task.coordinating_names),
        "product": tidy(row.product or "") != tidy(task.product or ""),
    }
    return frozenset(part for part, does in differs.items() if does)


def is_later_version(plan: PlanDraft, title: str) -> Doubt:
    """The question whether this is the plan of that title again, or another one."""
    choices = (Choice("amend"), Choice("separate"))
    return Doubt(mark_of("amends", title, plan.title), "amends", None, title, choices)


def questions_about(gone: tuple[Task, ...]) -> tuple[Doubt, ...]:
    """For each task that the later version leaves out: cancel it, or follow it further?"""
    choices = [Choice("cancel_task"), Choice("keep_task")]
    if len(gone) >= SEVERAL:
        choices += [Choice("cancel_all", str(len(gone))), Choice("keep_all", str(len(gone)))]
    return tuple(
        Doubt(mark_of_gone(task.number), "gone", None, str(task.number), tuple(choices), task.title) for task in gone
    )


def mark_of_gone(number: int) -> str:
    """The mark of the question about this task."""
    return mark_of("gone", str(number))
