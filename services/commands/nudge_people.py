"""Asks the people of a task's lead units after it at once, on behalf of somebody above."""

from collections.abc import Sequence
from datetime import timedelta

from domain.authorisation import ACTS_ON_REQUESTS, may_act_on_requests
from domain.commands import Nudge
from domain.notices import Saying
from domain.order_notices import Nudged, NudgeSent
from domain.order_refusals import NobodyOfUnit, NudgedAlready
from domain.refusals import OnlyForRole, Refused
from domain.reminders import is_waking_time, next_waking_time
from domain.tasks import State
from services.context.command_context import Desk, Reply
from services.context.notify import concerned, tell
from services.context.task_lines import each, line_of, numbers_meant, record, refuse_closed, short_enough, visible_task
from storage.events import events_of_task
from storage.people import load_contacts
from storage.tasks import TaskNow, find_task

NUDGE = "nudge"
NOT_AGAIN_WITHIN = timedelta(hours=1)


def nudge_people(desk: Desk, command: Nudge) -> Reply:
    """One message to each person of the lead units, in waking hours unless it is urgent; never twice within an hour."""
    if not may_act_on_requests(desk.person):
        raise Refused(OnlyForRole("nudge", tuple(sorted(ACTS_ON_REQUESTS))))
    numbers = numbers_meant(desk, "nudge", command.numbers)
    text = short_enough(command.text) or ""
    return Reply(each(desk, numbers, lambda number: _nudge(desk, number, text, is_urgent=command.is_urgent)))


def nudge_is_wanted(desk: Desk, sayings: Sequence[Saying]) -> bool:
    """Nobody is asked after what has been said done or cancelled meanwhile: the state now decides."""
    numbers = [saying.line.number for saying in sayings if isinstance(saying, Nudged)]
    tasks = [found for number in numbers if (found := find_task(desk.tx, desk.organisation.id, number))]
    return any(found.occurrence.state is State.OPEN for found in tasks)


def _nudge(desk: Desk, number: int, text: str, *, is_urgent: bool) -> Saying:
    found = visible_task(desk, number)
    refuse_closed(desk, found)
    _refuse_twice(desk, found)
    people = concerned(desk, found).lead
    contacts = [contact for contact in load_contacts(desk.tx, desk.organisation.id) if contact.id in people]
    if not contacts:
        raise Refused(NobodyOfUnit(number, found.task.lead_names))
    record(desk, "nudged", found, {"detail": text})
    line = line_of(desk, found)
    key = f"{NUDGE}:{found.occurrence.id}:{desk.inbox_id or desk.now.isoformat()}"
    reached = [contact for contact in contacts if contact.channels]
    nudged = Nudged(line, desk.person.name, text, is_urgent)
    tell(desk, key, (contact.id for contact in reached), nudged, at_once=is_urgent, kind=NUDGE)
    zone, policy = desk.organisation.zone, desk.organisation.policy
    is_now = is_urgent or is_waking_time(desk.now, zone, policy)
    unreached = tuple(contact.name for contact in contacts if not contact.channels)
    at = None if is_now or not reached else next_waking_time(desk.now, zone, policy)
    return NudgeSent(line, tuple(contact.name for contact in reached), unreached, at)


def _refuse_twice(desk: Desk, found: TaskNow) -> None:
    for stored in events_of_task(desk.tx, found.task.id, limit=20):
        if stored.event.what == "nudged" and desk.now - stored.event.at < NOT_AGAIN_WITHIN:
            raise Refused(NudgedAlready(found.task.number, stored.event.who, stored.event.at))
