"""What keeps messages from leaving on a channel: holds while sending fails, and quotas of messages a month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from enum import IntEnum, StrEnum

REFRESH = timedelta(minutes=1)
# The one that meets 409 cannot know which of the two programs sends: morning messages once went out twice.
SECOND_PROGRAM_WAIT = timedelta(minutes=30)  # of a routine message, from its own time on
# A free plan of Zalo has 3,000 messages a month and a bot; who types must be answered on the 30th, too.
RESERVE = 300  # kept for answers and what is urgent
WARNED_AT_PERCENT = 80


class HoldReason(StrEnum):
    """Why a channel is held back."""

    LINE = "line"  # the platform does not answer, answers with errors, or refuses the token
    QUOTA = "quota"  # the platform says that this month's messages are used up
    SECOND = "second"  # another program fetches this bot's messages, and may send the same: only routine messages wait


@dataclass(frozen=True, slots=True)
class ChannelHold:
    """Nothing leaves on `channel` until `until` (aware UTC) at the latest; then one message is tried.

    It began at `began_at`; `tries` counts the messages tried since. `may_try`: one may be tried now. `is_out`: it has
    lasted longer than the organisation's patience, so people with another channel are written to there.
    """

    channel: str
    reason: HoldReason
    began_at: datetime
    until: datetime
    tries: int = 1
    may_try: bool = False
    is_out: bool = False


def blocking(holds: Sequence[ChannelHold]) -> list[ChannelHold]:
    """Those on whose channel nothing leaves."""
    return [hold for hold in holds if hold.reason is not HoldReason.SECOND]


def shared(holds: Sequence[ChannelHold]) -> frozenset[str]:
    """The channels of bots whose messages another program fetches as well."""
    return frozenset(hold.channel for hold in holds if hold.reason is HoldReason.SECOND)


def is_outdated(kept: Sequence[ChannelHold], holds: Sequence[ChannelHold], now: datetime) -> bool:
    """Whether the holds `kept` in the database no longer tell which channels are held, why, or until when."""
    told = {hold.channel: hold for hold in kept}
    if told.keys() != {hold.channel for hold in holds}:
        return True
    return any(_is_other(told[hold.channel], hold, now) for hold in holds)


def _is_other(kept: ChannelHold, hold: ChannelHold, now: datetime) -> bool:
    return (kept.reason, kept.tries) != (hold.reason, hold.tries) or kept.until < now + REFRESH < hold.until


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


def own_share(quotas: Iterable[MonthQuota], share: int | None) -> list[MonthQuota]:
    """The quotas of an organisation that has a share of its own of a bot's messages; None: the bot's whole quota."""
    return [quota if share is None else replace(quota, limit=share) for quota in quotas]


def equal_share(limit: int, parts: Sequence[int | None]) -> int:
    """What each organisation that shares a bot has of its `limit` where it has set no part of its own (None).

    At least one message: 0 stands for no limit.
    """
    left = limit - sum(part for part in parts if part is not None)
    return max(left // max(parts.count(None), 1), 1) if limit else 0


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
