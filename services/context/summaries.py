"""Summaries of tasks and requests: the facts that lists and messages show, as of now."""

from domain.figures import days_left
from domain.messages.summaries import RequestSummary, TaskSummary
from domain.requests import Request, RequestKind, RequestState
from services.context.command_context import CommandContext
from storage.people import name_of
from storage.requests import requests_of_task
from storage.tasks import TaskNow


def summary_of(context: CommandContext, found: TaskNow) -> TaskSummary:
    """The task as one entry of a list, as of now."""
    task, occurrence = found.task, found.occurrence
    return TaskSummary(
        number=task.number,
        title=task.title,
        wording=task.deadline.wording,
        last_day=occurrence.last_day,
        at_time=occurrence.at_time,
        days_left=days_left(occurrence.last_day, context.now, context.organisation.zone),
        state=occurrence.state.value,
        progress=occurrence.progress,
        period=occurrence.period,
        lead_names=task.lead_names,
        is_acknowledged=occurrence.acknowledged_at is not None,
        is_extended=not occurrence.is_check_in and occurrence.last_day != task.deadline.last_day,
        has_obstacle=occurrence.obstacle is not None,
        is_set_late=occurrence.is_set_late,
        paper=context.row_on_paper(task.code, task.number, task.plan_id),
    )


def request_summary(context: CommandContext, found: TaskNow, request: Request, awaits: str = "") -> RequestSummary:
    """The request as people are shown it; `awaits` as in RequestSummary."""
    return RequestSummary(
        kind=request.kind.value,
        state=request.state.value,
        asked_by=name_of(context.tx, request.asked_by),
        asked_at=request.asked_at,
        text=request.text,
        wanted_day=request.wanted_day,
        wanted_time=request.wanted_time,
        old_day=request.old_day,
        extension=_extensions_up_to(context, found, request),
        recommended_by=name_if_any(context, request.recommended_by),
        is_recommended=request.is_recommended,
        recommendation=request.recommendation,
        decided_by=name_if_any(context, request.decided_by),
        decided_at=request.decided_at,
        granted_day=request.granted_day,
        answer=request.answer,
        awaits=awaits,
    )


def name_if_any(context: CommandContext, person_id: int | None) -> str:
    """The name of a person; "" for none."""
    return "" if person_id is None else name_of(context.tx, person_id)


def _extensions_up_to(context: CommandContext, found: TaskNow, request: Request) -> int:
    """How many extensions the task would have with this one."""
    if request.kind is not RequestKind.EXTENSION:
        return 0
    before = [each for each in requests_of_task(context.tx, found.task.id) if each.id < request.id]
    return 1 + sum(each.state is RequestState.GRANTED for each in before)
