"""Finds the request somebody means, and turns requests into the facts that messages show."""

from domain.authorisation import may_act_on_requests, may_decide, may_report
from domain.messages import Refused
from domain.messages.requests import AlreadySettled, AnswerRequest, GrantRequest, NothingRequested
from domain.messages.summaries import RequestSummary
from domain.people import Role
from domain.requests import Request, RequestKind, RequestState
from services.context.command_context import CommandContext
from services.context.notify import people_in
from storage.people import name_of
from storage.requests import open_request, requests_of_task
from storage.tasks import TaskNow


def request_line(context: CommandContext, found: TaskNow, request: Request, awaits: str = "") -> RequestSummary:
    """The request as people are shown it; `awaits` as in RequestLine."""
    return RequestSummary(
        kind=request.kind.value,
        state=request.state.value,
        asked_by=name_of(context.tx, request.asked_by),
        asked_at=request.asked_at,
        text=request.text,
        wanted_day=request.wanted_day,
        wanted_time=request.wanted_time,
        old_day=request.old_day,
        extension=_count(context, found, request),
        recommended_by=_name(context, request.recommended_by),
        is_recommended=request.is_recommended,
        recommendation=request.recommendation,
        decided_by=_name(context, request.decided_by),
        decided_at=request.decided_at,
        granted_day=request.granted_day,
        answer=request.answer,
        awaits=awaits,
    )


def _name(context: CommandContext, person_id: int | None) -> str:
    return "" if person_id is None else name_of(context.tx, person_id)


def _count(context: CommandContext, found: TaskNow, request: Request) -> int:
    """How many extensions the task would have with this one."""
    if request.kind is not RequestKind.EXTENSION:
        return 0
    before = [each for each in requests_of_task(context.tx, found.task.id) if each.id < request.id]
    return 1 + sum(each.state is RequestState.GRANTED for each in before)


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
        by = _name(context, last.decided_by)
        raise Refused(AlreadySettled(found.task.number, last.kind.value, last.state.value, by, settled[-1].decided_at))
    is_for_time = kinds[0] is RequestKind.EXTENSION or len(kinds) == 1
    raise Refused(NothingRequested(found.task.number, kinds[0].value if is_for_time else ""))


def leader_decides(context: CommandContext) -> bool:
    """Whether requests for more time go up to the leaders; without any, or by its setting, the coordinator decides."""
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
