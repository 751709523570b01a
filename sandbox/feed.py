"""Live events for pages in the browser. A reader that falls behind is disconnected and loads the whole state."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from sandbox.shapes import Json

MAX_WAITING = 256
MAX_READERS = 32


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `number` rises by one; a snapshot names the last number it contains."""

    number: int
    kind: str
    data: Json

    def as_sse(self) -> str:
        """Return the event in the wire form of server-sent events."""
        return f"id: {self.number}\nevent: {self.kind}\ndata: {json.dumps(self.data, ensure_ascii=False)}\n\n"


class Reader:
    """One open page. The queue is bounded; None in it means that the stream is over."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue(MAX_WAITING)
        self.is_dropped = False

    def offer(self, event: Event) -> None:
        """Hand over an event; a full queue drops the reader."""
        try:
            self._queue.put_nowait(event)
        except asyncio.QueueFull:
            self.drop()

    def drop(self) -> None:
        """End this reader's stream; the browser connects again and fetches the whole state."""
        self.is_dropped = True
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    async def next_within(self, seconds: float) -> Event | None:
        """Return the next event. Raises TimeoutError when nothing happens within `seconds`."""
        async with asyncio.timeout(seconds):
            return await self._queue.get()


class Feed:
    """Hands every event to every reader."""

    def __init__(self) -> None:
        self.number = 0
        self._readers: set[Reader] = set()

    def __len__(self) -> int:
        return len(self._readers)

    @property
    def is_full(self) -> bool:
        """Say whether another reader would be one too many."""
        return len(self._readers) >= MAX_READERS

    def publish(self, kind: str, data: Json) -> None:
        """Tell all readers."""
        self.number += 1
        event = Event(self.number, kind, data)
        for reader in list(self._readers):
            reader.offer(event)
            if reader.is_dropped:
                self._readers.discard(reader)

    def join(self) -> Reader:
        """Return a new reader of everything that is published from now on."""
        reader = Reader()
        self._readers.add(reader)
        return reader

    def leave(self, reader: Reader) -> None:
        """Forget a reader."""
        self._readers.discard(reader)

    def close(self) -> None:
        """End all streams."""
        for reader in list(self._readers):
            reader.drop()
        self._readers.clear()


class Heartbeat:
    """The pulse of a stream: an event without a number that carries the program's time."""

    def __init__(self, seconds: float, now: Callable[[], str]) -> None:
        self.seconds = seconds
        self._now = now

    def as_sse(self) -> str:
        """Return the pulse in wire form."""
        return f"event: tick\ndata: {json.dumps({'now': self._now()})}\n\n"


async def stream(feed: Feed, heartbeat: Heartbeat) -> AsyncIterator[str]:
    """Yield events as they happen, and the time of the program whenever it has been quiet."""
    reader = feed.join()
    try:
        yield f"retry: 1000\n\n{heartbeat.as_sse()}"
        while not reader.is_dropped:
            try:
                event = await reader.next_within(heartbeat.seconds)
            except TimeoutError:
                yield heartbeat.as_sse()
                continue
            if event is None:
                return
            yield event.as_sse()
    finally:
        feed.leave(reader)
