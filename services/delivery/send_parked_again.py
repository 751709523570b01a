"""Queues parked messages again once a person has repaired the cause, or drops them for good."""

from datetime import datetime

from domain.deliveries import NotSent
from domain.history import Event, EventKind
from domain.organisations import Organisation
from services.reminders.schedule_reminders import DIGEST
from storage import outbox
from storage.due_checks import check_at_once
from storage.engine.database import Transaction
from storage.events import append_event
from storage.outbox import OutboxState
from storage.parked_messages import ParkedMessage, parked_messages, retire_key, unpark
from storage.reminders import forget_planned


def send_parked_again(
    tx: Transaction, organisation: Organisation, now: datetime, *, is_forgotten: bool = False
) -> list[ParkedMessage]:
    """Queue the parked messages of people who can be reached; returns them.

    A morning message is planned again, so that it tells what holds now. `is_forgotten`: they are dropped instead, those
    of people nobody can reach too.
    """
    found = [one for one in parked_messages(tx, organisation.id) if is_forgotten or one.is_reachable]
    again = [one.id for one in found if one.kind != DIGEST and not is_forgotten]
    unpark(tx, again)
    for one in found:
        if one.id not in again:
            _drop(tx, one, is_forgotten=is_forgotten)
    if any(one.kind == DIGEST for one in found) and not is_forgotten:
        check_at_once(tx, organisation.id)
    if found:
        what = EventKind.PARKED_FORGOTTEN if is_forgotten else EventKind.PARKED_SENT_AGAIN
        append_event(tx, organisation.id, Event(now, "", what, facts={"detail": str(len(found))}))
    return found


def _drop(tx: Transaction, message: ParkedMessage, *, is_forgotten: bool) -> None:
    why = NotSent.FORGOTTEN if is_forgotten else NotSent.PLANNED_AGAIN
    outbox.settle(tx, message.id, OutboxState.DROPPED, why)
    if message.kind == DIGEST and not is_forgotten:
        retire_key(tx, message.id)
        forget_planned(tx, message.id)
