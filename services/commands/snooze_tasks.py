"""Reminds a person of their own tasks once more, when they ask for it; nothing else is held back or put off."""

from datetime import datetime, time

from documents.plans.deadlines.extension_text import read_wish
from domain.authorisation import may_report
from domain.deliveries import Priority
from domain.history import EventKind
from domain.messages import Refused
from domain.messages.questions import WhichTask
from domain.messages.snooze import (
    RemindedAgain,
    Snooze,
    SnoozeNotToday,
    SnoozeOfOthers,
    SnoozeTooFar,
    SnoozeUnclear,
    TasksSnoozed,
)
from domain.snoozes import SNOOZE, Snoozed, day_meant, hour_meant, last_day
from services.context.command_context import CommandContext, Reply
from services.context.find_task import numbers_of_message, refuse_closed, tasks_asked_about, visible_task
from services.context.record_change import record, task_before
from services.context.stand_in import contacts_today_among
from services.context.summaries import summary_of
from storage.due_checks import check_at_once
from storage.outbox import Post, post
from storage.snoozes import put_snooze
from storage.tasks import TaskNow

MOST_TASKS = 10


def snooze_tasks(context: CommandContext, command: Snooze) -> Reply:
    """Write down when to remind the person again: all of the tasks, or none.

    Raises Refused with SnoozeUnclear, SnoozeNotToday, SnoozeTooFar, SnoozeOfOthers, WhichTask, or why a task is closed.
    """
    _ = context.person
    at, at_hour = _when(context, command)
    found = [_own(context, number) for number in _numbers(context, command)]
    shown = at.astimezone(context.organisation.zone)
    ids = [_write(context, one, shown, at_hour=at_hour) for one in found]
    lines = tuple(summary_of(context, one) for one in found)
    if at_hour:
        key = f"{SNOOZE}:{ids[0]}:{context.inbox_id or 0}"
        again = Post(
            key, SNOOZE, Priority.ESCALATION, (RemindedAgain(lines),), at, context.person.person_id,
            inbox_id=context.inbox_id,
        )  # fmt: skip
        post(context.tx, context.organisation.id, again, context.now)
    else:
        check_at_once(context.tx, context.organisation.id, [one.occurrence.id for one in found])
    return Reply([TasksSnoozed(lines, at, in_morning=not at_hour)])


def _write(context: CommandContext, found: TaskNow, at: datetime, *, at_hour: bool) -> int:
    kept = task_before(context, found.task.id)
    wish = Snoozed(0, found.occurrence.id, context.person.person_id, at.date(), at_hour)
    snooze_id = put_snooze(context.tx, context.organisation.id, wish, at, context.now)
    detail = f"{at:%H:%M} {at.day}/{at.month}/{at.year}"
    record(context, EventKind.TASK_SNOOZED, found, {"detail": detail, **kept.facts()})
    return snooze_id


def _numbers(context: CommandContext, command: Snooze) -> tuple[int, ...]:
    """The numbers typed; else all tasks of the message replied to, or of the last one that the person can report on."""
    if command.numbers:
        return tuple(dict.fromkeys(command.numbers))[:MOST_TASKS]
    answered = context.origin.reply_to or context.origin.pressed_on
    meant = tasks_asked_about(context, Snooze) if answered is None else numbers_of_message(context, answered)
    if not meant:
        raise Refused(WhichTask(Snooze.canonical))
    return meant[:MOST_TASKS]


def _own(context: CommandContext, number: int) -> TaskNow:
    found = visible_task(context, number)
    if not may_report(context.person, found.task, context.my_units):
        raise Refused(SnoozeOfOthers(number, found.task.lead_names))
    refuse_closed(context, found)
    return found


def _when(context: CommandContext, command: Snooze) -> tuple[datetime, bool]:
    """The instant in the organisation's zone, and whether it is an hour of today."""
    organisation, policy = context.organisation, context.organisation.policy
    local = context.now.astimezone(organisation.zone)
    if command.minutes or command.hour is not None:
        hours = (policy.morning_at, policy.quiet_from)
        at = hour_meant(local, command.minutes, command.hour, hours)
        if at is None or not context.calendar.is_working_day(local.date()):
            raise Refused(SnoozeNotToday(*hours))
        return at, True
    wish = read_wish(command.day, context.said_on, None) if command.day else None
    if wish is None or wish.last_day is None or wish.reason:
        raise Refused(SnoozeUnclear((command.text or command.day)[:60]))
    day = day_meant(wish.last_day, local.date(), context.calendar)
    if day is None:
        raise Refused(SnoozeTooFar(last_day(local.date())))
    return datetime.combine(day, _morning_of(context), organisation.zone), False


def _morning_of(context: CommandContext) -> time:
    """The hour of this person's morning message."""
    own = [one.morning_at for one in contacts_today_among(context, [context.person.person_id])]
    return next((hour for hour in own if hour is not None), context.organisation.policy.morning_at)
