"""The Bot API over HTTP: /bot<TOKEN>/<method> and /file/bot<TOKEN>/<path>, answered as Telegram answers."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.arguments import Arguments, read_arguments
from sandbox.bots import Bot
from sandbox.errors import ApiError, unauthorized
from sandbox.methods.calls import Call, Method
from sandbox.methods.registry import METHODS
from sandbox.mishaps import suffer, unless_gone
from sandbox.world import World


async def call_method(request: Request) -> Response:
    """Answer one call, or let the mishap happen that a test has ordered for it."""
    world: World = request.app.state.world
    method = request.path_params["method"]
    try:
        bot = _bot(world, request)
        arguments = await read_arguments(request)
    except ApiError as error:
        return JSONResponse(error.as_json(), error.code)
    call = Call(world, bot, arguments)
    fault = world.faults.next_for(method, call.chat_id)

    async def answer() -> Response:
        return await _answer(call, method)

    if fault:
        return await unless_gone(request, suffer(fault, answer), world.closing)
    if _may_wait(method, arguments):
        return await unless_gone(request, answer(), world.closing)
    return await answer()


async def download(request: Request) -> Response:
    """Return a file that getFile has named."""
    world: World = request.app.state.world
    try:
        _bot(world, request)
    except ApiError as error:
        return JSONResponse(error.as_json(), error.code)
    stored = world.files.by_path(request.path_params["path"])
    if stored is None:
        return JSONResponse(ApiError(404, "Not Found").as_json(), 404)
    return Response(stored.content, media_type="application/octet-stream")


async def _answer(call: Call, name: str) -> Response:
    try:
        return JSONResponse({"ok": True, "result": await _method(name)(call)})
    except ApiError as error:
        headers = {"Retry-After": str(error.retry_after)} if error.retry_after is not None else None
        return JSONResponse(error.as_json(), error.code, headers)


def _method(name: str) -> Method:
    if name.lower() not in METHODS:
        raise ApiError(404, "Not Found: method not found")
    return METHODS[name.lower()]


def _bot(world: World, request: Request) -> Bot:
    bot = world.bots.get(request.path_params["token"])
    if bot is None or bot.token in world.revoked:
        raise unauthorized()
    return bot


def _may_wait(method: str, arguments: Arguments) -> bool:
    return method.lower() == "getupdates" and arguments.text("timeout") not in {"", "0"}


ROUTES = [
    Route("/bot{token}/{method}", call_method, methods=["GET", "POST"]),
    Route("/file/bot{token}/{path:path}", download),
]
