"""Shows one task with its units, deadline and last events."""

from domain.authorisation import may_confirm, may_report
from domain.commands import ShowTask
from domain.figures import is_credited_in_time
from domain.notices import EventLine, TaskShown
from domain.refusals import Refused, WhichTask
from domain.request_notices import RequestLine
from domain.requests import Request, RequestState
from domain.tasks import State
from services.desk import Desk, Reply
from services.find_plan import plan_on_paper
from services.keep_evidence import evidence_lines
from services.report_share import share_lines
from services.request_lines import awaited, request_line
from services.task_lines import line_of, visible_task
from storage.events import StoredEvent, events_of_task
from storage.evidence import evidence_of
from storage.people import name_of
from storage.requests import requests_of_task
from storage.tasks import TaskNow


def show_task(desk: Desk, command: ShowTask) -> Reply:
    """One task, for whoever may see it."""
    _ = desk.person
    if command.number is None:
        raise Refused(WhichTask("task"))
    return Reply([shown_task(desk, visible_task(desk, command.number))], may_replace=True)


def shown_task(desk: Desk, found: TaskNow, most_events: int = 5) -> TaskShown:
    """The facts of one task as this person sees it."""
    task, occurrence = found.task, found.occurrence
    is_open = occurrence.state is State.OPEN
    asked = requests_of_task(desk.tx, task.id)
    return TaskShown(
        line=line_of(desk, found),
        coordinating_names=task.coordinating_names,
        code=task.code,
        product=task.product,
        note=occurrence.note,
        reported_by=None if occurrence.reported_by is None else name_of(desk.tx, occurrence.reported_by),
        reported_on=occurrence.reported_on,
        is_on_time=None if occurrence.reported_on is None else is_credited_in_time(occurrence, desk.organisation.zone),
        events=tuple(event_line(stored) for stored in events_of_task(desk.tx, task.id, most_events)),
        may_report=is_open and may_report(desk.person, task, desk.my_units),
        may_confirm=occurrence.state is State.REPORTED and may_confirm(desk.person),
        requests=_lines(desk, found, asked, RequestState.OPEN),
        extensions=_lines(desk, found, asked, RequestState.GRANTED),
        obstacle=occurrence.obstacle,
        shares=share_lines(desk, found),
        plan=plan_on_paper(desk, task.plan_id),
        evidence=evidence_lines(desk, evidence_of(desk.tx, occurrence.id)),
    )


def _lines(desk: Desk, found: TaskNow, asked: list[Request], state: RequestState) -> tuple[RequestLine, ...]:
    return tuple(request_line(desk, found, each, awaited(desk, found, each)) for each in asked if each.state is state)


def event_line(stored: StoredEvent) -> EventLine:
    """One line of history."""
    event = stored.event
    return EventLine(event.at, event.who, event.what, str((event.facts or {}).get("detail", "")))
