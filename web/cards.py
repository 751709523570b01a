"""Pictures for channels that take only an address: served under a signed link that ends by itself, and nowhere else.

A link says which message it belongs to and until when; its signature cannot be guessed or made longer. Nothing is
stored, so a link outlives a restart. Whatever is wrong with one is answered alike.
"""

import asyncio
import hashlib
import hmac
import logging
from base64 import urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

PATH = "/card"
MOST_KEPT = 8  # pictures, a few hundred kilobytes together
LONGEST_NAME = 80
FRESH = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file to download under its own name (ASCII)."""

    name: str
    content: bytes


Served = bytes | ServedFile
Draw = Callable[[int], Awaitable[Served | None]]
FILE_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True, repr=False)
class CardLinks:
    """Makes and reads links below the public address `base`; `key` is secret, `valid_for` how long a link holds."""

    base: str
    key: bytes
    valid_for: timedelta

    def link(self, number: int, now: datetime) -> str:
        """The address of the picture of message `number`; `now` is aware."""
        ends = int((now + self.valid_for).timestamp())
        return f"{self.base.rstrip('/')}{PATH}/{number}.{ends}.{self._signature(number, ends)}"

    def read(self, name: str, now: datetime) -> int | None:
        """The number of the message; None for a name that was not made here or is out of date."""
        number, ends, signature = _parts(name)
        right = hmac.compare_digest(signature.encode(), self._signature(number, ends).encode())
        return number if right and now < datetime.fromtimestamp(ends, UTC) else None

    def _signature(self, number: int, ends: int) -> str:
        mac = hmac.new(self.key, f"{number}.{ends}".encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(mac[:18]).decode()


def number_in(name: str) -> int:
    """The number of the message that a link's name is about, whoever made the name; 0 for one of another form."""
    return _parts(name)[0]


def key_of(secret: str) -> bytes:
    """The key for links, made from the bot's token: no further secret to keep, and nothing leads back."""
    return hmac.new(secret.encode(), b"dondoc status card", hashlib.sha256).digest()


class CardPages:
    """Serves the picture or file that `draw` makes for a message's number; draws one at a time, caches a few."""

    def __init__(self, links: CardLinks, draw: Draw, now: Callable[[], datetime]) -> None:
        self._links, self._draw, self._now = links, draw, now
        self._kept: OrderedDict[int, Served] = OrderedDict()
        self._drawing = asyncio.Lock()

    def route(self) -> Route:
        """/card/NAME; GET and HEAD only."""
        return Route(PATH + "/{name}", self.show)

    async def show(self, request: Request) -> Response:
        """Answer a request for one name."""
        number = self._links.read(request.path_params["name"], self._now())
        picture = None if number is None else await self._picture(number)
        if picture is None:
            return Response("Not Found", 404, media_type="text/plain")  # as for every other unknown address
        if isinstance(picture, ServedFile):
            return _download(picture)
        return Response(picture, 200, FRESH, "image/png")

    async def _picture(self, number: int) -> Served | None:
        async with self._drawing:
            if number not in self._kept:
                try:
                    drawn = await self._draw(number)
                except Exception:
                    log.exception("a card cannot be shown", extra={"action": "card_failed"})
                    return None
                if drawn is None:
                    return None
                self._kept[number] = drawn
                if len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
            return self._kept[number]


def _download(file: ServedFile) -> Response:
    kind = FILE_TYPES.get(file.name.rpartition(".")[2], "application/octet-stream")
    return Response(file.content, 200, {**FRESH, "Content-Disposition": f'attachment; filename="{file.name}"'}, kind)


def _parts(name: str) -> tuple[int, int, str]:
    """Number, end and signature of a link's name; a name of another form returns a signature that never matches."""
    number, _, rest = name[:LONGEST_NAME].partition(".")
    ends, _, signature = rest.partition(".")
    if not (number.isascii() and number.isdigit() and ends.isascii() and ends.isdigit()):
        return 0, 0, ""
    return (int(number), int(ends), signature) if len(ends) <= 11 and len(number) <= 18 else (0, 0, "")
