"""Feeds over HTTP: the calendar for the right key, and the same answer for whatever else is asked for."""

import aiohttp

from tests.web.test_health import health
from web.app import create_app
from web.feeds import FeedPages
from web.health import Health
from web.server import WebServer, listening_socket

KEY = "7-" + "k" * 43


class Feeds:
    """Serves one feed on a socket; `asked` are the keys that were looked up."""

    def __init__(self, *, is_broken: bool = False) -> None:
        self.asked: list[str] = []
        self._is_broken = is_broken

    async def make(self, key: str) -> bytes | None:
        self.asked.append(key)
        if self._is_broken:
            raise OSError("no database")
        return b"BEGIN:VCALENDAR" if key == KEY else None

    async def ask(self, *paths: str, method: str = "GET") -> list[tuple[int, bytes, str]]:
        async def look() -> Health:
            return health()

        listening = listening_socket("127.0.0.1", 0)
        own = f"http://127.0.0.1:{listening.getsockname()[1]}"
        found = []
        app = create_app(look, None, None, FeedPages(self.make))
        async with WebServer(app, listening), aiohttp.ClientSession() as session:
            for path in paths:
                async with session.request(method, own + path) as got:
                    found.append((got.status, await got.read(), got.headers["Content-Type"]))
        return found


async def test_the_calendar_is_given_for_its_key() -> None:
    assert await Feeds().ask(f"/calendar/{KEY}.ics") == [(200, b"BEGIN:VCALENDAR", "text/calendar; charset=utf-8")]


async def test_whatever_else_is_asked_for_is_not_there() -> None:
    feeds = Feeds()
    [nowhere] = await feeds.ask("/nowhere")
    wrong = await feeds.ask(
        f"/calendar/{KEY}", "/calendar/", "/calendar", "/calendar/x.ics",
        f"/calendar/{KEY}x.ics", f"/calendar/{KEY}.ICS",
        f"/calendar/{'9' * 500}.ics", "/calendar/%2e%2e.ics", f"/calendar/{KEY}%0a.ics", f"/calendar/{KEY}.ics/",
    )  # fmt: skip
    assert set(wrong) == {nowhere}
    assert feeds.asked == [f"{KEY}x"], "what cannot be a key is not looked up"


async def test_a_failure_says_nothing() -> None:
    [nowhere, broken] = await Feeds(is_broken=True).ask("/nowhere", f"/calendar/{KEY}.ics")
    assert broken == nowhere


async def test_a_feed_can_only_be_read() -> None:
    assert [status for status, *_ in await Feeds().ask(f"/calendar/{KEY}.ics", method="POST")] == [405]
