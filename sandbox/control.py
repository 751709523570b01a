"""The JSON API of the page and of tests, under /sandbox/: what people do, what has happened, and the clock."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox import people
from sandbox.arguments import read_arguments
from sandbox.bots import Bot
from sandbox.errors import ApiError
from sandbox.feed import stream
from sandbox.files import PNG, StoredFile, Upload, picture_type
from sandbox.methods.sending import photo_of
from sandbox.people import NotPossible, document_of
from sandbox.shapes import Json
from sandbox.states import phone_state, snapshot, zalo_phone_state
from sandbox.world import World
from sandbox.zalo import people as zalo_people
from sandbox.zalo.bots import ZaloBot

PICTURE = PNG + b"\0\0\0\rIHDR" + b"\0\0\0\x01" * 2 + b"\x08\x02" + bytes(7)  # the head of one of a single pixel
MAX_DOCUMENT_BYTES = 20 * 1024 * 1024


async def state(request: Request) -> Response:
    """Return everything a page needs to draw itself."""
    return JSONResponse(await snapshot(_world(request), _bot(request)))


async def send(request: Request) -> Response:
    """Write as a person: {"text", "reply_to"?}; on Zalo also something else: {"kind": "image"}."""
    body = await _body(request)
    if zalo := _zalo(request):
        return JSONResponse({"message": zalo_people.send(zalo, _user_id(request), body, _picture(request))})
    reply_to = body.get("reply_to")
    message = people.write(_bot(request), _user_id(request), str(body.get("text", "")), reply_to and _whole(reply_to))
    return JSONResponse({"message": message})


def _picture(request: Request) -> str:
    """Return the address of a picture that the bot may fetch here, as it does from Zalo's own servers."""
    stored = _world(request).files.add("anh.png", "image/png", PICTURE, "photos")
    return str(request.url_for("file", file_id=stored.file_id))


async def press(request: Request) -> Response:
    """Press a button as a person: {"message_id", "data"}; the data may be forged."""
    body = await _body(request)
    message_id = _whole(body.get("message_id"))
    query_id = people.press(_bot(request), _user_id(request), message_id, str(body.get("data", "")))
    return JSONResponse({"callback_query_id": query_id})


async def other(request: Request) -> Response:
    """Send any other message as a person: {"content": {"voice": …, "forward_origin": …, "media_group_id": …}}."""
    content = (await _body(request)).get("content")
    if not isinstance(content, dict):
        raise NotPossible("content is an object.")
    return JSONResponse({"message": people.send_other(_bot(request), _user_id(request), content)})


async def contact(request: Request) -> Response:
    """Share the own telephone number; {"phone_number", "first_name", "user_id"} may be others, null leaves one out."""
    return JSONResponse({"message": people.share_contact(_bot(request), _user_id(request), await _body(request))})


async def edit(request: Request) -> Response:
    """Change an own message as a person: {"message_id", "content": {"text"}}."""
    body = await _body(request)
    content = body.get("content")
    if not isinstance(content, dict):
        raise NotPossible("content is an object.")
    return JSONResponse(
        {"message": people.edit(_bot(request), _user_id(request), _whole(body.get("message_id")), content)}
    )


async def react(request: Request) -> Response:
    """Put a reaction on a message as a person: {"message_id", "emoji"}."""
    body = await _body(request)
    people.react(_bot(request), _user_id(request), _whole(body.get("message_id")), str(body.get("emoji", "")))
    return JSONResponse({"ok": True})


async def block(request: Request) -> Response:
    """Block the bot on a phone."""
    return _set_blocked(request, is_blocked=True)


async def unblock(request: Request) -> Response:
    """Unblock the bot on a phone."""
    return _set_blocked(request, is_blocked=False)


def _set_blocked(request: Request, *, is_blocked: bool) -> Response:
    if zalo := _zalo(request):
        changed = zalo_people.set_blocked(zalo, _user_id(request), is_blocked=is_blocked)
    else:
        changed = people.set_blocked(_bot(request), _user_id(request), is_blocked=is_blocked)
    return JSONResponse({"blocked": is_blocked, "changed": changed})


async def document(request: Request) -> Response:
    """Send a file as a person: a form with the file `document`, perhaps a `caption`, `reply_to` and `album`."""
    return await _send_file(request, "document", document_of)


