"""Changes to messages the bot has sent: text, caption, picture, buttons, deletion."""

from typing import Any

from sandbox.chats import Chat
from sandbox.entities import formatted
from sandbox.errors import BadRequest
from sandbox.keyboards import checked_markup
from sandbox.methods.calls import Call, is_entity
from sandbox.methods.sending import attached, note_message, photo_of
from sandbox.people import MAX_CAPTION, document_of
from sandbox.shapes import Json, unix, utf16_length

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
CONTENT = ("text", "entities", "caption", "caption_entities", "photo", "document", "reply_markup")


async def edit_message_text(call: Call) -> Json:
    """Replace the text of a text message, and its buttons."""
    chat, message = _own_message(call)
    if "text" not in message:
        raise BadRequest("there is no text in the message to edit")
    return _edit(call, chat, message, "editMessageText", call.text())


async def edit_message_caption(call: Call) -> Json:
    """Replace the caption of a picture or document, and its buttons."""
    chat, message = _own_message(call)
    if "text" in message:
        raise BadRequest("there is no caption in the message to edit")
    kept = {key: message[key] for key in ("photo", "document") if key in message}
    return _edit(call, chat, message, "editMessageCaption", kept | call.caption())


async def edit_message_media(call: Call) -> Json:
    """Replace a picture or document by another."""
    chat, message = _own_message(call)
    media: Any = call.arguments.decoded("media", None)
    if not isinstance(media, dict) or media.get("type") not in {"photo", "document"}:
        raise BadRequest("can't parse InputMedia")
    kind = str(media["type"])
    stored = attached(call, kind, str(media.get("media", "")))
    content: Json = {"photo": photo_of(stored)} if kind == "photo" else {"document": document_of(stored)}
    return _edit(call, chat, message, "editMessageMedia", content | _media_caption(media))


async def edit_message_reply_markup(call: Call) -> Json:
    """Replace or remove the buttons."""
    chat, message = _own_message(call)
    content = {key: message[key] for key in CONTENT if key in message and key != "reply_markup"}
    return _edit(call, chat, message, "editMessageReplyMarkup", content)


async def delete_message(call: Call) -> bool:
    """Delete a message in a private chat, the bot's own or the person's."""
    chat = call.bot.open_chat(call.wanted_chat_id())
    message_id = call.arguments.integer("message_id", 0)
    if chat.messages.pop(message_id, None) is None:
        raise BadRequest("message to delete not found")
    call.bot.tell("deleted", chat, {"message_id": message_id})
    call.bot.note_sent("deleteMessage", {"chat_id": chat.phone.user_id, "message_id": message_id})
    return True


def _own_message(call: Call) -> tuple[Chat, Json]:
    chat = call.bot.open_chat(call.wanted_chat_id())
    message = chat.messages.get(call.arguments.integer("message_id", 0))
    if message is None:
        raise BadRequest("message to edit not found")
    if not message["from"]["is_bot"]:
        raise BadRequest("message can't be edited")
    return chat, message


def _edit(call: Call, chat: Chat, message: Json, method: str, content: Json) -> Json:
    markup = checked_markup(call.arguments.decoded("reply_markup", None), inline_only=True)
    if markup and markup.get("inline_keyboard"):
        content = content | {"reply_markup": markup}
    if content == {key: message[key] for key in CONTENT if key in message}:
        raise BadRequest(NOT_MODIFIED)
    rest = {key: value for key, value in message.items() if key not in CONTENT}
    edited = rest | content
    if method != "editMessageReplyMarkup":  # a change of buttons alone leaves no mark on a phone
        edited["edit_date"] = unix(call.bot.settings.now())
    chat.keep(edited)
    call.bot.tell("edited", chat, {"message": edited})
    note_message(call, method, edited)
    return edited


def _media_caption(media: Json) -> Json:
    given = [entity for entity in media.get("caption_entities") or [] if is_entity(entity)]
    text, entities = formatted(str(media.get("caption") or ""), media.get("parse_mode"), given)
    if utf16_length(text) > MAX_CAPTION:
        raise BadRequest("message caption is too long")
    content: Json = {"caption": text} if text else {}
    return content | {"caption_entities": entities} if entities else content
