"""An event loop whose time passes only when nothing is left to do: hours of waiting take no time at all."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")
LEAST = 1e-6  # seconds: a wait shorter than the clock can count must not be waited for again and again


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

    def pass_until(self, instant: datetime) -> None:
        """Let time pass at once until an instant; timers that came due in between fire then."""
        self.seconds = max(self.seconds, (instant - self._start).total_seconds())


class _Selector(selectors.SelectSelector):
    """Instead of waiting moves the clock on."""

    def __init__(self, clock: VirtualClock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready:
            if timeout is None:
                raise RuntimeError("everybody waits and nothing will ever happen")
            self._clock.seconds += max(timeout, LEAST)
        return ready


class _AtOnce(ThreadPoolExecutor):
    """Runs what it is given in the caller's own thread."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


async def at_once(function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """In place of the office's threads: the call itself."""
    return function(*args, **kwargs)


def run_virtually(clock: VirtualClock, main: Coroutine[Any, Any, T]) -> T:
    """Run to the end with the clock's time."""
    loop = asyncio.SelectorEventLoop(_Selector(clock))
    loop.time = clock.monotonic  # type: ignore[method-assign]  # the loop reads it for each wait
    loop.set_default_executor(_AtOnce(1))
    try:
        return loop.run_until_complete(main)
    finally:
        loop.close()
