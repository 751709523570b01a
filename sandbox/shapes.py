"""The JSON objects of the Bot API that the sandbox writes, and the measure of their texts. Pure functions only."""

from datetime import datetime
from typing import Any

from sandbox.settings import Phone

Json = dict[str, Any]


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, the unit in which Telegram counts texts and entity offsets."""
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)


def unix(at: datetime) -> int:
    """Return whole seconds since 1970, as the `date` of a message."""
    return int(at.timestamp())


def user_of(phone: Phone) -> Json:
    """Return the User object of a phone's owner."""
    return {"id": phone.user_id, "is_bot": False, "first_name": phone.name, "language_code": "vi"}


def chat_of(phone: Phone) -> Json:
    """Return the private Chat object of a phone."""
    return {"id": phone.user_id, "type": "private", "first_name": phone.name}


def without_reply(message: Json) -> Json:
    """Return the message as it is quoted inside another one: Telegram never nests replies."""
    return {key: value for key, value in message.items() if key not in {"reply_to_message", "reply_markup"}}
