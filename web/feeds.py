"""Calendars of deadlines: one address a person, which nobody can guess. Every other address is answered with 404."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

PATH = "/calendar"
MEDIA_TYPE = "text/calendar; charset=utf-8"
MOST_WAITING = 8  # a feed is asked for a few times a day by each calendar; more at once is no calendar
FRESH = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}
_NAME = re.compile(r"(?P<key>[\w-]{20,80})\.ics", re.ASCII)
_PERSON = re.compile(r"(?P<person>\d{1,9})-[\w-]{20,80}\.ics", re.ASCII)

MakeFeed = Callable[[str], Awaitable[bytes | None]]

log = logging.getLogger(__name__)


def person_in(name: str) -> int:
    """The number of the person that a feed's name is about, whether its key is right or not; 0 for another form."""
    match = _PERSON.fullmatch(name)
    return int(match["person"]) if match else 0


class FeedPages:
    """Serves the calendar that `make` returns for a key, one at a time; an unknown key (None) is answered with 404."""

    def __init__(self, make: MakeFeed) -> None:
        self._make = make
        self._making = asyncio.Lock()
        self._waiting = 0

    def route(self) -> Route:
        """/calendar/KEY.ics; GET and HEAD only."""
        return Route(PATH + "/{name}", self.show)

    async def show(self, request: Request) -> Response:
        """Answer a request for one name."""
        name = _NAME.fullmatch(request.path_params["name"])
        if name is not None and self._waiting >= MOST_WAITING:
            return Response("Too Many Requests", 429, {"Retry-After": "60"}, "text/plain")
        calendar = None if name is None else await self._feed(name["key"])
        if calendar is None:
            return Response("Not Found", 404, media_type="text/plain")  # as for every other unknown address
        return Response(calendar, 200, FRESH, MEDIA_TYPE)

    async def _feed(self, key: str) -> bytes | None:
        self._waiting += 1
        try:
            async with self._making:
                return await self._make(key)
        except Exception:
            log.exception("a calendar cannot be shown", extra={"action": "feed_failed"})
            return None
        finally:
            self._waiting -= 1
