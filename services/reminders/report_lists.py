"""What a periodic report tells in words: obstacles, why work is late, and the time that was granted."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from domain.history import EventKind
from domain.messages.summaries import EventSummary
from domain.reports import CauseTold, ExtensionTold, ObstacleTold, ReportPeriod, start_of
from domain.requests import Request, RequestKind, RequestState
from domain.tasks import Task
from services.context.command_context import CommandContext
from storage.reports import named_within, requests_settled
from storage.tasks import TaskNow

_OBSTACLES = (EventKind.OBSTACLE_RAISED, EventKind.OBSTACLE_CLEARED)
# The work goes on without what held it up: said done, or not to be done any more.
_ENDS = (EventKind.TASK_REPORTED, EventKind.TASK_CONFIRMED, EventKind.TASK_CANCELLED)


def obstacles_told(
    context: CommandContext, tasks: Iterable[TaskNow], period: ReportPeriod, until: datetime
) -> tuple[ObstacleTold, ...]:
    """The obstacles that stood at some time of the period, those that still stand first, then by day.

    Raised again before it was cleared, an obstacle has its newest words and its first day.
    """
    by_id = {found.task.id: found.task for found in tasks}
    organisation = context.organisation
    told = named_within(context.tx, organisation.id, (*_OBSTACLES, *_ENDS), None, until)
    since = start_of(period, organisation.zone).astimezone(organisation.zone).date()
    found = [
        ObstacleTold(task.number, task.title, task.lead_names, text, raised_on, cleared_on)
        for task, text, raised_on, cleared_on in _spans(told, by_id, context)
        if cleared_on is None or cleared_on >= since
    ]
    return tuple(sorted(found, key=lambda one: (one.cleared_on is not None, one.raised_on, one.number)))


def _spans(
    told: Iterable[tuple[int | None, EventSummary]], by_id: Mapping[int, Task], context: CommandContext
) -> Iterator[tuple[Task, str, date, date | None]]:
    """Each obstacle from the day it was raised to the day it was gone."""
    zone = context.organisation.zone
    standing: dict[int, tuple[str, date]] = {}
    for task_id, event in told:
        if task_id is None or task_id not in by_id:
            continue
        day = event.at.astimezone(zone).date()
        if event.what == EventKind.OBSTACLE_RAISED:
            standing[task_id] = (event.detail, standing.get(task_id, ("", day))[1])
        elif task_id in standing:
            text, raised_on = standing.pop(task_id)
            yield by_id[task_id], text, raised_on, day
    for task_id, (text, raised_on) in standing.items():
        yield by_id[task_id], text, raised_on, None


def extensions_told(
    context: CommandContext, tasks: Iterable[TaskNow], period: ReportPeriod, until: datetime
) -> tuple[ExtensionTold, ...]:
    """The requests for more time that were granted within the period, in the order of the decisions."""
    return tuple(
        ExtensionTold(
            task.number, task.title, task.lead_names, request.old_day, request.granted_day, request.text, by, on
        )
        for task, request, by, on in _settled(context, tasks, period, until, RequestState.GRANTED)
        if request.kind is RequestKind.EXTENSION
    )


def causes_told(
    context: CommandContext, tasks: Iterable[TaskNow], period: ReportPeriod, until: datetime
) -> tuple[CauseTold, ...]:
    """The explanations that were given within the period, in their order."""
    return tuple(
        CauseTold(task.number, task.title, task.lead_names, request.answer, by, on)
        for task, request, by, on in _settled(context, tasks, period, until, RequestState.ANSWERED)
        if request.kind is RequestKind.EXPLANATION and request.answer
    )


def _settled(
    context: CommandContext, tasks: Iterable[TaskNow], period: ReportPeriod, until: datetime, state: RequestState
) -> Iterator[tuple[Task, Request, str, date]]:
    by_id, zone = {found.task.id: found.task for found in tasks}, context.organisation.zone
    for request, by in requests_settled(context.tx, context.organisation.id, state, start_of(period, zone), until):
        if request.task_id in by_id and request.decided_at is not None:
            yield by_id[request.task_id], request, by, request.decided_at.astimezone(zone).date()
