"""Sends messages to Telegram. Bold is sent as entities and never as markup, which people could type."""

import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from telegram import (
    BotCommand,
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram import Message as TelegramMessage
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.messages import DeliveryFailed, DeliveryUnknown, Sent
from bot.platforms.errors import TokenRefused, reason_of
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.errors import cannot_edit, delivery_error, is_unchanged
from domain.bounds import LARGEST_ID, whole_number
from wording.layout import shortened, utf16_length
from wording.messages import Button, Capabilities, Document, Message, SentBefore

_BEGINNINGS = (
    (0, b"\xff\xd8\xff", "jpg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"%PDF-", "pdf"),
    (0, b"OggS", "ogg"),
    (0, b"ID3", "mp3"),
    (4, b"ftyp", "mp4"),
)


# https://core.telegram.org/bots/api#sendmessage, #sendphoto, #inlinekeyboardbutton, #setmycommands
MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_CALLBACK_BYTES = 64
MAX_ROW = 8
MAX_BUTTONS = 100
MAX_COMMANDS = 100
MAX_DESCRIPTION = 256
MAX_NAME = 120
MAX_PLACEHOLDER = 64  # https://core.telegram.org/bots/api#forcereply

# What Telegram calls a file of its own. Anything else is not passed on: the library uploads a local file of that name.
_FILE_REF = re.compile(r"[A-Za-z0-9_-]{1,300}")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
Stored = Callable[[str], Awaitable[bytes | None]]
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


async def _nothing_stored(_digest: str) -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class BotIdentity:
    """The bot that the token belongs to; `username` is part of t.me links."""

    id: int
    username: str


def telegram_address(username: str) -> str:
    """The public address at which people find the bot; "" without a name."""
    return f"https://t.me/{username}" if username else ""


class TelegramChannel:
    """Sends messages through one bot. Raises only `DeliveryFailed` and `DeliveryUnknown` (identify: `TokenRefused`)."""

    name = "telegram"
    capabilities = Capabilities(
        has_buttons=True,
        has_edits=True,
        has_pictures=True,
        max_length=MAX_TEXT,
        max_caption=MAX_CAPTION,
        has_files=True,
        shares_contacts=True,
    )

    def __init__(self, api: BotApi, stored: Stored = _nothing_stored) -> None:
        """`stored` returns the content of a file in the evidence folder by its digest; None when it is not there."""
        self._bot = api.bot
        self._stored = stored

    async def send(self, chat_id: str, message: Message, edit_message_id: str | None = None) -> Sent:
        """Send, or edit the message `edit_message_id`; a message that can no longer be edited is sent as a new one."""
        chat = _chat(chat_id)
        if message.is_keyboard_only and edit_message_id and edit_message_id.isdecimal():
            return await self._attempt(lambda: self._edit_keyboard(chat, message, int(edit_message_id)))
        if edit_message_id and edit_message_id.isdecimal() and not _carries(message):
            edited = await self._attempt(lambda: self._edit(chat, message, int(edit_message_id)))
            if edited:
                return edited
        if message.again:
            return await self._attempt(lambda: self._send_again(chat, message, message.again))
        if message.document:
            return await self._attempt(lambda: self._send_document(chat, message, message.document))
        if message.picture:
            return await self._attempt(lambda: self._send_picture(chat, message, message.picture or b""))
        return await self._attempt(lambda: self._send_text(chat, message))

    async def set_menu(self, chat_id: str, commands: Sequence[tuple[str, str]], language_code: str | None) -> None:
        """Show these (command, description) pairs in the menu of this chat, for that language or (None) for all."""
        chat = _chat(chat_id)
        menu = [BotCommand(name, description[:MAX_DESCRIPTION]) for name, description in commands[:MAX_COMMANDS]]
        await self._attempt(
            lambda: self._bot.set_my_commands(menu, scope=BotCommandScopeChat(chat), language_code=language_code)
        )

    async def identify(self) -> BotIdentity:
        """Ask the platform who this bot is; raises `TokenRefused` when it refuses the token."""
        try:
            me = await self._bot.get_me()
        except InvalidToken as error:
            raise TokenRefused("Telegram does not know this bot token") from error
        except TelegramError as error:
            raise delivery_error(error) from error
        return BotIdentity(whole_number(me.id, 0, LARGEST_ID) or 0, str(me.username or "")[:MAX_NAME])

    async def _attempt(self, request: Callable[[], Awaitable[_T]]) -> _T:
        try:
            return await request()
        except TelegramError as error:
            raise delivery_error(error) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:  # the answer is none of what was asked for
            raise DeliveryUnknown(reason_of(error)) from error

    async def _send_text(self, chat: int, message: Message) -> Sent:
        short = shortened(message, MAX_TEXT)
        return _sent(
            await self._bot.send_message(
                chat,
                short.text,
                entities=bold_parts(short),
                link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard(message.buttons) or _reply_keyboard(message) or _forced_reply(message),
            )
        )

    async def _edit(self, chat: int, message: Message, message_id: int) -> Sent | None:
        short = shortened(message, MAX_TEXT)
        try:
            await self._bot.edit_message_text(
                short.text,
                entities=bold_parts(short),
                chat_id=chat,
                message_id=message_id,
                link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard(message.buttons),
            )
        except BadRequest as error:
            if cannot_edit(error):
                return None
            if not is_unchanged(error):
                raise
        return Sent(str(message_id))

    async def _edit_keyboard(self, chat: int, message: Message, message_id: int) -> Sent:
        """Change the buttons alone; a message that cannot be edited any more keeps those it has."""
        try:
            await self._bot.edit_message_reply_markup(
                chat_id=chat, message_id=message_id, reply_markup=keyboard(message.buttons)
            )
        except BadRequest as error:
            if not (cannot_edit(error) or is_unchanged(error)):
                raise
        return Sent("")  # the message stays the receipt of what it says

    async def _send_again(self, chat: int, message: Message, again: SentBefore | None) -> Sent:
        """Send a file by its reference; where Telegram does not know that (another bot received it), upload it."""
        if again is None:
            return await self._send_text(chat, message)
        if _FILE_REF.fullmatch(again.file_ref):
            try:
                return await self._send_by_reference(chat, message, again)
            except BadRequest as error:
                if not again.digest or not _is_about_picture(error):
                    raise
        content = await self._stored(again.digest) if again.digest else None
        if content is None:
            return await self._send_text(chat, message)
        if again.kind == "photo":
            return await self._send_picture(chat, message, content)
        return await self._send_document(chat, message, Document(file_name(again.name, content), content))

    async def _send_by_reference(self, chat: int, message: Message, again: SentBefore) -> Sent:
        """Send a file as what it was: Telegram refuses the reference of a video as that of a document."""
        bot = self._bot
        senders = {
            "photo": bot.send_photo,
            "video": bot.send_video,
            "animation": bot.send_animation,
            "audio": bot.send_audio,
            "voice": bot.send_voice,
        }
        send: Any = senders.get(again.kind, bot.send_document)
        short, markup = shortened(message, MAX_CAPTION), keyboard(message.buttons)
        sent = await send(
            chat, again.file_ref, caption=short.text, caption_entities=bold_parts(short), reply_markup=markup
        )
        return _sent(sent)

    async def _send_picture(self, chat: int, message: Message, picture: bytes) -> Sent:
        """Send the picture with its text as caption; a text too long for that is sent first and is the message.

        When Telegram refuses the picture, the text is sent alone.
        """
        if utf16_length(message.text) > MAX_CAPTION:
            sent = await self._send_text(chat, message)
            await self._add_picture(chat, picture)
            return sent
        try:
            photo = InputFile(picture, filename="card.png")
            bold, markup = bold_parts(message), keyboard(message.buttons)
            return _sent(
                await self._bot.send_photo(
                    chat, photo, caption=message.text, caption_entities=bold, reply_markup=markup
                )
            )
        except BadRequest as error:
            if not _is_about_picture(error):
                raise
            return await self._send_text(chat, message)

    async def _send_document(self, chat: int, message: Message, document: Document | None) -> Sent:
        """Send the file with its text as caption; when Telegram refuses the file, send the text alone."""
        if document is None or utf16_length(message.text) > MAX_CAPTION:
            return await self._send_text(chat, message)
        file = InputFile(document.content, filename=document.name)
        bold, markup = bold_parts(message), keyboard(message.buttons)
        try:
            return _sent(
                await self._bot.send_document(
                    chat, file, caption=message.text, caption_entities=bold, reply_markup=markup
                )
            )
        except BadRequest as error:
            if not _is_about_picture(error):
                raise
            return await self._send_text(chat, message)

    async def _add_picture(self, chat: int, picture: bytes) -> None:
        """Send a picture after its text. A failure is only logged: raising would send the accepted text twice."""
        try:
            await self._bot.send_photo(chat, InputFile(picture, filename="card.png"))
        except TelegramError as error:
            _log.warning("picture left out: %s", reason_of(error), extra={"action": "picture_omitted"})


def _sent(message: TelegramMessage) -> Sent:
    return Sent(str(message.message_id))


def _carries(message: Message) -> bool:
    """Whether the message is more than text and so cannot replace another by an edit."""
    return bool(message.picture or message.document or message.again)


def bold_parts(message: Message) -> list[MessageEntity] | None:
    """The bold parts of a message as Telegram counts, in UTF-16 units; None for a message without any."""
    # https://core.telegram.org/api/entities#entity-length
    return [
        MessageEntity(
            MessageEntity.BOLD,
            offset=utf16_length(message.text[: each.start]),
            length=utf16_length(message.text[each.start : each.end]),
        )
        for each in message.entities
    ] or None


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """The buttons that fit the platform; one with more than 64 bytes is left out, because its text can be typed."""
    fitting = [[_button(button) for button in row if _fits(button)][:MAX_ROW] for row in rows]
    kept: list[list[InlineKeyboardButton]] = []
    for row in filter(None, fitting):
        if sum(map(len, kept)) + len(row) <= MAX_BUTTONS:
            kept.append(row)
    return InlineKeyboardMarkup(kept) if kept else None


def _forced_reply(message: Message) -> ForceReply | None:
    return ForceReply(input_field_placeholder=message.asks_reply[:MAX_PLACEHOLDER]) if message.asks_reply else None


def _reply_keyboard(message: Message) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """What stands in place of the phone's keyboard, for a message without buttons."""
    if message.keyboard is None:
        return None
    if not message.keyboard.contact_label:
        return ReplyKeyboardRemove()
    share = KeyboardButton(message.keyboard.contact_label, request_contact=True)
    return ReplyKeyboardMarkup([[share]], resize_keyboard=True, one_time_keyboard=True)


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.typed, style=button.style or None)


def _fits(button: Button) -> bool:
    # In bytes, not letters: the title of a plan with emoji once passed 64 bytes, and cut to fit it named no plan.
    return 1 <= len(button.typed.encode()) <= MAX_CALLBACK_BYTES and bool(button.label)


def _is_about_picture(error: BadRequest) -> bool:
    return any(word in error.message.lower() for word in ("photo", "image", "file", "media"))


def _chat(chat_id: str) -> int:
    try:
        return int(chat_id)
    except ValueError:
        raise DeliveryFailed(f"{chat_id[:40]!r} is no Telegram chat id", rejected=True) from None


def file_name(name: str, content: bytes) -> str:
    """The name with an ending, which phones open a file by; a missing one follows from the first bytes."""
    ending = next((end for at, first, end in _BEGINNINGS if content[at : at + len(first)] == first), "")
    return name if "." in name or not ending else f"{name}.{ending}"
