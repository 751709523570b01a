"""The only clock. It runs at the speed of real time from where it was set; everything else is given the time."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time: the real one, or one that was started at another instant (for demonstration and tests)."""

    def __init__(self, start: datetime | None = None) -> None:
        """`start` is an aware instant the clock begins at; None for the real time."""
        self._offset = timedelta(0) if start is None else start - datetime.now(UTC)
        self.is_real = start is None

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return datetime.now(UTC) + self._offset

    @staticmethod
    def machine_now() -> datetime:
        """The machine's own instant, aware UTC: what keeps others out (links, sessions) is not moved with the clock."""
        return datetime.now(UTC)

    def move_to(self, instant: datetime) -> None:
        """Let the clock go on from another instant (aware)."""
        self._offset = instant - datetime.now(UTC)
        self.is_real = False

    @staticmethod
    def monotonic() -> float:
        """Seconds that never jump, for waiting and pacing."""
        return time.monotonic()

    @staticmethod
    def elapsed() -> float:
        """Seconds that never jump and go on while the machine sleeps: how long something has really lasted."""
        # CLOCK_MONOTONIC stands still while the machine sleeps: a night in standby would be no downtime.
        return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class SetBack:
    """Notices that a clock was set back by a minute or more."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = self._offset()

    def __bool__(self) -> bool:
        """Whether the clock was set back since it was last settled."""
        offset = self._offset()
        self._ahead = max(self._ahead, offset)
        return self._ahead - offset >= timedelta(minutes=1)

    def settle(self) -> None:
        """What had to be done about it is done."""
        self._ahead = self._offset()

    def _offset(self) -> timedelta:
        """How far the clock is ahead of the seconds that have really passed, from any beginning."""
        return self._clock.now() - datetime.fromtimestamp(0, UTC) - timedelta(seconds=self._clock.elapsed())


def short_instant(local: datetime) -> str:
    """An instant on the wall clock as officials write it: "07:30 ngày 10/4/2026"."""
    return f"{local:%H:%M} ngày {local.day}/{local.month}/{local.year}"
