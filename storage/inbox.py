"""What came in: stored and committed before the platform is told, handled exactly once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, func, insert, select, update

from domain.inbox import Arrival, CursorNow, InboxRow
from storage.engine.bulk import insert_ignoring
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, fetch_all
from storage.engine.types import Instant
from storage.tables import cursor, inbox

WAITING, HANDLED, IGNORED, PARKED = "waiting", "handled", "ignored", "parked"
AFTER_RESTORE = "đã chờ sẵn trong bản sao lưu được khôi phục"  # kept as the error of an update that may be obeyed again


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
    """Store updates and give how many were new; the unique key (bot, epoch, update) refuses the second one."""
    if not arrivals:
        return 0
    rows = [
        {
            "organisation_id": organisation_id, "channel": channel, "bot": bot, "epoch": epoch,
            "update_key": arrival.update_key, "chat_id": arrival.chat_id, "received_at": now,
            "payload": arrival.payload, "state": WAITING, "attempts": 0, "not_before": arrival.not_before,
            "said_at": arrival.said_at,
        }
        for arrival in arrivals
    ]  # fmt: skip
    given: Any = rows if len(rows) > 1 else rows[0]
    return len(tx.execute(_add(tx.dialect.name), given).all())


@cache
def _add(dialect: str) -> Any:
    """Made once: with the rows in it, it would be composed anew for each update."""
    return insert_ignoring(dialect, inbox).returning(inbox.c.id)


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
    """What `take` asks; who has it asked ahead takes the update with that."""
    short = None if error is None else error[:500]
    return Query(_TAKE, {"id_": inbox_id, "new_state": state, "new_handled_at": now, "new_error": short})


def is_waiting(tx: Transaction, inbox_id: int) -> bool:
    """Whether nobody has dealt with an update yet."""
    return tx.execute(select(inbox.c.state).where(inbox.c.id == inbox_id)).scalar() == WAITING


def set_aside(tx: Transaction, inbox_id: int, until: datetime) -> None:
    """Let an update wait as an errand: that is no failure, and its chat goes on meanwhile.

    `handled_at` of a row that still waits says until when it is in somebody's hands.
    """
    is_it = and_(inbox.c.id == inbox_id, inbox.c.state == WAITING)
    tx.execute(update(inbox).where(is_it).values(not_before=until, handled_at=until))


def postpone(tx: Transaction, inbox_id: int, not_before: datetime, error: str) -> int:
    """Count a failed attempt and let the update wait; gives the attempts so far."""
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
    values: Mapping[str, Any] = {
        "epoch": now.epoch, "next_offset": now.next_offset, "last_contact_at": now.last_contact_at,
        "caught_up_at": now.caught_up_at,
    }  # fmt: skip
    moved = {f"new_{name}": value for name, value in values.items()}
    if tx.execute(_MOVE, {"channel_": channel, "bot_": bot, **moved}).rowcount == 0:
        tx.execute(insert(cursor).values(organisation_id=organisation_id, channel=channel, bot=bot, **values))


_IS_IT = (cursor.c.channel == bindparam("channel_"), cursor.c.bot == bindparam("bot_"))
_CURSOR = select(cursor.c.epoch, cursor.c.next_offset, cursor.c.last_contact_at, cursor.c.caught_up_at).where(*_IS_IT)
_MOVE = (
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
    may_be_again = (row["error"] or "").startswith(AFTER_RESTORE)
    return InboxRow(
        row["id"], row["channel"], row["chat_id"], row["payload"], row["attempts"], row["received_at"], may_be_again,
        row["said_at"],
    )  # fmt: skip
