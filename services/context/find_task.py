"""Finds the tasks a command means: by number, by the message it replies to, or by what was sent to the chat last.

A command without a number ("xong" after a reminder of one task) is completed from what was really sent to this very
chat in the last two days, and never by a guess between two tasks. Everything sent since the person last wrote there
belongs together; when it names two tasks still to be answered, the person is asked which. When it names none, what was
sent before the person's previous message counts, and so on. Answers to questions are found in `questions`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import groupby

from domain.acting import NEVER_FROM_CONTEXT
from domain.authorisation import may_confirm, may_report, may_see
from domain.history import Event, EventKind
from domain.messages import Command, Refusal, Refused, Response
from domain.messages.evidence import ShowEvidence
from domain.messages.questions import ClarificationAsked, NumberNotUnderstood, TextTooLong, WhichTask
from domain.messages.requests import AnswerRequest, AskExplanation, ClearObstacle, GrantRequest, RefuseRequest
from domain.messages.tasks import (
    AlreadyDone,
    AlreadyReported,
    ConfirmDone,
    NoSuchTask,
    NotYourTask,
    ReportShare,
    ReturnTask,
    ShowTask,
    TaskCancelled,
)
from domain.people import Actor
from domain.requests import RequestKind
from domain.tasks import Part, State, Task
from services.context.command_context import CommandContext
from services.context.find_request import awaited
from storage.conversations import SentMessage, heard_since, said_since
from storage.events import events_of_task
from storage.leases import find_sent
from storage.requests import open_request
from storage.tasks import TaskNow, find_task, last_number, load_tasks

LONGEST_NOTE = 1000
MOST_NUMBERS = 50  # as many as the grammar reads
MOST_CANDIDATES = 8
ANSWERED_WITHIN = timedelta(days=2)
MOST_TASKS = 40  # looked at for one bare command
_CONFIRMING = frozenset({ConfirmDone, ReturnTask})
_KINDS_OF: Mapping[type[Command], tuple[RequestKind, ...]] = {
    GrantRequest: (RequestKind.EXTENSION, RequestKind.DEADLINE),
    RefuseRequest: (RequestKind.EXTENSION, RequestKind.DEADLINE),
    AnswerRequest: (RequestKind.QUESTION, RequestKind.EXPLANATION),
}


def visible_task(context: CommandContext, number: int) -> TaskNow:
    """The task with this number, if the person may see it.

    Raises Refused with NoSuchTask or NotYourTask.
    """
    found = find_task(context.tx, context.organisation.id, number)
    if found is None:
        raise Refused(NoSuchTask(number, last_number(context.tx, context.organisation.id)))
    if not _is_allowed(context, found, may_see):
        raise Refused(_not_yours(found))
    return found


def _is_allowed(context: CommandContext, found: TaskNow, rule: Callable[[Actor, Task, Iterable[int]], bool]) -> bool:
    """Apply a rule to the person's own units first: the groups they belong to cost another query."""
    return rule(context.person, found.task, context.person.unit_ids) or rule(
        context.person, found.task, context.my_units
    )


def reportable_task(context: CommandContext, number: int) -> TaskNow:
    """The open task with this number, if the person may report on it.

    Raises Refused with NoSuchTask, NotYourTask, AlreadyReported, AlreadyDone or TaskCancelled.
    """
    found = visible_task(context, number)
    if not _is_allowed(context, found, may_report):
        raise Refused(_not_yours(found))
    refuse_closed(context, found)
    return found


def refuse_closed(context: CommandContext, found: TaskNow) -> None:
    """Raises Refused when the occurrence is not open, with who closed it and when."""
    task, state = found.task, found.occurrence.state
    if state is State.CANCELLED:
        raise Refused(TaskCancelled(task.number, task.title))
    if state is State.REPORTED:
        last = _last_event(context, found, EventKind.TASK_REPORTED)
        raise Refused(AlreadyReported(task.number, task.title, last.who, last.at))
    if state is State.DONE:
        last = _last_event(context, found, EventKind.TASK_REPORTED, EventKind.CHECK_IN_ANSWERED)
        raise Refused(AlreadyDone(task.number, task.title, last.who, last.at))


def _last_event(context: CommandContext, found: TaskNow, *names: str) -> Event:
    events = [stored.event for stored in events_of_task(context.tx, found.task.id, limit=20)]
    here = [event for event in events if event.what in names and event.occurrence_id == found.occurrence.id]
    return here[0] if here else Event(found.occurrence.closed_at or context.now, "", names[0])


def _not_yours(found: TaskNow) -> NotYourTask:
    return NotYourTask(found.task.number, found.task.title, found.task.lead_names)


def numbers_meant(context: CommandContext, command: type[Command], numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The numbers typed, the one task of the message that was replied to, or the one that was asked about last.

    Raises Refused(WhichTask) with candidates when it is not clear (dondoc never guesses between two tasks), or when
    the command is one of those that are done only with their number.
    """
    _ = context.person  # a stranger learns nothing, not even that a number is missing
    if numbers:
        return numbers
    answered = context.origin.reply_to or context.origin.pressed_on
    meant = tasks_asked_about(context, command) if answered is None else numbers_of_message(context, answered)
    if len(meant) == 1 and command not in NEVER_FROM_CONTEXT:
        return meant
    raise Refused(WhichTask(command.canonical, meant[:MOST_CANDIDATES]))


def numbers_of_message(context: CommandContext, message_id: str) -> tuple[int, ...]:
    """Numbers of the tasks that one of our messages in this chat is about; none for a message that is not ours."""
    origin = context.origin
    row = find_sent(context.tx, context.organisation.id, (origin.channel, origin.chat_id), message_id, origin.bot)
    if row is None:
        return ()
    return tuple(dict.fromkeys(number for response in row.responses for number in response.numbers_to_answer))


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
    return is_open_to(context, command, found)


def is_open_to(context: CommandContext, command: type[Command], found: TaskNow) -> bool:
    """The same of a task that was found already; not of confirming and returning."""
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


def each(context: CommandContext, numbers: Iterable[int], act: Callable[[int], Response]) -> list[Response]:
    """Act on each number apart: a refusal for one number does not affect the others."""
    different = list(dict.fromkeys(numbers))[:MOST_NUMBERS]
    if len(different) == 1:
        return [act(different[0])]  # a refusal takes the whole command back: no savepoint is needed
    said: list[Response] = []
    for number in different:
        try:
            with context.tx.begin_nested():
                said.append(act(number))
        except Refused as refused:
            said.append(refused.refusal)
    return said


def short_enough(text: str | None) -> str | None:
    """Return the text unchanged.

    Raises Refused(TextTooLong) when it is longer than the column, so that no text is cut silently.
    """
    if text is not None and len(text) > LONGEST_NOTE:
        raise Refused(TextTooLong(len(text), LONGEST_NOTE))
    return text
