"""Puts the report of a period together from one look at the database: the figures of /status, and what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from domain.figures import is_credited_in_time, is_overdue, urgency
from domain.lines import FourCells, PlanFigures, TaskLine
from domain.report_facts import FinishedLine, PeriodReport, UnitReport
from domain.report_figures import COUNTED_EVENTS, Material, is_closed_within, period_figures, standing_then
from domain.reports import ReportPeriod, as_of, end_of, period_after, period_before, start_of
from domain.tasks import Occurrence, Part, State
from services.context.command_context import Desk
from services.context.find_plan import called, counted_by_plan, plan_meant
from services.context.task_lines import line_of
from storage.report_material import check_ins_ended, events_within
from storage.tasks import TaskNow, load_tasks


def build_report(desk: Desk, period: ReportPeriod, plan_name: str = "") -> PeriodReport:
    """The report of a period that has begun, as of its end or, while it runs, as of now.

    It counts all plans, or the one named.

    Raises Refused(NoSuchPlan).
    """
    zone, before = desk.organisation.zone, period_before(period)
    tasks = load_tasks(desk.tx, desk.organisation.id)
    meant = plan_meant(desk, plan_name) if plan_name else None
    if meant is not None:
        tasks = [found for found in tasks if found.task.plan_id == meant.id]
    until = as_of(period, desk.now, zone)
    then = [found for found in _as_they_stood(tasks, until, desk) if found.occurrence.state is not State.CANCELLED]
    material = _material(desk, tasks, before, until)
    plans = _plans(desk, material, period, until)
    only = plans[0] if len(plans) == 1 else None
    at_desk = replace(desk, now=until)
    next_until = period.last_day if until < end_of(period, zone) else period_after(period).last_day
    return PeriodReport(
        organisation=desk.organisation.name,
        plan_title=only.title if only else "",
        plan_number=only.number if only else "",
        plan_issued_on=only.issued_on if only else None,
        period=period,
        period_before=before,
        as_of=until,
        made_on=desk.today,
        is_running=until < end_of(period, zone),
        next_until=next_until,
        figures=period_figures(material, period, until, zone),
        before=period_figures(material, before, until, zone),
        units=_units(desk, material, period, until),
        overdue=_overdue(at_desk, then),
        finished=_finished(desk, tasks, period, until),
        due_next=_due_next(at_desk, then, next_until),
        plans=plans,
        plan=called(desk, meant) if meant else "",
    )


def _plans(desk: Desk, material: Material, period: ReportPeriod, until: datetime) -> tuple[PlanFigures, ...]:
    """Where each plan stood; together they add up to the whole."""

    def standing(task_ids: Sequence[int]) -> FourCells:
        return period_figures(material.only(frozenset(task_ids)), period, until, desk.organisation.zone).standing

    return counted_by_plan(desk, ((task.plan_id, task.id) for task, _ in material.tasks), standing)


def _material(desk: Desk, tasks: Sequence[TaskNow], before: ReportPeriod, until: datetime) -> Material:
    organisation = desk.organisation
    since, last = start_of(before, organisation.zone), until.astimezone(organisation.zone).date()
    material = Material(
        [(found.task, found.occurrence) for found in tasks],
        check_ins_ended(desk.tx, organisation.id, before.first_day, last),
        events_within(desk.tx, organisation.id, COUNTED_EVENTS, since, until),
    )
    return material.only(frozenset(found.task.id for found in tasks))


def _as_they_stood(tasks: Sequence[TaskNow], at: datetime, desk: Desk) -> list[TaskNow]:
    stood = {o.id: o for o in standing_then([(f.task, f.occurrence) for f in tasks], at, desk.organisation.zone)}
    return [TaskNow(f.task, stood[f.occurrence.id]) for f in tasks if f.occurrence.id in stood]


def _units(desk: Desk, material: Material, period: ReportPeriod, until: datetime) -> tuple[UnitReport, ...]:
    """One for each lead unit, the most overdue first, as /status has them; a task of two counts for both."""
    led: dict[tuple[int, str], set[int]] = {}
    for task, _ in material.tasks:
        for lead in task.units(Part.LEAD):
            led.setdefault((lead.unit_id, lead.unit_name), set()).add(task.id)
    zone, before = desk.organisation.zone, period_before(period)
    units = []
    for (unit_id, name), task_ids in led.items():
        its = material.only(frozenset(task_ids))
        figures = period_figures(its, period, until, zone)
        units.append(UnitReport(unit_id, name, figures, period_figures(its, before, until, zone)))
    return tuple(sorted(units, key=_most_overdue_first))


def _most_overdue_first(unit: UnitReport) -> tuple[int, int, int]:
    cells = unit.figures.standing
    return -cells.open_overdue, -cells.total, unit.unit_id


def _overdue(desk: Desk, tasks: Iterable[TaskNow]) -> tuple[TaskLine, ...]:
    return _lines(desk, (f for f in tasks if is_overdue(f.occurrence, desk.now, desk.organisation.zone)))


def _due_next(desk: Desk, tasks: Iterable[TaskNow], until: date) -> tuple[TaskLine, ...]:
    zone = desk.organisation.zone
    return _lines(
        desk,
        (
            f
            for f in tasks
            if f.occurrence.state is State.OPEN
            and not is_overdue(f.occurrence, desk.now, zone)
            and _is_due_by(f.occurrence, until)
        ),
    )


def _is_due_by(occurrence: Occurrence, until: date) -> bool:
    return not occurrence.is_check_in and occurrence.last_day is not None and occurrence.last_day <= until


def _lines(desk: Desk, tasks: Iterable[TaskNow]) -> tuple[TaskLine, ...]:
    zone = desk.organisation.zone
    ordered = sorted(tasks, key=lambda f: urgency(f.occurrence, f.task.number, desk.now, zone))
    return tuple(line_of(desk, found) for found in ordered)


def _finished(desk: Desk, tasks: Iterable[TaskNow], period: ReportPeriod, until: datetime) -> tuple[FinishedLine, ...]:
    zone = desk.organisation.zone
    since = start_of(period, zone)
    return tuple(
        FinishedLine(
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
