"""What Zalo tells: a raw event becomes an `Incoming`. Total: whatever arrives, only `Unreadable` is raised."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.grammar.spelling import clean
from bot.messages import Attachment, Incoming, Kind
from bot.platforms.errors import Unreadable
from domain.bounds import LARGEST_ID, whole_number
from domain.inbox import sent_instant

RawEvent = Mapping[str, Any]

MAX_NAME = 120
LONGEST_NUMBER = 70  # of a message: the inbox keeps 80 characters; a longer one is kept as its hash
LONGEST_ID = 80  # of a chat: what storage keeps
LONGEST_ADDRESS = 2000
_TEXT = "message.text.received"
_CONTENTS = {
    "message.voice.received": "voice",
    "message.sticker.received": "sticker",
    "message.unsupported.received": "unsupported",
}


def unwrapped(raw: RawEvent) -> RawEvent:
    """The event itself: bare, or out of the envelope {"ok": true, "result": …} in which webhooks bring it."""
    result = raw.get("result") if isinstance(raw, Mapping) else None
    return result if isinstance(result, Mapping) and "event_name" not in raw else raw


def events_in(result: object) -> list[RawEvent]:
    """The events in what getUpdates gave: one object, or none; a list is taken too."""
    found = result if isinstance(result, list) else [result]
    return [event for event in found if isinstance(event, Mapping) and event]


def is_check(raw: RawEvent) -> bool:
    """Return whether the event carries no message: the platform tries the webhook, and nobody has written anything.

    Every event of a person has a message (https://bot.zapps.me/docs/webhook/).
    """
    event = unwrapped(raw)
    return isinstance(event, Mapping) and event.get("message") is None


def update_key(raw: RawEvent) -> str:
    """What makes the event unique: the number of its message, else a hash of the whole event."""
    message = unwrapped(raw).get("message")
    number = id_in(message, "message_id") if isinstance(message, Mapping) else None
    if number and len(number) <= LONGEST_NUMBER:
        return f"m:{number}"
    body = json.dumps(unwrapped(raw), sort_keys=True, default=str)
    return f"h:{hashlib.sha256(body.encode()).hexdigest()}"


def sent_at(raw: RawEvent) -> datetime | None:
    """When the person sent it, by Zalo's milliseconds; None when the event names no date. Never raises."""
    event = unwrapped(raw)
    message = event.get("message") if isinstance(event, Mapping) else None
    return sent_instant(message.get("date"), per_second=1000) if isinstance(message, Mapping) else None


def chat_of(raw: RawEvent) -> str | None:
    """The chat whose order the event belongs to; None when it names none. Never raises."""
    try:
        message = _dict(unwrapped(raw), "message")
        return id_in(_dict(message, "chat"), "id")
    except Unreadable:
        return None


def read_update(raw: RawEvent) -> Incoming:
    """What the person did; raises `Unreadable` for a shape unknown.

    A picture is told by its address (`photo` or `photo_url`), which is kept as it is. Stickers, voices, what the
    platform itself calls unsupported and events yet unknown are OTHER. Zalo tells of no reply, no press, no blocking,
    no forwarding and no change of a message.
    """
    event = unwrapped(raw)
    if not isinstance(event, Mapping):
        raise Unreadable(f"an event that is no object: {type(event).__name__}")
    message = _dict(event, "message")
    text = _text(message, "text")
    is_text = event.get("event_name") == _TEXT and bool(text)
    picture = None if is_text else _picture(message)
    return Incoming(
        kind=Kind.TEXT if is_text else Kind.PHOTO if picture else Kind.OTHER,
        text=text or _text(message, "caption"),
        attachment=picture,
        content="" if is_text or picture else _CONTENTS.get(str(event.get("event_name")), ""),
        **_who(message),
    )


def _picture(message: RawEvent) -> Attachment | None:
    """The address of a picture; a text longer than an address or of another kind is none."""
    address = _text(message, "photo") or _text(message, "photo_url")
    is_address = address.startswith(("https://", "http://")) and len(address) <= LONGEST_ADDRESS
    return Attachment(address, "") if is_address and " " not in address else None


def _who(message: RawEvent) -> dict[str, Any]:
    sender, chat = _dict(message, "from"), _dict(message, "chat")
    account, chat_id = id_in(sender, "id"), id_in(chat, "id")
    if account is None or chat_id is None:
        raise Unreadable("a sender or a chat without an id")
    return {
        "chat_id": chat_id,
        "account_id": account,
        "sender_name": " ".join(_text(sender, "display_name").split())[:MAX_NAME],
        "is_group": str(chat.get("chat_type")).upper() == "GROUP",
        # Only a chat that says so is one where a person's figures may be shown. Zalo promises nowhere that the sender's
        # id equals the chat's, so that, unlike on Telegram, they are not compared.
        "is_private": str(chat.get("chat_type")).upper() == "PRIVATE" and sender.get("is_bot") is not True,
    }


def _dict(raw: RawEvent, key: str) -> RawEvent:
    value = raw.get(key) if isinstance(raw, Mapping) else None
    if not isinstance(value, Mapping):
        raise Unreadable(f"no {key}")
    return value


def _text(raw: RawEvent, key: str) -> str:
    value = raw.get(key)
    return clean(value) if isinstance(value, str) else ""


def id_in(raw: RawEvent, key: str) -> str | None:
    """An id as text: Zalo gives texts, a number is taken too; one too long to keep is none."""
    value = raw.get(key)
    known = value if isinstance(value, str) else whole_number(value, -LARGEST_ID, LARGEST_ID)
    text = "" if known is None else str(known).strip()
    return text if 0 < len(text) <= LONGEST_ID and text.isprintable() else None
