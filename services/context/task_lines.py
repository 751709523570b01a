"""Finds the task somebody means and turns tasks into the facts that lists and messages show."""

from collections.abc import Callable, Iterable

from domain.acting import NEVER_FROM_CONTEXT
from domain.authorisation import may_report, may_see
from domain.figures import days_left
from domain.history import Event
from domain.messages import Command, Refused, Response
from domain.messages.questions import TextTooLong, WhichTask
from domain.messages.summaries import TaskSummary
from domain.messages.tasks import AlreadyDone, AlreadyReported, NoSuchTask, NotYourTask, TaskCancelled
from domain.people import Actor
from domain.tasks import Occurrence, State, Task
from services.context.command_context import CommandContext
from services.context.pending_question import tasks_asked_about
from storage.events import append_event, events_of_task
from storage.notice_codec import occurrence_as_json
from storage.receipts import find_sent
from storage.tasks import TaskNow, change_occurrence, find_task, last_number

LONGEST_NOTE = 1000
MOST_NUMBERS = 50  # as many as the grammar reads
MOST_CANDIDATES = 8


def summary_of(context: CommandContext, found: TaskNow) -> TaskSummary:
    """The task as one entry of a list, as of now."""
    task, occurrence = found.task, found.occurrence
    return TaskSummary(
        number=task.number,
        title=task.title,
        wording=task.deadline.wording,
        last_day=occurrence.last_day,
        at_time=occurrence.at_time,
        days_left=days_left(occurrence.last_day, context.now, context.organisation.zone),
        state=occurrence.state.value,
        progress=occurrence.progress,
        period=occurrence.period,
        lead_names=task.lead_names,
        is_acknowledged=occurrence.acknowledged_at is not None,
        is_extended=not occurrence.is_check_in and occurrence.last_day != task.deadline.last_day,
        has_obstacle=occurrence.obstacle is not None,
        is_set_late=occurrence.is_set_late,
        paper=context.row_on_paper(task.code, task.number, task.plan_id),
    )


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
    """The rule for the person's own units, and only when that does not do, for the groups these belong to."""
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
    """Raises Refused when the occurrence is not open, saying who closed it and when."""
    task, state = found.task, found.occurrence.state
    if state is State.CANCELLED:
        raise Refused(TaskCancelled(task.number, task.title))
    if state is State.REPORTED:
        last = _last_event(context, found, "task_reported")
        raise Refused(AlreadyReported(task.number, task.title, last.who, last.at))
    if state is State.DONE:
        last = _last_event(context, found, "task_reported", "check_in_answered")
        raise Refused(AlreadyDone(task.number, task.title, last.who, last.at))


def _last_event(context: CommandContext, found: TaskNow, *names: str) -> Event:
    events = [stored.event for stored in events_of_task(context.tx, found.task.id, limit=20)]
    here = [event for event in events if event.what in names and event.occurrence_id == found.occurrence.id]
    return here[0] if here else Event(found.occurrence.closed_at or context.now, "", names[0])


def _not_yours(found: TaskNow) -> NotYourTask:
    return NotYourTask(found.task.number, found.task.title, found.task.lead_names)


def write_change(
    context: CommandContext, found: TaskNow, after: Occurrence, what: str, detail: str = "", **more: object
) -> TaskNow:
    """Change the occurrence and write it into the history, with what is needed to take it back; `more` are facts."""
    before = found.occurrence
    stored = change_occurrence(context.tx, before, after)
    facts = {"detail": detail, "before": occurrence_as_json(before), "version": stored.version, **more}
    record(context, what, found, facts)
    return TaskNow(found.task, stored)


def record(context: CommandContext, what: str, found: TaskNow | None, facts: dict[str, object]) -> None:
    """Add an event in the person's name."""
    event = Event(
        at=context.now,
        who=context.actor.name if context.actor else "",
        what=what,
        person_id=context.actor.person_id if context.actor else None,
        task_id=found.task.id if found else None,
        occurrence_id=found.occurrence.id if found else None,
        inbox_id=context.inbox_id,
        facts=facts,
    )
    append_event(context.tx, context.organisation.id, event)


def each(context: CommandContext, numbers: Iterable[int], act: Callable[[int], Response]) -> list[Response]:
    """Act on each number on its own: what is refused for one number does not touch the others."""
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
    row = find_sent(context.tx, context.organisation.id, (context.origin.channel, context.origin.chat_id), message_id)
    if row is None:
        return ()
    return tuple(dict.fromkeys(number for response in row.responses for number in response.numbers_to_answer))


def short_enough(text: str | None) -> str | None:
    """The text as it is.

    Raises Refused(TextTooLong) when it is longer than is kept, so that nothing is cut silently.
    """
    if text is not None and len(text) > LONGEST_NOTE:
        raise Refused(TextTooLong(len(text), LONGEST_NOTE))
    return text
