"""The coordinator's word on a request for more time, and the leader's decision, which moves the deadline."""

from documents.plans.deadlines.extension_text import Wish, read_wish
from domain.authorisation import ACTS_ON_REQUESTS, DECIDES, may_act_on_requests, may_see_all
from domain.commands import GrantRequest, ListRequests, RefuseRequest
from domain.deadlines import is_past
from domain.people import Role
from domain.refusals import OnlyForRole, ReasonMissing, Refused
from domain.request_notices import RequestItem, RequestNews, RequestsShown
from domain.request_refusals import NotLater
from domain.requests import Request, RequestKind, grant, recommend, refuse
from services.desk import Desk, Reply
from services.request_lines import awaited, request_line, request_meant
from services.rows_before import task_before
from services.set_deadline import deadline_typed, grant_deadline
from services.task_lines import line_of, numbers_meant, record, short_enough, visible_task
from services.tell_concerned import concerned, people_in, tell
from storage.amendments import move_days
from storage.requests import change_request, open_requests
from storage.tasks import TaskNow, load_tasks


def grant_request(desk: Desk, command: GrantRequest) -> Reply:
    """Agree: until the day asked for, or until the day named."""
    return _act(desk, "decide", command.number, command.text, is_granted=True)


def refuse_request(desk: Desk, command: RefuseRequest) -> Reply:
    """Do not agree; the reason goes to everybody concerned."""
    return _act(desk, "refuse", command.number, command.text, is_granted=False)


def list_requests(desk: Desk, _command: ListRequests) -> Reply:
    """The open requests on which this person must act, oldest first; who sees all and decides none reads all."""
    is_overview = may_see_all(desk.person) and not may_act_on_requests(desk.person)
    tasks = {found.task.id: found for found in load_tasks(desk.tx, desk.organisation.id)}
    items = []
    for request in open_requests(desk.tx, desk.organisation.id):
        found = tasks[request.task_id]
        awaits = awaited(desk, found, request)
        if awaits or is_overview:
            items.append(RequestItem(line_of(desk, found), request_line(desk, found, request, awaits)))
    return Reply([RequestsShown(tuple(items), is_overview)], may_replace=True)


def _act(desk: Desk, command: str, typed: int | None, words: str, *, is_granted: bool) -> Reply:
    if not may_act_on_requests(desk.person):
        raise Refused(OnlyForRole(command, tuple(sorted(ACTS_ON_REQUESTS))))
    number = numbers_meant(desk, command, () if typed is None else (typed,))[0]
    text = short_enough(words) or ""
    found = visible_task(desk, number)
    request = request_meant(desk, found, RequestKind.EXTENSION, RequestKind.DEADLINE)
    if not is_granted and not text:
        raise Refused(ReasonMissing(number, command))
    if awaited(desk, found, request) == "decide":
        return _decide(desk, found, request, text, is_granted=is_granted)
    if request.kind is RequestKind.DEADLINE:
        raise Refused(OnlyForRole(command, tuple(sorted(DECIDES))))
    return _recommend(desk, found, request, text, is_granted=is_granted)


def _recommend(desk: Desk, found: TaskNow, request: Request, text: str, *, is_granted: bool) -> Reply:
    """Said to the leaders with the request; what the coordinator said before is replaced."""
    kept = task_before(desk, found.task.id)
    after = recommend(request, desk.person.person_id, text, is_recommended=is_granted)
    request = change_request(desk.tx, request, after)
    what = "extension_recommended" if is_granted else "extension_not_recommended"
    record(desk, what, found, {"detail": text, "request": request.id, **kept.facts()})
    line = line_of(desk, found)
    up = RequestNews("brought", line, request_line(desk, found, request, "decide"))
    tell(desk, f"request:{request.id}:up:{request.version}", people_in(desk, Role.LEADER), up)
    return Reply([RequestNews("recommended", line, request_line(desk, found, request))])


def _decide(desk: Desk, found: TaskNow, request: Request, text: str, *, is_granted: bool) -> Reply:
    if is_granted and request.kind is RequestKind.DEADLINE:
        wish = _other_day(desk, found, text)
        other = deadline_typed(desk, found.task.number, wish.wording) if wish else None
        found, request = grant_deadline(desk, found, request, other, wish.reason if wish else text)
    elif is_granted:
        found, request = _grant(desk, found, request, text)
    else:
        kept = task_before(desk, found.task.id)
        request = change_request(desk.tx, request, refuse(request, desk.person.person_id, desk.now, text))
        what = "extension_refused" if request.kind is RequestKind.EXTENSION else "deadline_change_refused"
        record(desk, what, found, {"detail": text, "request": request.id, **kept.facts()})
    news = RequestNews("decided", line_of(desk, found), request_line(desk, found, request))
    who = concerned(desk, found)
    people = who.lead | who.heads | who.coordinating | people_in(desk, Role.COORDINATOR) | {request.asked_by}
    tell(desk, f"decided:{request.id}:{request.version}", people, news)  # decided again after an undo: told again
    return Reply([news])


def _grant(desk: Desk, found: TaskNow, request: Request, text: str) -> tuple[TaskNow, Request]:
    """Move the last day; the reminders follow the new version of the deadline.

    What was asked for in time is no late change, however long the decision took.
    """
    wish = _other_day(desk, found, text)
    day, hour = (wish.last_day, wish.at_time) if wish else (request.wanted_day, request.wanted_time)
    note = wish.reason if wish else text
    earliest = max(filter(None, (desk.today, found.occurrence.last_day)))
    if day is None or day < earliest:
        raise Refused(NotLater(found.task.number, day or desk.today, found.occurrence.last_day))
    kept = task_before(desk, found.task.id)
    request = change_request(desk.tx, request, grant(request, desk.person.person_id, desk.now, day, note))
    before = found.occurrence
    is_late = is_past(before.last_day, before.at_time, request.asked_at, desk.organisation.zone)
    moved = TaskNow(found.task, move_days(desk.tx, before, (before.first_day, day, hour), is_set_late=is_late))
    until = f"{day.day}/{day.month}/{day.year}"
    detail = f"{until}: {note}" if note else until
    facts = {"detail": detail, "request": request.id, "day": day.isoformat(), **kept.facts()}
    record(desk, "extension_granted", moved, facts)
    return moved, request


def _other_day(desk: Desk, found: TaskNow, text: str) -> Wish | None:
    """Another day than the one asked for, when the words begin with one: in a note further on a day is only a day."""
    wish = read_wish(text, desk.said_on, found.occurrence.last_day) if text else None
    begins_with_it = wish is not None and wish.wording in text[: len(wish.wording) + 1]
    return wish if begins_with_it else None
