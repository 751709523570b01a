"""Places for a few at a time, in which who is in a hurry comes before who has waited longer."""

import asyncio
from collections import deque
from collections.abc import Hashable


class Places:
    """So many places; the others wait, who is in a hurry before the rest, each of both in the order of their coming.

    Of one event loop only.
    """

    def __init__(self, count: int) -> None:
        self._free = count
        self._hurried: deque[tuple[Hashable, asyncio.Future[None]]] = deque()
        self._usual: deque[tuple[Hashable, asyncio.Future[None]]] = deque()

    async def take(self, who: Hashable, *, is_urgent: bool = False) -> None:
        """Wait for a place and take it. The caller must call `leave` afterwards."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(who, is_urgent=is_urgent)

    def leave(self) -> None:
        """Give a place to the next one."""
        for queue in (self._hurried, self._usual):
            while queue:
                _, place = queue.popleft()
                if not place.done():
                    place.set_result(None)
                    return
        self._free += 1

    def hurry(self, who: Hashable) -> None:
        """From now on they are in a hurry, if they wait."""
        moved = [one for one in self._usual if one[0] == who]
        for one in moved:
            self._usual.remove(one)
        self._hurried.extend(moved)

    async def _wait(self, who: Hashable, *, is_urgent: bool) -> None:
        one = who, asyncio.get_running_loop().create_future()
        (self._hurried if is_urgent else self._usual).append(one)
        try:
            await one[1]
        except asyncio.CancelledError:
            if one[1].done() and not one[1].cancelled():
                self.leave()  # the place had been given just before
            raise
