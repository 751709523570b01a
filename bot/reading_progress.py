"""Tells a chat how far the reading of its long file is: seldom, and only when there are pages left to wait for.

Pages that are pictures take seconds each: where a message can be edited, one tells of every page.
"""

import asyncio
from collections.abc import Awaitable, Callable

from domain.plan_notices import PlanBeingRead

FIRST_AFTER, THEN_EVERY = 15.0, 60.0  # seconds; most files are read in two
Say = Callable[[PlanBeingRead, int], Awaitable[bool]]  # the notice and its number, from 1; False when it cannot be said


class ReadingProgress:
    """Call `on_page` in the loop for each page that was read; `finish` before the answer is given."""

    def __init__(self, file_name: str, say: Say, now: Callable[[], float], *, is_edited: bool = False) -> None:
        """`now` counts seconds on a clock that does not jump. `is_edited`: what is said takes the place of the last."""
        self._file_name = file_name
        self._say = say
        self._now = now
        self._is_edited = is_edited
        self._next_at = now() + FIRST_AFTER
        self._every = THEN_EVERY
        self._turn = 0
        self._said: list[asyncio.Task[None]] = []

    def on_page(self, page: int, pages: int) -> None:
        """Say so where the reader has been waiting for long enough; page 0: those that follow are pictures."""
        if page == 0 and self._is_edited:
            self._next_at, self._every = self._now(), 0.0
        waits = self._is_edited and not all(told.done() for told in self._said)  # for the message to be edited
        if page == 0 or page >= pages or waits or self._now() < self._next_at:
            return
        self._next_at = self._now() + self._every
        self._turn += 1
        notice = PlanBeingRead(self._file_name, page, pages)
        self._said.append(asyncio.ensure_future(self._tell(notice, self._turn)))

    async def _tell(self, notice: PlanBeingRead, turn: int) -> None:
        if not await self._say(notice, turn):
            self._turn -= 1

    async def finish(self) -> None:
        """Wait until all of it stands in the outbox, so that the answer comes last; failures do not matter."""
        await asyncio.gather(*self._said, return_exceptions=True)
