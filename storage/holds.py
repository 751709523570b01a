"""Channels held back, as every process and `/health` sees them: one row while it lasts."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from domain.channel_limits import ChannelHold, HoldReason
from storage.engine.database import Transaction
from storage.tables import channel_hold


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
    query = (
        select(
            channel_hold.c.channel,
            channel_hold.c.reason,
            channel_hold.c.began_at,
            channel_hold.c.until,
            channel_hold.c.tries,
        )
        .where(channel_hold.c.organisation_id == organisation_id)
        .order_by(channel_hold.c.channel)
    )
    return [ChannelHold(row[0], HoldReason(row[1]), row[2], row[3], row[4]) for row in tx.execute(query)]
