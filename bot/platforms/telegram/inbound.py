"""Reads raw updates of Telegram into `Incoming`, and fetches files. Total: an update raises nothing but `Unreadable`.

Updates are read from plain JSON, field by field, so that one odd field never makes a whole message unreadable; see
docs/adr/0003-own-poller.md for what `Update.de_json` would cost.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from telegram.error import BadRequest, TelegramError

from bot.grammar.spelling import clean
from bot.messages import Attachment, FetchFailed, Incoming, Kind
from bot.platforms.client import FileTooLarge
from bot.platforms.errors import Unreadable, reason_of
from bot.platforms.telegram.client import BotApi
from domain.bounds import LARGEST_ID, whole_number
from domain.inbox import sent_instant
from domain.messages.pressed import Keyboard, ShownButton

RawUpdate = Mapping[str, Any]

# What the poller asks for; `dondoc webhook set` asks for the same.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction")

MAX_NAME = 120
MAX_FILE_ID = 300
MAX_PHONE = 20
# The next one must fit the cursor's 32 bits; the server's own counter ends at 2,000,000,000 (TDLib, TQueue.h, MAX_ID).
MAX_UPDATE_ID = 2**31 - 2
LARGEST_SIZE = 2**53  # bytes; what is named beyond is no size, and the download itself is bounded
MAX_ALBUM = 60
MAX_BUTTONS = 100
THUMB = "👍"
_GONE = {"kicked", "left"}
_GROUPS = {"group", "supergroup"}
_MEDIA = ("animation", "video", "audio", "voice")
_CONTENTS = {
    "voice": "voice",
    "video_note": "video_note",
    "sticker": "sticker",
    "location": "location",
    "venue": "location",
    "contact": "contact",
    "poll": "poll",
    "dice": "sticker",
    "story": "other",
    "game": "other",
}


def update_id(raw: RawUpdate) -> int:
    """The update's number; raises `Unreadable` when there is none."""
    number = whole_number(raw.get("update_id"), 0, MAX_UPDATE_ID) if isinstance(raw, Mapping) else None
    if number is None:
        raise Unreadable("no update_id")
    return number


def update_key(raw: RawUpdate) -> str:
    """The key of the update, unique within one epoch of one bot; raises `Unreadable`."""
    return str(update_id(raw))


def sent_at(raw: RawUpdate) -> datetime | None:
    """When the person sent or edited it; None for a press, which has no date of its own. Never raises."""
    for kind, dated in (("message", "date"), ("edited_message", "edit_date"), ("message_reaction", "date")):
        event = raw.get(kind) if isinstance(raw, Mapping) else None
        if isinstance(event, Mapping):
            return sent_instant(event.get(dated))
    return None


def chat_of(raw: RawUpdate) -> str | None:
    """The chat that the update belongs to; None when it names none. Never raises."""
    for kind in ALLOWED_UPDATES:
        try:
            return _chat_id(_dict(raw, kind))
        except Unreadable:
            continue
    return None


# `Update.de_json` of the library raises for a whole update when one field is odd, also in parts that nobody reads,
# and costs 91 µs of processor time where reading these fields costs 11 (docs/adr/0003).
def read_update(raw: RawUpdate) -> Incoming:
    """What the person did; raises `Unreadable` for an unknown shape."""
    readers = {
        "message": _message,
        "edited_message": _edited,
        "callback_query": _press,
        "my_chat_member": _membership,
        "message_reaction": _reaction,
    }
    for kind, reader in readers.items():
        if isinstance(raw, Mapping) and kind in raw:
            return reader(_dict(raw, kind))
    raise Unreadable(
        f"an update of no known kind: {sorted(map(str, raw))[:5] if isinstance(raw, Mapping) else type(raw)}"
    )


def _message(message: RawUpdate) -> Incoming:
    text = message.get("text")
    is_text = isinstance(text, str)
    kind, attachment = (Kind.TEXT, None) if is_text else _handed(message)
    return Incoming(
        kind=kind,
        text=_text(message, "text" if is_text else "caption"),
        reply_to=_replied_to(message),
        attachment=attachment,
        is_own_contact=_is_own_contact(message),
        phone=_text(_dict(message, "contact"), "phone_number")[:MAX_PHONE] if _is_own_contact(message) else "",
        content="" if is_text or _is_own_contact(message) else _content(message),
        album=_album(message),
        message_id=_number(message, "message_id"),
        **_passed_on(message),
        **_who(message),
    )


