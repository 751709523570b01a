"""Updates that may be handled now, of every chat the first few, and whether the chat is linked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, case, cast, func, literal, not_, or_, select

from domain.arrivals import InboxRow
from domain.fair_turns import WaitingUpdate
from domain.instants import AT_ONCE
from storage.database import Transaction
from storage.inbox import WAITING, to_row
from storage.tables import chat_account, inbox

MOST_CANDIDATES = 500

# An update that names no chat is a chat of its own.
_CHAT: ColumnElement[str] = func.coalesce(inbox.c.chat_id, literal("update ") + cast(inbox.c.id, String))
_IS_UNTOUCHED = and_(inbox.c.attempts == 0, inbox.c.handled_at.is_(None))
_IS_FAILED = and_(inbox.c.attempts > 0, inbox.c.handled_at.is_(None))


def waiting_updates(tx: Transaction, organisation_id: int, now: datetime, of_each: int) -> list[WaitingUpdate]:
    """Up to `of_each` updates of each chat that are due, in the order they came; linked chats first.

    Within a chat the order is kept: until a failed update is handled or parked, those behind it wait. An errand
    (`set_aside`) holds up nobody: fetching a file may be tried for an hour. What overtook an earlier update on its way
    here (it has a later `not_before`) goes behind it, once both are there.
    """
    given = {"organisation": organisation_id, "now_": now, "of_each": of_each}
    return [WaitingUpdate(row[0], (row[1], row[2]), bool(row[3])) for row in tx.execute(_CANDIDATES, given)]


def updates_by_id(tx: Transaction, ids: Sequence[int]) -> list[InboxRow]:
    """These updates, in this order."""
    rows = {row["id"]: to_row(row) for row in tx.execute(_BY_ID, {"ids": list(ids)}).mappings()} if ids else {}
    return [rows[id_] for id_ in ids if id_ in rows]


def _candidates() -> Select[Any]:
    due = _due()
    position = func.row_number().over(partition_by=(due.c.channel, due.c.chat), order_by=due.c.id)
    placed = select(due.c.id, due.c.channel, due.c.chat, position.label("position")).subquery()
    is_linked = chat_account.c.id.is_not(None)
    is_theirs = and_(
        chat_account.c.organisation_id == bindparam("organisation"),
        chat_account.c.channel == placed.c.channel,
        chat_account.c.chat_id == placed.c.chat,
    )
    return (
        select(placed.c.id, placed.c.channel, placed.c.chat, is_linked)
        .select_from(placed.outerjoin(chat_account, is_theirs))
        .where(placed.c.position <= bindparam("of_each"))
        .order_by(is_linked.desc(), placed.c.position, placed.c.id)
        .limit(MOST_CANDIDATES)
    )


def _due() -> Any:
    """What waits, is due, and is behind nothing of its chat."""
    of_chat = (inbox.c.channel, _CHAT)
    first_failed = func.min(case((_IS_FAILED, inbox.c.id))).over(partition_by=of_chat)
    earliest_later = func.min(case((_IS_UNTOUCHED, inbox.c.not_before))).over(
        partition_by=of_chat, order_by=inbox.c.id, rows=(1, None)
    )
    mine = (
        select(
            inbox.c.id, inbox.c.channel, _CHAT.label("chat"), inbox.c.not_before,
            _IS_UNTOUCHED.label("is_untouched"), first_failed.label("first_failed"), earliest_later.label("later"),
        )
        .where(inbox.c.organisation_id == bindparam("organisation"), inbox.c.state == WAITING)
        .subquery()
    )  # fmt: skip
    has_overtaken = and_(mine.c.not_before > AT_ONCE, mine.c.is_untouched, mine.c.later < mine.c.not_before)
    return (
        select(mine.c.id, mine.c.channel, mine.c.chat)
        .where(
            mine.c.not_before <= bindparam("now_"),
            or_(mine.c.first_failed.is_(None), mine.c.id <= mine.c.first_failed),
            or_(mine.c.later.is_(None), not_(has_overtaken)),
        )
        .subquery()
    )


_CANDIDATES = _candidates()
_BY_ID = select(inbox).where(inbox.c.id.in_(bindparam("ids", expanding=True)))
