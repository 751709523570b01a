"""What is measured while receiving: downtime, a second poller on the same bot, and our clock against the platform's."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from domain.inbox import Arrival, clock_difference
from dondoc.clock import Clock

log = logging.getLogger(__name__)
# Two programs interrupt each other by turns, each after the wait that follows a 409 (a minute and a bit at most).
QUIET = timedelta(minutes=3)


class DowntimeTracker:
    """Notes each contact and remembers the longest gap between two of them until it is taken."""

    def __init__(self, now: Callable[[], datetime], elapsed: Callable[[], float] = Clock.elapsed) -> None:
        self._now = now
        self._elapsed = elapsed
        self._last: float | None = None
        self._longest: float | None = None

    def contact(self) -> datetime:
        """The platform answered: the present instant."""
        at = self._elapsed()
        if self._last is not None:
            self._longest = max(self._longest or 0.0, at - self._last)
        self._last = at
        return self._now()

    def take(self) -> timedelta | None:
        """The longest silence since it was last taken; None while there was only one contact since the start."""
        longest = self._longest
        if longest is None:
            return None
        self._longest = 0.0
        return timedelta(seconds=longest)


class SecondPoller:
    """Remembers when a 409 was met; after three minutes without one the other program counts as gone."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since: datetime | None = None
        self._last = 0.0

    @property
    def since(self) -> datetime | None:
        """Since when the other program has been noticed (aware UTC); None while there is none."""
        if self._since is not None and self._clock.elapsed() - self._last >= QUIET.total_seconds():
            self._since = None
        return self._since

    def met(self) -> bool:
        """A poll was ended by another program's; True when it had not been noticed before."""
        is_new = self.since is None
        self._since = self._since or self._clock.now()
        self._last = self._clock.elapsed()
        return is_new


class ClockWatch:
    """Compares the dates of one channel's messages with our clock; one that was moved on purpose is not watched."""

    def __init__(self, channel: str, clock: Clock) -> None:
        self._channel = channel
        self._clock = clock
        self._caught_up: float | None = None
        self.minutes = 0  # how far the clocks are apart; 0 while they agree

    def caught_up(self) -> None:
        """Nothing was left waiting on the platform at this moment: what comes next cannot have waited for longer."""
        self._caught_up = self._clock.elapsed()

    def origin(self, arrivals: Sequence[Arrival], received_at: datetime) -> None:
        """Messages were received; the newest of them tells whether the clocks agree."""
        newest = max((arrival.said_at for arrival in arrivals if arrival.said_at is not None), default=None)
        if newest is None or not self._clock.is_real:
            return
        waited = None if self._caught_up is None else timedelta(seconds=self._clock.elapsed() - self._caught_up)
        apart = clock_difference(newest, received_at, waited)
        minutes = int(abs(apart).total_seconds() // 60)
        if minutes and not self.minutes:
            told = {"action": "clock_wrong", "trouble": self._channel}
            log.error("our clock is %s off the time of %s: set the clock right", apart, self._channel, extra=told)
        self.minutes = minutes
