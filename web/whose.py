"""Where one server has the pages of several organisations: each request goes to those of the one that it is for."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.board.forms import MOST_FORM_BYTES, READ_SECONDS
from web.board.guard import SECRET

_LINK = re.compile(r"/vao/([\w-]{43})", re.ASCII)
_WALL = re.compile(r"/man-hinh/([\w-]{43})(?:/.*)?", re.ASCII)
_BOT = re.compile(r"\d{1,20}", re.ASCII)
_ID = re.compile(r"\d{1,9}", re.ASCII)
_COOKIE = re.compile(r"__Host-dondoc|dondoc-\d{1,5}", re.ASCII)
DOOR, MINI = "/vao", "/mini"

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request to the board holds that says whose board is meant: one of these, "" for none."""

    link: str = ""
    wall: str = ""
    code: str = ""
    bot: str = ""  # of a Mini App
    of: int | None = None  # which of the organisations that share this bot
    session: str = ""


class SeveralBoards:
    """The boards of several organisations as one application (`app`); `board_of` finds that of a request.

    `only` returns the board of the only organisation, where there is one: then nothing is looked at.
    """

    def __init__(self, board_of: Callable[[Asked], Awaitable[ASGIApp]], only: Callable[[], ASGIApp | None]) -> None:
        self._board_of, self._only = board_of, only
        self.app: ASGIApp = self._serve

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (only := self._only()) is not None:
            await only(scope, receive, send)
            return
        request = Request(scope, receive)
        if request.url.path == DOOR and request.method == "POST":
            asked, receive = await _typed(receive)
        else:
            asked = _asked(request)
        board = await self._board_of(asked)
        await board(scope, receive, send)


def _asked(request: Request) -> Asked:
    path = request.url.path
    if link := _LINK.fullmatch(path):
        return Asked(link=link[1])
    if wall := _WALL.fullmatch(path):
        return Asked(wall=wall[1])
    if path == MINI:
        bot, whose = (request.query_params.get(name, "") for name in ("bot", "of"))
        return Asked(bot=bot if _BOT.fullmatch(bot) else "", of=int(whose) if _ID.fullmatch(whose) else None)
    cookies = (value for name, value in request.cookies.items() if _COOKIE.fullmatch(name))
    return Asked(session=next((value for value in cookies if SECRET.fullmatch(value)), ""))


async def _typed(receive: Receive) -> tuple[Asked, Receive]:
    """The code that was typed at the door, and the same body once more; one that is too long or slow is passed on."""
    read: list[Message] = []
    body = b""
    with suppress(TimeoutError):
        async with asyncio.timeout(READ_SECONDS):
            while True:
                message = await receive()
                read.append(message)
                body += message.get("body", b"")
                if message["type"] != "http.request" or not message.get("more_body") or len(body) > MOST_FORM_BYTES:
                    break

    async def again() -> Message:
        return read.pop(0) if read else await receive()

    try:
        fields = parse_qs(body[:MOST_FORM_BYTES].decode(), max_num_fields=20)
    except ValueError:
        fields = {}
    return Asked(code=fields.get("code", [""])[0]), again


@dataclass(frozen=True, slots=True)
class PagesOfWhom:
    """The pages of several organisations under one path; `find` returns what answers for a name, None for nobody."""

    path: str
    find: Callable[[str], Awaitable[Answer | None]]

    def route(self) -> Route:
        """`path`/NAME; GET and HEAD only."""
        return Route(self.path + "/{name}", self._show)

    async def _show(self, request: Request) -> Response:
        answer = await self.find(request.path_params["name"])
        return Response("Not Found", 404, media_type="text/plain") if answer is None else await answer(request)
