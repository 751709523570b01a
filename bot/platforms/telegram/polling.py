"""Updates by `getUpdates`: a batch and its cursor are stored together, and the next request acknowledges them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Bot
from telegram.error import NetworkError

from bot.platforms.errors import Trouble, Unreadable, reason_of
from bot.platforms.polling import Fetched
from bot.platforms.telegram.client import BotApi, TooManyRequests
from bot.platforms.telegram.errors import trouble_of
from bot.platforms.telegram.inbound import ALLOWED_UPDATES, RawUpdate, update_id

BATCH = 100
ANSWER_TIMEOUT = 10.0
MAX_ANSWERING = 32

# Telegram numbers the updates of a bot one after another, and restarts from a random number after a week without any
# (https://core.telegram.org/bots/api#update). A number slightly below the cursor is a repetition, one far below it
# starts a new count.
REPEATED_AT_MOST = 10_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Cursor:
    """`next_offset` acknowledges all updates below it (0: none yet); `epoch` counts how often numbering restarted."""

    next_offset: int = 0
    epoch: int = 0

    def after(self, ids: Sequence[int]) -> "Cursor":
        """The cursor once the updates with these numbers, as they came in one answer, are stored.

        Within an epoch it never goes back; numbers far below it begin the next epoch.
        """
        if not ids:
            return self
        following = max(ids) + 1
        if following <= self.next_offset - REPEATED_AT_MOST:
            return Cursor(following, self.epoch + 1)
        return Cursor(max(following, self.next_offset), self.epoch)


class PressAnswers:
    """Stops the spinner of a pressed button at once, independently of the inbox; a failure to do so costs nothing."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._answering: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._answering)

    def answer(self, raw: RawUpdate) -> None:
        """Answer the press in this update, if it is one; beyond 32 answers on their way presses stay unanswered."""
        press = raw.get("callback_query")
        number = press.get("id") if isinstance(press, Mapping) else None
        if not isinstance(number, str) or len(self._answering) >= MAX_ANSWERING:
            return
        task = asyncio.create_task(self._answer(number))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def close(self) -> None:
        """Cancel the answers still on their way."""
        tasks = set(self._answering)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=ANSWER_TIMEOUT)

    async def _answer(self, callback_id: str) -> None:
        try:
            await self._bot.answer_callback_query(callback_id, read_timeout=ANSWER_TIMEOUT)
        except Exception as error:  # noqa: BLE001 - too old, or the line is down: the press itself is kept
            _log.debug("press not answered: %s", reason_of(error), extra={"action": "callback_answer_failed"})


class TelegramUpdates:
    """The source of the poller. `store(updates, cursor)` writes raw updates and cursor in one transaction.

    When it raises, the cursor stays, nothing is acknowledged and Telegram hands out the same updates again. An update
    may be seen twice: (epoch, update_id) is unique in the inbox.
    """

    platform = "telegram"
    is_redelivered = True

    def __init__(
        self, api: BotApi, store: Callable[[Sequence[RawUpdate], Cursor], Awaitable[None]], cursor: Cursor
    ) -> None:
        self._api = api
        self._store = store
        self.cursor = cursor
        self.presses = PressAnswers(api.bot)

    async def fetch(self, timeout: int) -> Fetched[Any]:  # noqa: ASYNC109 - of the platform's long poll, in seconds
        """The next batch, as raw JSON: one update that the library cannot parse must not block the others."""
        params: dict[str, object] = {"timeout": timeout, "limit": BATCH, "allowed_updates": list(ALLOWED_UPDATES)}
        # An offset tells Telegram to drop every update below it: none is sent before a first batch has been stored.
        if self.cursor.next_offset:
            params["offset"] = self.cursor.next_offset
        updates = await self._api.call("getUpdates", params, timeout + ANSWER_TIMEOUT)
        if not isinstance(updates, list):
            raise NetworkError("getUpdates answered no list")
        return Fetched(updates, is_last=len(updates) < BATCH)

    async def store(self, updates: list[Any]) -> None:
        """Store the batch and move the cursor. Raises Unreadable when no update of it has a number."""
        kept = _by_number(updates)
        if updates and not kept:
            raise Unreadable("updates without an update_id")
        if not kept:
            return
        # Not when the inbox gets there: Telegram keeps a press for 150 seconds, then it can no longer be answered.
        for raw in kept.values():
            self.presses.answer(raw)
        cursor = self.cursor.after(list(kept))
        await self._store(list(kept.values()), cursor)
        if cursor.epoch != self.cursor.epoch:
            _log.warning("update numbers restarted", extra={"action": "update_ids_restarted", "epoch": cursor.epoch})
        self.cursor = cursor

    def trouble_of(self, error: Exception) -> Trouble:
        """What an error of `fetch` means."""
        return trouble_of(error)

    def named_wait(self, error: Exception) -> float | None:
        """Seconds that Telegram asked to wait."""
        return error.retry_after if isinstance(error, TooManyRequests) else None

    async def close(self) -> None:
        """Cancel the answers to presses that are still on their way."""
        await self.presses.close()


def _by_number(updates: list[Any]) -> dict[int, RawUpdate]:
    """The updates that have a number, in the order of their numbers, in which people wrote them.

    Of two with the same number the first counts, as it does in storage when they come one batch after the other.
    """
    found: dict[int, RawUpdate] = {}
    for raw in updates:
        if (number := _number(raw)) is not None:
            found.setdefault(number, raw)
    return dict(sorted(found.items()))


def _number(raw: object) -> int | None:
    try:
        return update_id(raw) if isinstance(raw, Mapping) else None
    except Unreadable:
        _log.error("an update without a number was left out", extra={"action": "update_unreadable"})
        return None
