"""Questions about the queues themselves: how much waits, since when, what is late, what lacks its receipt."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Executable, and_, bindparam, case, func, or_, select

from domain.deliveries import BUTTONS
from storage.engine.database import Transaction
from storage.inbox import PARKED, WAITING
from storage.leases import FOR_GOOD
from storage.outbox import OutboxRow, OutboxState, find_row
from storage.tables import channel_hold, inbox, outbox, receipt

PATIENCE = timedelta(minutes=5)
LOOK_BACK = 2000


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue: rows that wait, those of them that are late, those put aside, and since when the oldest is due.

    Of a queue of messages also: `held`, how many that are not late wait for a channel that is held back, and
    `unconfirmed`, how many others may have arrived and wait to be repeated.
    """

    waiting: int
    late: int
    parked: int
    oldest_at: datetime | None
    held: int = 0
    unconfirmed: int = 0


def inbox_queue(tx: Transaction, organisation_id: int, now: datetime) -> Queue:
    """Updates that wait to be handled; late are those received more than five minutes ago."""
    given = {"organisation": organisation_id, "late_before": now - PATIENCE}
    return Queue(*tx.execute(_INBOX_QUEUE, given).one())


_IS_WAITING = inbox.c.state == WAITING
_INBOX_QUEUE = select(
    func.count(case((_IS_WAITING, 1))),
    func.count(case((and_(_IS_WAITING, inbox.c.received_at < bindparam("late_before")), 1))),
    func.count(case((inbox.c.state == PARKED, 1))),
    func.min(case((_IS_WAITING, inbox.c.received_at))),
).where(inbox.c.organisation_id == bindparam("organisation"), inbox.c.state.in_((WAITING, PARKED)))


def outbox_queue(tx: Transaction, organisation_id: int, now: datetime) -> Queue:
    """Messages that wait to be sent; late are those due, or first tried, more than five minutes ago.

    A message scheduled for later (tomorrow morning) waits, but counts neither as late nor as the oldest.
    """
    given = {"organisation": organisation_id, "now_": now, "late_before": now - PATIENCE}
    return Queue(*tx.execute(_OUTBOX_QUEUE, given).one())


def _outbox_queue() -> Executable:
    due_at = case((outbox.c.not_before > outbox.c.created_at, outbox.c.not_before), else_=outbox.c.created_at)
    is_waiting = outbox.c.state.in_((OutboxState.WAITING.value, OutboxState.LEASED.value))
    is_tried_long = and_(outbox.c.attempts > 0, outbox.c.created_at < bindparam("late_before"))
    is_late = and_(is_waiting, or_(due_at < bindparam("late_before"), is_tried_long))
    marks = [channel_hold.c.channel, channel_hold.c.channel + FOR_GOOD]
    waits_for_held_channel = (
        select(channel_hold.c.id)
        .where(
            channel_hold.c.organisation_id == bindparam("organisation"),
            or_(*(outbox.c.held_by == mark for mark in marks)),
        )
        .exists()
    )
    is_held = and_(is_waiting, ~is_late, waits_for_held_channel)
    is_unconfirmed = and_(is_waiting, ~is_late, outbox.c.unknowns > 0, ~waits_for_held_channel)
    return select(
        func.count(case((is_waiting, 1))),
        func.count(case((is_late, 1))),
        func.count(case((outbox.c.state == OutboxState.PARKED.value, 1))),
        func.min(case((and_(is_waiting, due_at <= bindparam("now_")), due_at))),
        func.count(case((is_held, 1))),
        func.count(case((is_unconfirmed, 1))),
    ).where(
        outbox.c.organisation_id == bindparam("organisation"),
        outbox.c.state.in_((OutboxState.WAITING.value, OutboxState.LEASED.value, OutboxState.PARKED.value)),
        outbox.c.kind != BUTTONS,  # no message: nobody waits for it
    )


_OUTBOX_QUEUE = _outbox_queue()


def count_sent_without_receipt(tx: Transaction, organisation_id: int) -> int:
    """How many of the newest rows are marked as sent although nothing says under which id: must be none."""
    return int(tx.execute(_SENT_WITHOUT_RECEIPT, {"organisation": organisation_id}).scalar_one())


_SENT_WITHOUT_RECEIPT = select(func.count()).where(
    outbox.c.organisation_id == bindparam("organisation"),
    outbox.c.id > select(func.max(outbox.c.id)).scalar_subquery() - LOOK_BACK,
    outbox.c.state == OutboxState.SENT.value,
    # Not NOT IN, for which PostgreSQL reads the receipts of all organisations.
    ~select(receipt.c.id).where(receipt.c.outbox_id == outbox.c.id).exists(),
)


def posted_keys(tx: Transaction, organisation_id: int, keys: Collection[str]) -> frozenset[str]:
    """Those of the keys under which a message was posted."""
    query = select(outbox.c.key).where(outbox.c.organisation_id == organisation_id, outbox.c.key.in_(keys))
    return frozenset(tx.execute(query).scalars())


def newest_of_kind(tx: Transaction, organisation_id: int, kind: str) -> OutboxRow | None:
    """The message of this kind that was posted last."""
    newest = select(func.max(outbox.c.id)).where(outbox.c.organisation_id == organisation_id, outbox.c.kind == kind)
    found = tx.execute(newest).scalar()
    return None if found is None else find_row(tx, found)
