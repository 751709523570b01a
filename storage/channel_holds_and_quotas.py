"""What keeps messages from leaving on a channel: its hold, and the messages of the month with their limit.

Every process and `/health` read both here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import bindparam, delete, func, insert, select, update

from domain.channel_holds_and_quotas import ChannelHold, HoldReason
from storage.engine.database import Transaction
from storage.tables import channel_hold, channel_month, outbox


@dataclass(frozen=True, slots=True)
class ChannelMonth:
    """One bot's month on a channel."""

    channel: str
    used: int
    limit: int


def load_months(tx: Transaction, organisation_id: int, month: str) -> list[ChannelMonth]:
    """The counted channels of a month ("2026-04")."""
    return [ChannelMonth(*row) for row in tx.execute(_OF_MONTH, {"organisation": organisation_id, "month_": month})]


_OF_MONTH = select(channel_month.c.channel, channel_month.c.used, channel_month.c.month_limit).where(
    channel_month.c.organisation_id == bindparam("organisation"), channel_month.c.month == bindparam("month_")
)


def add_messages(
    tx: Transaction, organisation_id: int, channel: str, bot: str, month: str, limit: int, count: int = 0
) -> int:
    """Add to the messages of the month and store the current limit. Returns the new count."""
    is_it = (
        channel_month.c.organisation_id == organisation_id,
        channel_month.c.channel == channel,
        channel_month.c.bot == bot,
        channel_month.c.month == month,
    )
    values = {"used": channel_month.c.used + count, "month_limit": limit}
    used = tx.execute(update(channel_month).where(*is_it).values(**values).returning(channel_month.c.used)).scalar()
    if used is None:
        first = {"channel": channel, "bot": bot, "month": month, "used": count, "month_limit": limit}
        tx.execute(insert(channel_month).values(organisation_id=organisation_id, **first))
        return count
    return cast("int", used)


def channels_of(tx: Transaction, outbox_ids: Collection[int]) -> dict[str, int]:
    """On which channels these messages went, and how many on each."""
    query = (
        select(outbox.c.channel, func.count())
        .where(outbox.c.id.in_(outbox_ids), outbox.c.channel.is_not(None))
        .group_by(outbox.c.channel)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def at_least(tx: Transaction, organisation_id: int, channel: str, bot: str, month: str, used: int) -> None:
    """Raise the count of a known month to at least this many messages."""
    tx.execute(
        update(channel_month)
        .where(
            channel_month.c.organisation_id == organisation_id,
            channel_month.c.channel == channel,
            channel_month.c.bot == bot,
            channel_month.c.month == month,
            channel_month.c.used < used,
        )
        .values(used=used)
    )


def set_holds(tx: Transaction, organisation_id: int, holds: Sequence[ChannelHold]) -> None:
    """Replace the organisation's holds by these."""
    tx.execute(delete(channel_hold).where(channel_hold.c.organisation_id == organisation_id))
    rows = [
        {
            "organisation_id": organisation_id, "channel": hold.channel, "reason": hold.reason.value,
            "began_at": hold.began_at, "until": hold.until, "tries": hold.tries,
        }
        for hold in holds
    ]  # fmt: skip
    if rows:
        tx.execute(insert(channel_hold), rows)


def load_holds(tx: Transaction, organisation_id: int) -> list[ChannelHold]:
    """The channels held back, in the order of their names."""
    rows = tx.execute(_HOLDS, {"organisation": organisation_id})
    return [ChannelHold(row[0], HoldReason(row[1]), row[2], row[3], row[4]) for row in rows]


_HOLDS = (
    select(
        channel_hold.c.channel,
        channel_hold.c.reason,
        channel_hold.c.began_at,
        channel_hold.c.until,
        channel_hold.c.tries,
    )
    .where(channel_hold.c.organisation_id == bindparam("organisation"))
    .order_by(channel_hold.c.channel)
)
