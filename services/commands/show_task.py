"""Lists open tasks, most urgent first, and shows one task with its units, deadline and last events."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from domain.authorisation import may_confirm, may_report, may_see, may_see_all
from domain.figures import is_credited_in_time, is_overdue, urgency
from domain.messages import Refused
from domain.messages.questions import WhichTask
from domain.messages.summaries import EventSummary, RequestSummary
from domain.messages.tasks import ListTasks, ShowTask, TaskListShown, TaskShown
from domain.requests import Request, RequestState
from domain.tasks import State
from services.commands.keep_evidence import evidence_lines
from services.commands.report_task import share_lines
from services.context.command_context import CommandContext, Reply
from services.context.find_plan import called, plan_meant, plan_on_paper
from services.context.find_request import awaited
from services.context.find_task import visible_task
from services.context.summaries import request_summary, summary_of
from storage.events import StoredEvent, events_of_task
from storage.evidence import evidence_of
from storage.people import name_of
from storage.requests import requests_of_task
from storage.tasks import TaskNow, load_tasks

PAGE = 6  # tasks that fit one phone screen


def show_task(context: CommandContext, command: ShowTask) -> Reply:
    """Show one task to a person who may see it."""
    _ = context.person
    if command.number is None:
        raise Refused(WhichTask(ShowTask.canonical))
    return Reply([shown_task(context, visible_task(context, command.number))], may_replace=True)


def shown_task(context: CommandContext, found: TaskNow, most_events: int = 5) -> TaskShown:
    """The facts of one task as this person sees it."""
    task, occurrence = found.task, found.occurrence
    is_open = occurrence.state is State.OPEN
    asked = requests_of_task(context.tx, task.id)
    return TaskShown(
        line=summary_of(context, found),
        coordinating_names=task.coordinating_names,
        code=task.code,
        product=task.product,
        note=occurrence.note,
        reported_by=None if occurrence.reported_by is None else name_of(context.tx, occurrence.reported_by),
        reported_on=occurrence.reported_on,
        is_on_time=None
        if occurrence.reported_on is None
        else is_credited_in_time(occurrence, context.organisation.zone),
        events=tuple(event_line(stored) for stored in events_of_task(context.tx, task.id, most_events)),
        may_report=is_open and may_report(context.person, task, context.my_units),
        may_confirm=occurrence.state is State.REPORTED and may_confirm(context.person),
        requests=_lines(context, found, asked, RequestState.OPEN),
        extensions=_lines(context, found, asked, RequestState.GRANTED),
        obstacle=occurrence.obstacle,
        shares=share_lines(context, found),
        plan=plan_on_paper(context, task.plan_id),
        evidence=evidence_lines(context, evidence_of(context.tx, occurrence.id)),
    )


def _lines(
    context: CommandContext, found: TaskNow, asked: list[Request], state: RequestState
) -> tuple[RequestSummary, ...]:
    return tuple(
        request_summary(context, found, each, awaited(context, found, each)) for each in asked if each.state is state
    )


def event_line(stored: StoredEvent) -> EventSummary:
    """One line of history."""
    event = stored.event
    return EventSummary(event.at, event.who, event.what, str((event.facts or {}).get("detail", "")))


def list_tasks(context: CommandContext, command: ListTasks) -> Reply:
    """One page of the open tasks this person may see; a page that is not there shows the last one."""
    tasks = open_tasks(context)
    plan = plan_meant(context, command.plan) if command.plan else None
    if plan is not None:
        tasks = [found for found in tasks if found.task.plan_id == plan.id]
    if command.due:
        tasks = [found for found in tasks if _is_due(context, found, command.due)]
    pages = max(1, -(-len(tasks) // PAGE))
    page = min(max(1, command.page), pages)
    shown = tasks[(page - 1) * PAGE : page * PAGE]
    everything = may_see_all(context.person)
    lines = tuple(summary_of(context, found) for found in shown)
    scope = () if everything else context.person.unit_names
    name = called(context, plan) if plan else ""
    plans = 0 if plan else _plans_of(context, tasks)
    shown_list = TaskListShown(scope, lines, len(tasks), page, pages, everything, name, plans, command.due)
    return Reply([shown_list], may_replace=True)


def _is_due(context: CommandContext, found: TaskNow, due: str) -> bool:
    """Whether an open task is overdue, as the figures count it, or due on the days asked for."""
    if due == "overdue":
        return is_overdue(found.occurrence, context.now, context.organisation.zone)
    first, last = due_days(due, context.today)
    return found.occurrence.last_day is not None and first <= found.occurrence.last_day <= last


def due_days(due: str, today: date) -> tuple[date, date]:
    """The first and last day of what is asked for; weeks begin on Monday."""
    monday, day = today - timedelta(days=today.weekday()), timedelta(days=1)
    days = {
        "today": (today, today),
        "soon": (today, today + 7 * day),
        "tomorrow": (today + day, today + day),
        "week": (monday, monday + 6 * day),
        "next_week": (monday + 7 * day, monday + 13 * day),
        "month": (today.replace(day=1), today.replace(day=monthrange(today.year, today.month)[1])),
    }
    return days[due]


def _plans_of(context: CommandContext, tasks: Iterable[TaskNow]) -> int:
    """Of how many plans the tasks are, where it is more than one."""
    real = {plan.id for plan in context.plans if not plan.is_of_orders}
    count = len(real & {found.task.plan_id for found in tasks})
    return count if count > 1 else 0


def open_tasks(context: CommandContext) -> list[TaskNow]:
    """Every open task the person may see, most urgent first."""
    actor, mine = context.person, context.my_units
    tasks = [
        found
        for found in load_tasks(context.tx, context.organisation.id)
        if found.occurrence.state in {State.OPEN, State.REPORTED} and may_see(actor, found.task, mine)
    ]
    return sorted(
        tasks, key=lambda found: urgency(found.occurrence, found.task.number, context.now, context.organisation.zone)
    )
