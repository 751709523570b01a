"""Re-dating: reads deadlines again after the issue day was corrected, or the order of day and month was chosen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from documents.plans.checks.date_checks import doubts_about_dates
from documents.plans.checks.evidence import Evidence, Source
from documents.plans.deadlines import DeadlineReading, read_deadline
from domain.calendars import WEEKDAYS, WorkingCalendar
from domain.deadlines import Deadline
from domain.drafts import SETTLED_BY
from domain.plans import DateOrders, PlanDraft, PlanWarning, RowDates, TaskDraft, WarningCode

_ABOUT_LIMITS = SETTLED_BY["deadline"]

_ABOUT_DATES = frozenset(
    {
        WarningCode.DEADLINE_UNKNOWN, WarningCode.IMPOSSIBLE_DATE, WarningCode.WRONG_YEAR, WarningCode.DUE_ON_ISSUE_DAY,
        WarningCode.DUE_BEFORE_ISSUE, WarningCode.DUE_ON_DAY_OFF, WarningCode.NO_LAST_DAY, WarningCode.YEAR_UNKNOWN,
    }
)  # fmt: skip


# Two readings of the whole file: the digits of one wording used to be turned and read again without the rest.
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
    return tuple(warning for warning in warnings if warning.code in _ABOUT_LIMITS)


def _tasks_in_order(tasks: Sequence[TaskDraft], orders: DateOrders, *, is_month_first: bool) -> tuple[TaskDraft, ...]:
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
    tasks = _tasks_in_order(plan.tasks, orders, is_month_first=is_month_first)
    typed = {task.code for task in typed_rows(plan)}
    codes = {task.code for task in tasks} - typed
    others = (w for w in plan.warnings if w.code not in _ABOUT_LIMITS or w.task in typed)
    doubts = (w for w in (orders.month_first if is_month_first else orders.day_first) if w.task in {None, *codes})
    return replace(plan, tasks=tasks, warnings=(*others, *doubts))


def with_issue_day(plan: PlanDraft, day: date, calendar: WorkingCalendar = WEEKDAYS) -> PlanDraft:
    """The plan as issued on that day; a limit that a person has typed or moved is left as it is."""
    tasks = tuple(replace(task, deadline=_redated(task.deadline, plan.issued_on, day)) for task in plan.tasks)
    after = replace(plan, issued_on=day, issued_in=None, tasks=tasks, date_orders=_orders(plan, day))
    after = replace(after, warnings=_warnings(after, plan.warnings, tasks, calendar))
    if (orders := after.date_orders) is None:
        return after
    first, second = (_tasks_in_order(tasks, orders, is_month_first=is_month_first) for is_month_first in (False, True))
    orders = replace(
        orders,
        day_first=_warnings(after, orders.day_first, first, calendar),
        month_first=_warnings(after, orders.month_first, second, calendar),
    )
    return replace(after, date_orders=orders)


def _warnings(
    plan: PlanDraft, before: Sequence[PlanWarning], tasks: Sequence[TaskDraft], calendar: WorkingCalendar
) -> tuple[PlanWarning, ...]:
    """Those that stood there before, with the doubts about these rows' days instead of the old ones."""
    in_prose = {w.task for w in plan.warnings if w.code is WarningCode.DUTY_ONLY_IN_PROSE}
    sources = tuple(Source(t, _reading(t, plan.issued_on), t.code in in_prose) for t in tasks)
    doubts = doubts_about_dates(Evidence(plan.number, plan.issued_on, sources, calendar))
    return (*(w for w in before if w.code not in _ABOUT_DATES), *doubts)


def _orders(plan: PlanDraft, day: date) -> DateOrders | None:
    if plan.date_orders is None:
        return None
    rows = (
        replace(
            row,
            day_first=_redated(row.day_first, plan.issued_on, day),
            month_first=_redated(row.month_first, plan.issued_on, day),
        )
        for row in plan.date_orders.rows
    )
    return replace(plan.date_orders, rows=tuple(rows))


def _redated(deadline: Deadline, before: date | None, day: date) -> Deadline:
    is_as_read = deadline == read_deadline(deadline.wording, before).deadline
    return read_deadline(deadline.wording, day).deadline if is_as_read else deadline


def _reading(task: TaskDraft, day: date | None) -> DeadlineReading:
    """How the wording reads, unless the table's header said more or a person moved the limit: then what is settled."""
    reading = read_deadline(task.deadline.wording, day)
    return reading if reading.deadline == task.deadline else DeadlineReading(task.deadline)