def _handed(message: RawUpdate) -> tuple[Kind, Attachment | None]:
    """The kind of a message that is no text, with its picture or file."""
    for kind, read in ((Kind.PHOTO, _picture), (Kind.MEDIA, _media), (Kind.FILE, _document)):
        if (found := read(message)) is not None:
            return kind, found
    return Kind.OTHER, None


def _content(message: RawUpdate) -> str:
    """The kind of content that cannot be handed in without words (a sticker, a location); "" for any other."""
    return next((content for name, content in _CONTENTS.items() if isinstance(message.get(name), Mapping)), "")


def _album(message: RawUpdate) -> str | None:
    return _text(message, "media_group_id")[:MAX_ALBUM] or None


def album_of(raw: RawUpdate) -> str | None:
    """The id that the pictures of an album share; None for anything else. Never raises."""
    message = raw.get("message") if isinstance(raw, Mapping) else None
    return _album(message) if isinstance(message, Mapping) else None


def _passed_on(message: RawUpdate) -> dict[str, Any]:
    """Whether the text is forwarded or quotes another message, and its author as far as Telegram names one.

    `forward_from`, `forward_sender_name` and `forward_date` are how servers said it before Bot API 7.0.
    """
    is_forwarded = any(message.get(name) for name in ("forward_origin", "forward_date", "forward_from"))
    is_quote = not is_forwarded and any(message.get(name) for name in ("external_reply", "quote"))
    named = message.get("forward_origin") or message.get("external_reply")
    origin = named.get("origin", named) if isinstance(named, Mapping) else message
    return {
        "is_forwarded": is_forwarded or is_quote,
        "is_quote": is_quote,
        "forwarded_from": _author(origin) if is_forwarded or is_quote else "",
    }


def _author(origin: Any) -> str:
    if not isinstance(origin, Mapping):
        return ""
    for name in ("sender_user", "forward_from"):
        if isinstance(user := origin.get(name), Mapping):
            return _full_name(user)
    for name in ("sender_chat", "chat", "forward_from_chat"):
        if isinstance(chat := origin.get(name), Mapping):
            return _text(chat, "title")[:MAX_NAME]
    return (_text(origin, "sender_user_name") or _text(origin, "forward_sender_name"))[:MAX_NAME]


def _is_own_contact(message: RawUpdate) -> bool:
    """Whether the sender shared their own telephone number, which Telegram confirms by the contact's `user_id`."""
    contact = message.get("contact")
    owner = _number(contact, "user_id") if isinstance(contact, Mapping) else None
    return owner is not None and owner == _number(_dict(message, "from"), "id")


def _picture(message: RawUpdate) -> Attachment | None:
    """The picture of a message in its largest size, which Telegram names last."""
    sizes = message.get("photo")
    largest = sizes[-1] if isinstance(sizes, list) and sizes else None
    file_id = largest.get("file_id") if isinstance(largest, Mapping) else None
    return Attachment(file_id, "") if isinstance(file_id, str) and 0 < len(file_id) <= MAX_FILE_ID else None


def _media(message: RawUpdate) -> Attachment | None:
    """A video, an animation (which comes as a document, too), an audio file; a voice only with words beside it."""
    found = next((name for name in _MEDIA if isinstance(message.get(name), Mapping)), None)
    if found is None or (found == "voice" and not _text(message, "caption").strip()):
        return None
    return _file(message, found, found)


def _document(message: RawUpdate) -> Attachment | None:
    return _file(message, "document") if isinstance(message.get("document"), Mapping) else None


def _file(message: RawUpdate, name: str, kind: str = "") -> Attachment | None:
    described = _dict(message, name)
    file_id = described.get("file_id")
    if not isinstance(file_id, str) or not file_id:
        return None
    size = whole_number(described.get("file_size"), 0, LARGEST_SIZE)
    return Attachment(file_id, _text(described, "file_name")[:MAX_NAME], size, kind)


def _edited(message: RawUpdate) -> Incoming:
    return replace(_message(message), is_edit=True)


