"""What event loops on a virtual time are made of: a selector that waits for nothing, and threads that are none."""

import selectors
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
LEAST = 1e-6  # seconds: a wait shorter than the clock can count must not be waited for again and again


class VirtualSelector(selectors.SelectSelector):
    """Lets time pass instead of waiting. Nothing outside the loop is ever ready: all that happens stands in the loop.

    `let_pass(seconds)` moves the clock by the time that the loop would have waited: 0 for a turn without a wait, None
    when everybody waits with no end in sight.
    """

    def __init__(self, let_pass: Callable[[float | None], None]) -> None:
        super().__init__()
        self._let_pass = let_pass

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Nothing, after the time has passed."""
        self._let_pass(timeout)
        return []


class AtOnce(ThreadPoolExecutor):
    """Runs what it is given in the caller's own thread. What ends a process ends the caller, too."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """The result, at once."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future
