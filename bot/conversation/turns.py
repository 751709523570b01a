"""Who waits for the pace of one bot, over all senders that use it: answers first, of one rank who came first."""

import asyncio
from bisect import insort
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count


@dataclass(slots=True, order=True)
class Turn:
    """The turn of one message of a sender; the one of the lowest rank is first, then the one that came first."""

    rank: int
    number: int
    sender: Hashable = field(compare=False)
    called: asyncio.Event = field(compare=False, default_factory=asyncio.Event)


class Turns:
    """The order in which messages leave. Of one event loop only."""

    def __init__(self) -> None:
        self._queue: list[Turn] = []
        self._numbers = count()
        self._rows: Counter[Hashable] = Counter()  # of each sender: in the queue, or being leased just now

    def turn(self, sender: Hashable, rank: int) -> Turn:
        """A turn from now on; it is kept when its message must stand back for another reason."""
        return Turn(rank, next(self._numbers), sender)

    def is_next(self, turn: Turn) -> bool:
        """Whether none of those who wait comes before it."""
        return not self._queue or turn <= self._queue[0]

    def others(self, sender: Hashable) -> int:
        """How many messages of other senders wait, or will in a moment."""
        return self._rows.total() - self._rows[sender]

    @contextmanager
    def expecting(self, sender: Hashable, rows: int) -> Iterator[None]:
        """Count `rows` of this sender as waiting while it leases them."""
        self._rows[sender] += rows
        try:
            yield
        finally:
            self._forget(sender, rows)

    async def wait(self, turn: Turn, pace: Callable[[], float], longest: float) -> None:
        """Wait until it is next and `pace()`, seconds, is 0, or is longer than anybody should wait here."""
        insort(self._queue, turn)
        self._rows[turn.sender] += 1
        try:
            while (is_behind := self._queue[0] is not turn) or 0 < pace() <= longest:
                turn.called.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(None if is_behind else pace()):
                        await turn.called.wait()
        finally:
            self._queue.remove(turn)
            self._forget(turn.sender, 1)
            if self._queue:
                self._queue[0].called.set()

    def _forget(self, sender: Hashable, rows: int) -> None:
        self._rows[sender] -= rows
        if not self._rows[sender]:
            del self._rows[sender]
