"""The figures, for leadership and each unit, and the report of a period."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from domain.authorisation import may_confirm, may_see_all
from domain.figures import Cell, cell_of, count_cells, days_left, urgency
from domain.messages import Refused, Response
from domain.messages.accounts import OnlyForRole
from domain.messages.people import NoSuchUnit
from domain.messages.reports import (
    NoSuchPeriod,
    PeriodReportFile,
    PeriodReportShown,
    ProposalsAsked,
    ShowReport,
    ShowStatus,
    StatusShown,
)
from domain.messages.summaries import TaskSummary, UnitFigures
from domain.people import SEES_ALL, Unit
from domain.reports import ReportPeriod, settle
from domain.tasks import Part, State
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import close_names, units_called
from services.context.find_plan import called, counted_by_plan, plan_meant, title_of
from services.context.find_task import short_enough
from services.context.summaries import summary_of
from services.reminders.build_report import build_report
from storage.task_statistics import TaskSnapshot, load_task_snapshots
from storage.tasks import load_tasks

_DOCUMENTS = ("docx", "pdf")  # a workbook has figures and lists only
SOON_DAYS = 7
REPORTED = "reported"  # the view of what awaits confirmation
MOST_SUGGESTIONS = 3
_NOT_CLOSED = frozenset({State.OPEN, State.REPORTED})
JudgedTask = tuple[TaskSnapshot, Cell | None, bool]
LONGEST_ECHO = 60


def show_status(context: CommandContext, command: ShowStatus) -> Reply:
    """All for those who may see all, else the person's own units; a unit or a plan that is named narrows it.

    Raises Refused with NoSuchUnit or NoSuchPlan.
    """
    tasks = tasks_of_scope(context)
    plan = plan_meant(context, command.plan) if command.plan else None
    if plan is not None:
        tasks = [found for found in tasks if found.plan_id == plan.id]
    unit = _unit_meant(context, command, tasks)
    status = status_shown(context, tasks, unit)
    if plan is not None:
        status = replace(status, title=plan.title, plan=called(context, plan))
    if unit is not None and plan is None and not any(unit.id in _leads(found) for found in tasks):
        status = replace(status, coordinated=_coordinated(context, unit))
    view = command.view if unit is None else ""
    if unit is None and not view and context.origin.shows_pictures:
        view = "card"
    reported = _lines(context, [found for found in tasks if found.state is State.REPORTED]) if view == REPORTED else ()
    status = replace(status, view=view, reported=reported, may_confirm=may_confirm(context.person))
    return Reply([status], may_replace=view != "card")  # a picture cannot take the place of a text


def status_shown(context: CommandContext, tasks: Sequence[TaskSnapshot], unit: Unit | None = None) -> StatusShown:
    """The figures of these tasks, or of one lead unit among them, with the lists of what is open."""
    if unit is not None:
        tasks = [found for found in tasks if unit.id in _leads(found)]
    judged = judge(context, tasks)
    overdue, soon, others = split_open(context, judged)
    return replace(
        figures_shown(context, judged),
        unit_id=unit.id if unit else None,
        unit_name=unit.name if unit else None,
        units=() if unit else _by_unit(judged),
        overdue=_lines(context, overdue),
        due_soon=_lines(context, soon),
        others=_lines(context, others) if unit else (),
    )


def judge(context: CommandContext, tasks: Iterable[TaskSnapshot]) -> list[JudgedTask]:
    """Each task with the cell that it is counted in now, and whether a unit leads it."""
    now, zone = context.now, context.organisation.zone
    return [(found, cell_of(found, now, zone), bool(found.leads)) for found in tasks]


def figures_shown(context: CommandContext, judged: Sequence[JudgedTask]) -> StatusShown:
    """The figures of all these tasks without the lists: what a page needs that lists tasks in its own way."""
    plans = counted_by_plan(context, ((one[0].plan_id, one) for one in judged), count_cells)
    return StatusShown(
        title=title_of(context, plans),
        as_of=context.now,
        unit_id=None,
        unit_name=None,
        cells=count_cells(judged),
        units=_by_unit(judged),
        overdue=(),
        due_soon=(),
        organisation=context.organisation.name,
        plans=plans,
    )


def tasks_of_scope(context: CommandContext) -> list[TaskSnapshot]:
    """What the person's figures count: all tasks, or those that their units lead."""
    tasks = load_task_snapshots(context.tx, context.organisation.id)
    if may_see_all(context.person):
        return tasks
    return [found for found in tasks if _leads(found) & context.my_units]


def _leads(found: TaskSnapshot) -> frozenset[int]:
    return frozenset(unit_id for unit_id, _ in found.leads)


def _by_unit(judged: Iterable[JudgedTask]) -> tuple[UnitFigures, ...]:
    by_unit: dict[tuple[int, str], list[JudgedTask]] = {}
    for one in judged:
        for lead in one[0].leads:
            by_unit.setdefault(lead, []).append(one)
    figures = [UnitFigures(unit_id, name, count_cells(its)) for (unit_id, name), its in by_unit.items()]
    return tuple(sorted(figures, key=lambda f: (-f.cells.open_overdue, -f.cells.total, f.unit_id)))


