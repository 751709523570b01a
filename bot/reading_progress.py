"""Tells a chat how far the reading of its long file is: seldom, and only when there are pages left to wait for."""

import asyncio
from collections.abc import Awaitable, Callable

from domain.plan_notices import PlanBeingRead

FIRST_AFTER, THEN_EVERY = 15.0, 60.0  # seconds; most files are read in two
Say = Callable[[PlanBeingRead, int], Awaitable[None]]  # the notice and its number, from 1


class ReadingProgress:
    """Call `on_page` in the loop for each page that was read; `finish` before the answer is given."""

    def __init__(self, file_name: str, say: Say, now: Callable[[], float]) -> None:
        """`now` counts seconds on a clock that does not jump."""
        self._file_name = file_name
        self._say = say
        self._now = now
        self._next_at = now() + FIRST_AFTER
        self._said: list[asyncio.Task[None]] = []

    def on_page(self, page: int, pages: int) -> None:
        """Say so where the reader has been waiting for long enough."""
        if page >= pages or self._now() < self._next_at:
            return
        self._next_at = self._now() + THEN_EVERY
        notice = PlanBeingRead(self._file_name, page, pages)
        self._said.append(asyncio.ensure_future(self._say(notice, len(self._said) + 1)))

    async def finish(self) -> None:
        """Wait until all of it stands in the outbox, so that the answer comes last; failures do not matter."""
        await asyncio.gather(*self._said, return_exceptions=True)
