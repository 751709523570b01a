"""Reads raw events of Zalo into `Incoming`, and fetches pictures. Total: an event raises nothing but `Unreadable`."""

import hashlib
import ipaddress
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.grammar.spelling import clean
from bot.messages import Attachment, FetchFailed, Incoming, Kind
from bot.platforms.client import CONNECT_TIMEOUT, FileTooLarge, read_at_most
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
    """The event itself, taken out of the envelope {"ok": true, "result": …} that webhooks wrap it in."""
    result = raw.get("result") if isinstance(raw, Mapping) else None
    return result if isinstance(result, Mapping) and "event_name" not in raw else raw


def events_in(result: object) -> list[RawEvent]:
    """The events in an answer of getUpdates: one object or none; a list is accepted too."""
    found = result if isinstance(result, list) else [result]
    return [event for event in found if isinstance(event, Mapping) and event]


def is_check(raw: RawEvent) -> bool:
    """Return whether the event carries no message, because the platform only tries the webhook.

    Every event of a person has a message (https://bot.zapps.me/docs/webhook/).
    """
    event = unwrapped(raw)
    return isinstance(event, Mapping) and event.get("message") is None


def update_key(raw: RawEvent) -> str:
    """The key of the event: the number of its message, else a hash of the whole event."""
    message = unwrapped(raw).get("message")
    number = id_in(message, "message_id") if isinstance(message, Mapping) else None
    if number and len(number) <= LONGEST_NUMBER:
        return f"m:{number}"
    body = json.dumps(unwrapped(raw), sort_keys=True, default=str)
    return f"h:{hashlib.sha256(body.encode()).hexdigest()}"


def sent_at(raw: RawEvent) -> datetime | None:
    """When the person sent it (Zalo counts milliseconds); None when the event names no date. Never raises."""
    event = unwrapped(raw)
    message = event.get("message") if isinstance(event, Mapping) else None
    return sent_instant(message.get("date"), per_second=1000) if isinstance(message, Mapping) else None


def chat_of(raw: RawEvent) -> str | None:
    """The chat that the event belongs to; None when it names none. Never raises."""
    try:
        message = _dict(unwrapped(raw), "message")
        return id_in(_dict(message, "chat"), "id")
    except Unreadable:
        return None


def read_update(raw: RawEvent) -> Incoming:
    """What the person did; raises `Unreadable` for an unknown shape.

    A picture is known by its address (`photo` or `photo_url`). Stickers, voices, what the platform itself calls
    unsupported and events yet unknown are OTHER. Zalo reports no reply, press, blocking, forwarding or edit.
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
    """The picture of a message by its address; None for a text that is no address."""
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
    """An id as text (a number is accepted too); None when it is missing or too long to store."""
    value = raw.get(key)
    known = value if isinstance(value, str) else whole_number(value, -LARGEST_ID, LARGEST_ID)
    text = "" if known is None else str(known).strip()
    return text if 0 < len(text) <= LONGEST_ID and text.isprintable() else None


READ_TIMEOUT = 30.0  # seconds
_GONE = frozenset({400, 401, 403, 404, 410, 451})  # asking again gives the same answer


class ZaloFiles:
    """Fetches pictures. `own_url` is the API's address, whose own server may be asked whatever it is."""

    def __init__(self, session: aiohttp.ClientSession, own_url: str, most_bytes: int) -> None:
        self._session = session
        self._own = urlsplit(own_url)
        self._most_bytes = most_bytes

    async def fetch(self, attachment: Attachment) -> bytes:
        """The content of a picture. Raises FetchFailed; with a `trouble` when trying again can never help."""
        address = attachment.file_id
        if not self._may_ask(address):
            raise FetchFailed("the picture has no public https address", trouble="not_fetched")
        timeout = aiohttp.ClientTimeout(
            total=CONNECT_TIMEOUT + 2 * READ_TIMEOUT, connect=CONNECT_TIMEOUT, sock_read=READ_TIMEOUT
        )
        try:
            async with self._session.get(address, timeout=timeout, allow_redirects=False) as answer:
                return await self._content(answer)
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise FetchFailed(type(error).__name__) from error

    async def _content(self, answer: aiohttp.ClientResponse) -> bytes:
        if answer.status != 200:
            trouble = "not_fetched" if answer.status in _GONE or 300 <= answer.status < 400 else None
            raise FetchFailed(f"the picture was answered with {answer.status}", trouble=trouble)
        try:
            return await read_at_most(answer, self._most_bytes)
        except FileTooLarge as error:
            raise FetchFailed(str(error), trouble="too_large") from error

    def _may_ask(self, address: str) -> bool:
        """Whether the address is a public name over https, so that it cannot make this machine ask its own network.

        Redirects are not followed, for the same reason.
        """
        try:
            url = urlsplit(address)
            is_own = (url.scheme, url.netloc) == (self._own.scheme, self._own.netloc)
        except ValueError:
            return False
        return is_own or (url.scheme == "https" and _is_public_name(url.hostname or ""))


def _is_public_name(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        last = host.rstrip(".").rpartition(".")
        return bool(last[0]) and last[2] not in {"local", "localhost", "internal", "lan", "home", "arpa"}
    return False
