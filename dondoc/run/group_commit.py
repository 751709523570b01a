"""Records sent messages of many senders in one transaction; outcomes that arrive during it go with the next."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from domain.deliveries import Outcome

MOST = 200  # outcomes in one transaction
GATHERING_SECONDS = 0.05


class GroupCommit:
    """Stores the outcomes of messages that were sent, for all senders of one event loop.

    `write` stores outcomes in one transaction. One runs at a time, so that the slower it is the more it takes along.
    While it is crowded (`is_crowded`) each waits a moment for others: the senders have no time to lose then, but the
    database has. A message that is being recorded is still in flight, and its sender sends no other meanwhile.
    """

    def __init__(
        self, write: Callable[[Sequence[Outcome]], Awaitable[None]], is_crowded: Callable[[], bool] = lambda: False
    ) -> None:
        self._write, self._is_crowded = write, is_crowded
        self._waiting: list[tuple[Outcome, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._hurried = asyncio.Event()

    async def record(self, outcomes: Sequence[Outcome]) -> None:
        """Return once they are stored. Raises what `write` raised; others that were written together hear the same."""
        stored = [asyncio.get_running_loop().create_future() for _ in outcomes]
        self._waiting += zip(outcomes, stored, strict=True)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all(), name="record together")
        await asyncio.gather(*stored)

    def hurry(self) -> None:
        """Wait for no others this time: an answer leaves when the message before it is recorded."""
        self._hurried.set()

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                if self._is_crowded() and len(self._waiting) < MOST:
                    await self._wait_for_others()
                group, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._write_one(group)
        finally:
            self._writing = None

    async def _wait_for_others(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(GATHERING_SECONDS):
                await self._hurried.wait()
        self._hurried.clear()

    async def _write_one(self, group: Sequence[tuple[Outcome, asyncio.Future[None]]]) -> None:
        waiting = [stored for _, stored in group]
        try:
            await self._write([outcome for outcome, _ in group])
        except Exception as error:  # noqa: BLE001 - each sender that waits raises it
            for stored in waiting:
                if not stored.done():  # done: its sender was cancelled
                    stored.set_exception(error)
        else:
            for stored in waiting:
                if not stored.done():
                    stored.set_result(None)
