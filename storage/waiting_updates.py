"""Updates that may be handled now: which chats have some, whether they are linked, and the next ones of a chat."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal_column, not_, select, union_all

from domain.deliveries import AT_ONCE
from domain.inbox import Chat, InboxRow, WaitingChat
from storage.engine.database import Transaction
from storage.inbox import WAITING, to_row
from storage.tables import chat_account, inbox


def waiting_chats(
    tx: Transaction, organisation_id: int, now: datetime, linking: Collection[Chat] = ()
) -> list[WaitingChat]:
    """Chats with an update that is due and behind no failed one of its chat.

    Those that are `linking` count as linked. Read from the index of what waits alone. Updates that name no chat are
    those of the chat "".
    """
    rows = tx.execute(_CHATS, {"organisation": organisation_id, "now_": now})
    return [WaitingChat((row[0], row[1]), row[2], row[3], row[4] or (row[0], row[1]) in linking) for row in rows]


def next_updates(
    tx: Transaction, organisation_id: int, now: datetime, chats: Sequence[Chat], most: int
) -> dict[Chat, list[InboxRow]]:
    """The next updates of each of these chats, at most `most` of each, in the order they came.

    Within a chat the order is kept: until a failed update is handled or parked, those behind it wait. An errand
    (`set_aside`) holds up nobody: fetching a file may be tried for an hour. What overtook an earlier update on its way
    here (it has a later `not_before`) goes behind it, once both are there.
    """
    found: dict[Chat, list[InboxRow]] = {chat: [] for chat in chats}
    if not found:
        return found
    given: dict[str, object] = {"organisation": organisation_id, "now_": now, "most": most}
    for place, (channel, chat_id) in enumerate(sorted(found, key=lambda chat: not chat[1])):  # the nameless come last
        given |= {f"channel_{place}": channel} | ({f"chat_{place}": chat_id} if chat_id else {})
    named = sum(bool(chat_id) for _, chat_id in found)
    for row in tx.execute(_next(named, len(found) - named), given).mappings():
        found[row["channel"], row["chat_id"] or ""].append(to_row(row))
    return found


def _waits(table: Any) -> tuple[ColumnElement[bool], ...]:
    # Written out, not as a value: else the engine could not know that the index of what waits has all of it.
    return (table.c.organisation_id == bindparam("organisation"), table.c.state == literal_column(f"'{WAITING}'"))


def _is_failed(table: Any) -> ColumnElement[bool]:
    return and_(table.c.attempts > 0, table.c.handled_at.is_(None))


def _is_untouched(table: Any) -> ColumnElement[bool]:
    return and_(table.c.attempts == 0, table.c.handled_at.is_(None))


def _chats() -> Select[Any]:
    due = func.min(case((inbox.c.not_before <= bindparam("now_"), inbox.c.id)))
    failed = func.min(case((and_(_is_failed(inbox), inbox.c.chat_id.is_not(None)), inbox.c.id)))
    chat = func.coalesce(inbox.c.chat_id, "")
    of_chats = (
        select(
            inbox.c.channel, chat.label("chat"), due.label("due"), failed.label("failed"), func.count().label("count")
        )
        .where(*_waits(inbox))
        .group_by(inbox.c.channel, inbox.c.chat_id)
        .subquery()
    )
    is_theirs = and_(
        chat_account.c.organisation_id == bindparam("organisation"),
        chat_account.c.channel == of_chats.c.channel,
        chat_account.c.chat_id == of_chats.c.chat,
    )
    is_linked = chat_account.c.id.is_not(None)
    return (
        select(of_chats.c.channel, of_chats.c.chat, of_chats.c.due, of_chats.c["count"], is_linked)
        .select_from(of_chats.outerjoin(chat_account, is_theirs))
        .where(of_chats.c.due <= func.coalesce(of_chats.c.failed, of_chats.c.due))
    )


@cache  # at most as many as a batch has places
def _next(named: int, nameless: int) -> Any:
    chats = [inbox.c.chat_id == bindparam(f"chat_{place}") for place in range(named)]
    chats += [inbox.c.chat_id.is_(None)] * nameless
    parts = [_next_of(place, is_it).subquery() for place, is_it in enumerate(chats)]
    return union_all(*(select(part) for part in parts))


def _next_of(place: int, is_chat: ColumnElement[bool]) -> Select[Any]:
    failed, slower = inbox.alias(f"failed_{place}"), inbox.alias(f"slower_{place}")
    is_behind = select(failed.c.id).where(
        *_waits(failed), _is_same_chat(failed), _is_failed(failed), failed.c.id < inbox.c.id
    )
    goes_first = select(slower.c.id).where(
        *_waits(slower), _is_same_chat(slower), _is_untouched(slower), slower.c.id > inbox.c.id,
        slower.c.not_before < inbox.c.not_before,
    )  # fmt: skip
    has_overtaken = and_(inbox.c.not_before > AT_ONCE, _is_untouched(inbox), goes_first.exists())
    return (
        select(inbox)
        .where(
            *_waits(inbox),
            inbox.c.channel == bindparam(f"channel_{place}"),
            is_chat,
            inbox.c.not_before <= bindparam("now_"),
            not_(is_behind.exists()),
            not_(has_overtaken),
        )
        .order_by(inbox.c.id)
        .limit(bindparam("most"))
    )


def _is_same_chat(table: Any) -> ColumnElement[bool]:
    return and_(table.c.channel == inbox.c.channel, table.c.chat_id == inbox.c.chat_id)


_CHATS = _chats()
