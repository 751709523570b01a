"""Completes the days of a plan whose letterhead leaves its day or its year open."""

import re
from dataclasses import replace
from datetime import date

from domain.plans import IssueMonth, PlanDraft, TaskDraft, WarningCode
from services.receive_plan import public_holidays

_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_ANSWERED = frozenset({WarningCode.YEAR_UNKNOWN, WarningCode.DEADLINE_UNKNOWN, WarningCode.NO_LAST_DAY})


def dated(plan: PlanDraft, issued_on: date | None, year: int | None) -> PlanDraft:
    """The plan as issued on that day; without a day, as made in that year, unless its own letterhead names a day."""
    if issued_on is not None:
        from documents.plans.redating import with_issue_day  # noqa: PLC0415 -- a plan comes once a year

        return with_issue_day(plan, issued_on, public_holidays())
    return plan if year is None or plan.issued_on is not None else _of_year(plan, year)


def month_first(plan: PlanDraft) -> PlanDraft:
    """The plan with dates such as 4/5/2026 read as the fifth of April; what a person has typed stays."""
    return replace(plan, tasks=tuple(_month_first(task, plan.issued_on) for task in plan.tasks))


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
    from documents.plans.issue_days import IssueDay, read_limit  # noqa: PLC0415 -- see above

    if task.deadline.last_day is not None or not task.deadline.wording:
        return task
    return replace(task, deadline=read_limit(task.deadline.wording, IssueDay(month=IssueMonth(year))).deadline)
