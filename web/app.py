"""What `dondoc run` serves: `/live`, `/ready`, `/health`, `/metrics`, the webhooks and the board; and what its standby
serves. No directory, no banner, a limit for bodies.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol

from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from web import webhooks
from web.health import Health
from web.metrics import CONTENT_TYPE, as_metrics

LOOK_SECONDS = 10.0
MAX_BODY_BYTES = 1024
FRESH = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

Look = Callable[[], Awaitable[Health]]


class _Routed(Protocol):
    """Pages under one path."""

    def route(self) -> Route:
        """That path."""
        ...


class _Mounted(Protocol):
    """Pages under every other path."""

    app: ASGIApp


def create_app(
    look: Look,
    hooks: Mapping[str, webhooks.Hook] | None = None,
    cards: _Routed | None = None,
    feeds: _Routed | None = None,
    board: _Mounted | None = None,
    counted: Sequence[Collector] = (),
    is_standby: Callable[[], bool] = lambda: False,
) -> Starlette:
    """The application; `look` returns the program's health and may take long; `hooks` are the webhooks by name.

    `/metrics` tells the health and what the collectors `counted`. While it `is_standby`, other programs do all the
    work: it is well and not ready. The `board` answers every address that no other page
    has.
    """
    pages = [Route("/live", live), Route("/ready", ready), Route("/health", health), Route("/metrics", metrics)]
    pages += [more.route() for more in (cards, feeds) if more]
    limit = webhooks.MAX_BODY_BYTES if hooks else MAX_BODY_BYTES
    rest = [Mount("/", board.app)] if board else []
    app = Starlette(routes=[*pages, *webhooks.routes(hooks or {}), *rest], max_body_size=limit)
    app.router.redirect_slashes = False  # an address is right or it is not there
    app.state.look, app.state.counted, app.state.is_standby = look, counted, is_standby
    return app


def create_standby_app(version: str) -> Starlette:
    """What a program answers that waits for its turn: it lives and is well, and receives and sends nothing yet."""
    said = {"status": "standby", "version": version}

    async def standing_by(_: Request) -> Response:
        return JSONResponse(said, 200, FRESH)

    async def not_ready(_: Request) -> Response:
        return JSONResponse(said, 503, FRESH)

    routes = [Route("/live", live), Route("/ready", not_ready), Route("/health", standing_by)]
    return Starlette(routes=routes, max_body_size=MAX_BODY_BYTES)


async def live(_: Request) -> Response:
    """Answer 200: the loop turns. A program that does not answer this is to be started anew."""
    return JSONResponse({"status": "live"}, 200, FRESH)


async def ready(request: Request) -> Response:
    """Answer 200 while messages are received, planned and sent, else 503; other findings are for `/health`."""
    if request.app.state.is_standby():
        return JSONResponse({"status": "standby"}, 503, FRESH)
    seen = await _seen(request)
    is_ready = seen is not None and seen.is_receiving and seen.is_planning and seen.is_sending
    return JSONResponse({"status": "ready" if is_ready else "not_ready"}, 200 if is_ready else 503, FRESH)


async def health(request: Request) -> Response:
    """Answer 200 when well and 503 when not, with the findings as JSON."""
    if request.app.state.is_standby():
        return JSONResponse({"status": "standby"}, 200, FRESH)
    seen = await _seen(request)
    if seen is None:
        return JSONResponse({"status": "ill", "findings": [{"kind": "no_answer", "count": 1}]}, 503, FRESH)
    return JSONResponse(seen.as_json(), 200 if seen.is_well else 503, FRESH)


async def metrics(request: Request) -> Response:
    """Answer 200 whenever the program answers at all: findings are numbers in the text."""
    if request.app.state.is_standby():
        return PlainTextResponse("", 200, FRESH)
    seen = await _seen(request)
    if seen is None:
        return PlainTextResponse("the program does not answer\n", 503, FRESH)
    return Response(as_metrics(seen, request.app.state.counted), 200, FRESH, CONTENT_TYPE)


async def _seen(request: Request) -> Health | None:
    look: Look = request.app.state.look
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            return await look()
    except TimeoutError:
        return None