async def photo(request: Request) -> Response:
    """Send a picture as a person, PNG or JPEG: a form with `photo`, perhaps a `caption`, `reply_to` and `album`."""
    return await _send_file(request, "photo", photo_of)


async def _send_file(request: Request, name: str, shape: Callable[[StoredFile], Any]) -> Response:
    bot, user_id = _bot(request), _user_id(request)
    people.chat_of_person(bot, user_id)
    try:
        arguments = await read_arguments(request)
        upload = _checked(arguments.files.get(name))
        kind = picture_type(upload.content) or upload.content_type
        stored = _world(request).files.add(upload.filename, kind, upload.content, f"{name}s")
        content = {name: shape(stored)}
        if album := arguments.text("album"):
            content["media_group_id"] = album
    except ApiError as error:
        raise NotPossible(error.description) from None
    reply_to = arguments.text("reply_to")
    caption = arguments.text("caption")
    message = people.send_file(bot, user_id, content, caption, _whole(reply_to) if reply_to else None)
    return JSONResponse({"message": message})


def _checked(upload: Upload | None) -> Upload:
    if upload is None or not upload.content:
        raise NotPossible("Chưa có tệp nào được chọn, hoặc tệp trống.")
    if len(upload.content) > MAX_DOCUMENT_BYTES:
        raise NotPossible("Tệp lớn quá 20 MB.", 413)
    return upload


async def sent(request: Request) -> Response:
    """Return the log of what the bot had accepted, after the number `after`."""
    log = _bot(request).sent
    return JSONResponse({"sent": log.after(_whole(request.query_params.get("after", 0))), "last": log.last})


async def read_clock(request: Request) -> Response:
    """Return the program's time and the jumps on offer."""
    return JSONResponse(await _world(request).clock())


async def move_clock(request: Request) -> Response:
    """Move the program's clock: {"to": ISO}; a time without zone is in the page's zone."""
    world = _world(request)
    if world.settings.clock is None:
        raise NotPossible("Đồng hồ của chương trình này không chỉnh được.", 409)
    at = _instant(str((await _body(request)).get("to", "")), world.settings.timezone)
    try:
        await world.settings.clock.move_to(at)
    except ValueError as reason:
        raise NotPossible(str(reason)) from None
    clock = await world.clock()
    world.feed.publish("clock", clock)
    return JSONResponse(clock)


async def reset(request: Request) -> Response:
    """Start the demonstration from the beginning; the page finds it again at the same address."""
    restart = _world(request).settings.reset
    if restart is None:
        raise NotPossible("Chương trình này không làm lại từ đầu được.", 409)
    restart()
    return JSONResponse({"ok": True})


async def events(request: Request) -> Response:
    """Stream what happens, as server-sent events."""
    world = _world(request)
    if world.feed.is_full:
        raise NotPossible("Quá nhiều trang đang mở.", 503)
    return StreamingResponse(stream(world.feed, world.heartbeat), media_type="text/event-stream")


async def faults(request: Request) -> Response:
    """Order mishaps (POST), list them (GET) or cancel them (DELETE)."""
    waiting = _world(request).faults
    if request.method == "POST":
        try:
            waiting.order(await _json(request))
        except ValueError as reason:
            raise NotPossible(str(reason)) from None
    if request.method == "DELETE":
        waiting.clear()
    return JSONResponse(waiting.as_json())


async def reseed(request: Request) -> Response:
    """Let the next update have the number {"next"}: Telegram restarts, even lower, after a week of silence."""
    _bot(request).updates.next_id = _whole((await _body(request)).get("next"))
    return JSONResponse({"next": _bot(request).updates.next_id})


async def webhook(request: Request) -> Response:
    """Change the webhook behind the bot's back: {"url", …} as getWebhookInfo is to tell it; {"url": ""} deletes it."""
    bot = _bot(request)
    facts = await _body(request)
    bot.profile.webhook = facts if facts.get("url") else {}
    return JSONResponse(bot.profile.webhook)


async def token(request: Request) -> Response:
    """{"revoked": true}: the bot's token is unknown from now on; false takes that back."""
    world, bot = _world(request), _bot(request)
    if (await _body(request)).get("revoked"):
        world.revoked.add(bot.token)
    else:
        world.revoked.discard(bot.token)
    return JSONResponse({"revoked": bot.token in world.revoked})


