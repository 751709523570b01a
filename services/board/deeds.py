"""What a person may do with a task, from the roles of the command classes and the rules of authorisation."""

from collections.abc import Iterable, Iterator

from domain.authorisation import may_confirm
from domain.board.deeds import Deed, OwnWords
from domain.figures import is_overdue
from domain.messages.history import UndoLast
from domain.messages.orders import AssignTask, CancelTask, Nudge, RestoreTask
from domain.messages.requests import (
    AnswerRequest,
    AskExplanation,
    AskLeader,
    ClearObstacle,
    GrantRequest,
    RaiseObstacle,
    RefuseRequest,
    RequestExtension,
)
from domain.messages.tasks import (
    Acknowledge,
    ConfirmDone,
    ContinueTask,
    MarkDone,
    ReportNotDone,
    ReportProgress,
    ReportResult,
    ReportShare,
    ReturnTask,
)
from domain.people import SEES_ALL, Role
from domain.requests import Request, RequestKind
from domain.tasks import Part, State
from domain.undoing import NO_DEEDS
from services.commands.report_task import my_share_units
from services.commands.undo_last import why_final
from services.context.command_context import CommandContext
from services.context.find_request import awaited
from services.context.find_task import is_open_to
from storage.events import events_of_task, last_deed_of
from storage.tasks import TaskNow

_MAY, _MUST = OwnWords.MAY, OwnWords.MUST


def deeds_of(context: CommandContext, found: TaskNow, requests: Iterable[Request]) -> tuple[Deed, ...]:
    """The deeds of this person with the task, what is expected of them first; `requests` are the open ones."""
    asked = tuple(requests)
    every = (
        *_on_requests(context, found, asked),
        *_on_report(context, found),
        *_of_unit(context, found, asked),
        *_of_those_above(context, found, asked),
    )
    return tuple(deed for deed in every if deed.kind.roles & context.person.roles)


def undo_deed(context: CommandContext, found: TaskNow) -> Deed | None:
    """Taking back what this person did last, where that was about this task and nothing has happened to it since."""
    last = last_deed_of(context.tx, context.organisation.id, context.person.person_id, NO_DEEDS)
    newest = events_of_task(context.tx, found.task.id, limit=1)
    is_newest = any(stored.seq == one.seq for stored in last for one in newest)
    return Deed(UndoLast) if is_newest and not any(why_final(context, stored) for stored in last) else None


def _on_requests(context: CommandContext, found: TaskNow, requests: Iterable[Request]) -> Iterator[Deed]:
    number = found.task.number
    for request in requests:
        expected = awaited(context, found, request)
        if expected == AnswerRequest.canonical:
            yield Deed(AnswerRequest, number, _MUST, is_main=True)
        elif expected:
            is_advice = expected != GrantRequest.canonical
            yield Deed(GrantRequest, number, is_advice=is_advice, is_main=True, until=request.wanted_day)
            yield Deed(RefuseRequest, number, _MUST, is_advice=is_advice)


def _on_report(context: CommandContext, found: TaskNow) -> Iterator[Deed]:
    number, state = found.task.number, found.occurrence.state
    if state is State.REPORTED and may_confirm(context.person):
        yield Deed(ConfirmDone, number, is_main=True)
        yield Deed(ReturnTask, number, _MUST)


def _of_unit(context: CommandContext, found: TaskNow, requests: tuple[Request, ...]) -> Iterator[Deed]:
    number, occurrence = found.task.number, found.occurrence
    if is_open_to(context, MarkDone, found):
        if not occurrence.acknowledged_at and not occurrence.is_check_in:
            yield Deed(Acknowledge, number, is_main=True)
        yield from _answers_for_period(number) if occurrence.is_check_in else _reports(number)
        if _may_ask_for_time(found, requests):
            yield Deed(RequestExtension, number, _MUST)
        yield Deed(RaiseObstacle, number, _MUST)
        if not _is_asked(requests, RequestKind.QUESTION):
            yield Deed(AskLeader, number, _MUST)
    if occurrence.obstacle and _may_clear(context, found):
        yield Deed(ClearObstacle, number)
    if is_open_to(context, ReportShare, found) and my_share_units(context, found, Part.COORDINATING):
        yield Deed(ReportShare, number, _MAY)


def _may_ask_for_time(found: TaskNow, requests: tuple[Request, ...]) -> bool:
    has_day = found.occurrence.last_day is not None and not found.occurrence.is_check_in
    return has_day and not _is_asked(requests, RequestKind.EXTENSION)


def _is_asked(requests: Iterable[Request], kind: RequestKind) -> bool:
    return any(request.kind is kind for request in requests)


def _may_clear(context: CommandContext, found: TaskNow) -> bool:
    is_open = found.occurrence.state is State.OPEN
    return is_open and (may_confirm(context.person) or is_open_to(context, ClearObstacle, found))


def _reports(number: int) -> Iterator[Deed]:
    yield Deed(MarkDone, number, _MAY, is_main=True)
    yield Deed(ReportProgress, number, _MUST)


def _answers_for_period(number: int) -> Iterator[Deed]:
    yield Deed(ContinueTask, number, is_main=True)
    yield Deed(ReportResult, number, _MUST)
    yield Deed(ReportNotDone, number, _MUST)


def _of_those_above(context: CommandContext, found: TaskNow, requests: tuple[Request, ...]) -> Iterator[Deed]:
    number, state = found.task.number, found.occurrence.state
    if state is State.OPEN:
        is_late = is_overdue(found.occurrence, context.now, context.organisation.zone)
        yield Deed(Nudge, number, is_main=is_late)
        if not _is_asked(requests, RequestKind.EXPLANATION):
            yield Deed(AskExplanation, number, _MAY)
        if _may_hand_over(context, found):
            yield Deed(AssignTask, number, _MUST)
    if state in {State.OPEN, State.REPORTED}:
        yield Deed(CancelTask, number, _MUST)
    if state is State.CANCELLED:
        yield Deed(RestoreTask, number)


def _may_hand_over(context: CommandContext, found: TaskNow) -> bool:
    """Coordinators hand over anything, heads what their unit leads."""
    if Role.COORDINATOR in context.person.roles & SEES_ALL:
        return True
    return any(part.unit_id in context.my_units for part in found.task.units(Part.LEAD))
