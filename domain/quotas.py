"""How many messages a bot may send in a month, and who goes without when they run out: routine first, answers last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import IntEnum

RESERVE = 300  # kept for answers and what is urgent
WARNED_AT_PERCENT = 80


class Room(IntEnum):
    """How much of the month is left. THRIFTY: routine messages are spared; RESERVED: there are none any more."""

    PLENTY = 0
    THRIFTY = 1
    RESERVED = 2


@dataclass(frozen=True, slots=True)
class MonthQuota:
    """A bot's messages a month on one channel, as the platform's plan allows."""

    channel: str
    bot: str
    limit: int


def reserve_begins(limit: int) -> int:
    """From which message on what is left of `limit` is kept for answers; of a small limit a tenth instead of 300."""
    return limit - min(RESERVE, limit // 10)


def room(used: int, limit: int) -> Room:
    """What `used` messages of `limit` leave."""
    if used >= reserve_begins(limit):
        return Room.RESERVED
    return Room.THRIFTY if used * 100 >= limit * WARNED_AT_PERCENT else Room.PLENTY


def most_room(channels: Iterable[str], rooms: Mapping[str, Room]) -> Room:
    """The most that any of a person's channels has left; who has no channel has no room either."""
    return min((rooms.get(channel, Room.PLENTY) for channel in channels), default=Room.RESERVED)


def month_of(now: datetime, zone: tzinfo) -> str:
    """The calendar month ("2026-04") of an aware instant where the organisation is."""
    return now.astimezone(zone).strftime("%Y-%m")
