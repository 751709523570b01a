"""New messages from the bot: texts, pictures, documents, and the typing line."""

from typing import Any

from sandbox.chats import Chat
from sandbox.errors import BadRequest
from sandbox.files import StoredFile, Upload, picture_size, picture_type
from sandbox.keyboards import checked_markup
from sandbox.methods.calls import Call
from sandbox.people import document_of
from sandbox.shapes import Json, without_reply

MAX_PICTURE_BYTES = 10 * 1024 * 1024
MAX_FILE_BYTES = 50 * 1024 * 1024
NOTED = ("message_id", "text", "entities", "caption", "caption_entities", "photo", "document", "reply_markup")
MAX_SIDES = 10_000  # width and height of a picture together, in pixels


async def send_message(call: Call) -> Json:
    """Send a text."""
    return _send(call, "sendMessage", call.text())


async def send_photo(call: Call) -> Json:
    """Send a PNG or JPEG, uploaded or by the file_id of an earlier one."""
    caption = call.caption()
    return _send(call, "sendPhoto", {"photo": photo_of(attached(call, "photo"))} | caption)


async def send_document(call: Call) -> Json:
    """Send a file, uploaded or by the file_id of an earlier one."""
    caption = call.caption()
    return _send(call, "sendDocument", {"document": document_of(attached(call, "document"))} | caption)


async def send_chat_action(call: Call) -> bool:
    """Show that the bot is typing or uploading."""
    chat = call.bot.open_chat(call.wanted_chat_id())
    call.bot.tell("typing", chat, {"action": call.arguments.text("action") or "typing"})
    return True


def attached(call: Call, name: str, reference: str | None = None) -> StoredFile:
    """Return the file a call brings as an upload, as attach://part, or names by file_id. Raises BadRequest."""
    reference = call.arguments.text(name) if reference is None else reference
    part = reference.removeprefix("attach://") if reference.startswith("attach://") else name
    if upload := call.arguments.files.get(part):
        return _stored(call, upload, "photos" if name == "photo" else "documents")
    if not reference:
        raise BadRequest(f"there is no {name} in the request")
    if (stored := call.world.files.by_id(reference)) is None:
        raise BadRequest("wrong remote file identifier specified: Wrong string length")
    return stored


def photo_of(stored: StoredFile) -> list[Json]:
    """Return the PhotoSize list of a stored picture. Raises BadRequest if it is none, or too large."""
    size = picture_size(stored.content)
    if size is None:
        raise BadRequest("IMAGE_PROCESS_FAILED")
    if len(stored.content) > MAX_PICTURE_BYTES:
        raise BadRequest("file is too big")
    if sum(size) > MAX_SIDES or max(size) > 20 * min(size):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")
    facts = {"width": size[0], "height": size[1], "file_size": len(stored.content)}
    return [{"file_id": stored.file_id, "file_unique_id": stored.unique_id, **facts}]


def _stored(call: Call, upload: Upload, folder: str) -> StoredFile:
    if not upload.content:
        raise BadRequest("file must be non-empty")
    if len(upload.content) > MAX_FILE_BYTES:
        raise BadRequest("file is too big")
    kind = picture_type(upload.content) or upload.content_type
    return call.world.files.add(upload.filename, kind, upload.content, folder)


def _send(call: Call, method: str, content: Json) -> Json:
    markup = checked_markup(call.arguments.decoded("reply_markup", None))
    chat = call.bot.open_chat(call.wanted_chat_id())
    quoted = _quoted(call, chat)
    call.bot.gate.pass_or_refuse(chat.phone.user_id)
    message = call.bot.draft(chat.phone, call.bot.user) | content
    if quoted:
        message["reply_to_message"] = without_reply(quoted)
    if markup and "inline_keyboard" in markup:
        message["reply_markup"] = markup
    call.bot.post(chat, message)
    if markup and "inline_keyboard" not in markup:
        chat.take_reply_interface(message["message_id"], markup)
        call.bot.tell("interface", chat, chat.reply_interface)
    note_message(call, method, message if markup is None else message | {"reply_markup": markup})
    return message


def note_message(call: Call, method: str, message: Json) -> None:
    """Write an accepted message to the log."""
    facts: Json = {key: message[key] for key in NOTED if key in message}
    call.bot.note_sent(method, {"chat_id": message["chat"]["id"], **facts})


def _quoted(call: Call, chat: Chat) -> Json | None:
    parameters: Any = call.arguments.decoded("reply_parameters", None)
    if parameters is None and (old_style := call.arguments.integer("reply_to_message_id", 0)):
        parameters = {"message_id": old_style}
    if not isinstance(parameters, dict):
        return None
    message = chat.messages.get(parameters.get("message_id", 0))
    may_lack = parameters.get("allow_sending_without_reply") or call.arguments.flag("allow_sending_without_reply")
    if message is None and not may_lack:
        raise BadRequest("message to be replied not found")
    return message
