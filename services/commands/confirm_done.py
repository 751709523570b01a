"""The coordinator confirms reports, or hands them back."""

from collections.abc import Iterable
from datetime import datetime

from domain.authorisation import may_confirm
from domain.deliveries import Priority
from domain.figures import is_credited_in_time
from domain.history import EventKind
from domain.messages import Command, Refused, Response
from domain.messages.accounts import OnlyForRole
from domain.messages.questions import ReasonMissing
from domain.messages.tasks import (
    ConfirmDone,
    ListWaiting,
    NotReported,
    ReportConfirmed,
    ReportReturned,
    ReturnTask,
    TaskConfirmed,
    TaskReturned,
    WaitingItem,
    WaitingShown,
)
from domain.people import CONFIRMS
from domain.reminders import next_waking_time
from domain.tasks import Part, State, confirm, hand_back, missing, report_done
from services.commands.report_task import names_of_units, share_units
from services.commands.request_extension import settle_requests
from services.context.command_context import CommandContext, Reply
from services.context.find_task import each, numbers_meant, short_enough, visible_task
from services.context.record_change import record, task_before, write_change
from services.context.summaries import summary_of
from storage.events import events_of_task
from storage.evidence import count_evidence
from storage.lead_shares import remove_shares, shares_of
from storage.notice_codec import occurrence_as_json, occurrence_from_json
from storage.outbox import Post, post
from storage.people import name_of
from storage.requests import requests_of_task
from storage.tasks import TaskNow, change_occurrence, load_tasks, reported_numbers

RECENT = 20  # events in which the report that is handed back is looked for


def confirm_done(context: CommandContext, command: ConfirmDone) -> Reply:
    """Accept each report; the task counts on the day it was reported."""
    _only_coordinators(context, ConfirmDone)
    numbers = numbers_meant(context, ConfirmDone, command.numbers)
    return Reply(each(context, numbers, lambda number: _confirm_one(context, number)))


def return_task(context: CommandContext, command: ReturnTask) -> Reply:
    """Hand a report back with the reason; the person who reported is told at once (in waking hours)."""
    _only_coordinators(context, ReturnTask)
    number = numbers_meant(context, ReturnTask, () if command.number is None else (command.number,))[0]
    reason = short_enough(command.reason)
    found = _reported_task(context, number)
    if not reason:
        raise Refused(ReasonMissing(number))
    reporter, reporters = found.occurrence.reported_by, _reporters(context, found)
    kept = task_before(context, found.task.id)
    remove_shares(context.tx, found.occurrence.id, [Part.LEAD])
    returned = hand_back(found.occurrence, *_obstacle_before(context, found))
    stored = change_occurrence(context.tx, found.occurrence, returned)
    found = TaskNow(found.task, stored)
    record(context, EventKind.TASK_RETURNED, found, {"detail": reason, **kept.facts()})
    line = summary_of(context, found)
    _tell(context, found, reporters, ReportReturned(line, reason, context.person.name))
    return Reply([TaskReturned(line, reason, "" if reporter is None else name_of(context.tx, reporter))])


def _obstacle_before(context: CommandContext, found: TaskNow) -> tuple[str | None, datetime | None]:
    """What held the work up when it was reported: the report ended it, and what is not accepted ends nothing."""
    reports = (EventKind.TASK_REPORTED, EventKind.SHARE_OVERRULED)
    events = (stored.event for stored in events_of_task(context.tx, found.task.id, RECENT))
    last = next((one for one in events if one.what in reports and one.occurrence_id == found.occurrence.id), None)
    before = (last.facts or {}).get("before") if last else None
    if before is None:
        return None, None
    occurrence = occurrence_from_json(before)
    return occurrence.obstacle, occurrence.obstacle_at


