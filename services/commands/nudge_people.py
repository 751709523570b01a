"""Asks the people of a task's lead units after it at once, on behalf of somebody above."""

from datetime import timedelta

from domain.authorisation import may_act_on_requests
from domain.history import EventKind
from domain.messages import Refused, Response
from domain.messages.accounts import OnlyForRole
from domain.messages.orders import NobodyOfUnit, Nudge, Nudged, NudgedAlready, NudgeSent
from domain.people import ACTS_ON_REQUESTS
from domain.reminders import is_waking_time, next_waking_time
from services.context.command_context import CommandContext, Reply
from services.context.find_task import each, numbers_meant, refuse_closed, short_enough, visible_task
from services.context.notify import concerned, tell
from services.context.record_change import record
from services.context.summaries import summary_of
from services.delivery.deliver import NUDGE
from storage.events import events_of_task
from storage.people import load_contacts
from storage.tasks import TaskNow

NOT_AGAIN_WITHIN = timedelta(hours=1)


def nudge_people(context: CommandContext, command: Nudge) -> Reply:
    """One message to each person of the lead units, in waking hours unless it is urgent; never twice within an hour."""
    if not may_act_on_requests(context.person):
        raise Refused(OnlyForRole(Nudge.canonical, tuple(sorted(ACTS_ON_REQUESTS))))
    numbers = numbers_meant(context, Nudge, command.numbers)
    text = short_enough(command.text) or ""
    return Reply(each(context, numbers, lambda number: _nudge(context, number, text, is_urgent=command.is_urgent)))


def _nudge(context: CommandContext, number: int, text: str, *, is_urgent: bool) -> Response:
    found = visible_task(context, number)
    refuse_closed(context, found)
    _refuse_twice(context, found)
    people = concerned(context, found).lead
    contacts = [contact for contact in load_contacts(context.tx, context.organisation.id) if contact.id in people]
    if not contacts:
        raise Refused(NobodyOfUnit(number, found.task.lead_names))
    record(context, EventKind.NUDGED, found, {"detail": text})
    line = summary_of(context, found)
    key = f"{NUDGE}:{found.occurrence.id}:{context.inbox_id or context.now.isoformat()}"
    reached = [contact for contact in contacts if contact.channels]
    nudged = Nudged(line, context.person.name, text, is_urgent)
    tell(context, key, (contact.id for contact in reached), nudged, at_once=is_urgent, kind=NUDGE)
    zone, policy = context.organisation.zone, context.organisation.policy
    is_now = is_urgent or is_waking_time(context.now, zone, policy)
    unreached = tuple(contact.name for contact in contacts if not contact.channels)
    at = None if is_now or not reached else next_waking_time(context.now, zone, policy)
    return NudgeSent(line, tuple(contact.name for contact in reached), unreached, at)


def _refuse_twice(context: CommandContext, found: TaskNow) -> None:
    for stored in events_of_task(context.tx, found.task.id, limit=20):
        if stored.event.what == EventKind.NUDGED and context.now - stored.event.at < NOT_AGAIN_WITHIN:
            raise Refused(NudgedAlready(found.task.number, stored.event.who, stored.event.at))
