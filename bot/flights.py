"""How many messages may be on their way at once: one, unless a long queue would fall behind the platform's pace."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress

PATIENCE = 0.3  # seconds; a message that the platform has not answered by then holds up nobody
LONG_QUEUE = 24  # so many leased in a row, and still more waiting


class Flights:
    """Lets messages leave, and counts them as on their way until their outcome is written down.

    A kill can double every message the platform has accepted and we have not yet written down. So while the queue is
    calm only one is on its way. In a long queue another may join whenever the pace allows one and none has come back:
    about rate x answer time of them, which no sender can do without (the platform knows no idempotency key).
    """

    def __init__(
        self, monotonic: Callable[[], float], *, patience: float = PATIENCE, long_queue: int = LONG_QUEUE
    ) -> None:
        """`monotonic` gives seconds; `patience` in seconds; `long_queue` in messages."""
        self._monotonic = monotonic
        self._patience = patience
        self._long_queue = long_queue
        self._left_at: dict[int, float] = {}  # not answered yet
        self._answered: set[int] = set()  # not written down yet: these are the ones a kill would double
        self._width = 1
        self._in_a_row = 0
        self._landed = asyncio.Event()
        self._queue = asyncio.Lock()

    def leased(self, asked: int, given: int) -> None:
        """So many rows were asked for and given: fewer than asked means that the queue is short."""
        self._in_a_row = 0 if given < asked else self._in_a_row + given

    async def leave(self, row: int, pace: Callable[[], float]) -> None:
        """Return when this row may be on its way; `pace` gives the seconds until the platform's limit allows a send."""
        async with self._queue:  # who came first leaves first
            while not self._may_leave(wait := pace(), now := self._monotonic()):
                self._landed.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._look_again(wait, now)):
                        await self._landed.wait()
            self._left_at[row] = now

    def answer(self, row: int) -> None:
        """The platform has answered: until that is written down, nobody joins however long it takes."""
        if self._left_at.pop(row, None) is not None:
            self._answered.add(row)

    def land(self, rows: Iterable[int]) -> None:
        """These are no longer on their way: written down, or not sent after all."""
        for row in rows:
            self._left_at.pop(row, None)
            self._answered.discard(row)
        if not self._left_at and not self._answered and not self._in_a_row:
            self._width = 1  # the long queue is through
        self._landed.set()

    def _may_leave(self, wait: float, now: float) -> bool:
        counted = len(self._answered) + len(self._fresh(now))
        if counted >= self._width and self._is_long and not wait:
            self._width = counted + 1
        return counted < self._width

    @property
    def _is_long(self) -> bool:
        return self._in_a_row > self._long_queue

    def _fresh(self, now: float) -> list[float]:
        return [left for left in self._left_at.values() if now - left < self._patience]

    def _look_again(self, wait: float, now: float) -> float | None:
        """Seconds until the pace allows another, or one has been unanswered for too long; None when neither counts."""
        moments = [left + self._patience - now for left in self._fresh(now)]
        moments += [wait] if self._is_long else []
        return max(min(moments), 0.001) if moments else None