async def file(request: Request) -> Response:
    """Return a picture to show or a document to save."""
    stored = _world(request).files.by_id(request.path_params["file_id"])
    if stored is None:
        raise NotPossible("Tệp này không còn trong sân thử.", 404)
    if stored.content_type in {"image/png", "image/jpeg"}:
        return Response(stored.content, media_type=stored.content_type)
    return Response(
        stored.content, media_type="application/octet-stream", headers={"Content-Disposition": "attachment"}
    )


async def health(request: Request) -> Response:
    """Say that the sandbox lives, with a few counts."""
    world = _world(request)
    bot = _bot(request)
    counts = {"updates_waiting": len(bot.updates), "sent": bot.sent.last, "readers": len(world.feed)}
    return JSONResponse({"ok": True, "rate_refusals": bot.gate.refusals, "faults_met": world.faults.met, **counts})


async def one_phone(request: Request) -> Response:
    """Return the state of one phone."""
    if zalo := _zalo(request):
        return JSONResponse(zalo_phone_state(zalo.chats[_user_id(request)]))
    bot = _bot(request)
    return JSONResponse(phone_state(bot, people.chat_of_person(bot, _user_id(request))))


async def not_possible(_: Request, error: Exception) -> Response:
    """Answer NotPossible with its sentence."""
    status = error.status if isinstance(error, NotPossible) else 500
    return JSONResponse({"error": str(error)}, status)


def _world(request: Request) -> World:
    world: World = request.app.state.world
    return world


def _bot(request: Request) -> Bot:
    try:
        return _world(request).bot(_whole(request.query_params.get("bot", 0)))
    except IndexError:
        raise NotPossible("Không có bot này.", 404) from None


def _zalo(request: Request) -> ZaloBot | None:
    """The Zalo bot when the phone asked for is one of its own."""
    zalo = _world(request).zalo
    return zalo if zalo and _user_id(request) in zalo.chats else None


def _user_id(request: Request) -> int:
    return int(request.path_params["user_id"])


async def _json(request: Request) -> Any:
    try:
        return json.loads(await request.body())
    except ValueError:
        raise NotPossible("The body of the request is not JSON.") from None


async def _body(request: Request) -> Json:
    body = await _json(request)
    if not isinstance(body, dict):
        raise NotPossible("The body of the request is not a JSON object.")
    return body


def _whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise NotPossible(f"{value!r} is not a whole number.") from None


def _instant(text: str, zone: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise NotPossible("Thời điểm không đúng dạng ISO, ví dụ 2026-04-13T07:30:00+07:00.") from None
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


ROUTES = [
    Route("/sandbox/state", state),
    Route("/sandbox/phones/{user_id:int}", one_phone),
    Route("/sandbox/phones/{user_id:int}/send", send, methods=["POST"]),
    Route("/sandbox/phones/{user_id:int}/press", press, methods=["POST"]),
    Route("/sandbox/phones/{user_id:int}/other", other, methods=["POST"]),
    Route("/sandbox/phones/{user_id:int}/contact", contact, methods=["POST"]),
    Route("/sandbox/phones/{user_id:int}/edit", edit, methods=["POST"]),
    Route("/sandbox/phones/{user_id:int}/react", react, methods=["POST"]),
    Route("/sandbox/phones/{user_id:int}/block", block, methods=["POST"]),
    Route("/sandbox/phones/{user_id:int}/unblock", unblock, methods=["POST"]),
    Route("/sandbox/phones/{user_id:int}/document", document, methods=["POST"]),
    Route("/sandbox/phones/{user_id:int}/photo", photo, methods=["POST"]),
    Route("/sandbox/sent", sent),
    Route("/sandbox/clock", read_clock),
    Route("/sandbox/clock", move_clock, methods=["POST"]),
    Route("/sandbox/reset", reset, methods=["POST"]),
    Route("/sandbox/events", events),
    Route("/sandbox/faults", faults, methods=["GET", "POST", "DELETE"]),
    Route("/sandbox/updates/reseed", reseed, methods=["POST"]),
    Route("/sandbox/webhook", webhook, methods=["POST"]),
    Route("/sandbox/token", token, methods=["POST"]),
    Route("/sandbox/files/{file_id}", file),
    Route("/sandbox/health", health),
]
