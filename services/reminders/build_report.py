"""Builds the report of a period from one snapshot of the database: the figures of /status, and what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from domain.checkpoints import month_at_end_of
from domain.figures import is_credited_in_time, is_overdue, urgency
from domain.history import NAMED_IN_REPORTS
from domain.messages.summaries import CheckpointSummary, EventSummary, FourCells, PlanFigures, TaskSummary
from domain.reports import (
    COUNTED_EVENTS,
    FinishedTask,
    Material,
    PeriodReport,
    ReportPeriod,
    UnitReport,
    as_of,
    end_of,
    is_closed_within,
    period_after,
    period_before,
    period_figures,
    standing_then,
    start_of,
)
from domain.tasks import Occurrence, Part, State
from services.context.command_context import CommandContext
from services.context.find_plan import called, counted_by_plan, plan_meant
from services.context.summaries import summary_of
from services.reminders.checkpoint_told import checkpoint_told
from services.reminders.report_lists import causes_told, extensions_told, obstacles_told
from storage.reports import check_ins_ended, events_within, named_within
from storage.tasks import TaskNow, load_tasks


def build_report(
    context: CommandContext, period: ReportPeriod, plan_name: str = "", proposals: str | None = None
) -> PeriodReport:
    """The report of a period that has begun, as of its end or, while it runs, as of now.

    It counts all plans, or the one named. `proposals` are the coordinator's words, None where nobody was asked.

    Raises Refused(NoSuchPlan).
    """
    zone, before = context.organisation.zone, period_before(period)
    tasks = load_tasks(context.tx, context.organisation.id)
    meant = plan_meant(context, plan_name) if plan_name else None
    if meant is not None:
        tasks = [found for found in tasks if found.task.plan_id == meant.id]
    until = as_of(period, context.now, zone)
    then = [found for found in _as_they_stood(tasks, until, context) if found.occurrence.state is not State.CANCELLED]
    material = _material(context, tasks, before, until)
    plans = _plans(context, material, period, until)
    only = plans[0] if len(plans) == 1 else None
    at_desk = replace(context, now=until)
    next_until = period.last_day if until < end_of(period, zone) else period_after(period).last_day
    return PeriodReport(
        organisation=context.organisation.name,
        plan_title=only.title if only else "",
        plan_number=only.number if only else "",
        plan_issued_on=only.issued_on if only else None,
        period=period,
        period_before=before,
        as_of=until,
        made_on=context.today,
        is_running=until < end_of(period, zone),
        next_until=next_until,
        figures=period_figures(material, period, until, zone),
        before=period_figures(material, before, until, zone),
        units=_units(context, material, period, until),
        overdue=_overdue(at_desk, then),
        finished=_finished(context, tasks, period, until),
        due_next=_due_next(at_desk, then, next_until),
        plans=plans,
        plan=called(context, meant) if meant else "",
        named=_named(context, period, until),
        obstacles=obstacles_told(context, tasks, period, until),
        causes=causes_told(context, tasks, period, until),
        extensions=extensions_told(context, tasks, period, until),
        has_before=any(found.task.created_on <= before.last_day for found in tasks),
        proposals=proposals,
        superior=context.organisation.superior,
        checkpoint=_checkpoint(context, period) if meant is None else None,
    )


def _checkpoint(context: CommandContext, period: ReportPeriod) -> CheckpointSummary | None:
    month = month_at_end_of(period)
    return None if month is None else checkpoint_told(context.tx, context.organisation.id, month)


def _named(context: CommandContext, period: ReportPeriod, until: datetime) -> tuple[EventSummary, ...]:
    if not NAMED_IN_REPORTS:
        return ()
    since = start_of(period, context.organisation.zone)
    named = named_within(context.tx, context.organisation.id, sorted(NAMED_IN_REPORTS), since, until)
    return tuple(event for _, event in named)


def _plans(
    context: CommandContext, material: Material, period: ReportPeriod, until: datetime
) -> tuple[PlanFigures, ...]:
    """Where each plan stood; together they add up to the whole."""

    def standing(task_ids: Sequence[int]) -> FourCells:
        return period_figures(material.only(frozenset(task_ids)), period, until, context.organisation.zone).standing

    return counted_by_plan(context, ((task.plan_id, task.id) for task, _ in material.tasks), standing)


def _material(context: CommandContext, tasks: Sequence[TaskNow], before: ReportPeriod, until: datetime) -> Material:
    organisation = context.organisation
    since, last = start_of(before, organisation.zone), until.astimezone(organisation.zone).date()
    material = Material(
        [(found.task, found.occurrence) for found in tasks],
        check_ins_ended(context.tx, organisation.id, before.first_day, last),
        events_within(context.tx, organisation.id, COUNTED_EVENTS, since, until),
    )
    return material.only(frozenset(found.task.id for found in tasks))


def _as_they_stood(tasks: Sequence[TaskNow], at: datetime, context: CommandContext) -> list[TaskNow]:
    stood = {o.id: o for o in standing_then([(f.task, f.occurrence) for f in tasks], at, context.organisation.zone)}
    return [TaskNow(f.task, stood[f.occurrence.id]) for f in tasks if f.occurrence.id in stood]


def _units(
    context: CommandContext, material: Material, period: ReportPeriod, until: datetime
) -> tuple[UnitReport, ...]:
    """One for each lead unit, the most overdue first, as /status has them; a task of two counts for both."""
    led: dict[tuple[int, str], set[int]] = {}
    for task, _ in material.tasks:
        for lead in task.units(Part.LEAD):
            led.setdefault((lead.unit_id, lead.unit_name), set()).add(task.id)
    zone, before = context.organisation.zone, period_before(period)
    units = []
    for (unit_id, name), task_ids in led.items():
        its = material.only(frozenset(task_ids))
        figures = period_figures(its, period, until, zone)
        units.append(UnitReport(unit_id, name, figures, period_figures(its, before, until, zone)))
    return tuple(sorted(units, key=_most_overdue_first))


def _most_overdue_first(unit: UnitReport) -> tuple[int, int, int]:
    cells = unit.figures.standing
    return -cells.open_overdue, -cells.total, unit.unit_id


def _overdue(context: CommandContext, tasks: Iterable[TaskNow]) -> tuple[TaskSummary, ...]:
    return _lines(context, (f for f in tasks if is_overdue(f.occurrence, context.now, context.organisation.zone)))


def _due_next(context: CommandContext, tasks: Iterable[TaskNow], until: date) -> tuple[TaskSummary, ...]:
    zone = context.organisation.zone
    return _lines(
        context,
        (
            f
            for f in tasks
            if f.occurrence.state is State.OPEN
            and not is_overdue(f.occurrence, context.now, zone)
            and _is_due_by(f.occurrence, until)
        ),
    )


def _is_due_by(occurrence: Occurrence, until: date) -> bool:
    return not occurrence.is_check_in and occurrence.last_day is not None and occurrence.last_day <= until


def _lines(context: CommandContext, tasks: Iterable[TaskNow]) -> tuple[TaskSummary, ...]:
    zone = context.organisation.zone
    ordered = sorted(tasks, key=lambda f: urgency(f.occurrence, f.task.number, context.now, zone))
    return tuple(summary_of(context, found) for found in ordered)


def _finished(
    context: CommandContext, tasks: Iterable[TaskNow], period: ReportPeriod, until: datetime
) -> tuple[FinishedTask, ...]:
    zone = context.organisation.zone
    since = start_of(period, zone)
    return tuple(
        FinishedTask(
            number=found.task.number,
            title=found.task.title,
            lead_names=found.task.lead_names,
            done_on=found.occurrence.reported_on or (found.occurrence.closed_at or until).astimezone(zone).date(),
            is_on_time=is_credited_in_time(found.occurrence, zone),
            note=found.occurrence.note or "",
        )
        for found in tasks
        if is_closed_within(found.occurrence, since, until)
    )
