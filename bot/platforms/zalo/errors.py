"""What refusals of Zalo and broken lines mean for a delivery and for receiving."""

from bot.messages import DeliveryFailed, DeliveryUnknown
from bot.platforms.client import LineBroken
from bot.platforms.errors import BAD_TOKEN_WAIT, LINE_DOWN_WAIT, Trouble, reason_of
from bot.platforms.zalo.client import ZaloRefused

# Seconds until the next send when the speed or the quota is at fault, not the message.
TOO_FAST_WAIT = 30.0
QUOTA_WAIT = 600.0

# The platform names no codes for these; words as they stand in its descriptions, in small letters.
_DEAD_CHATS = (
    "chat not found", "user not found", "chat_id not found", "invalid chat", "blocked", "unfollow", "not a member",
    "deactivated",
)  # fmt: skip
_QUOTA = ("quota", "monthly", "month limit", "out of message")


def delivery_error(error: Exception) -> DeliveryFailed | DeliveryUnknown:
    """The outcome of a failed send: surely refused, and for how long; or unknown whether it arrived.

    An answer with `ok` false is a refusal; only 408 and 5xx may come after the message was accepted. 403 is Zalo's
    internal error and passes (https://bot.zapps.me/docs/error-code/), unlike Telegram's.
    """
    reason = reason_of(error)
    if isinstance(error, LineBroken):
        if error.is_surely_unsent:
            return DeliveryFailed(reason, retry_after=LINE_DOWN_WAIT, is_token_wide=True)
        return DeliveryUnknown(reason)
    return _refused(error, reason) if isinstance(error, ZaloRefused) else DeliveryUnknown(reason)


def is_token_refused(error: ZaloRefused) -> bool:
    """Whether the platform refuses the bot itself; a 404 that speaks of a chat does not."""
    return error.code == 401 or (error.code == 404 and not _says(error, _DEAD_CHATS))


def is_quota(error: ZaloRefused) -> bool:
    """Whether a 429 is about the month's messages and not about speed."""
    return error.code == 429 and _says(error, _QUOTA)


def trouble_of(error: Exception) -> Trouble:
    """What the error of a fetch means; 403 is the platform's own failure and passes, as a broken line does."""
    if not isinstance(error, ZaloRefused):
        return Trouble.NETWORK
    if "webhook" in error.description.lower():
        return Trouble.WEBHOOK_SET
    if is_token_refused(error):
        return Trouble.TOKEN_REFUSED
    return Trouble.TOO_MANY_REQUESTS if error.code == 429 else Trouble.NETWORK


def _refused(error: ZaloRefused, reason: str) -> DeliveryFailed | DeliveryUnknown:
    if error.code == 408 or error.code >= 500:
        return DeliveryUnknown(reason)
    if error.code == 429:
        wait = QUOTA_WAIT if is_quota(error) else TOO_FAST_WAIT
        return DeliveryFailed(reason, retry_after=wait, is_token_wide=True, is_quota=is_quota(error))
    if error.code == 403:  # no message's fault: the whole channel waits until the platform is well again
        return DeliveryFailed(reason, retry_after=LINE_DOWN_WAIT, is_token_wide=True)
    if is_token_refused(error):
        return DeliveryFailed(reason, retry_after=BAD_TOKEN_WAIT, is_token_wide=True)
    if error.code in {400, 404}:
        is_dead = _says(error, _DEAD_CHATS)
        return DeliveryFailed(reason, permanent=is_dead, rejected=not is_dead)
    return DeliveryFailed(reason)


def _says(error: ZaloRefused, words: tuple[str, ...]) -> bool:
    return any(phrase in error.description.lower() for phrase in words)
