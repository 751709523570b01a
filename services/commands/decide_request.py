"""The coordinator's word on a request for more time, and the leader's decision, which moves the deadline."""

from dataclasses import replace

from documents.plans.deadlines.extension_text import Wish, read_wish
from domain.authorisation import may_act_on_requests, may_see_all
from domain.deadlines import is_past
from domain.history import EventKind
from domain.messages import Command, Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.questions import ReasonMissing
from domain.messages.requests import GrantRequest, ListRequests, NotLater, RefuseRequest, RequestNews, RequestsShown
from domain.messages.summaries import RequestItem
from domain.people import ACTS_ON_REQUESTS, DECIDES, Role
from domain.requests import Request, RequestKind, grant, recommend, refuse
from services.commands.set_deadline import deadline_typed, grant_deadline
from services.context.command_context import CommandContext, Reply
from services.context.find_request import awaited, request_meant
from services.context.find_task import numbers_meant, short_enough, visible_task
from services.context.notify import concerned, people_in, tell
from services.context.record_change import record, task_before
from services.context.summaries import request_summary, summary_of
from storage.plans import move_days
from storage.requests import change_request, open_requests
from storage.tasks import TaskNow, load_tasks, numbers_of_tasks


def grant_request(context: CommandContext, command: GrantRequest) -> Reply:
    """Agree: until the day asked for, or until the day named."""
    return _act(context, GrantRequest, command.number, command.text, is_granted=True)


def refuse_request(context: CommandContext, command: RefuseRequest) -> Reply:
    """Do not agree; the reason goes to everybody concerned."""
    return _act(context, RefuseRequest, command.number, command.text, is_granted=False)


def list_requests(context: CommandContext, _command: ListRequests) -> Reply:
    """The open requests on which this person must act, oldest first; who sees all and decides none reads all."""
    is_overview = may_see_all(context.person) and not may_act_on_requests(context.person)
    asked = open_requests(context.tx, context.organisation.id)
    numbers = numbers_of_tasks(context.tx, {request.task_id for request in asked}).values()
    tasks = {found.task.id: found for found in load_tasks(context.tx, context.organisation.id, sorted(numbers))}
    items = []
    for request in asked:
        found = tasks[request.task_id]
        awaits = awaited(context, found, request)
        if awaits or is_overview:
            items.append(RequestItem(summary_of(context, found), request_summary(context, found, request, awaits)))
    return Reply([RequestsShown(tuple(items), is_overview)], may_replace=True)


def _act(context: CommandContext, command: type[Command], typed: int | None, words: str, *, is_granted: bool) -> Reply:
    if not may_act_on_requests(context.person):
        raise Refused(OnlyForRole(command.canonical, tuple(sorted(ACTS_ON_REQUESTS))))
    number = numbers_meant(context, command, () if typed is None else (typed,))[0]
    text = short_enough(words) or ""
    found = visible_task(context, number)
    request = request_meant(context, found, RequestKind.EXTENSION, RequestKind.DEADLINE)
    if not is_granted and not text:
        raise Refused(ReasonMissing(number, command.canonical))
    if awaited(context, found, request) == GrantRequest.canonical:
        return _decide(context, found, request, text, is_granted=is_granted)
    if request.kind is RequestKind.DEADLINE:
        raise Refused(OnlyForRole(command.canonical, tuple(sorted(DECIDES))))
    return _recommend(context, found, request, text, is_granted=is_granted)


def _recommend(context: CommandContext, found: TaskNow, request: Request, text: str, *, is_granted: bool) -> Reply:
    """Said to the leaders with the request; what the coordinator said before is replaced."""
    kept = task_before(context, found.task.id)
    after = recommend(request, context.person.person_id, text, is_recommended=is_granted)
    request = change_request(context.tx, request, after)
    what = EventKind.EXTENSION_RECOMMENDED if is_granted else EventKind.EXTENSION_NOT_RECOMMENDED
    record(context, what, found, {"detail": text, "request": request.id, **kept.facts()})
    line = summary_of(context, found)
    up = RequestNews("brought", line, request_summary(context, found, request, GrantRequest.canonical))
    tell(context, f"request:{request.id}:up:{request.version}", people_in(context, Role.LEADER), up)
    return Reply([RequestNews("recommended", line, request_summary(context, found, request))])


def _decide(context: CommandContext, found: TaskNow, request: Request, text: str, *, is_granted: bool) -> Reply:
    if is_granted and request.kind is RequestKind.DEADLINE:
        wish = _other_day(context, found, text)
        other = deadline_typed(context, found.task.number, wish.wording) if wish else None
        found, request = grant_deadline(context, found, request, other, wish.reason if wish else text)
    elif is_granted:
        found, request = _grant(context, found, request, text)
    else:
        kept = task_before(context, found.task.id)
        request = change_request(context.tx, request, refuse(request, context.person.person_id, context.now, text))
        what = (
            EventKind.EXTENSION_REFUSED if request.kind is RequestKind.EXTENSION else EventKind.DEADLINE_CHANGE_REFUSED
        )
        record(context, what, found, {"detail": text, "request": request.id, **kept.facts()})
    news = RequestNews("decided", summary_of(context, found), request_summary(context, found, request))
    who = concerned(context, found)
    people = who.lead | who.heads | who.coordinating | people_in(context, Role.COORDINATOR) | {request.asked_by}
    tell(context, f"decided:{request.id}:{request.version}", people, news)  # decided again after an undo: told again
    return Reply([replace(news, is_mine=True)])


def _grant(context: CommandContext, found: TaskNow, request: Request, text: str) -> tuple[TaskNow, Request]:
    """Move the last day; the reminders follow the new version of the deadline.

    What was asked for in time is no late change, however long the decision took.
    """
    wish = _other_day(context, found, text)
    day, hour = (wish.last_day, wish.at_time) if wish else (request.wanted_day, request.wanted_time)
    note = wish.reason if wish else text
    earliest = max(filter(None, (context.today, found.occurrence.last_day)))
    if day is None or day < earliest:
        raise Refused(NotLater(found.task.number, day or context.today, found.occurrence.last_day))
    kept = task_before(context, found.task.id)
    request = change_request(context.tx, request, grant(request, context.person.person_id, context.now, day, note))
    before = found.occurrence
    is_late = is_past(before.last_day, before.at_time, request.asked_at, context.organisation.zone)
    moved = TaskNow(found.task, move_days(context.tx, before, (before.first_day, day, hour), is_set_late=is_late))
    until = f"{day.day}/{day.month}/{day.year}"
    detail = f"{until}: {note}" if note else until
    facts = {"detail": detail, "request": request.id, "day": day.isoformat(), **kept.facts()}
    record(context, EventKind.EXTENSION_GRANTED, moved, facts)
    return moved, request


def _other_day(context: CommandContext, found: TaskNow, text: str) -> Wish | None:
    """Another day than the one asked for, when the words begin with one: in a note further on a day is only a day."""
    wish = read_wish(text, context.said_on, found.occurrence.last_day) if text else None
    begins_with_it = wish is not None and wish.wording in text[: len(wish.wording) + 1]
    return wish if begins_with_it else None
