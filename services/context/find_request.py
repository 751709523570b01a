"""Finds the open request a command means, and who is expected to act on it."""

from domain.authorisation import may_act_on_requests, may_decide, may_report
from domain.messages import Refused
from domain.messages.requests import AlreadySettled, AnswerRequest, GrantRequest, NothingRequested
from domain.people import Role
from domain.requests import Request, RequestKind, RequestState
from services.context.command_context import CommandContext
from services.context.notify import people_in
from services.context.summaries import name_if_any
from storage.requests import open_request, requests_of_task
from storage.tasks import TaskNow


def request_meant(context: CommandContext, found: TaskNow, *kinds: RequestKind) -> Request:
    """The open request of one of these kinds about the task.

    Raises Refused with AlreadySettled (by whom and when) or, where nothing was ever asked, NothingRequested.
    """
    request = open_request(context.tx, found.occurrence.id, kinds)
    if request is not None:
        return request
    settled = [r for r in requests_of_task(context.tx, found.task.id) if r.kind in kinds and r.decided_at is not None]
    if settled and settled[-1].decided_at is not None:
        last = settled[-1]
        by = name_if_any(context, last.decided_by)
        raise Refused(AlreadySettled(found.task.number, last.kind.value, last.state.value, by, settled[-1].decided_at))
    is_for_time = kinds[0] is RequestKind.EXTENSION or len(kinds) == 1
    raise Refused(NothingRequested(found.task.number, kinds[0].value if is_for_time else ""))


def leader_decides(context: CommandContext) -> bool:
    """True when leaders decide on more time; without any, or by its setting, the coordinator does."""
    return not context.organisation.policy.coordinator_decides and bool(people_in(context, Role.LEADER))


def awaited(context: CommandContext, found: TaskNow, request: Request) -> str:
    """What this person is expected to do about the request: "recommend", "decide", "answer", or ""."""
    if request.state is not RequestState.OPEN:
        return ""
    if request.kind is RequestKind.EXPLANATION:
        return AnswerRequest.canonical if may_report(context.person, found.task, context.my_units) else ""
    if request.kind is RequestKind.QUESTION:
        return AnswerRequest.canonical if may_decide(context.person) else ""
    if request.kind is RequestKind.DEADLINE and not may_decide(context.person) and leader_decides(context):
        return ""
    if may_decide(context.person) or (may_act_on_requests(context.person) and not leader_decides(context)):
        return GrantRequest.canonical
    return "recommend" if may_act_on_requests(context.person) and request.is_recommended is None else ""
