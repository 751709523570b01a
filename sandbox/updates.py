"""The queue of updates of one bot with Telegram's real semantics of offset, expiry and the second poller.

An update lives until a getUpdates with a higher offset arrives (that is its acknowledgement) or until it is too old:
24 hours, a button press 150 seconds. Ages are monotonic seconds; moving the program's clock ages nothing.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass

from sandbox.errors import Conflict
from sandbox.shapes import Json

UPDATE_SECONDS = 24 * 3600
# Telegram's own times. A press is gone after an outage of three minutes, which is why each button has a typed twin
# (docs/adr/0005).
PRESS_SECONDS = 150
KEPT = 10_000
FUTURE = 10  # an offset further ahead than this is taken for a stranger's and starts at the head (TDLib, TQueue::get)
DEFAULT_KINDS = frozenset({"message", "edited_message", "callback_query", "my_chat_member"})


@dataclass(frozen=True, slots=True)
class _Entry:
    update_id: int
    kind: str
    body: Json
    expires_at: float

    def as_json(self) -> Json:
        return {"update_id": self.update_id, self.kind: self.body}


class UpdateQueue:
    """Updates that wait to be fetched. `on_taken(kind, body)` is called for each one that the bot acknowledges."""

    def __init__(self, monotonic: Callable[[], float], next_id: int, on_taken: Callable[[str, Json], None]) -> None:
        self.next_id = next_id
        self._monotonic = monotonic
        self._on_taken = on_taken
        self._entries: deque[_Entry] = deque(maxlen=KEPT)
        self._kinds: Collection[str] = DEFAULT_KINDS
        self._poll: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        self._expire()
        return len(self._entries)

    def add(self, kind: str, body: Json) -> int | None:
        """Queue an update and wake the poller; None if the bot did not ask for this kind."""
        if kind not in self._kinds:
            return None
        update_id, self.next_id = self.next_id, self.next_id + 1
        lifetime = PRESS_SECONDS if kind == "callback_query" else UPDATE_SECONDS
        self._entries.append(_Entry(update_id, kind, body, self._monotonic() + lifetime))
        if self._poll and not self._poll.done():
            self._poll.set_result(None)
        return update_id

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds to keep from now on; None leaves it as it was, an empty list means the default."""
        if kinds is not None:
            self._kinds = frozenset(kinds) or DEFAULT_KINDS

    def interrupt(self, reason: str) -> None:
        """End the poll that is waiting, if any, with 409 Conflict."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(Conflict(reason))

    def forget_all(self) -> None:
        """Drop everything that waits, as deleteWebhook may ask."""
        self._entries.clear()

    async def fetch(self, offset: int, limit: int, wait_seconds: float) -> list[Json]:
        """Acknowledge everything before `offset` and return up to `limit` updates, waiting for the first one.

        A negative offset keeps only that many from the end. Raises Conflict when a later poll takes over.
        """
        self.interrupt("terminated by other getUpdates request; make sure that only one bot instance is running")
        found = self._take(offset, limit)
        if found or wait_seconds <= 0:
            return found
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(wait_seconds):
                await poll
        except TimeoutError:
            return []
        finally:
            if self._poll is poll:
                self._poll = None
        return self._take(offset, limit)

    def _take(self, offset: int, limit: int) -> list[Json]:
        self._expire()
        first = self._first_wanted(offset)
        while self._entries and self._entries[0].update_id < first:
            gone = self._entries.popleft()
            self._on_taken(gone.kind, gone.body)
        return [entry.as_json() for entry in list(self._entries)[:limit]]

    def _first_wanted(self, offset: int) -> int:
        if offset < 0:
            return self._entries[offset].update_id if -offset <= len(self._entries) else 0
        return 0 if offset > self.next_id + FUTURE else offset

    def _expire(self) -> None:
        now = self._monotonic()
        if any(entry.expires_at <= now for entry in self._entries):
            self._entries = deque((entry for entry in self._entries if entry.expires_at > now), maxlen=KEPT)
