"""Deletes old rows, a portion at a time. History, tasks and reminders are never deleted.

The newest row that an organisation has in a table always stays: SQLite would use the number of the newest of all again,
and keys made from it would clash. Nothing is asked of rows of other organisations.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Table, and_, cast, delete, func, literal, not_, select, update

from storage.engine.database import Transaction
from storage.inbox import HANDLED, IGNORED, WAITING
from storage.outbox import OutboxState
from storage.tables import chat_account, inbox, invite, outbox, question, receipt, reminder

PORTION = 500
_OVER = (OutboxState.SENT.value, OutboxState.DROPPED.value, OutboxState.PARKED.value)


def forget_arrivals(tx: Transaction, organisation_id: int, before: datetime) -> int:
    """Delete updates received before an instant that no longer wait. Returns how many."""
    old = select(inbox.c.id).where(
        inbox.c.organisation_id == organisation_id, inbox.c.state != WAITING, inbox.c.received_at < before
    )
    ids = _portion(tx, organisation_id, inbox, old)
    tx.execute(delete(inbox).where(inbox.c.id.in_(ids)))
    return len(ids)


def forget_messages(tx: Transaction, organisation_id: int, before: datetime) -> int:
    """Delete messages posted before an instant that are sent, dropped or parked, with receipts. Returns how many.

    Planned reminders stay and only lose the message that carried them.
    """
    old = select(outbox.c.id).where(
        outbox.c.organisation_id == organisation_id, outbox.c.state.in_(_OVER), outbox.c.created_at < before
    )
    ids = _portion(tx, organisation_id, outbox, old)
    tx.execute(update(reminder).where(reminder.c.outbox_id.in_(ids)).values(outbox_id=None))
    tx.execute(delete(receipt).where(receipt.c.outbox_id.in_(ids)))
    tx.execute(delete(outbox).where(outbox.c.id.in_(ids)))
    return len(ids)


def forget_invites(tx: Transaction, organisation_id: int, before: datetime) -> int:
    """Delete one-time codes that expired before an instant. Returns how many."""
    old = select(invite.c.id).where(invite.c.organisation_id == organisation_id, invite.c.expires_at < before)
    ids = _portion(tx, organisation_id, invite, old)
    tx.execute(delete(invite).where(invite.c.id.in_(ids)))
    return len(ids)


def forget_questions(tx: Transaction, organisation_id: int, before: datetime) -> int:
    """Delete questions that expired before an instant, answered or not. Returns how many."""
    old = select(question.c.id).where(question.c.organisation_id == organisation_id, question.c.expires_at < before)
    ids = _portion(tx, organisation_id, question, old)
    tx.execute(delete(question).where(question.c.id.in_(ids)))
    return len(ids)


def _portion(tx: Transaction, organisation_id: int, table: Table, old: Select[int]) -> list[int]:
    newest = select(func.max(table.c.id)).where(table.c.organisation_id == organisation_id).scalar_subquery()
    return list(tx.execute(old.where(table.c.id < newest).order_by(table.c.id).limit(PORTION)).scalars())


FORGETTING: Mapping[str, Callable[[Transaction, int, datetime], int]] = {
    "inbox": forget_arrivals,
    "outbox": forget_messages,
    "invites": forget_invites,
    "questions": forget_questions,
}


def forget_strangers(tx: Transaction, organisation_id: int, before: datetime) -> int:
    """Updates that came before an instant from chats linked to nobody then or now, and are done; returns how many.

    What a person sent who was removed since, or whose telephone was replaced, stays: the answer names the person.
    Parked updates stay for the operator. The newest row of an organisation stays, as always (see `retention`).
    """
    answer = outbox.alias("answer")
    was_a_persons = (
        select(answer.c.id)
        .where(
            answer.c.organisation_id == organisation_id,
            answer.c.key == literal("answer:") + cast(inbox.c.id, String),
            answer.c.person_id.is_not(None),
        )
        .exists()
    )
    old = select(inbox.c.id).where(
        inbox.c.organisation_id == organisation_id,
        inbox.c.state.in_((HANDLED, IGNORED)),
        inbox.c.received_at < before,
        not_(_is_linked(inbox, organisation_id)),
        not_(was_a_persons),
    )
    ids = _portion(tx, organisation_id, inbox, old)
    tx.execute(delete(inbox).where(inbox.c.id.in_(ids)))
    return len(ids)


def forget_answers_to_strangers(tx: Transaction, organisation_id: int, before: datetime) -> int:
    """Answers posted before an instant to chats linked to nobody, sent or given up, with receipts; returns how many."""
    old = select(outbox.c.id).where(
        outbox.c.organisation_id == organisation_id,
        outbox.c.kind == "answer",
        outbox.c.person_id.is_(None),
        outbox.c.state.in_(_OVER),
        outbox.c.created_at < before,
        not_(_is_linked(outbox, organisation_id)),
    )
    ids = _portion(tx, organisation_id, outbox, old)
    tx.execute(delete(receipt).where(receipt.c.outbox_id.in_(ids)))
    tx.execute(delete(outbox).where(outbox.c.id.in_(ids)))
    return len(ids)


def _is_linked(table: Any, organisation_id: int) -> ColumnElement[bool]:
    is_theirs = and_(
        chat_account.c.organisation_id == organisation_id,
        chat_account.c.channel == table.c.channel,
        chat_account.c.chat_id == table.c.chat_id,
    )
    return select(chat_account.c.id).where(is_theirs).exists()


FORGETTING_STRANGERS: Mapping[str, Callable[[Transaction, int, datetime], int]] = {
    "strangers": forget_strangers,
    "answers to strangers": forget_answers_to_strangers,
}
