"""Received updates: committed before the platform is told, handled exactly once, chosen fairly among chats."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal_column,
    not_,
    or_,
    select,
    union_all,
    update,
)

from domain.board_sessions import PAGE
from domain.deliveries import AT_ONCE
from domain.inbox import Arrival, Chat, CursorNow, InboxRow, WaitingChat
from domain.shared_chats import NamedOrganisation, SharedChat, Way
from storage.engine.bulk import insert_ignoring
from storage.engine.database import Instant, Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.tables import chat_account, cursor, inbox, invite

WAITING, HANDLED, IGNORED, PARKED = "waiting", "handled", "ignored", "parked"


_TAKE = (
    update(inbox)
    .where(inbox.c.id == bindparam("id_"), inbox.c.state == WAITING)
    .values(state=bindparam("new_state"), handled_at=bindparam("new_handled_at"), error=bindparam("new_error"))
    .returning(inbox.c.id)
)


def add_arrivals(
    tx: Transaction,
    organisation_id: int,
    channel: str,
    bot: str,
    epoch: int,
    arrivals: Sequence[Arrival],
    now: datetime,
) -> int:
    """Store updates and return how many were new; the unique key (bot, epoch, update) refuses duplicates."""
    if not arrivals:
        return 0
    rows = [
        {
            "organisation_id": organisation_id, "channel": channel, "bot": bot, "epoch": epoch,
            "update_key": arrival.update_key, "chat_id": arrival.chat_id, "received_at": now,
            "payload": arrival.payload, "state": WAITING, "attempts": 0, "not_before": arrival.not_before,
            "said_at": arrival.said_at, "shared": shared_as_json(arrival.shared),
        }
        for arrival in arrivals
    ]  # fmt: skip
    given: Any = rows if len(rows) > 1 else rows[0]
    return len(tx.execute(_add(tx.dialect.name), given).all())


@cache
def _add(dialect: str) -> Any:
    """Cached: with the rows as literals it would be compiled again for each update."""
    return insert_ignoring(dialect, inbox).returning(inbox.c.id)


def find_update(tx: Transaction, organisation_id: int, channel: str, bot: str, update_key: str) -> int | None:
    """The id of the update that was stored under this key."""
    query = select(inbox.c.id).where(
        inbox.c.organisation_id == organisation_id,
        inbox.c.channel == channel,
        inbox.c.bot == bot,
        inbox.c.update_key == update_key,
    )
    return tx.execute(query).scalar()


def rows_of_chat(
    tx: Transaction, organisation_id: int, of: InboxRow, since: datetime, most: int
) -> list[tuple[InboxRow, bool]]:
    """The newest updates of a row's chat since an instant, oldest first; and whether somebody is at each, or was."""
    query = (
        select(inbox)
        .where(
            inbox.c.organisation_id == organisation_id,
            inbox.c.channel == of.channel,
            inbox.c.chat_id == of.chat_id,
            inbox.c.received_at >= since,
        )
        .order_by(inbox.c.id.desc())
        .limit(most)
    )
    rows = tx.execute(query).mappings().all()
    return [(to_row(row), row["state"] != WAITING or row["handled_at"] is not None) for row in reversed(rows)]


def take(tx: Transaction, inbox_id: int, now: datetime, state: str = HANDLED, error: str | None = None) -> bool:
    """Mark an update as dealt with; False when somebody did so before (compare-and-set)."""
    query = take_query(inbox_id, now, state, error)
    return bool(fetch_all(tx, query))


def take_query(inbox_id: int, now: datetime, state: str = HANDLED, error: str | None = None) -> Query:
    """The query of `take`; prefetching it takes the update."""
    short = None if error is None else error[:500]
    return Query(_TAKE, {"id_": inbox_id, "new_state": state, "new_handled_at": now, "new_error": short})


def is_waiting(tx: Transaction, inbox_id: int) -> bool:
    """Whether nobody has dealt with an update yet."""
    return tx.execute(select(inbox.c.state).where(inbox.c.id == inbox_id)).scalar() == WAITING


def set_aside(tx: Transaction, inbox_id: int, until: datetime) -> None:
    """Postpone an update that a background job has taken: no attempt is counted, and later updates of its chat go on.

    `handled_at` of a waiting row is the instant until which the job has it.
    """
    is_it = and_(inbox.c.id == inbox_id, inbox.c.state == WAITING)
    tx.execute(update(inbox).where(is_it).values(not_before=until, handled_at=until))


