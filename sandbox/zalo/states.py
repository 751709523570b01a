"""A Zalo phone as the page draws it: the same shape as a Telegram phone, marked with its channel."""

from sandbox.chats import Chat
from sandbox.shapes import Json


def phone_state(chat: Chat) -> Json:
    """Return one phone with all its messages, oldest first; no menu, Zalo has none."""
    return {
        "channel": "zalo",
        "user_id": chat.phone.user_id,
        "name": chat.phone.name,
        "title": chat.phone.title,
        "blocked": chat.is_blocked,
        "taken_through": chat.taken_through,
        "menu": [],
        "messages": list(chat.messages.values()),
    }
