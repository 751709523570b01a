"""The durable way in: fetch updates, have them stored, and only then let the next request acknowledge them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from telegram.error import NetworkError

from bot.platforms.telegram.client import TooManyRequests
from bot.platforms.telegram.cursor import Cursor
from bot.platforms.telegram.errors import reason_of
from bot.platforms.telegram.inbound import ALLOWED_UPDATES, RawUpdate, Unreadable, update_id
from bot.platforms.telegram.troubles import Trouble, sentence_for, trouble_of, wait_for
from domain.bounds import LONGEST_POLL_WAIT

MAX_TIMEOUT = 50  # seconds; the platform caps a long poll here
BATCH = 100
ANSWER_TIMEOUT = 10.0
MAX_ANSWERING = 32
SILENT_AFTER_TIMEOUTS = 3

_log = logging.getLogger(__name__)


class Call(Protocol):
    """One call of the Bot API: method, parameters, seconds to wait for the answer; gives the plain `result`."""

    def __call__(self, method: str, params: Mapping[str, object], timeout: float) -> Awaitable[Any]: ...  # noqa: D102


Store = Callable[[Sequence[RawUpdate], Cursor], Awaitable[None]]
Alert = Callable[[Trouble, str], None]


@dataclass(frozen=True, slots=True)
class PollerState:
    """For /health: the last answer of the platform (None: never yet), and what is wrong now (None: nothing).

    `caught_up_at`: the last answer that left nothing waiting there, once what it brought was stored.
    """

    last_contact: datetime | None
    trouble: Trouble | None
    failures: int
    cursor: Cursor
    caught_up_at: datetime | None = None


class Poller:
    """Fetches one bot's updates until cancelled; no error ends it.

    `store(updates, cursor)` writes the raw updates and the cursor in one transaction; when it raises, nothing is
    acknowledged and the same updates are asked for again. It may see an update twice: (epoch, update_id) is unique.
    `now` gives an aware UTC instant for `state`; `jitter` a factor for each wait (1 or a little more);
    `alert(trouble, sentence)` is called once when a trouble begins; `timeout` in seconds, at most 50.
    `on_caught_up` is called whenever an answer left nothing waiting and all that it brought is stored;
    `on_trouble` at each failure.
    """

    def __init__(
        self,
        call: Call,
        store: Store,
        cursor: Cursor,
        *,
        now: Callable[[], datetime],
        alert: Alert,
        jitter: Callable[[], float],
        timeout: int = MAX_TIMEOUT,
        on_caught_up: Callable[[], None] = lambda: None,
        on_trouble: Callable[[Trouble], None] = lambda _trouble: None,
    ) -> None:
        self._call = call
        self._store = store
        self._cursor = cursor
        self._now = now
        self._alert = alert
        self._jitter = jitter
        self._on_caught_up = on_caught_up
        self._on_trouble = on_trouble
        self._timeout = min(timeout, MAX_TIMEOUT)
        self._last_contact: datetime | None = None
        self._caught_up_at: datetime | None = None
        self._trouble: Trouble | None = None
        self._failures = 0
        self._heard = asyncio.Event()
        self._answering: set[asyncio.Task[None]] = set()

    @property
    def state(self) -> PollerState:
        """How receiving stands at this moment."""
        return PollerState(self._last_contact, self._trouble, self._failures, self._cursor, self._caught_up_at)

    @property
    def last_contact(self) -> datetime | None:
        """When the platform last answered; None before the first answer."""
        return self._last_contact

    async def run(self) -> None:
        """Receive until cancelled."""
        watchdog = asyncio.create_task(self._watch(), name="telegram-watchdog")
        try:
            while True:
                wait = await self._round()
                if wait:
                    await asyncio.sleep(self._pause(wait))
        finally:
            tasks = {watchdog, *self._answering}
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=ANSWER_TIMEOUT)

    def _pause(self, wait: float) -> float:
        """Seconds to rest: with a little chance in them, and never longer than ten minutes, whatever was asked for."""
        return min(min(wait, LONGEST_POLL_WAIT) * self._jitter(), LONGEST_POLL_WAIT)

    async def _round(self) -> float:
        """One fetch; returns the seconds to wait before the next."""
        try:
            updates = await self._fetch()
        except Exception as error:
            return self._failed(trouble_of(error), error)
        self._last_contact = self._now()
        self._heard.set()
        return await self._keep(updates)

    async def _fetch(self) -> list[Any]:
        params: dict[str, object] = {
            "timeout": self._timeout,
            "limit": BATCH,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        if self._cursor.next_offset:
            params["offset"] = self._cursor.next_offset
        updates = await self._call("getUpdates", params, self._timeout + ANSWER_TIMEOUT)
        if not isinstance(updates, list):
            raise NetworkError("getUpdates answered no list")
        return updates

    async def _keep(self, updates: list[Any]) -> float:
        kept = _by_number(updates)
        if updates and not kept:
            return self._failed(Trouble.NOT_STORED, Unreadable("updates without an update_id"))
        for raw in kept.values():
            self._answer_press(raw)
        cursor = self._cursor.after(list(kept))
        if kept:
            try:
                await self._store(list(kept.values()), cursor)
            except Exception as error:
                return self._failed(Trouble.NOT_STORED, error)
        self._recovered(cursor)
        if len(updates) < BATCH:
            self._caught_up_at = self._last_contact
            self._on_caught_up()
        return 0.0

    def _recovered(self, cursor: Cursor) -> None:
        if self._trouble:
            _log.info("receiving again", extra={"action": "poll_recovered", "failures": self._failures})
        if cursor.epoch != self._cursor.epoch:
            _log.warning("update numbers began anew", extra={"action": "update_ids_restarted", "epoch": cursor.epoch})
        self._cursor, self._trouble, self._failures = cursor, None, 0

    def _failed(self, trouble: Trouble, error: Exception) -> float:
        self._failures = self._failures + 1 if trouble is self._trouble else 1
        if trouble is not self._trouble:
            self._tell(trouble)
        self._trouble = trouble
        self._on_trouble(trouble)
        _log.warning("cannot receive: %s", reason_of(error), extra={"action": "poll_failed", "trouble": str(trouble)})
        return error.retry_after if isinstance(error, TooManyRequests) else wait_for(trouble, self._failures)

    def _tell(self, trouble: Trouble) -> None:
        """Alert once per trouble; an alert that fails must not end the receiving."""
        sentence = sentence_for(trouble)
        if not sentence:
            return
        try:
            self._alert(trouble, sentence)
        except Exception:
            _log.exception("the alert failed", extra={"action": "alert_failed"})

    def _answer_press(self, raw: RawUpdate) -> None:
        """Stop the button's spinner at once, whatever becomes of the press; a failure to do so costs nothing."""
        press = raw.get("callback_query")
        number = press.get("id") if isinstance(press, Mapping) else None
        if not isinstance(number, str) or len(self._answering) >= MAX_ANSWERING:
            return
        task = asyncio.create_task(self._answer(number))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, callback_id: str) -> None:
        try:
            await self._call("answerCallbackQuery", {"callback_query_id": callback_id}, ANSWER_TIMEOUT)
        except Exception as error:  # a press may be too old to answer, the line down: the press itself is kept
            _log.debug("press not answered: %s", reason_of(error), extra={"action": "callback_answer_failed"})

    async def _watch(self) -> None:
        """Raise the alarm when the time of three long polls passes without an answer, by the loop's own time."""
        patience = max(self._timeout, 1) * SILENT_AFTER_TIMEOUTS
        while True:
            self._heard.clear()
            try:
                async with asyncio.timeout(patience):  # wait_for loses a cancellation that meets the answer (3.11)
                    await self._heard.wait()
            except TimeoutError:
                _log.error("no answer for %s s", patience, extra={"action": "poll_stalled"})
                self._tell(Trouble.SILENT)
                await self._heard.wait()


def _by_number(updates: list[Any]) -> dict[int, RawUpdate]:
    """The updates that have a number, in the order of their numbers: what people wrote first is obeyed first.

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
