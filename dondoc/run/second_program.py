"""Whether another program fetches the same bot's messages: Telegram ends the older one's poll with 409."""

from datetime import datetime, timedelta

from dondoc.clock import Clock

# Two programs interrupt each other by turns, each after the wait that follows a 409 (a minute and a bit at most).
QUIET = timedelta(minutes=3)


class SecondProgram:
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
