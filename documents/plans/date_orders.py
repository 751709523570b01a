"""A file whose dates may be day first or month first, read both ways, and the choice between the two readings."""

from collections.abc import Sequence
from dataclasses import replace

from domain.drafts import SETTLED_BY
from domain.plans import DateOrders, PlanDraft, PlanWarning, RowDates, TaskDraft

ABOUT_LIMITS = SETTLED_BY["deadline"]


def orders_of(day_first: PlanDraft, month_first: PlanDraft) -> DateOrders:
    """Where the two readings of one file differ: the limits of rows, and the doubts about limits."""
    other = {task.number: task.deadline for task in month_first.tasks}
    rows = tuple(
        RowDates(task.number, task.deadline, other[task.number])
        for task in day_first.tasks
        if other.get(task.number, task.deadline) != task.deadline
    )
    return DateOrders(rows, _about_limits(day_first.warnings), _about_limits(month_first.warnings))


def _about_limits(warnings: Sequence[PlanWarning]) -> tuple[PlanWarning, ...]:
    return tuple(warning for warning in warnings if warning.code in ABOUT_LIMITS)


def tasks_in_order(tasks: Sequence[TaskDraft], orders: DateOrders, *, is_month_first: bool) -> tuple[TaskDraft, ...]:
    """The rows with their dates in this order; a limit that a person has typed or moved is left as it is."""
    known = {row.number: row for row in orders.rows}
    return tuple(_in_order(task, known.get(task.number), is_month_first=is_month_first) for task in tasks)


def _in_order(task: TaskDraft, row: RowDates | None, *, is_month_first: bool) -> TaskDraft:
    if row is None or _is_typed(task, row):
        return task
    return replace(task, deadline=row.month_first if is_month_first else row.day_first)


def _is_typed(task: TaskDraft, row: RowDates) -> bool:
    return task.deadline not in (row.day_first, row.month_first)


def typed_rows(plan: PlanDraft) -> tuple[TaskDraft, ...]:
    """The rows whose limit depends on the order of their date and was typed or moved by a person."""
    known = {row.number: row for row in plan.date_orders.rows} if plan.date_orders else {}
    return tuple(task for task in plan.tasks if task.number in known and _is_typed(task, known[task.number]))


def in_order(plan: PlanDraft, *, is_month_first: bool) -> PlanDraft:
    """The plan as the file reads with its dates in this order; the rows of `typed_rows` keep limits and doubts."""
    orders = plan.date_orders
    if orders is None:
        return plan
    tasks = tasks_in_order(plan.tasks, orders, is_month_first=is_month_first)
    typed = {task.code for task in typed_rows(plan)}
    codes = {task.code for task in tasks} - typed
    others = (w for w in plan.warnings if w.code not in ABOUT_LIMITS or w.task in typed)
    doubts = (w for w in (orders.month_first if is_month_first else orders.day_first) if w.task in {None, *codes})
    return replace(plan, tasks=tasks, warnings=(*others, *doubts))
