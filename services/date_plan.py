"""Completes the days of a plan whose letterhead leaves its day or its year open."""

import re
from dataclasses import replace
from datetime import date

from domain.plan_notices import DateOrderSettled
from domain.plans import IssueMonth, PlanDraft, TaskDraft, WarningCode
from services.receive_plan import public_holidays

_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
DAY_FIRST, MONTH_FIRST = DATE_ORDERS = ("day_first", "month_first")
_ANSWERED = frozenset({WarningCode.YEAR_UNKNOWN, WarningCode.DEADLINE_UNKNOWN, WarningCode.NO_LAST_DAY})


def dated(plan: PlanDraft, issued_on: date | None, year: int | None) -> PlanDraft:
    """The plan as issued on that day; without a day, as made in that year, unless its own letterhead names a day."""
    if issued_on is not None:
        from documents.plans.re_dating import with_issue_day  # noqa: PLC0415 -- a plan comes once a year

        return with_issue_day(plan, issued_on, public_holidays())
    return plan if year is None or plan.issued_on is not None else _of_year(plan, year)


def in_date_order(plan: PlanDraft, order: str) -> PlanDraft:
    """The plan as its file reads with dates in this order, one of DATE_ORDERS; limits that a person typed stay."""
    if plan.date_orders is not None:
        from documents.plans.re_dating import in_order  # noqa: PLC0415 -- a plan comes once a year

        return in_order(plan, is_month_first=order == MONTH_FIRST)
    if order != MONTH_FIRST:
        return plan
    # Drafts that were kept before both readings were.
    return replace(plan, tasks=tuple(_month_first(task, plan.issued_on) for task in plan.tasks))


def date_order_settled(before: PlanDraft, after: PlanDraft, order: str) -> tuple[DateOrderSettled, ...]:
    """What the order of dates changed in which rows, and which rows kept the limits typed for them; () for nothing."""
    from documents.plans.re_dating import typed_rows  # noqa: PLC0415 -- a plan comes once a year

    limits = {task.number: task.deadline for task in before.tasks}
    changed = tuple(task.number for task in after.tasks if limits[task.number] != task.deadline)
    kept = tuple(task.number for task in typed_rows(after))
    return (DateOrderSettled(order, changed, kept),) if changed or kept else ()


def _month_first(task: TaskDraft, issued_on: date | None) -> TaskDraft:
    from documents.plans.deadlines import read_deadline  # noqa: PLC0415 -- a plan comes once a year

    wording = task.deadline.wording
    turned = _DATE.sub(r"\2/\1/\3", wording)
    if turned == wording or task.deadline != read_deadline(wording, issued_on).deadline:
        return task
    return replace(task, deadline=replace(read_deadline(turned, issued_on).deadline, wording=wording))


def _of_year(plan: PlanDraft, year: int) -> PlanDraft:
    tasks = tuple(_read_in(task, year) for task in plan.tasks)
    known = {task.code for task in tasks if task.deadline.last_day is not None}
    warnings = tuple(w for w in plan.warnings if w.code not in _ANSWERED or w.task not in known)
    return replace(plan, tasks=tasks, warnings=warnings, issued_in=IssueMonth(year))


def _read_in(task: TaskDraft, year: int) -> TaskDraft:
    from documents.plans.deadlines.issue_days import IssueDay, read_limit  # noqa: PLC0415 -- see above

    if task.deadline.last_day is not None or not task.deadline.wording:
        return task
    return replace(task, deadline=read_limit(task.deadline.wording, IssueDay(month=IssueMonth(year))).deadline)
