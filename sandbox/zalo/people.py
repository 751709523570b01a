"""What a person does on a Zalo phone: write, send something the bot cannot read, block the bot."""

from sandbox.chats import Chat
from sandbox.people import NotPossible
from sandbox.shapes import Json, user_of, utf16_length
from sandbox.zalo.bots import ZaloBot, chat_id_of

MAX_TEXT = 2000
NO_PICTURE = "https://picture.invalid/a.jpg"  # a name that never exists (RFC 2606)
KINDS = ("image", "sticker", "voice", "unsupported")


def send(bot: ZaloBot, user_id: int, body: Json, picture_url: str = NO_PICTURE) -> Json:
    """Write {"text"}, or send something else: {"kind": "image", "caption"?}. Raises NotPossible.

    A picture is told to the bot by `picture_url`.
    """
    if "kind" in body:
        return send_other(bot, user_id, str(body["kind"]), str(body.get("caption", "")), picture_url)
    return write(bot, user_id, str(body.get("text", "")))


def write(bot: ZaloBot, user_id: int, text: str) -> Json:
    """Send a text as this person; Zalo reports no reply to the bot. Raises NotPossible."""
    text = text.strip()
    if not text:
        raise NotPossible("Tin nhắn trống.")
    if utf16_length(text) > MAX_TEXT:
        raise NotPossible("Tin nhắn dài quá 2000 ký tự.")
    chat = _writable(bot, user_id)
    message = bot.post(chat, text, user_of(chat.phone))
    bot.offer(_event(bot, chat, "text", {"text": text, "message_id": bot.name_of(message)}))
    return message


def send_other(bot: ZaloBot, user_id: int, kind: str, caption: str = "", picture_url: str = NO_PICTURE) -> Json:
    """Send a picture, a sticker, a voice, or something for which Zalo names no number. Raises NotPossible."""
    if kind not in KINDS:
        raise NotPossible(f"Chỉ có: {', '.join(KINDS)}.")
    chat = _writable(bot, user_id)
    message = bot.post(chat, f"[{kind}]", user_of(chat.phone))
    content: Json = {} if kind == "unsupported" else {"message_id": bot.name_of(message)}
    if kind == "image":
        content |= {"photo_url": picture_url} | ({"caption": caption} if caption else {})
    bot.offer(_event(bot, chat, kind, content))
    return message


def set_blocked(bot: ZaloBot, user_id: int, *, is_blocked: bool) -> bool:
    """Block or unblock the bot, which Zalo does not report; return whether that changed anything."""
    chat = bot.chats[user_id]
    if chat.is_blocked == is_blocked:
        return False
    chat.is_blocked = is_blocked
    bot.tell("blocked", chat, {"blocked": is_blocked})
    return True


def _writable(bot: ZaloBot, user_id: int) -> Chat:
    chat = bot.chats[user_id]
    if chat.is_blocked:
        raise NotPossible("Máy này đang chặn bot. Bỏ chặn rồi nhắn lại.", 409)
    return chat


def _event(bot: ZaloBot, chat: Chat, kind: str, content: Json) -> Json:
    user_id = chat.phone.user_id
    person = {"id": chat_id_of(user_id), "display_name": chat.phone.name, "is_bot": False}
    place = {"id": chat_id_of(user_id), "chat_type": "PRIVATE"}
    head = {"from": person, "chat": place, "date": int(bot.settings.now().timestamp() * 1000)}
    return {"event_name": f"message.{kind}.received", "message": head | content}