def split_open(
    context: CommandContext, judged: Iterable[JudgedTask]
) -> tuple[list[TaskSnapshot], list[TaskSnapshot], list[TaskSnapshot]]:
    """The open tasks as (overdue, due within a week, others)."""
    soon_until = context.today + timedelta(days=SOON_DAYS)
    overdue, soon, others = [], [], []
    for found, cell, _ in judged:
        if found.state not in _NOT_CLOSED:
            continue
        if cell is Cell.OPEN_OVERDUE:
            overdue.append(found)
        elif found.last_day is not None and not found.is_check_in and found.last_day <= soon_until:
            soon.append(found)
        else:
            others.append(found)
    return overdue, soon, others


def _lines(context: CommandContext, tasks: Iterable[TaskSnapshot]) -> tuple[TaskSummary, ...]:
    """Most urgent first."""
    zone = context.organisation.zone
    ordered = sorted(tasks, key=lambda f: urgency(f, f.number, context.now, zone))
    return tuple(_line_of(context, found) for found in ordered)


def _line_of(context: CommandContext, found: TaskSnapshot) -> TaskSummary:
    """As `task_lines.line_of` makes it of a whole task."""
    return TaskSummary(
        number=found.number,
        title=found.title,
        wording=found.wording,
        last_day=found.last_day,
        at_time=found.at_time,
        days_left=days_left(found.last_day, context.now, context.organisation.zone),
        state=found.state.value,
        progress=found.progress,
        period=found.period,
        lead_names=tuple(name for _, name in found.leads),
        is_acknowledged=found.is_acknowledged,
        is_extended=not found.is_check_in and found.last_day != found.planned_day,
        has_obstacle=found.has_obstacle,
        is_set_late=found.is_set_late,
        paper=context.row_on_paper(found.code, found.number, found.plan_id),
    )


def _unit_meant(context: CommandContext, command: ShowStatus, tasks: Iterable[TaskSnapshot]) -> Unit | None:
    """The unit asked for; one that leads nothing is found only where it coordinates something that may be seen.

    Raises Refused(NoSuchUnit) with names that look like it.
    """
    if command.unit_id is None and command.unit_name is None:
        return None
    leading = {unit_id for found in tasks for unit_id in _leads(found)}
    if command.unit_id is not None:
        found = context.directory.units.get(command.unit_id) if command.unit_id in leading else None
        called = [found] if found else []
    else:
        called = units_called(context, command.unit_name or "")
        called = [unit for unit in called if unit.id in leading] or (called if may_see_all(context.person) else [])
    if len(called) != 1:
        units = [context.directory.units[unit_id] for unit_id in sorted(leading)]
        near = tuple(unit.name for unit in called[:MOST_SUGGESTIONS])
        name = command.unit_name or ""
        raise Refused(NoSuchUnit(name, near or close_names(name, [unit.name for unit in units])))
    return called[0]


def _coordinated(context: CommandContext, unit: Unit) -> tuple[TaskSummary, ...]:
    """The open tasks that a unit coordinates, by itself or in a group, most urgent first."""
    own = context.directory.with_groups([unit.id])
    tasks = [
        found
        for found in load_tasks(context.tx, context.organisation.id)
        if found.occurrence.state in _NOT_CLOSED and own & {r.unit_id for r in found.task.units(Part.COORDINATING)}
    ]
    zone = context.organisation.zone
    ordered = sorted(tasks, key=lambda found: urgency(found.occurrence, found.task.number, context.now, zone))
    return tuple(summary_of(context, found) for found in ordered)


def show_report(context: CommandContext, command: ShowReport) -> Reply:
    """Leaders, coordinators, inspectors and administrators; a period that is not understood is asked about.

    A coordinator is asked what the document is to propose before it is made.
    """
    if not may_see_all(context.person):
        raise Refused(OnlyForRole(ShowReport.canonical, tuple(sorted(SEES_ALL))))
    period = period_meant(context, command)
    if command.file in _DOCUMENTS and command.proposals is None and may_confirm(context.person):
        if command.plan:
            plan_meant(context, command.plan)
        return Reply([ProposalsAsked(period, command.file, command.plan)])
    report = build_report(context, period, command.plan, short_enough(command.proposals))
    said: Response = PeriodReportFile(report, command.file) if command.file else PeriodReportShown(report)
    return Reply([said])


def period_meant(context: CommandContext, command: ShowReport) -> ReportPeriod:
    """The days that are meant.

    Raises Refused(NoSuchPeriod) when the words name none, or one that does not exist or has not begun.
    """
    refusal = NoSuchPeriod(command.text[:LONGEST_ECHO])
    if command.wish is None:
        raise Refused(refusal)
    try:
        return settle(command.wish, context.today)
    except (ValueError, OverflowError):
        raise Refused(refusal) from None
