"""A plan whose day of issue is corrected: limits and doubts that rest on it are read again, corrected rows stay."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from documents.plans.deadlines import DeadlineReading, read_deadline
from documents.plans.doubts.dates import doubts_about_dates
from documents.plans.doubts.evidence import Evidence, Source
from domain.plans import PlanDraft, TaskDraft, WarningCode

_ABOUT_DATES = frozenset(
    {
        WarningCode.DEADLINE_UNKNOWN, WarningCode.IMPOSSIBLE_DATE, WarningCode.WRONG_YEAR, WarningCode.DUE_ON_ISSUE_DAY,
        WarningCode.DUE_BEFORE_ISSUE, WarningCode.DUE_ON_DAY_OFF, WarningCode.NO_LAST_DAY, WarningCode.YEAR_UNKNOWN,
    }
)  # fmt: skip


def with_issue_day(plan: PlanDraft, day: date, holidays: Collection[date] = ()) -> PlanDraft:
    """The plan as issued on that day; a limit that a person has typed or moved is left as it is."""
    tasks = tuple(_redated(task, plan.issued_on, day) for task in plan.tasks)
    in_prose = {w.task for w in plan.warnings if w.code is WarningCode.DUTY_ONLY_IN_PROSE}
    sources = tuple(Source(t, _reading(t, day), t.code in in_prose) for t in tasks)
    doubts = doubts_about_dates(Evidence(plan.number, day, sources, frozenset(holidays)))
    others = tuple(w for w in plan.warnings if w.code not in _ABOUT_DATES)
    return replace(plan, issued_on=day, issued_in=None, tasks=tasks, warnings=(*others, *doubts))


def _redated(task: TaskDraft, before: date | None, day: date) -> TaskDraft:
    wording = task.deadline.wording
    is_as_read = task.deadline == read_deadline(wording, before).deadline
    return replace(task, deadline=read_deadline(wording, day).deadline) if is_as_read else task


def _reading(task: TaskDraft, day: date) -> DeadlineReading:
    """How the wording reads, unless the table's header said more or a person moved the limit: then what is settled."""
    reading = read_deadline(task.deadline.wording, day)
    return reading if reading.deadline == task.deadline else DeadlineReading(task.deadline)
