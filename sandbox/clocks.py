"""A clock for the sandbox on its own: starts where it is told, runs with the monotonic clock, and can be moved on."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sandbox.settings import Jump

STEPS = {"+1 giờ": timedelta(hours=1), "+1 ngày": timedelta(days=1), "+1 tuần": timedelta(weeks=1)}


class OwnClock:
    """A ClockControl that belongs to nobody else; `start` is an aware instant."""

    def __init__(self, start: datetime, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._start = start
        self._monotonic = monotonic
        self._started = monotonic()

    def now(self) -> datetime:
        """Return the start plus the time that has passed."""
        return self._start + timedelta(seconds=self._monotonic() - self._started)

    def jumps(self) -> list[Jump]:
        """Return a few steps ahead."""
        return [Jump(label, self.now() + step) for label, step in STEPS.items()]

    async def move_to(self, at: datetime) -> None:
        """Move on to `at`. Raises ValueError if that lies in the past."""
        if at < self.now():
            raise ValueError("Đồng hồ chỉ đi tới, không quay lại được.")
        self._start, self._started = at, self._monotonic()