def _reaction(change: RawUpdate) -> Incoming:
    """A reaction to a message: only a thumb that was not there before says something."""
    person = change.get("user")
    if not isinstance(person, Mapping):  # the administrators of a group, as one
        return Incoming(Kind.REACTION, _chat_id(change), "", "", is_private=False)
    is_new = _has_thumb(change.get("new_reaction")) and not _has_thumb(change.get("old_reaction"))
    return Incoming(
        kind=Kind.REACTION,
        text=THUMB if is_new else "",
        reply_to=_number(change, "message_id"),
        **_who({**change, "from": person}),
    )


def _has_thumb(reactions: Any) -> bool:
    found = reactions if isinstance(reactions, list) else []
    return any(str(each.get("emoji", "")).startswith(THUMB) for each in found if isinstance(each, Mapping))


def _press(query: RawUpdate) -> Incoming:
    message = query.get("message")
    return Incoming(
        kind=Kind.PRESS,
        text=_text(query, "data"),
        pressed_on=_number(message, "message_id") if isinstance(message, Mapping) else None,
        callback_id=_text(query, "id") or None,
        keyboard=_keyboard(message) if isinstance(message, Mapping) else (),
        **_who(query),
    )


def _keyboard(message: RawUpdate) -> Keyboard:
    """The buttons under a message; none unless each of them can be shown again as it is."""
    markup = message.get("reply_markup")
    rows = markup.get("inline_keyboard") if isinstance(markup, Mapping) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return ()
    found = tuple(tuple(map(_shown, row)) for row in rows)
    each = [button for row in found for button in row]
    return found if len(each) <= MAX_BUTTONS and all(one.label and one.typed for one in each) else ()


def _shown(key: Any) -> ShownButton:
    if not isinstance(key, Mapping):
        return ShownButton("", "")
    return ShownButton(_text(key, "text"), _text(key, "callback_data"), _text(key, "style"))


def _membership(change: RawUpdate) -> Incoming:
    """The bot was blocked or unblocked in a private chat (in a group: put out or taken in)."""
    is_gone = _text(_dict(change, "new_chat_member"), "status") in _GONE
    return Incoming(kind=Kind.BLOCKED if is_gone else Kind.UNBLOCKED, **_who(change))


def _who(event: RawUpdate) -> dict[str, Any]:
    sender = _dict(event, "from")
    account = _number(sender, "id")
    if account is None:
        raise Unreadable("a sender without an id")
    return {
        "chat_id": _chat_id(event),
        "account_id": account,
        "sender_name": _full_name(sender),
        "is_private": _is_private_chat_of(account, event),
        "is_group": _chat(event).get("type") in _GROUPS,
    }


def _full_name(user: RawUpdate) -> str:
    names = (_text(user, "first_name"), _text(user, "last_name"))
    return " ".join(" ".join(names).split())[:MAX_NAME]


def _is_private_chat_of(account: str, event: RawUpdate) -> bool:
    """Whether the event comes from the sender's own private chat, whose id is the sender's.

    A press on a message too old to be delivered names no chat; it is answered in the private chat of its sender.
    """
    chat = _chat(event)
    if not chat and "data" in event and "message" not in event:
        return True
    # An update of somebody else in a private chat must not be obeyed as that person's.
    return chat.get("type") == "private" and _number(chat, "id") == account


def _chat(event: RawUpdate) -> RawUpdate:
    """The chat of a message, or of the message whose button was pressed; {} for a message too old to be delivered."""
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
    """The id of our own message that was replied to; None for a reply to a person's message."""
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


class TelegramFiles:
    """Fetches files through one bot."""

    def __init__(self, api: BotApi, most_bytes: int) -> None:
        self._api = api
        self._most_bytes = most_bytes

    async def fetch(self, attachment: Attachment) -> bytes:
        """The content of a file. Raises FetchFailed; with a `trouble` when trying again can never help.

        https://core.telegram.org/bots/api#getfile: up to 20 MB, the path holds for an hour.
        """
        try:
            file = await self._api.bot.get_file(attachment.file_id)
            if not isinstance(file.file_path, str) or not file.file_path:
                raise FetchFailed("getFile named no path")
            return await self._api.download(file.file_path, self._most_bytes)
        except FileTooLarge as error:
            raise FetchFailed(str(error), trouble="too_large") from error
        except BadRequest as error:
            trouble = "too_large" if "too big" in error.message.lower() else "not_fetched"
            raise FetchFailed(reason_of(error), trouble=trouble) from error
        except (TelegramError, TypeError, AttributeError) as error:  # the last two: an answer that describes no file
            raise FetchFailed(reason_of(error)) from error
