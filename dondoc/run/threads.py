"""Plain functions of the office run in threads: one writer on SQLite, a few on PostgreSQL."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class OfficeThreads:
    """Calls a plain function in a thread of its own pool and awaits the result."""

    def __init__(self, workers: int) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="office")
        self._begun = self._submitted = 0
        self._counting = Lock()

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result; cancelling the wait does not cancel the transaction, which ends by itself."""
        call = partial(self._begin, partial(function, *args, **kwargs))
        self._submitted += 1  # in the loop's thread alone
        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

    def are_awaited(self) -> bool:
        """Whether a call waits for a thread: whoever holds one for many small things should let it go."""
        return self._submitted > self._begun

    def _begin(self, call: Callable[[], T]) -> T:
        with self._counting:
            self._begun += 1
        return call()

    def close(self) -> None:
        """Wait for what is running and end the threads."""
        self._pool.shutdown(wait=True)