def is_any_set_aside(tx: Transaction, organisation_id: int, channel: str, chat_id: str, now: datetime) -> bool:
    """Whether a background job has an update of this chat: a file that is being fetched and read."""
    is_theirs = (inbox.c.organisation_id == organisation_id, inbox.c.channel == channel, inbox.c.chat_id == chat_id)
    query = select(inbox.c.id).where(*is_theirs, inbox.c.state == WAITING, inbox.c.handled_at > now).limit(1)
    return tx.execute(query).first() is not None


def postpone(tx: Transaction, inbox_id: int, not_before: datetime, error: str) -> int:
    """Count a failed attempt and schedule the next one. Returns the attempts so far."""
    return int(
        tx.execute(
            update(inbox)
            .where(inbox.c.id == inbox_id)
            .values(attempts=inbox.c.attempts + 1, not_before=not_before, error=error[:500])
            .returning(inbox.c.attempts)
        ).scalar_one()
    )


def count_by_state(tx: Transaction, organisation_id: int) -> dict[str, int]:
    """How many updates are in each state."""
    query = (
        select(inbox.c.state, func.count()).where(inbox.c.organisation_id == organisation_id).group_by(inbox.c.state)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def load_cursor(tx: Transaction, channel: str, bot: str) -> CursorNow | None:
    """Where receiving stands; None for a bot never polled before."""
    row = tx.execute(_CURSOR, {"channel_": channel, "bot_": bot}).first()
    return None if row is None else CursorNow(*row)


def save_cursor(tx: Transaction, organisation_id: int, channel: str, bot: str, now: CursorNow) -> None:
    """Move the cursor; `caught_up_at` stays where it is when it is not given."""
    if tx.execute(MOVE_CURSOR, move_values(channel, bot, now)).rowcount == 0:
        values = {"organisation_id": organisation_id, "channel": channel, "bot": bot, **cursor_values(now)}
        tx.execute(insert(cursor).values(**values))


def cursor_values(now: CursorNow) -> dict[str, Any]:
    """The columns of a cursor."""
    return {
        "epoch": now.epoch, "next_offset": now.next_offset, "last_contact_at": now.last_contact_at,
        "caught_up_at": now.caught_up_at,
    }  # fmt: skip


def move_values(channel: str, bot: str, now: CursorNow) -> dict[str, Any]:
    """What MOVE_CURSOR is given."""
    return {"channel_": channel, "bot_": bot, **{f"new_{name}": value for name, value in cursor_values(now).items()}}


_IS_IT = (cursor.c.channel == bindparam("channel_"), cursor.c.bot == bindparam("bot_"))
_CURSOR = select(cursor.c.epoch, cursor.c.next_offset, cursor.c.last_contact_at, cursor.c.caught_up_at).where(*_IS_IT)
MOVE_CURSOR = (
    update(cursor)
    .where(*_IS_IT)
    .values(
        epoch=bindparam("new_epoch"),
        next_offset=bindparam("new_next_offset"),
        last_contact_at=bindparam("new_last_contact_at"),
        caught_up_at=func.coalesce(bindparam("new_caught_up_at", type_=Instant()), cursor.c.caught_up_at),
    )
)


def to_row(row: Mapping[Any, Any]) -> InboxRow:
    """A row of the table as the dispatcher sees it."""
    return InboxRow(
        row["id"], row["channel"], row["chat_id"], row["payload"], row["attempts"], row["received_at"],
        row["may_be_again"], row["said_at"], shared_from_json(row["shared"]), row["bot"],
    )  # fmt: skip


def shared_as_json(shared: SharedChat | None) -> dict[str, Any] | None:
    """What is kept of how the organisation of an update was found."""
    if shared is None:
        return None
    named = [[one.id, one.code, one.name] for one in shared.organisations]
    return {"way": shared.way.value, "organisations": named, "code": shared.code, "album": shared.album}


def shared_from_json(kept: Mapping[str, Any] | None) -> SharedChat | None:
    """The reverse of `shared_as_json`."""
    if kept is None:
        return None
    named = tuple(NamedOrganisation(*one) for one in kept["organisations"])
    return SharedChat(Way(kept["way"]), named, kept["code"], kept["album"])


_LINKED = select(chat_account.c.chat_id).where(
    chat_account.c.organisation_id == bindparam("organisation"),
    chat_account.c.channel == bindparam("channel"),
    chat_account.c.chat_id.in_(bindparam("chats", expanding=True)),
)
_OPEN = select(invite.c.code_hash).where(
    invite.c.organisation_id == bindparam("organisation"),
    invite.c.code_hash.in_(bindparam("hashes", expanding=True)),
    invite.c.used_at.is_(None),
    invite.c.expires_at > bindparam("now"),
)


def linked_chats(tx: Transaction, organisation_id: int, channel: str, chats: Collection[str]) -> frozenset[str]:
    """Which of these chats are linked to a person, also when marked unreachable: a message proves that."""
    if not chats:
        return frozenset()
    given = {"organisation": organisation_id, "channel": channel, "chats": sorted(chats)}
    return frozenset(tx.execute(_LINKED, given).scalars())


def open_codes(tx: Transaction, organisation_id: int, hashes: Collection[str], now: datetime) -> frozenset[str]:
    """Those of the hashes that are of invitation codes neither used nor expired."""
    if not hashes:
        return frozenset()
    given = {"organisation": organisation_id, "hashes": sorted(hashes), "now": now}
    return frozenset(tx.execute(_OPEN, given).scalars())


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

    Within a chat the order is kept: until a failed update is handled or parked, those behind it wait. One that was
    set aside holds up no other: fetching a file may be tried for an hour. What overtook an earlier update on its way
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
    # What is pressed on the board is stored for who is signed in only.
    is_linked = or_(chat_account.c.id.is_not(None), of_chats.c.channel == PAGE)
    return (
        select(of_chats.c.channel, of_chats.c.chat, of_chats.c.due, of_chats.c["count"], is_linked)
        .select_from(of_chats.outerjoin(chat_account, is_theirs))
        .where(of_chats.c.due <= func.coalesce(of_chats.c.failed, of_chats.c.due))
    )


# Two statements, chats first and then as many updates as each has turns: one that ordered all updates took up to 80
# ms with thousands waiting, most of it for rows that were not chosen.
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
    goes_first = _slower_than(inbox, slower)
    # Telegram keeps the order of pushed updates for each queue only: a message and a button press may arrive swapped.
    has_overtaken = and_(inbox.c.not_before > AT_ONCE, _is_untouched(inbox), goes_first)
    # What came behind one that waits for its slower predecessor waits with it.
    ahead, its = inbox.alias(f"ahead_{place}"), inbox.alias(f"its_{place}")
    goes_ahead = select(ahead.c.id).where(
        *_waits(ahead), _is_same_chat(ahead), _is_untouched(ahead), ahead.c.id < inbox.c.id,
        ahead.c.not_before > AT_ONCE, not_(_is_slower(inbox, ahead)), _slower_than(ahead, its),
    )  # fmt: skip
    return (
        select(inbox)
        .where(
            *_waits(inbox),
            inbox.c.channel == bindparam(f"channel_{place}"),
            is_chat,
            inbox.c.not_before <= bindparam("now_"),
            not_(is_behind.exists()),
            not_(has_overtaken),
            not_(goes_ahead.exists()),
        )
        .order_by(inbox.c.id)
        .limit(bindparam("most"))
    )


def _slower_than(held: Any, slower: Any) -> ColumnElement[bool]:
    """Whether one that came after a held update was sent before it."""
    return (
        select(slower.c.id)
        .where(
            *_waits(slower), slower.c.channel == held.c.channel, slower.c.chat_id == held.c.chat_id,
            _is_untouched(slower), slower.c.id > held.c.id, _is_slower(slower, held),
        )
        .exists()
    )  # fmt: skip


def _is_slower(table: Any, held: Any) -> ColumnElement[bool]:
    """By the instants until which both are held; what comes later than that was sent later, too."""
    return and_(table.c.not_before < held.c.not_before, table.c.received_at < held.c.not_before)


def _is_same_chat(table: Any) -> ColumnElement[bool]:
    return and_(table.c.channel == inbox.c.channel, table.c.chat_id == inbox.c.chat_id)


_CHATS = _chats()
