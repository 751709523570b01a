"""The door for Telegram's Mini App: a page without facts, whose script hands in what Telegram signed.

Whatever is wrong with that gets the page of every unknown address.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from domain.board_sessions import SignedChat
from web.board.forms import MOST_FORM_BYTES, read_form
from web.board.templating import SITE_PATHS, environment
from wording.languages import words_for

ReadSigned = Callable[[str, datetime], SignedChat | None]


class MiniApp:
    """`read` checks what Telegram signed, `enter` opens a session for it and answers."""

    def __init__(
        self,
        read: ReadSigned,
        machine_now: Callable[[], datetime],
        enter: Callable[[Request, SignedChat], Awaitable[Response]],
        unknown: Callable[[int], Response],
    ) -> None:
        self._read, self._machine_now = read, machine_now
        self._enter, self._unknown = enter, unknown

    def routes(self) -> list[Route]:
        """The page, and what its script sends."""
        form: dict[str, Any] = {"methods": ["POST"], "max_body_size": MOST_FORM_BYTES}
        return [Route(SITE_PATHS["mini"], self._show), Route(SITE_PATHS["mini"], self._take, **form)]

    async def _show(self, request: Request) -> Response:
        own = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return HTMLResponse(environment().get_template("mini.html").render(words=words_for("vi"), own=own))

    async def _take(self, request: Request) -> Response:
        signed = self._read((await read_form(request)).get("signed", ""), self._machine_now())
        return self._unknown(404) if signed is None else await self._enter(request, signed)
