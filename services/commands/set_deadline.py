"""Another deadline for one task: at once while it is still open, by the leader's word once it has been judged by it."""

from collections.abc import Mapping
from dataclasses import replace

from documents.plans.deadlines import read_deadline
from domain.amendments import Rewritten, is_moved, wordings_of
from domain.authorisation import may_decide
from domain.deadlines import Deadline, DeadlineKind
from domain.figures import is_deadline_settled
from domain.notices import DeadlineMoved, MovedItem
from domain.order_notices import TaskChanged
from domain.order_refusals import NothingChanged
from domain.people import Role
from domain.plans import Place, TaskDraft
from domain.refusals import DeadlineNotRead, Refused, TaskCancelled
from domain.request_notices import RequestNews
from domain.requests import Request, RequestKind, RequestState, grant
from domain.tasks import State, Task
from services.commands.request_extension import refuse_second
from services.context.command_context import Desk, Reply
from services.context.find_request import leader_decides, request_line
from services.context.notify import concerned, people_in, tell
from services.context.rows_before import RowsBefore, task_before
from services.context.task_lines import line_of, record
from services.plans.amend_plan import Amending, deadline_columns, move_deadline
from storage.amendments import rewrite_task
from storage.requests import add_request, change_request
from storage.tasks import TaskNow, find_task


def deadline_typed(desk: Desk, number: int, text: str) -> Deadline:
    """The time limit that the words name.

    Raises Refused(DeadlineNotRead).
    """
    deadline = read_deadline(text, desk.today).deadline
    if deadline.kind is DeadlineKind.UNKNOWN:
        raise Refused(DeadlineNotRead(number, text))
    return deadline


def set_deadline(desk: Desk, found: TaskNow, deadline: Deadline) -> Reply:
    """Move the last day and its wording; a limit that the work was judged by already goes to the leaders first.

    Raises Refused with NothingChanged or AlreadyAsked.
    """
    task, old_day = found.task, found.occurrence.last_day
    if not is_moved(task.deadline, deadline) and old_day == deadline.last_day:
        raise Refused(NothingChanged(task.number, "deadline"))
    is_late = is_deadline_settled(found.occurrence, desk.now, desk.organisation.zone)
    if is_late and not may_decide(desk.person) and leader_decides(desk):
        return _ask(desk, found, deadline)
    after = _moved(desk, found, deadline, "deadline_moved", task_before(desk, task.id))
    item = MovedItem(line_of(desk, after), task.deadline.wording, old_day)
    who = concerned(desk, after)
    people = who.lead | who.heads | who.coordinating if after.occurrence.state is not State.DONE else frozenset()
    people |= people_in(desk, Role.LEADER) if is_late else frozenset()
    tell(desk, f"deadline:{after.occurrence.id}:{after.occurrence.version}", people, DeadlineMoved("", (item,)))
    return Reply([TaskChanged(line_of(desk, after), "deadline", *wordings_of(task.deadline, deadline))])


def _ask(desk: Desk, found: TaskNow, deadline: Deadline) -> Reply:
    """Bring the new limit to the leaders; nothing moves before one of them agrees."""
    refuse_second(desk, found, RequestKind.DEADLINE, RequestKind.EXTENSION)
    new = Request(
        id=0,
        task_id=found.task.id,
        occurrence_id=found.occurrence.id,
        kind=RequestKind.DEADLINE,
        state=RequestState.OPEN,
        asked_by=desk.person.person_id,
        asked_at=desk.now,
        text=deadline.wording,
        wanted_day=deadline.last_day,
        wanted_time=deadline.at_time,
        wanted_wording=deadline.wording,
        old_day=found.occurrence.last_day,
    )
    request = add_request(desk.tx, desk.organisation.id, new)
    record(desk, "deadline_change_asked", found, {"detail": deadline.wording, "request": request.id})
    news = RequestNews("brought", line_of(desk, found), request_line(desk, found, request, "decide"))
    tell(desk, f"request:{request.id}", people_in(desk, Role.LEADER), news)
    return Reply([replace(news, what="asked", request=request_line(desk, found, request))])


def grant_deadline(
    desk: Desk, found: TaskNow, request: Request, other: Deadline | None, note: str
) -> tuple[TaskNow, Request]:
    """The leader agrees, to the limit asked for or to another one.

    Raises Refused(TaskCancelled).
    """
    if found.occurrence.state is State.CANCELLED:
        raise Refused(TaskCancelled(found.task.number, found.task.title))
    asked_on = request.asked_at.astimezone(desk.organisation.zone).date()
    deadline = other or read_deadline(request.wanted_wording, asked_on).deadline
    kept = task_before(desk, found.task.id)
    day = deadline.last_day
    request = change_request(desk.tx, request, grant(request, desk.person.person_id, desk.now, day, note))
    return _moved(desk, found, deadline, "deadline_change_granted", kept, {"request": request.id}), request


def _moved(
    desk: Desk,
    found: TaskNow,
    deadline: Deadline,
    what: str,
    kept: RowsBefore,
    more: Mapping[str, object] | None = None,
) -> TaskNow:
    def facts() -> Mapping[str, object]:
        return {**(more or {}), **kept.facts()}

    task = found.task
    step = Amending(desk.tx, desk.organisation, desk.now, desk.person, desk.directory, desk.inbox_id, facts)
    rewrite_task(desk.tx, task.id, deadline_columns(deadline))
    move_deadline(step, Rewritten(task, _as_row(task, deadline), frozenset({"deadline"})), what)
    after = find_task(desk.tx, desk.organisation.id, task.number)
    if after is None:
        raise LookupError(f"task {task.number} is gone")
    return after


def _as_row(task: Task, deadline: Deadline) -> TaskDraft:
    return TaskDraft(task.number, task.code, task.title, (), (), deadline, Place(), task.product)
