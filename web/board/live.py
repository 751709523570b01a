"""Tells open pages what changed, by server-sent events. No page polls: one watcher looks for all of them.

An event names a topic, and the page fetches its parts again. Nothing is queued for a slow page: what it has not been
told is found by comparing two numbers. Each event carries the newest number as its id; a browser that lost the line,
or whose page was made before it connected, names the number it knows and is told what changed since.
"""

import asyncio
import logging
import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from starlette.datastructures import Headers, QueryParams
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from domain.board.changes import ChangeMarks, Topic
from web.server import KEEP_OPEN, MOST_STREAMS

Look = Callable[[ChangeMarks], Awaitable[tuple[ChangeMarks, frozenset[Topic]]]]
IsAlive = Callable[[], Awaitable[bool]]

HEARTBEAT_SECONDS = 20.0
LOOK_SECONDS = 1.0  # another process may write, and it sends no signal
# After an announcement: what follows closely is told together, and 200 pages are not told three times a second.
PAUSE_SECONDS = 1.0
PAGES_AT_ONCE, BETWEEN_SECONDS = 10, 0.01  # 500 pages are told within half a second and hold up nobody's answer
DEAF_SECONDS = 60.0  # a browser that takes nothing for so long is hung up on
ENDED = "ended"  # the event that tells a page that its session is over; it does not connect again
HEARTBEAT = "heartbeat"
SINCE = "since"  # the query's name of the number that the page was made at
_STREAM = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "X-Content-Type-Options": "nosniff"}
_ID = re.compile(r"(?P<life>[0-9a-f]{8})-(?P<number>[0-9]{1,18})", re.ASCII)

log = logging.getLogger(__name__)


class OpenPage:
    """One stream: the number of the last change that it was told of."""

    def __init__(self, seen: int) -> None:
        self.seen = seen
        self.is_gone = False
        self.woken = asyncio.Event()

    def leave(self) -> None:
        """End the stream at its next step."""
        self.is_gone = True
        self.woken.set()


class Live:
    """The watcher and the pages it tells. `look` returns the marks of now and what changed since the marks given."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._life = secrets.token_hex(4)  # numbers of an earlier life of the program say nothing
        self._number = 0
        self._changed = dict.fromkeys(Topic, 0)
        self._pages: set[OpenPage] = set()
        self._marks = ChangeMarks()
        self._signal = asyncio.Event()
        self._has_pages = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def mark(self) -> str:
        """The number of the newest change. Ask before a page is read, and let its stream begin there."""
        return f"{self._life}-{self._number}"

    @property
    def open_pages(self) -> int:
        """How many streams are open."""
        return len(self._pages)

    def committed(self) -> None:
        """Look at once, because something was committed. May be called from any thread."""
        if self._pages and self._loop is not None:
            with suppress(RuntimeError):  # the loop has just ended
                self._loop.call_soon_threadsafe(self._signal.set)

    def sessions_ended(self) -> None:
        """Let every stream ask whether its session still is: one has just been ended in this process."""
        for page in self._pages:
            page.woken.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Live"]:
        """Watch until left; then every stream ends and browsers try to connect again."""
        self._loop = asyncio.get_running_loop()
        if self._marks == ChangeMarks():
            # Before any page is read: a change between a page's mark and its stream must count as later than the mark.
            await self._looked()
        watching = asyncio.create_task(self._watch(), name="live")
        try:
            yield self
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            for page in self._pages:
                page.leave()

    async def _watch(self) -> None:
        while True:
            await self._has_pages.wait()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._signal.wait(), LOOK_SECONDS)
            self._signal.clear()
            if topics := await self._looked():
                await self._announce(topics)
                await asyncio.sleep(PAUSE_SECONDS)

    async def _looked(self) -> frozenset[Topic]:
        """What changed since the look before."""
        try:
            self._marks, topics = await self._look(self._marks)
        except Exception:
            # The database is gone for a moment: the next look finds what changed meanwhile.
            log.warning("changes cannot be looked for", exc_info=True, extra={"action": "live_look_failed"})
            return frozenset()
        return topics

    async def _announce(self, topics: frozenset[Topic]) -> None:
        self._number += 1
        self._changed.update(dict.fromkeys(topics, self._number))
        for place, page in enumerate(list(self._pages), 1):
            page.woken.set()
            if place % PAGES_AT_ONCE == 0:
                await asyncio.sleep(BETWEEN_SECONDS)

    async def serve(self, scope: Scope, receive: Receive, send: Send, is_alive: IsAlive) -> None:
        """Answer a request with the stream (ASGI); `is_alive` says whether its session still is.

        503 when MOST_STREAMS pages are open.
        """
        if len(self._pages) >= MOST_STREAMS:
            await Response("", 503, {"Retry-After": "30"})(scope, receive, send)
            return
        page = OpenPage(self._known(scope))
        self._pages.add(page)
        self._has_pages.set()
        listening = asyncio.create_task(_until_gone(receive, page))
        try:
            await _Stream(scope, send).write_all(self, page, is_alive)
        finally:
            listening.cancel()
            self._pages.discard(page)
            if not self._pages:
                self._has_pages.clear()

    def news_of(self, page: OpenPage) -> list[Topic]:
        """What the page has not been told; from now on it has."""
        topics = [topic for topic, number in self._changed.items() if number > page.seen]
        page.seen = self._number
        return topics

    def _known(self, scope: Scope) -> int:
        """The number that the browser names; -1, which everything is newer than, for one of an earlier life."""
        given = Headers(scope=scope).get("last-event-id") or QueryParams(scope["query_string"]).get(SINCE) or self.mark
        found = _ID.fullmatch(given)
        return int(found["number"]) if found and found["life"] == self._life else -1


class EventStream(Response):
    """The answer to a request for events; `is_alive` says whether its session still is."""

    def __init__(self, live: Live, is_alive: IsAlive) -> None:
        super().__init__()
        self._live, self._is_alive = live, is_alive

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Write events until the browser or the session is gone (ASGI)."""
        await self._live.serve(scope, receive, send, self._is_alive)


class _Stream:
    """Writes events to one browser."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self._keep_open = scope.get("extensions", {}).get(KEEP_OPEN)

    async def write_all(self, live: Live, page: OpenPage, is_alive: IsAlive) -> None:
        """Write what changes until the browser or the session is gone."""
        head = Response(headers=_STREAM, media_type="text/event-stream").raw_headers
        headers = [header for header in head if header[0] != b"content-length"]
        await self._send({"type": "http.response.start", "status": 200, "headers": headers})
        while not page.is_gone:
            page.woken.clear()  # before the numbers are compared: what changes from here on wakes it again
            topics = live.news_of(page)
            if (not topics or Topic.PEOPLE in topics) and await _is_over(is_alive):
                await self._write([ENDED], live.mark)
                break
            await self._write(topics or [HEARTBEAT], live.mark)
            with suppress(TimeoutError):
                await asyncio.wait_for(page.woken.wait(), HEARTBEAT_SECONDS)
        await self._send({"type": "http.response.body", "body": b""})

    async def _write(self, names: list[Topic] | list[str], mark: str) -> None:
        if self._keep_open is not None:
            self._keep_open(DEAF_SECONDS)
        events = "".join(f"event: {name}\nid: {mark}\ndata:\n\n" for name in names)
        await self._send({"type": "http.response.body", "body": events.encode(), "more_body": True})


async def _is_over(is_alive: IsAlive) -> bool:
    try:
        return not await is_alive()
    except TimeoutError:
        return False  # too busy to tell: the next heartbeat asks again


async def _until_gone(receive: Receive, page: OpenPage) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    page.leave()
