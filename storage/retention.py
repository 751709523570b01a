"""Forgets what is older than anybody asks for, a portion at a time. History, tasks and reminders are never forgotten.

The newest row of a table always stays: on SQLite its number would be given anew, and keys made from it would clash.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Select, Table, delete, func, select, update

from storage.engine.database import Transaction
from storage.inbox import WAITING
from storage.outbox import OutboxState
from storage.tables import inbox, invite, outbox, question, receipt, reminder

PORTION = 500
_OVER = (OutboxState.SENT.value, OutboxState.DROPPED.value, OutboxState.PARKED.value)


def forget_arrivals(tx: Transaction, organisation_id: int, before: datetime) -> int:
    """Updates that came before an instant and do not wait any more; gives how many."""
    old = select(inbox.c.id).where(
        inbox.c.organisation_id == organisation_id, inbox.c.state != WAITING, inbox.c.received_at < before
    )
    ids = _portion(tx, inbox, old)
    tx.execute(delete(inbox).where(inbox.c.id.in_(ids)))
    return len(ids)


def forget_messages(tx: Transaction, organisation_id: int, before: datetime) -> int:
    """Messages posted before an instant that are sent, dropped or parked, with their receipts; gives how many.

    What was planned stays planned: a reminder only loses the message that carried it.
    """
    old = select(outbox.c.id).where(
        outbox.c.organisation_id == organisation_id, outbox.c.state.in_(_OVER), outbox.c.created_at < before
    )
    ids = _portion(tx, outbox, old)
    tx.execute(update(reminder).where(reminder.c.outbox_id.in_(ids)).values(outbox_id=None))
    tx.execute(delete(receipt).where(receipt.c.outbox_id.in_(ids)))
    tx.execute(delete(outbox).where(outbox.c.id.in_(ids)))
    return len(ids)


def forget_invites(tx: Transaction, organisation_id: int, before: datetime) -> int:
    """One-time codes that expired before an instant; gives how many."""
    old = select(invite.c.id).where(invite.c.organisation_id == organisation_id, invite.c.expires_at < before)
    ids = _portion(tx, invite, old)
    tx.execute(delete(invite).where(invite.c.id.in_(ids)))
    return len(ids)


def forget_questions(tx: Transaction, organisation_id: int, before: datetime) -> int:
    """Questions that ran out before an instant, answered or not; gives how many."""
    old = select(question.c.id).where(question.c.organisation_id == organisation_id, question.c.expires_at < before)
    ids = _portion(tx, question, old)
    tx.execute(delete(question).where(question.c.id.in_(ids)))
    return len(ids)


def _portion(tx: Transaction, table: Table, old: Select[int]) -> list[int]:
    newest = select(func.max(table.c.id)).scalar_subquery()
    return list(tx.execute(old.where(table.c.id < newest).order_by(table.c.id).limit(PORTION)).scalars())


FORGETTING: Mapping[str, Callable[[Transaction, int, datetime], int]] = {
    "inbox": forget_arrivals,
    "outbox": forget_messages,
    "invites": forget_invites,
    "questions": forget_questions,
}