def list_waiting(context: CommandContext, _command: ListWaiting) -> Reply:
    """What awaits confirmation, oldest report first."""
    _only_coordinators(context, ListWaiting)
    numbers = reported_numbers(context.tx, context.organisation.id)
    waiting = load_tasks(context.tx, context.organisation.id, numbers) if numbers else []
    waiting.sort(key=lambda found: (found.occurrence.reported_on or context.today, found.task.number))
    return Reply([WaitingShown(tuple(_waiting_item(context, found) for found in waiting))], may_replace=True)


def _waiting_item(context: CommandContext, found: TaskNow) -> WaitingItem:
    occurrence = found.occurrence
    who = "" if occurrence.reported_by is None else name_of(context.tx, occurrence.reported_by)
    reported_on = occurrence.reported_on or context.today
    return WaitingItem(
        summary_of(context, found),
        who,
        reported_on,
        is_credited_in_time(occurrence, context.organisation.zone),
        occurrence.note,
        count_evidence(context.tx, occurrence.id),
    )


def _only_coordinators(context: CommandContext, command: type[Command]) -> None:
    if not may_confirm(context.person):
        raise Refused(OnlyForRole(command.canonical, tuple(sorted(CONFIRMS))))


def _reported_task(context: CommandContext, number: int) -> TaskNow:
    found = visible_task(context, number)
    if found.occurrence.state is not State.REPORTED:
        raise Refused(NotReported(number, found.task.title))
    return found


def _overrule(context: CommandContext, found: TaskNow) -> list[int]:
    """Where several units lead and not all have reported: the coordinator need not wait for the others.

    The task is credited on the day the last share was reported. Returns the requests that this settles.
    """
    shares = [share for share in shares_of(context.tx, found.occurrence.id) if share.part is Part.LEAD]
    if found.occurrence.state is not State.OPEN or not shares:
        return []
    last = shares[-1]
    after = report_done(
        found.occurrence, last.reported_by, last.reported_on, last.reported_at, last.note, needs_confirmation=True
    )
    left_out = missing(share_units(context, found, Part.LEAD), shares)
    found = write_change(context, found, after, EventKind.SHARE_OVERRULED, ", ".join(names_of_units(context, left_out)))
    return settle_requests(context, found, requests_of_task(context.tx, found.task.id))


def _confirm_one(context: CommandContext, number: int) -> Response:
    """An undo puts the task back to where it was before this message, also before an overruling."""
    first = visible_task(context, number)
    settled = _overrule(context, first)
    found = _reported_task(context, number)
    reporter = found.occurrence.reported_by
    before, after = occurrence_as_json(first.occurrence), confirm(found.occurrence, context.now)
    found = write_change(context, found, after, EventKind.TASK_CONFIRMED, before=before, settled=settled)
    line, is_on_time = summary_of(context, found), is_credited_in_time(found.occurrence, context.organisation.zone)
    _tell(context, found, _reporters(context, found), ReportConfirmed(line, is_on_time, context.person.name))
    return TaskConfirmed(line, is_on_time, "" if reporter is None else name_of(context.tx, reporter))


def _reporters(context: CommandContext, found: TaskNow) -> frozenset[int]:
    """Who reported: where several units lead, all that said their share done."""
    shares = shares_of(context.tx, found.occurrence.id)
    people = {share.reported_by for share in shares if share.part is Part.LEAD}
    reporter = found.occurrence.reported_by
    return frozenset(people | ({reporter} if reporter is not None else set()))


def _tell(context: CommandContext, found: TaskNow, people: Iterable[int], response: Response) -> None:
    """Tell those who reported what became of it, once, never at night; not who decided it themselves."""
    not_before = next_waking_time(context.now, context.organisation.zone, context.organisation.policy)
    for person_id in sorted(set(people) - {context.person.person_id}):
        key = f"decided:{found.occurrence.id}:{found.occurrence.version}:{person_id}"
        new = Post(
            key, "decision", Priority.ANSWER, [response], not_before, person_id=person_id, inbox_id=context.inbox_id
        )
        post(context.tx, context.organisation.id, new, context.now)
