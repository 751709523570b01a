"""How receiving from one platform stands: last contact, downtime, a second program on the same bot, a wrong clock."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.inbox import Arrival, clock_difference

# Two programs interrupt each other in turns, each after the wait that follows a 409 (a minute and a bit at most).
QUIET = timedelta(minutes=3)

_log = logging.getLogger(__name__)


class Clock(Protocol):
    """The program's clock. `is_real`: it was not moved on purpose, as for a demonstration."""

    is_real: bool

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump, for waiting and pacing."""
        ...

    def elapsed(self) -> float:
        """Seconds that never jump and go on while the machine sleeps."""
        ...


@dataclass(frozen=True, slots=True)
class ReceivingState:
    """The last answer of the platform (None: never yet), and what is wrong now (None: nothing).

    `must_be_mended`: somebody has to act, it does not pass by itself. `clock_minutes`: how far our clock and the
    platform's are apart; 0 while they agree.
    """

    last_contact: datetime | None
    trouble: str | None = None
    must_be_mended: bool = False
    clock_minutes: int = 0


class DowntimeTracker:
    """Longest gap between contacts on a clock that never jumps, so clock changes do not count as downtime."""

    def __init__(self, now: Callable[[], datetime], elapsed: Callable[[], float]) -> None:
        self._now = now
        self._elapsed = elapsed
        self._last: float | None = None
        self._longest: float | None = None

    def contact(self) -> datetime:
        """Note that the platform answered, and return the present instant."""
        at = self._elapsed()
        if self._last is not None:
            self._longest = max(self._longest or 0.0, at - self._last)
        self._last = at
        return self._now()

    def take(self) -> timedelta | None:
        """The longest gap since the last call; None while there was only one contact since the start."""
        longest = self._longest
        if longest is None:
            return None
        self._longest = 0.0
        return timedelta(seconds=longest)


class SecondPoller:
    """Whether another program fetches the same bot's messages: Telegram ends the older one's poll with 409.

    After three minutes without a 409 the other program counts as gone.
    """

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
        """Note a 409; return True when the other program had not been noticed before."""
        is_new = self.since is None
        self._since = self._since or self._clock.now()
        self._last = self._clock.elapsed()
        return is_new


class ClockWatch:
    """Compares our clock with the dates of messages that cannot have waited; ignores a clock moved on purpose."""

    def __init__(self, channel: str, clock: Clock) -> None:
        self._channel = channel
        self._clock = clock
        self._caught_up: float | None = None
        self.minutes = 0  # how far the clocks are apart; 0 while they agree

    def caught_up(self) -> None:
        """Note that nothing waits at the platform now: what comes next cannot have waited for longer."""
        self._caught_up = self._clock.elapsed()

    def compare(self, arrivals: Sequence[Arrival], received_at: datetime) -> None:
        """Compare the newest of these messages with the instant at which they were received."""
        newest = max((arrival.said_at for arrival in arrivals if arrival.said_at is not None), default=None)
        if newest is None or not self._clock.is_real:
            return
        waited = None if self._caught_up is None else timedelta(seconds=self._clock.elapsed() - self._caught_up)
        apart = clock_difference(newest, received_at, waited)
        minutes = int(abs(apart).total_seconds() // 60)
        if minutes and not self.minutes:
            told = {"action": "clock_wrong", "trouble": self._channel}
            _log.error("our clock is %s off the time of %s: set the clock right", apart, self._channel, extra=told)
        self.minutes = minutes
