"""After a restore: what waited in the backup may have been sent since, and what people wrote since is not in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from domain.history import Event
from domain.organisations import Organisation
from services.alert_administrators import ALERT
from services.plan_reminders import DIGEST
from services.tell_everybody import tell_receiving_was_down
from storage.backups import set_contact
from storage.engine.database import Transaction
from storage.events import append_event
from storage.outbox import OutboxState, settle
from storage.queued import (
    Queued,
    mark_as_perhaps_obeyed,
    mark_as_perhaps_sent,
    mark_later_as_perhaps_sent,
    newest_row,
    queued_rows,
)
from storage.reminders import forget_planned

RESTORED = "database_restored"


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done: messages dropped, messages that will go out once more with a mark, people told of the gap."""

    taken_at: datetime
    dropped: int
    perhaps_sent: int
    told: int


def settle_restored(tx: Transaction, organisation: Organisation, taken_at: datetime, now: datetime) -> Settled:
    """Sends nothing twice without saying so, and forgets nothing; the organisation row must be locked.

    A morning message of an earlier day is dropped, and what it told of is planned anew, so that each person gets at
    most today's one message. Everything else that waited goes out with the mark by which a double is recognised, and so
    does what comes of updates that had been received and not yet obeyed.
    Every linked person is told that what was sent since `taken_at` may be lost. The history keeps all of this.
    """
    today = now.astimezone(organisation.zone).date()
    rows = queued_rows(tx, organisation.id)
    outdated = [row for row in rows if _is_outdated(row, organisation, today)]
    for row in outdated:
        forget_planned(tx, row.id)
        reason = f"đã khôi phục bản sao lưu lúc {taken_at:%Y-%m-%d %H:%M} UTC: tin này có thể đã được gửi"
        settle(tx, row.id, OutboxState.DROPPED, reason)
    perhaps_sent = mark_as_perhaps_sent(tx, organisation.id)
    mark_as_perhaps_obeyed(tx, organisation.id)
    told = tell_receiving_was_down(tx, organisation, taken_at, now)
    set_contact(tx, organisation.id, now)
    facts = {"taken_at": taken_at.isoformat(), "dropped": len(outdated), "perhaps_sent": perhaps_sent, "told": told}
    append_event(tx, organisation.id, Event(now, "", RESTORED, facts=facts))
    return Settled(taken_at, len(outdated), perhaps_sent, told)


@contextmanager
def perhaps_again(tx: Transaction, organisation_id: int, *, is_so: bool) -> Iterator[None]:
    """Obeying an update that waited in a restored backup: all that is posted meanwhile carries the mark of a double."""
    newest = newest_row(tx, organisation_id) if is_so else 0
    yield
    if is_so:
        mark_later_as_perhaps_sent(tx, organisation_id, newest)


def _is_outdated(row: Queued, organisation: Organisation, today: date) -> bool:
    return row.kind == ALERT or (row.kind == DIGEST and row.created_at.astimezone(organisation.zone).date() != today)
