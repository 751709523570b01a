"""An event loop whose time passes only when nothing is left to do: hours of waiting take no time at all."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

from tests.virtual_loop import LEAST, AtOnce, VirtualSelector

T = TypeVar("T")


class VirtualClock:
    """The program's clock and the loop's: both show `start` plus the seconds that were waited for."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self.seconds = 0.0

    def now(self) -> datetime:
        """The instant, aware UTC."""
        return self._start + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return self.seconds

    def elapsed(self) -> float:
        """As `monotonic`: this machine never sleeps."""
        return self.seconds

    def let_pass(self, seconds: float | None) -> None:
        """A wait of the loop; raises RuntimeError when it has no end."""
        if seconds is None:
            raise RuntimeError("everybody waits and nothing will ever happen")
        self.seconds += max(seconds, LEAST)

    def pass_until(self, instant: datetime) -> None:
        """Let time pass at once until an instant; timers that came due in between fire then."""
        self.seconds = max(self.seconds, (instant - self._start).total_seconds())


async def at_once(function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """In place of the office's threads: the call itself."""
    return function(*args, **kwargs)


def run_virtually(clock: VirtualClock, main: Coroutine[Any, Any, T]) -> T:
    """Run to the end with the clock's time."""
    loop = asyncio.SelectorEventLoop(VirtualSelector(clock.let_pass))
    loop.time = clock.monotonic  # type: ignore[method-assign]  # the loop reads it for each wait
    loop.set_default_executor(AtOnce(1))
    try:
        return loop.run_until_complete(main)
    finally:
        loop.close()
