"""What a person does on a phone: write, press a button, send a file, block the bot. Each becomes an update."""

import secrets

from sandbox.bots import Bot, Press
from sandbox.chats import Chat
from sandbox.entities import found_entities
from sandbox.files import StoredFile
from sandbox.shapes import Json, chat_of, unix, user_of, utf16_length, without_reply

MAX_TEXT = 4096
MAX_CAPTION = 1024


class NotPossible(Exception):
    """The person cannot do that; the sentence is for the page (Vietnamese), `status` for HTTP."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


def chat_of_person(bot: Bot, user_id: int) -> Chat:
    """Return the chat of a phone. Raises NotPossible."""
    if user_id not in bot.chats:
        raise NotPossible("Không có máy này trong sân thử.", 404)
    return bot.chats[user_id]


def write(bot: Bot, user_id: int, text: str, reply_to: int | None = None) -> Json:
    """Send a text as this person, perhaps as a reply to a message. Raises NotPossible."""
    text = text.strip()
    if not text:
        raise NotPossible("Tin nhắn trống.")
    if utf16_length(text) > MAX_TEXT:
        raise NotPossible("Tin nhắn dài quá 4096 ký tự.")
    message = _draft(bot, user_id, reply_to) | {"text": text}
    if entities := found_entities(text):
        message["entities"] = entities
    return _hand_over(bot, message)


def send_file(bot: Bot, user_id: int, content: Json, caption: str = "", reply_to: int | None = None) -> Json:
    """Send {"document": …} or {"photo": […]} as this person, perhaps as a reply to a message. Raises NotPossible."""
    if utf16_length(caption) > MAX_CAPTION:
        raise NotPossible("Chú thích dài quá 1024 ký tự.")
    message = _draft(bot, user_id, reply_to) | content
    if caption.strip():
        message["caption"] = caption.strip()
    return _hand_over(bot, message)


def share_contact(bot: Bot, user_id: int, card: Json | None = None) -> Json:
    """Share a telephone number: one's own, or what `card` changes of it ({"user_id": None}: not on the platform).

    Below a keyboard that asks for it, the message answers the one that brought the keyboard. Raises NotPossible.
    """
    chat = _writable(bot, user_id)
    own = {"phone_number": chat.phone.number, "first_name": chat.phone.name, "user_id": user_id}
    contact = {name: value for name, value in (own | (card or {})).items() if value is not None}
    asked = chat.reply_keyboard["message_id"] if chat.reply_keyboard else None
    reply_to = asked if asked in chat.messages else None
    return _hand_over(bot, _draft(bot, user_id, reply_to) | {"contact": contact})


def send_other(bot: Bot, user_id: int, content: Json) -> Json:
    """Send a message of any other shape: forwarded, one picture of an album, a voice, a sticker. Raises NotPossible."""
    return _hand_over(bot, _draft(bot, user_id, None) | content)


def edit(bot: Bot, user_id: int, message_id: int, content: Json) -> Json:
    """Change an own message (`text` or `caption`); the bot gets an update if it asked for them. Raises NotPossible."""
    chat = _writable(bot, user_id)
    before = chat.messages.get(message_id)
    if before is None or before["from"]["id"] != user_id:
        raise NotPossible("Không có tin này của máy này.", 404)
    message = before | content | {"edit_date": unix(bot.settings.now())}
    chat.messages[message_id] = message
    bot.updates.add("edited_message", message)
    return message


def react(bot: Bot, user_id: int, message_id: int, emoji: str) -> None:
    """Put a reaction on a message ("" takes it away); the bot hears of it if it asked to. Raises NotPossible."""
    chat = _writable(bot, user_id)
    if message_id not in chat.messages:
        raise NotPossible("Không còn tin nhắn này.", 404)
    before = chat.reactions.get(message_id, {}).get("person", "")
    chat.react(message_id, "person", emoji)
    change = {"chat": chat_of(chat.phone), "message_id": message_id, "user": user_of(chat.phone)}
    change |= {"date": unix(bot.settings.now()), "old_reaction": _as_reaction(before)}
    bot.updates.add("message_reaction", change | {"new_reaction": _as_reaction(emoji)})
    bot.tell("reaction", chat, {"message_id": message_id, "reactions": chat.reactions[message_id]})


def press(bot: Bot, user_id: int, message_id: int, data: str) -> str:
    """Press a button, or pretend to with any `data`; return the id of the query. Raises NotPossible."""
    chat = _writable(bot, user_id)
    message = chat.messages.get(message_id)
    if message is None:
        raise NotPossible("Không còn tin nhắn này.", 404)
    query_id = str(secrets.randbits(62))
    bot.remember_press(query_id, Press(user_id, message_id, bot.settings.monotonic()))
    query = {"id": query_id, "from": user_of(chat.phone), "message": message, "data": data}
    label = _label(message, data)
    chat.note_press(label)
    bot.tell("press", chat, {"label": label})
    bot.updates.add("callback_query", query | {"chat_instance": str(user_id)})
    return query_id


def _label(message: Json, data: str) -> str:
    """Return the text of the button with this data; the data itself when it is forged."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return next((key["text"] for row in rows for key in row if key.get("callback_data") == data), data)


def set_blocked(bot: Bot, user_id: int, *, is_blocked: bool) -> bool:
    """Block or unblock the bot; return whether that changed anything. Raises NotPossible."""
    chat = chat_of_person(bot, user_id)
    if chat.is_blocked == is_blocked:
        return False
    chat.is_blocked = is_blocked
    statuses = ("member", "kicked") if is_blocked else ("kicked", "member")
    old, new = (_membership(bot, status) for status in statuses)
    person = user_of(chat.phone)
    change = {"chat": chat_of(chat.phone), "from": person, "date": unix(bot.settings.now())}
    bot.updates.add("my_chat_member", change | {"old_chat_member": old, "new_chat_member": new})
    bot.tell("blocked", chat, {"blocked": is_blocked})
    return True


def document_of(stored: StoredFile) -> Json:
    """Return the Document object of a stored file."""
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_name": stored.name,
        "mime_type": stored.content_type,
        "file_size": len(stored.content),
    }


def _draft(bot: Bot, user_id: int, reply_to: int | None) -> Json:
    chat = _writable(bot, user_id)
    if reply_to is not None and reply_to not in chat.messages:
        raise NotPossible("Không còn tin nhắn được trả lời.", 404)
    message = bot.draft(chat.phone, user_of(chat.phone))
    if reply_to is not None:
        message["reply_to_message"] = without_reply(chat.messages[reply_to])
    return message


def _hand_over(bot: Bot, message: Json) -> Json:
    chat = bot.chats[message["chat"]["id"]]
    before = chat.reply_interface
    bot.post(chat, message)
    chat.person_wrote()
    if chat.reply_interface != before:
        bot.tell("interface", chat, chat.reply_interface)
    bot.updates.add("message", message)
    return message


def _as_reaction(emoji: str) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def _writable(bot: Bot, user_id: int) -> Chat:
    chat = chat_of_person(bot, user_id)
    if chat.is_blocked:
        raise NotPossible("Máy này đang chặn bot. Bỏ chặn rồi nhắn lại.", 409)
    return chat


def _membership(bot: Bot, status: str) -> Json:
    member: Json = {"user": bot.user, "status": status}
    return member | {"until_date": 0} if status == "kicked" else member
