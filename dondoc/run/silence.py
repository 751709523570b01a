"""How long the platform was not heard of, by seconds that do not jump: a clock that was moved is no silence."""

from collections.abc import Callable
from datetime import datetime, timedelta

from dondoc.clock import Clock


class Silence:
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
