"""What Telegram tells: a raw update becomes an `Incoming`. Total: whatever arrives, only `Unreadable` is raised."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.messages import Attachment, Incoming, Kind
from bot.spelling import clean
from domain.bounds import LARGEST_ID, whole_number
from domain.sender_time import sent_instant

RawUpdate = Mapping[str, Any]

# What the poller asks for; edited messages are not asked for: what was said first has been acted upon.
ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")

MAX_NAME = 120
MAX_FILE_ID = 300
# The next one must fit the cursor's 32 bits; the server's own counter ends at 2,000,000,000 (TDLib, TQueue.h, MAX_ID).
MAX_UPDATE_ID = 2**31 - 2
LARGEST_SIZE = 2**53  # bytes; what is named beyond is no size, and the download itself is bounded
_GONE = {"kicked", "left"}


class Unreadable(Exception):
    """The update is not of a shape that this program knows."""


def update_id(raw: RawUpdate) -> int:
    """The update's number; raises `Unreadable` when there is none."""
    number = whole_number(raw.get("update_id"), 0, MAX_UPDATE_ID) if isinstance(raw, Mapping) else None
    if number is None:
        raise Unreadable("no update_id")
    return number


def update_key(raw: RawUpdate) -> str:
    """What makes the update unique within one epoch of one bot; raises `Unreadable`."""
    return str(update_id(raw))


def sent_at(raw: RawUpdate) -> datetime | None:
    """When the person sent it, or changed it; None for a press, which has no date of its own. Never raises."""
    for kind, dated in (("message", "date"), ("edited_message", "edit_date"), ("message_reaction", "date")):
        event = raw.get(kind) if isinstance(raw, Mapping) else None
        if isinstance(event, Mapping):
            return sent_instant(event.get(dated))
    return None


def chat_of(raw: RawUpdate) -> str | None:
    """The chat whose order the update belongs to; None when it names none. Never raises."""
    for kind in (*ALLOWED_UPDATES, "edited_message"):
        try:
            return _chat_id(_dict(raw, kind))
        except Unreadable:
            continue
    return None


def read_update(raw: RawUpdate) -> Incoming:
    """What the person did; raises `Unreadable` for a shape unknown."""
    readers = {"message": _message, "edited_message": _edited, "callback_query": _press, "my_chat_member": _membership}
    for kind, reader in readers.items():
        if isinstance(raw, Mapping) and kind in raw:
            return reader(_dict(raw, kind))
    raise Unreadable(
        f"an update of no known kind: {sorted(map(str, raw))[:5] if isinstance(raw, Mapping) else type(raw)}"
    )


def _message(message: RawUpdate) -> Incoming:
    text = message.get("text")
    is_text = isinstance(text, str)
    picture = _picture(message)
    attachment = picture or _attachment(message)
    kind = Kind.PHOTO if picture else Kind.FILE if attachment else Kind.OTHER
    return Incoming(
        kind=Kind.TEXT if is_text else kind,
        text=_text(message, "text" if is_text else "caption"),
        reply_to=_replied_to(message),
        attachment=attachment,
        is_own_contact=_is_own_contact(message),
        **_who(message),
    )


def _is_own_contact(message: RawUpdate) -> bool:
    """Whether the sender shared their own telephone number, which Telegram vouches for by the contact's `user_id`."""
    contact = message.get("contact")
    owner = _number(contact, "user_id") if isinstance(contact, Mapping) else None
    return owner is not None and owner == _number(_dict(message, "from"), "id")


def _picture(message: RawUpdate) -> Attachment | None:
    """The picture of a message in its largest size, which Telegram names last."""
    sizes = message.get("photo")
    largest = sizes[-1] if isinstance(sizes, list) and sizes else None
    file_id = largest.get("file_id") if isinstance(largest, Mapping) else None
    return Attachment(file_id, "") if isinstance(file_id, str) and 0 < len(file_id) <= MAX_FILE_ID else None


def _attachment(message: RawUpdate) -> Attachment | None:
    """The document of a message; voices are none."""
    document = message.get("document")
    file_id = document.get("file_id") if isinstance(document, Mapping) else None
    if not isinstance(file_id, str) or not file_id:
        return None
    described = _dict(message, "document")
    size = whole_number(described.get("file_size"), 0, LARGEST_SIZE)
    return Attachment(file_id, _text(described, "file_name")[:MAX_NAME], size)


def _edited(message: RawUpdate) -> Incoming:
    return Incoming(kind=Kind.OTHER, **_who(message))


def _press(query: RawUpdate) -> Incoming:
    message = query.get("message")
    return Incoming(
        kind=Kind.PRESS,
        text=_text(query, "data"),
        pressed_on=_number(message, "message_id") if isinstance(message, Mapping) else None,
        callback_id=_text(query, "id") or None,
        **_who(query),
    )


def _membership(change: RawUpdate) -> Incoming:
    """The bot was blocked or unblocked in a private chat (in a group: put out or taken in)."""
    is_gone = _text(_dict(change, "new_chat_member"), "status") in _GONE
    return Incoming(kind=Kind.BLOCKED if is_gone else Kind.UNBLOCKED, **_who(change))


def _who(event: RawUpdate) -> dict[str, Any]:
    sender = _dict(event, "from")
    account = _number(sender, "id")
    if account is None:
        raise Unreadable("a sender without an id")
    names = (_text(sender, "first_name"), _text(sender, "last_name"))
    return {
        "chat_id": _chat_id(event),
        "account_id": account,
        "sender_name": " ".join(" ".join(names).split())[:MAX_NAME],
        "is_private": _is_private_chat_of(account, event),
    }


def _is_private_chat_of(account: str, event: RawUpdate) -> bool:
    """Whether the event comes from the sender's own private chat, whose id is the sender's.

    A button of a message too old to be given names no chat at all: whoever pressed it is answered in their own.
    """
    chat = _chat(event)
    if not chat and "data" in event and "message" not in event:
        return True
    return chat.get("type") == "private" and _number(chat, "id") == account


def _chat(event: RawUpdate) -> RawUpdate:
    """The chat of a message or of the message whose button was pressed (too old a message is not given: no chat)."""
    holder = event if "chat" in event else event.get("message")
    chat = holder.get("chat") if isinstance(holder, Mapping) else None
    return chat if isinstance(chat, Mapping) else {}


def _chat_id(event: RawUpdate) -> str:
    """A press without its message came from the private chat, whose id is the person's."""
    chat = _number(_chat(event), "id") or _number(_dict(event, "from"), "id")
    if chat is None:
        raise Unreadable("no chat")
    return chat


def _replied_to(message: RawUpdate) -> str | None:
    """The id of our own message that was replied to; a reply to a person's message is nothing to us."""
    replied = message.get("reply_to_message")
    sender = replied.get("from") if isinstance(replied, Mapping) else None
    is_ours = isinstance(sender, Mapping) and sender.get("is_bot") is True
    return _number(replied, "message_id") if is_ours and isinstance(replied, Mapping) else None


def _dict(raw: RawUpdate, key: str) -> RawUpdate:
    value = raw.get(key) if isinstance(raw, Mapping) else None
    if not isinstance(value, Mapping):
        raise Unreadable(f"no {key}")
    return value


def _text(raw: RawUpdate, key: str) -> str:
    value = raw.get(key)
    return clean(value) if isinstance(value, str) else ""


def _number(raw: RawUpdate, key: str) -> str | None:
    number = whole_number(raw.get(key), -LARGEST_ID, LARGEST_ID)
    return None if number is None else str(number)
