"""The JSON API of tests for what only Zalo has, under /sandbox/zalo/; its phones are under /sandbox/phones/ as all."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.people import NotPossible
from sandbox.shapes import Json
from sandbox.world import World
from sandbox.zalo.bots import Verification, Webhook, ZaloBot


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


async def webhook(request: Request) -> Response:
    """Return where events are pushed to, or (POST) change it behind the bot's back.

    {"url", "secret"?}: pushed there from now on, "" deletes it. {"verification"}: whether setWebhook tries addresses.
    """
    bot = _bot(request)
    if request.method == "POST":
        body = await _body(request)
        bot.verification = _verification(body.get("verification", bot.verification))
        if "url" in body:
            known = bot.webhook.secret if bot.webhook else ""
            bot.set_webhook(Webhook(str(body["url"]), str(body.get("secret", known))) if body["url"] else None)
    return JSONResponse({"url": bot.webhook.url if bot.webhook else "", "verification": bot.verification})


async def event(request: Request) -> Response:
    """Queue an event as it stands in the body, such as one without a message."""
    _bot(request).offer(await _body(request))
    return JSONResponse({"waiting": len(_bot(request).events)})


async def token(request: Request) -> Response:
    """{"revoked": true}: the token is unknown from now on, though events are still pushed; false takes it back."""
    bot, world = _bot(request), _world(request)
    if (await _body(request)).get("revoked"):
        world.revoked.add(bot.token)
    else:
        world.revoked.discard(bot.token)
    return JSONResponse({"revoked": bot.token in world.revoked})


def _world(request: Request) -> World:
    world: World = request.app.state.world
    return world


def _verification(value: Any) -> Verification:
    try:
        return Verification(value)
    except ValueError:
        raise NotPossible(f"verification is one of {', '.join(Verification)}.") from None


def _bot(request: Request) -> ZaloBot:
    world = _world(request)
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
    Route("/sandbox/zalo/webhook", webhook, methods=["GET", "POST"]),
    Route("/sandbox/zalo/events", event, methods=["POST"]),
    Route("/sandbox/zalo/token", token, methods=["POST"]),
]
