"""What a bare command is about: "xong" after a reminder of one task. Never a guess between two.

Looked up in what was really sent to this very chat in the last two days. Everything sent since the person last wrote
there belongs together: when that names two tasks still to be answered, the person is asked which. When it names none,
what was sent before the person's word before that is looked at, and so on. Answers to what dondoc asks are completed
elsewhere (`answer_question`).
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import groupby

from domain.authorisation import may_confirm, may_report, may_see
from domain.messages import Command, Refusal, Response
from domain.messages.evidence import ShowEvidence
from domain.messages.questions import ClarificationAsked, NumberNotUnderstood
from domain.messages.requests import AnswerRequest, AskExplanation, ClearObstacle, GrantRequest, RefuseRequest
from domain.messages.tasks import ConfirmDone, ReportShare, ReturnTask, ShowTask
from domain.requests import RequestKind
from domain.tasks import Part, State
from services.context.command_context import CommandContext
from services.context.find_request import awaited
from storage.conversation_history import SentMessage, heard_since, said_since
from storage.requests import open_request
from storage.tasks import TaskNow, find_task, load_tasks

ANSWERED_WITHIN = timedelta(days=2)
MOST_TASKS = 40  # looked at for one bare command
_CONFIRMING = frozenset({ConfirmDone, ReturnTask})
_KINDS_OF: Mapping[type[Command], tuple[RequestKind, ...]] = {
    GrantRequest: (RequestKind.EXTENSION, RequestKind.DEADLINE),
    RefuseRequest: (RequestKind.EXTENSION, RequestKind.DEADLINE),
    AnswerRequest: (RequestKind.QUESTION, RequestKind.EXPLANATION),
}


def tasks_asked_about(context: CommandContext, command: type[Command]) -> tuple[int, ...]:
    """Numbers of the tasks that this command without a number may mean; exactly one says which."""
    for turn in _turns(context):
        if any(_ends_context(response) for said in turn for response in said.responses):
            return ()
        numbers = dict.fromkeys(
            number for said in turn for response in said.responses for number in response.task_numbers
        )
        wanted = tuple(number for number in list(numbers)[:MOST_TASKS] if is_waited_for(context, command, number))
        if wanted:
            return wanted
    return ()


def _ends_context(response: Response) -> bool:
    """Whether this answers a text that named a task and was refused or not understood: no older message counts then.

    "ct 9" refused, then "xong": the person means 9, and never the task of this morning.
    """
    if isinstance(response, ClarificationAsked | NumberNotUnderstood):
        return True
    return isinstance(response, Refusal) and response.task_number is not None


def tasks_waiting(context: CommandContext, command: type[Command]) -> tuple[int, ...]:
    """Numbers of all open tasks on which this person may act with the command now, lowest first."""
    found = sorted(each.task.number for each in load_tasks(context.tx, context.organisation.id))
    return tuple(number for number in found if is_waited_for(context, command, number))[:MOST_TASKS]


def _turns(context: CommandContext) -> Iterator[list[SentMessage]]:
    """What was sent, newest first, in the pieces between which the person wrote."""
    since = context.now - ANSWERED_WITHIN
    address = (context.origin.channel, context.origin.chat_id)
    said = said_since(context.tx, context.organisation.id, address, since)
    if not said:
        return
    origin = heard_since(context.tx, context.organisation.id, address, since, context.inbox_id or 0)
    for _, turn in groupby(said, key=lambda message: sum(at > message.at for at in origin)):
        yield list(turn)


def is_waited_for(context: CommandContext, command: type[Command], number: int) -> bool:
    """Whether this person can give the command about the task now."""
    found = find_task(context.tx, context.organisation.id, number)
    if found is None:
        return False
    if command in _CONFIRMING:
        return found.occurrence.state is State.REPORTED and may_confirm(context.person)
    return _is_open_to(context, command, found)


def _is_open_to(context: CommandContext, command: type[Command], found: TaskNow) -> bool:
    if command in {ShowTask, AskExplanation}:
        return may_see(context.person, found.task, context.my_units)
    if command is ShowEvidence:
        is_alive = found.occurrence.state in {State.OPEN, State.REPORTED}
        return is_alive and any(r.unit_id in context.my_units for r in found.task.responsibilities)
    if command is ReportShare:
        mine = [r for r in found.task.units(Part.COORDINATING) if r.unit_id in context.my_units]
        return bool(mine) and found.occurrence.state is State.OPEN
    if command in _KINDS_OF:
        request = open_request(context.tx, found.occurrence.id, _KINDS_OF[command])
        return request is not None and awaited(context, found, request) != ""
    if command is ClearObstacle and found.occurrence.obstacle is None:
        return False
    return found.occurrence.state is State.OPEN and may_report(context.person, found.task, context.my_units)
