"""What refusals of Telegram and broken lines mean for a delivery and for receiving."""

import aiohttp
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.messages import DeliveryFailed, DeliveryUnknown
from bot.platforms.errors import BAD_TOKEN_WAIT, LINE_DOWN_WAIT, Trouble, reason_of
from bot.platforms.telegram.client import TooManyRequests

# 400s after which this chat can never be reached again. https://core.telegram.org/bots/api#making-requests names no
# codes; these are the server's own words, in small letters.
_DEAD_CHATS = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "bot was kicked",
    "bot is not a member",
    "group chat was deactivated",
    "chat_write_forbidden",
    "have no rights to send",
    "input_user_deactivated",
)
# Answered with 400 although the message reads as it should: for an edit this is success.
_UNCHANGED = ("message is not modified",)
_CANNOT_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message_id_invalid",
    "message identifier is not specified",
)


def delivery_error(error: Exception) -> DeliveryFailed | DeliveryUnknown:
    """The outcome of a failed send: surely refused, and for how long; or unknown whether it arrived."""
    reason = reason_of(error)
    match error:
        case TooManyRequests():
            return DeliveryFailed(reason, retry_after=error.retry_after)  # it does not say whether of chat or token
        case ChatMigrated():
            return DeliveryFailed(reason, moved_to=str(error.new_chat_id))
        # 403 is final here: the bot was blocked or removed, or the account is deactivated. On Zalo it is a failure
        # that passes.
        case Forbidden():
            return DeliveryFailed(reason, permanent=True)
        case InvalidToken():
            return DeliveryFailed(reason, retry_after=BAD_TOKEN_WAIT, is_token_wide=True)
        case NetworkError():
            return _refused(reason) if isinstance(error, BadRequest) else _line_error(error, reason)
    return DeliveryUnknown(reason)


def is_unchanged(error: BadRequest) -> bool:
    """Whether an edit was refused because the message already reads so."""
    return _says(error, _UNCHANGED)


def cannot_edit(error: BadRequest) -> bool:
    """Whether an edit was refused because that message can no longer be edited, so that a new one must be sent."""
    return _says(error, _CANNOT_EDIT)


def trouble_of(error: Exception) -> Trouble:
    """What the error of a fetch means."""
    if isinstance(error, Conflict):
        return Trouble.WEBHOOK_SET if "webhook" in str(error).lower() else Trouble.SECOND_POLLER
    if isinstance(error, InvalidToken):
        return Trouble.TOKEN_REFUSED
    return Trouble.TOO_MANY_REQUESTS if isinstance(error, TooManyRequests) else Trouble.NETWORK


def _refused(reason: str) -> DeliveryFailed:
    is_dead = any(words in reason.lower() for words in _DEAD_CHATS)
    return DeliveryFailed(reason, permanent=is_dead, rejected=not is_dead)


def _line_error(error: TelegramError, reason: str) -> DeliveryFailed | DeliveryUnknown:
    """A broken line: surely not sent without a connection, unknown once the request was on its way.

    Without a cause it is an answer: 413 refuses the message, 5xx may come after the message was accepted.
    """
    cause = error.__cause__
    if isinstance(cause, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return DeliveryFailed(reason, retry_after=LINE_DOWN_WAIT, is_token_wide=True)
    if cause is None and "request entity too large" in reason.lower():
        return DeliveryFailed(reason, rejected=True)
    return DeliveryUnknown(reason)


def _says(error: BadRequest, words: tuple[str, ...]) -> bool:
    return any(phrase in error.message.lower() for phrase in words)
