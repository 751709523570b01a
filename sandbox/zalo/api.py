"""The Zalo Bot Platform over HTTP: /zalo/bot<TOKEN>/<method>, POST JSON, answered as Zalo answers."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.mishaps import suffer, unless_gone
from sandbox.shapes import Json
from sandbox.world import World
from sandbox.zalo.bots import Refusal, ZaloBot
from sandbox.zalo.methods import METHODS
from sandbox.zalo.refusals import ordered_refusal


async def call_method(request: Request) -> Response:
    """Answer one call, or let the mishap happen that a test has ordered for "zalo.<method>"."""
    world: World = request.app.state.world
    name = request.path_params["method"]
    try:
        bot = _bot(world, request)
        arguments = await _arguments(request)
    except Refusal as refusal:
        return JSONResponse(refusal.as_json(), refusal.status)
    fault = world.faults.next_for(f"zalo.{name}", bot.user_ids.get(str(arguments.get("chat_id"))))
    if fault and (ordered := ordered_refusal(fault)):
        return JSONResponse(ordered.as_json(), ordered.status)

    async def answer() -> Response:
        return await _answer(bot, name, arguments)

    work = suffer(fault, answer) if fault else answer()
    return await unless_gone(request, work, world.closing)


async def _answer(bot: ZaloBot, name: str, arguments: Json) -> Response:
    method = METHODS.get(name)
    if method is None:
        return JSONResponse(Refusal(404, "Not found: no such method").as_json())
    try:
        return JSONResponse({"ok": True, "result": await method(bot, arguments)})
    except Refusal as refusal:
        return JSONResponse(refusal.as_json(), refusal.status)


def _bot(world: World, request: Request) -> ZaloBot:
    token = request.path_params["token"]
    bot = next((one for one in world.zalo_bots() if one.token == token), None)
    if bot is None or token in world.revoked:
        raise Refusal(401, "Unauthorized", 401)
    return bot


async def _arguments(request: Request) -> Json:
    try:
        arguments = json.loads(await request.body() or b"{}")
    except ValueError:
        raise Refusal(400, "Bad Request: the body is not JSON") from None
    if not isinstance(arguments, dict):
        raise Refusal(400, "Bad Request: the body is not a JSON object")
    return arguments


ROUTES = [Route("/zalo/bot{token}/{method}", call_method, methods=["POST"])]
