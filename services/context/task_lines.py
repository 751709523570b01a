"""Finds the task somebody means and turns tasks into the facts that lists and messages show."""

from collections.abc import Callable, Iterable

from domain.acting import NEVER_FROM_CONTEXT
from domain.authorisation import may_report, may_see
from domain.figures import days_left
from domain.history import Event
from domain.notices import Saying, TaskLine
from domain.people import Actor
from domain.refusals import (
    AlreadyDone,
    AlreadyReported,
    NoSuchTask,
    NotYourTask,
    Refused,
    TaskCancelled,
    TextTooLong,
    WhichTask,
)
from domain.tasks import Occurrence, State, Task
from services.context.command_context import Desk
from services.context.pending_question import tasks_asked_about
from storage.events import append_event, events_of_task
from storage.facts import occurrence_as_json
from storage.receipts import find_sent
from storage.tasks import TaskNow, change_occurrence, find_task, last_number

LONGEST_NOTE = 1000
MOST_NUMBERS = 50  # as many as the grammar reads
MOST_CANDIDATES = 8


def line_of(desk: Desk, found: TaskNow) -> TaskLine:
    """The task as one entry of a list, as of now."""
    task, occurrence = found.task, found.occurrence
    return TaskLine(
        number=task.number,
        title=task.title,
        wording=task.deadline.wording,
        last_day=occurrence.last_day,
        at_time=occurrence.at_time,
        days_left=days_left(occurrence.last_day, desk.now, desk.organisation.zone),
        state=occurrence.state.value,
        progress=occurrence.progress,
        period=occurrence.period,
        lead_names=task.lead_names,
        is_acknowledged=occurrence.acknowledged_at is not None,
        is_extended=not occurrence.is_check_in and occurrence.last_day != task.deadline.last_day,
        has_obstacle=occurrence.obstacle is not None,
        is_set_late=occurrence.is_set_late,
        paper=desk.row_on_paper(task.code, task.number, task.plan_id),
    )


def visible_task(desk: Desk, number: int) -> TaskNow:
    """The task with this number, if the person may see it.

    Raises Refused with NoSuchTask or NotYourTask.
    """
    found = find_task(desk.tx, desk.organisation.id, number)
    if found is None:
        raise Refused(NoSuchTask(number, last_number(desk.tx, desk.organisation.id)))
    if not _is_allowed(desk, found, may_see):
        raise Refused(_not_yours(found))
    return found


def _is_allowed(desk: Desk, found: TaskNow, rule: Callable[[Actor, Task, Iterable[int]], bool]) -> bool:
    """The rule for the person's own units, and only when that does not do, for the groups these belong to."""
    return rule(desk.person, found.task, desk.person.unit_ids) or rule(desk.person, found.task, desk.my_units)


def reportable_task(desk: Desk, number: int) -> TaskNow:
    """The open task with this number, if the person may report on it.

    Raises Refused with NoSuchTask, NotYourTask, AlreadyReported, AlreadyDone or TaskCancelled.
    """
    found = visible_task(desk, number)
    if not _is_allowed(desk, found, may_report):
        raise Refused(_not_yours(found))
    refuse_closed(desk, found)
    return found


def refuse_closed(desk: Desk, found: TaskNow) -> None:
    """Raises Refused when the occurrence is not open, saying who closed it and when."""
    task, state = found.task, found.occurrence.state
    if state is State.CANCELLED:
        raise Refused(TaskCancelled(task.number, task.title))
    if state is State.REPORTED:
        last = _last_event(desk, found, "task_reported")
        raise Refused(AlreadyReported(task.number, task.title, last.who, last.at))
    if state is State.DONE:
        last = _last_event(desk, found, "task_reported", "check_in_answered")
        raise Refused(AlreadyDone(task.number, task.title, last.who, last.at))


def _last_event(desk: Desk, found: TaskNow, *names: str) -> Event:
    events = [stored.event for stored in events_of_task(desk.tx, found.task.id, limit=20)]
    here = [event for event in events if event.what in names and event.occurrence_id == found.occurrence.id]
    return here[0] if here else Event(found.occurrence.closed_at or desk.now, "", names[0])


def _not_yours(found: TaskNow) -> NotYourTask:
    return NotYourTask(found.task.number, found.task.title, found.task.lead_names)


def write_change(desk: Desk, found: TaskNow, after: Occurrence, what: str, detail: str = "", **more: object) -> TaskNow:
    """Change the occurrence and write it into the history, with what is needed to take it back; `more` are facts."""
    before = found.occurrence
    stored = change_occurrence(desk.tx, before, after)
    facts = {"detail": detail, "before": occurrence_as_json(before), "version": stored.version, **more}
    record(desk, what, found, facts)
    return TaskNow(found.task, stored)


def record(desk: Desk, what: str, found: TaskNow | None, facts: dict[str, object]) -> None:
    """Add an event in the person's name."""
    event = Event(
        at=desk.now,
        who=desk.actor.name if desk.actor else "",
        what=what,
        person_id=desk.actor.person_id if desk.actor else None,
        task_id=found.task.id if found else None,
        occurrence_id=found.occurrence.id if found else None,
        inbox_id=desk.inbox_id,
        facts=facts,
    )
    append_event(desk.tx, desk.organisation.id, event)


def each(desk: Desk, numbers: Iterable[int], act: Callable[[int], Saying]) -> list[Saying]:
    """Act on each number on its own: what is refused for one number does not touch the others."""
    different = list(dict.fromkeys(numbers))[:MOST_NUMBERS]
    if len(different) == 1:
        return [act(different[0])]  # a refusal takes the whole command back: no savepoint is needed
    said: list[Saying] = []
    for number in different:
        try:
            with desk.tx.begin_nested():
                said.append(act(number))
        except Refused as refused:
            said.append(refused.refusal)
    return said


def numbers_meant(desk: Desk, command: str, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The numbers typed, the one task of the message that was replied to, or the one that was asked about last.

    Raises Refused(WhichTask) with candidates when it is not clear (dondoc never guesses between two tasks), or when
    the command is one of those that are done only with their number.
    """
    _ = desk.person  # a stranger learns nothing, not even that a number is missing
    if numbers:
        return numbers
    answered = desk.heard.reply_to or desk.heard.pressed_on
    meant = tasks_asked_about(desk, command) if answered is None else numbers_of_message(desk, answered)
    if len(meant) == 1 and command not in NEVER_FROM_CONTEXT:
        return meant
    raise Refused(WhichTask(command, meant[:MOST_CANDIDATES]))


def numbers_of_message(desk: Desk, message_id: str) -> tuple[int, ...]:
    """Numbers of the tasks that one of our messages in this chat is about; none for a message that is not ours."""
    row = find_sent(desk.tx, desk.organisation.id, (desk.heard.channel, desk.heard.chat_id), message_id)
    if row is None:
        return ()
    lines = [getattr(saying, "line", None) for saying in row.sayings]
    lines += [item.line for saying in row.sayings for item in getattr(saying, "items", ())]
    return tuple(dict.fromkeys(line.number for line in lines if isinstance(line, TaskLine)))


def short_enough(text: str | None) -> str | None:
    """The text as it is.

    Raises Refused(TextTooLong) when it is longer than is kept, so that nothing is cut silently.
    """
    if text is not None and len(text) > LONGEST_NOTE:
        raise Refused(TextTooLong(len(text), LONGEST_NOTE))
    return text
