"""The addresses of screens of meeting rooms: for whoever has one, signed in or not."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from domain.board.wall import WallShown
from services.context.command_context import CommandContext
from services.office.wall_service import WallService
from web.board.guard import SECRET, RequestLimit
from web.board.live import EventStream, Live
from web.board.page import READ_SECONDS
from web.board.wall import PATH, render_wall


class WallScreens:
    """Shows a screen, and tells it what changes. Any other secret is answered as every unknown address (`unknown`)."""

    def __init__(
        self,
        walls: WallService,
        live: Live,
        read: Callable[..., Awaitable[Any]],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        unknown: Callable[[int], Response],
    ) -> None:
        self._walls, self._live, self._read = walls, live, read
        self._now, self._monotonic, self._unknown = now, monotonic, unknown
        # Of all screens together: who guesses secrets asks no more often than this.
        self._limit = RequestLimit(per_second=10, burst=60)

    def routes(self) -> list[Route]:
        """The screen itself, and its events."""
        return [Route(PATH, self._show), Route(f"{PATH}/dong", self._events)]

    async def _show(self, request: Request) -> Response:
        token, own, mark = request.path_params["token"], request.url.path, self._live.mark

        def show(context: CommandContext, shown: WallShown) -> str:
            return render_wall(context, shown, stream=f"{own}/dong", own=own, mark=mark)

        if not self._may_be_one(token):
            return self._unknown(404)
        async with asyncio.timeout(READ_SECONDS):  # the site says what to do after a TimeoutError
            page = await self._read(self._walls.view, token, self._now(), show)
        return self._unknown(404) if page is None else HTMLResponse(page)

    async def _events(self, request: Request) -> Response:
        token = request.path_params["token"]

        async def is_open() -> bool:
            return bool(await self._read(self._walls.is_open, token))

        if not self._may_be_one(token) or not await is_open():
            return self._unknown(404)
        return EventStream(self._live, is_open)

    def _may_be_one(self, token: str) -> bool:
        return SECRET.fullmatch(token) is not None and self._limit.allows("", self._monotonic())
