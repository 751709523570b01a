"""Updates that Telegram pushes: setting the webhook, and the buffer that restores the order of pushed updates."""

from datetime import datetime, timedelta

from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.inbound import ALLOWED_UPDATES
from bot.platforms.telegram.outbound import TelegramChannel
from bot.platforms.webhooks import WebhookInfo
from domain.bounds import LARGEST_ID, whole_number

ANSWER_TIMEOUT = 10.0  # seconds

# Telegram may push over several connections at once; an overtaken update comes a moment later, or not at all.
HOLD = timedelta(seconds=0.8)
# A wider gap is no overtaking: numbers restarted, or another program fetched. Telegram opens 100 connections at
# most (https://core.telegram.org/bots/api#setwebhook).
WIDEST = 100
_APART = timedelta(microseconds=1)


class ReorderBuffer:
    """Restores the order of pushed updates: holds a number for a moment while an earlier one is missing."""

    def __init__(self, next_number: int = 0) -> None:
        self._next = next_number
        self._missing: dict[int, datetime] = {}
        self._held: dict[int, datetime] = {}

    def hold(self, number: int, now: datetime) -> datetime | None:
        """The instant until which the update with this number waits for an earlier one; None when it need not wait.

        Of two held updates the earlier number never waits longer, and one that fills a gap waits for no later one.
        """
        self._missing = _ahead(self._missing, now)
        self._held = _ahead(self._held, now)
        self._missing.pop(number, None)
        self._note_gap(number, now)
        ends = [end for earlier, end in (*self._missing.items(), *self._held.items()) if earlier < number]
        if not ends:
            return None
        self._held[number] = max(ends)
        return self._held[number]

    def _note_gap(self, number: int, now: datetime) -> None:
        gap = range(self._next, number)
        if self._next and len(gap) <= WIDEST - len(self._missing):
            self._missing |= {missing: now + HOLD + place * _APART for place, missing in enumerate(gap)}
        if number >= self._next or number < self._next - WIDEST:
            self._next = number + 1


def _ahead(ends: dict[int, datetime], now: datetime) -> dict[int, datetime]:
    """The entries that have not ended; a clock that was set back makes none wait longer."""
    return {number: end for number, end in ends.items() if now < end <= now + 2 * HOLD}


class TelegramAdmin:
    """What the doctor and `dondoc webhook` ask of a bot; raises the library's errors."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    async def identify(self) -> str:
        """The bot's name as people see it; raises TokenRefused."""
        return f"@{(await TelegramChannel(self._api).identify()).username}"

    async def webhook_info(self) -> WebhookInfo:
        """The webhook as Telegram reports it; its last error counts only while updates wait for it to pass."""
        info = await self._api.bot.get_webhook_info(read_timeout=ANSWER_TIMEOUT)
        waiting = whole_number(info.pending_update_count, 1, LARGEST_ID) or 0
        address = info.url.strip() if isinstance(info.url, str) else ""
        return WebhookInfo(address, waiting, str(info.last_error_message or ""))

    async def set_webhook(self, address: str, secret: str) -> None:
        """Let Telegram push to the address, over one connection: that keeps the order in which people wrote."""
        await self._api.bot.set_webhook(
            address, allowed_updates=ALLOWED_UPDATES, max_connections=1, secret_token=secret
        )

    async def delete_webhook(self) -> None:
        """Let Telegram push no more."""
        await self._api.bot.delete_webhook()
