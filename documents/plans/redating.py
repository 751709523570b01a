"""A plan whose day of issue is corrected: limits and doubts that rest on it are read again, corrected rows stay."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from documents.plans.date_orders import tasks_in_order
from documents.plans.deadlines import DeadlineReading, read_deadline
from documents.plans.doubts.dates import doubts_about_dates
from documents.plans.doubts.evidence import Evidence, Source
from domain.deadlines import Deadline
from domain.plans import DateOrders, PlanDraft, PlanWarning, TaskDraft, WarningCode

_ABOUT_DATES = frozenset(
    {
        WarningCode.DEADLINE_UNKNOWN, WarningCode.IMPOSSIBLE_DATE, WarningCode.WRONG_YEAR, WarningCode.DUE_ON_ISSUE_DAY,
        WarningCode.DUE_BEFORE_ISSUE, WarningCode.DUE_ON_DAY_OFF, WarningCode.NO_LAST_DAY, WarningCode.YEAR_UNKNOWN,
    }
)  # fmt: skip


def with_issue_day(plan: PlanDraft, day: date, holidays: Collection[date] = ()) -> PlanDraft:
    """The plan as issued on that day; a limit that a person has typed or moved is left as it is."""
    tasks = tuple(replace(task, deadline=_redated(task.deadline, plan.issued_on, day)) for task in plan.tasks)
    after = replace(plan, issued_on=day, issued_in=None, tasks=tasks, date_orders=_orders(plan, day))
    after = replace(after, warnings=_warnings(after, plan.warnings, tasks, holidays))
    if (orders := after.date_orders) is None:
        return after
    first, second = (tasks_in_order(tasks, orders, is_month_first=is_month_first) for is_month_first in (False, True))
    orders = replace(
        orders,
        day_first=_warnings(after, orders.day_first, first, holidays),
        month_first=_warnings(after, orders.month_first, second, holidays),
    )
    return replace(after, date_orders=orders)


def _warnings(
    plan: PlanDraft, before: Sequence[PlanWarning], tasks: Sequence[TaskDraft], holidays: Collection[date]
) -> tuple[PlanWarning, ...]:
    """Those that stood there before, with the doubts about these rows' days instead of the old ones."""
    in_prose = {w.task for w in plan.warnings if w.code is WarningCode.DUTY_ONLY_IN_PROSE}
    sources = tuple(Source(t, _reading(t, plan.issued_on), t.code in in_prose) for t in tasks)
    doubts = doubts_about_dates(Evidence(plan.number, plan.issued_on, sources, frozenset(holidays)))
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
