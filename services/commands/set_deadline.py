"""Another deadline for one task: at once while it is still open, by the leader's word once it has been judged by it."""

from collections.abc import Mapping
from dataclasses import replace

from documents.plans.deadlines import read_deadline
from domain.amendments import Rewritten, is_moved, wordings_of
from domain.authorisation import may_decide
from domain.deadlines import Deadline, DeadlineKind
from domain.figures import is_deadline_settled
from domain.history import EventKind
from domain.messages import Refused
from domain.messages.drafts import DeadlineNotRead
from domain.messages.orders import NothingChanged, TaskChanged
from domain.messages.plans import DeadlineMoved, MovedItem
from domain.messages.requests import GrantRequest, RequestNews
from domain.messages.tasks import TaskCancelled
from domain.people import Role
from domain.plans import Place, TaskDraft
from domain.requests import Request, RequestKind, RequestState, grant
from domain.tasks import State, Task
from services.commands.request_extension import refuse_second
from services.context.command_context import CommandContext, Reply
from services.context.find_request import leader_decides
from services.context.notify import concerned, people_in, tell
from services.context.record_change import RowsBefore, record, task_before
from services.context.summaries import request_summary, summary_of
from services.plans.amend_plan import Amending, deadline_columns, move_deadline
from storage.plans import rewrite_task
from storage.requests import add_request, change_request
from storage.tasks import TaskNow, find_task


def deadline_typed(context: CommandContext, number: int, text: str) -> Deadline:
    """The time limit that the words name.

    Raises Refused(DeadlineNotRead).
    """
    deadline = read_deadline(text, context.today).deadline
    if deadline.kind is DeadlineKind.UNKNOWN:
        raise Refused(DeadlineNotRead(number, text))
    return deadline


def set_deadline(context: CommandContext, found: TaskNow, deadline: Deadline) -> Reply:
    """Move the last day and its wording; a limit that the work was judged by already goes to the leaders first.

    Raises Refused with NothingChanged or AlreadyAsked.
    """
    task, old_day = found.task, found.occurrence.last_day
    if not is_moved(task.deadline, deadline) and old_day == deadline.last_day:
        raise Refused(NothingChanged(task.number, "deadline"))
    # A coordinator's correction made an overdue task one in time, and nobody saw it: once judged, it is the leaders'
    # to move.
    is_late = is_deadline_settled(found.occurrence, context.now, context.organisation.zone)
    if is_late and not may_decide(context.person) and leader_decides(context):
        return _ask(context, found, deadline)
    after = _moved(context, found, deadline, EventKind.DEADLINE_MOVED, task_before(context, task.id))
    item = MovedItem(summary_of(context, after), task.deadline.wording, old_day)
    who = concerned(context, after)
    people = who.lead | who.heads | who.coordinating if after.occurrence.state is not State.DONE else frozenset()
    people |= people_in(context, Role.LEADER) if is_late else frozenset()
    tell(context, f"deadline:{after.occurrence.id}:{after.occurrence.version}", people, DeadlineMoved("", (item,)))
    return Reply([TaskChanged(summary_of(context, after), "deadline", *wordings_of(task.deadline, deadline))])


def _ask(context: CommandContext, found: TaskNow, deadline: Deadline) -> Reply:
    """Bring the new limit to the leaders; nothing moves before one of them agrees."""
    refuse_second(context, found, RequestKind.DEADLINE, RequestKind.EXTENSION)
    new = Request(
        id=0,
        task_id=found.task.id,
        occurrence_id=found.occurrence.id,
        kind=RequestKind.DEADLINE,
        state=RequestState.OPEN,
        asked_by=context.person.person_id,
        asked_at=context.now,
        text=deadline.wording,
        wanted_day=deadline.last_day,
        wanted_time=deadline.at_time,
        wanted_wording=deadline.wording,
        old_day=found.occurrence.last_day,
    )
    request = add_request(context.tx, context.organisation.id, new)
    record(context, EventKind.DEADLINE_CHANGE_ASKED, found, {"detail": deadline.wording, "request": request.id})
    news = RequestNews(
        "brought", summary_of(context, found), request_summary(context, found, request, GrantRequest.canonical)
    )
    tell(context, f"request:{request.id}", people_in(context, Role.LEADER), news)
    return Reply([replace(news, what="asked", request=request_summary(context, found, request))])


def grant_deadline(
    context: CommandContext, found: TaskNow, request: Request, other: Deadline | None, note: str
) -> tuple[TaskNow, Request]:
    """The leader agrees, to the limit asked for or to another one.

    Raises Refused(TaskCancelled).
    """
    if found.occurrence.state is State.CANCELLED:
        raise Refused(TaskCancelled(found.task.number, found.task.title))
    asked_on = request.asked_at.astimezone(context.organisation.zone).date()
    deadline = other or read_deadline(request.wanted_wording, asked_on).deadline
    kept = task_before(context, found.task.id)
    day = deadline.last_day
    request = change_request(context.tx, request, grant(request, context.person.person_id, context.now, day, note))
    return _moved(context, found, deadline, EventKind.DEADLINE_CHANGE_GRANTED, kept, {"request": request.id}), request


def _moved(
    context: CommandContext,
    found: TaskNow,
    deadline: Deadline,
    what: str,
    kept: RowsBefore,
    more: Mapping[str, object] | None = None,
) -> TaskNow:
    def facts() -> Mapping[str, object]:
        return {**(more or {}), **kept.facts()}

    task = found.task
    step = Amending(
        context.tx, context.organisation, context.now, context.person, context.directory, context.inbox_id, facts
    )
    rewrite_task(context.tx, task.id, deadline_columns(deadline))
    move_deadline(step, Rewritten(task, _as_row(task, deadline), frozenset({"deadline"})), what)
    after = find_task(context.tx, context.organisation.id, task.number)
    if after is None:
        raise LookupError(f"task {task.number} is gone")
    return after


def _as_row(task: Task, deadline: Deadline) -> TaskDraft:
    return TaskDraft(task.number, task.code, task.title, (), (), deadline, Place(), task.product)
