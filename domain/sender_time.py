"""When a person sent something, as their platform dates it: bounded by what we know ourselves."""

from datetime import UTC, datetime, timedelta

from domain.bounds import whole_number

# Unix seconds. What lies before no platform of ours has ever dated: Telegram says 0 for what it does not know.
EARLIEST, LATEST = 1_000_000_000, 9_999_999_999
MARGIN = timedelta(minutes=5)  # two clocks that are well set differ by less
KEPT_BY_PLATFORM = timedelta(hours=24)  # an update that waits is given for so long


def sent_instant(value: object, *, per_second: int = 1) -> datetime | None:
    """The instant (aware UTC) named in whole parts of a second, of which it has `per_second`; None for no date."""
    named = whole_number(value, EARLIEST * per_second, LATEST * per_second)
    return None if named is None else datetime.fromtimestamp(named / per_second, UTC)


def credited_instant(sent_at: datetime | None, caught_up_at: datetime | None, received_at: datetime) -> datetime | None:
    """The instant on which a message counts (all aware UTC); None when it is not dated.

    Never after it was received. Never before the last contact that left nothing waiting on the platform: it would have
    been given then. Who was never caught up is given what the platform keeps.
    """
    if sent_at is None:
        return None
    earliest = (caught_up_at or received_at - KEPT_BY_PLATFORM) - MARGIN
    return min(max(sent_at, earliest), received_at)


def clock_difference(sent_at: datetime, received_at: datetime, waited_at_most: timedelta | None) -> timedelta:
    """How far our clock is ahead of the platform's (negative: behind); zero while they agree within the margin.

    `waited_at_most`: the longest that the message can have waited on the platform, None when that is not known. Only a
    message from the future shows then that a clock is wrong.
    """
    age = received_at - sent_at
    if age < -MARGIN:
        return age
    if waited_at_most is not None and age > waited_at_most + MARGIN:
        return age - waited_at_most
    return timedelta(0)
