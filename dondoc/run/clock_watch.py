"""Whether this machine's clock and a platform's agree, by the dates of messages that cannot have waited for long."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.arrivals import Arrival
from domain.sender_time import clock_difference
from dondoc.clock import Clock

log = logging.getLogger(__name__)


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

    def heard(self, arrivals: Sequence[Arrival], received_at: datetime) -> None:
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
