"""The JSON API of tests for what only Zalo has, under /sandbox/zalo/; its phones are under /sandbox/phones/ as all."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.people import NotPossible
from sandbox.shapes import Json
from sandbox.world import World
from sandbox.zalo.bots import ZaloBot


async def sent(request: Request) -> Response:
    """Return the log of what the bot had accepted, after the number `after`."""
    log = _bot(request).sent
    return JSONResponse({"sent": log.after(int(request.query_params.get("after", 0))), "last": log.last})


async def quota(request: Request) -> Response:
    """Return the month's count, or (POST) set {"limit": whole number or null, "used"}."""
    bot = _bot(request)
    if request.method == "POST":
        body = await _body(request)
        bot.month_limit = _count(body.get("limit", bot.month_limit))
        bot.month_used = _count(body.get("used", bot.month_used)) or 0
    return JSONResponse({"limit": bot.month_limit, "used": bot.month_used})


def _bot(request: Request) -> ZaloBot:
    world: World = request.app.state.world
    if world.zalo is None:
        raise NotPossible("Sân thử này không có Zalo.", 404)
    return world.zalo


def _count(value: Any) -> int | None:
    if value is not None and (not isinstance(value, int) or value < 0):
        raise NotPossible(f"{value!r} is not a count.")
    return value


async def _body(request: Request) -> Json:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise NotPossible("The body of the request is not a JSON object.")
    return body


ROUTES = [
    Route("/sandbox/zalo/sent", sent),
    Route("/sandbox/zalo/quota", quota, methods=["GET", "POST"]),
]
