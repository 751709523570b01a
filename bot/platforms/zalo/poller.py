"""The way in for trying out: ask for one event, have it stored, ask for the next.

Zalo's getUpdates knows no acknowledgement: an event is gone from the platform once it was handed out. What is lost is
the event on its way when the line breaks or the program is killed, so at most once; the webhook is the durable way in.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.platforms.zalo.client import ZaloApi, ZaloRefused
from bot.platforms.zalo.errors import reason_of
from bot.platforms.zalo.inbound import RawEvent, events_in
from bot.platforms.zalo.troubles import Trouble, sentence_for, trouble_of, wait_for

MAX_TIMEOUT = 50  # seconds
ANSWER_TIMEOUT = 10.0
SILENT_AFTER_TIMEOUTS = 3
IDLE_PAUSE = 0.2  # seconds: a platform that ends polls at once is not asked in a hot loop
LAST_STORE_SECONDS = 10.0

_log = logging.getLogger(__name__)

Store = Callable[[RawEvent], Awaitable[None]]
Alert = Callable[[Trouble, str], None]


@dataclass(frozen=True, slots=True)
class PollerState:
    """For /health: the last answer of the platform (None: never yet), and what is wrong now (None: nothing).

    `caught_up_at`: the last answer that brought nothing, so that nothing waited there.
    """

    last_contact: datetime | None
    trouble: Trouble | None
    failures: int
    caught_up_at: datetime | None = None


class Poller:
    """Fetches one bot's events until cancelled; no error ends it.

    `store(event)` keeps the raw event for good; while it raises, the event is held and nothing more is asked for.
    `now` gives an aware UTC instant for `state`; `jitter` a factor for each wait (1 or a little more);
    `alert(trouble, sentence)` is called once when a trouble begins; `timeout` in seconds, at most 50.
    `on_caught_up` is called whenever an answer left nothing waiting and all that it brought is stored.
    """

    def __init__(
        self,
        api: ZaloApi,
        store: Store,
        *,
        now: Callable[[], datetime],
        alert: Alert,
        jitter: Callable[[], float],
        timeout: int = MAX_TIMEOUT,
        on_caught_up: Callable[[], None] = lambda: None,
    ) -> None:
        self._api = api
        self._store = store
        self._now = now
        self._alert = alert
        self._jitter = jitter
        self._on_caught_up = on_caught_up
        self._timeout = min(timeout, MAX_TIMEOUT)
        self._last_contact: datetime | None = None
        self._caught_up_at: datetime | None = None
        self._trouble: Trouble | None = None
        self._failures = 0
        self._held: list[RawEvent] = []
        self._heard = asyncio.Event()

    @property
    def state(self) -> PollerState:
        """How receiving stands at this moment."""
        return PollerState(self._last_contact, self._trouble, self._failures, self._caught_up_at)

    async def run(self) -> None:
        """Receive until cancelled; what has been handed out is still stored then, for at most 10 s."""
        watchdog = asyncio.create_task(self._watch(), name="zalo-watchdog")
        try:
            while True:
                wait = await self._round()
                await asyncio.sleep(wait * self._jitter())
        finally:
            watchdog.cancel()
            await asyncio.wait({watchdog})
            await self._store_the_last()

    async def _round(self) -> float:
        """Fetch unless an event is still held, store; returns the seconds to wait before the next."""
        if not self._held:
            try:
                self._held = events_in(await self._fetch())
            except Exception as error:
                return self._failed(trouble_of(error), error)
            self._last_contact = self._now()
            self._heard.set()
        was_idle = not self._held
        try:
            await self._keep()
        except Exception as error:
            return self._failed(Trouble.NOT_STORED, error)
        self._recovered()
        if was_idle:
            self._caught_up_at = self._last_contact
            self._on_caught_up()
        return IDLE_PAUSE if was_idle else 0.0

    async def _fetch(self) -> object:
        """What one poll brought; that nothing happened in its time is no error, though Zalo says it with 408."""
        try:
            return await self._api.call("getUpdates", {"timeout": self._timeout}, self._timeout + ANSWER_TIMEOUT)
        except ZaloRefused as refused:
            if refused.code == 408:
                return None
            raise

    async def _keep(self) -> None:
        while self._held:
            await self._store(self._held[0])
            del self._held[0]

    async def _store_the_last(self) -> None:
        """When stopped between handing out and storing: the platform would not give it again. Twice is once."""
        try:
            async with asyncio.timeout(LAST_STORE_SECONDS):
                await self._keep()
        except Exception:
            _log.exception("an event is lost", extra={"action": "event_dropped"})

    def _recovered(self) -> None:
        if self._trouble:
            _log.info("receiving again", extra={"action": "poll_recovered", "failures": self._failures})
        self._trouble, self._failures = None, 0

    def _failed(self, trouble: Trouble, error: Exception) -> float:
        self._failures = self._failures + 1 if trouble is self._trouble else 1
        if trouble is not self._trouble:
            self._tell(trouble)
        self._trouble = trouble
        _log.warning("cannot receive: %s", reason_of(error), extra={"action": "poll_failed", "trouble": str(trouble)})
        return wait_for(trouble, self._failures)

    def _tell(self, trouble: Trouble) -> None:
        """Alert once per trouble; an alert that fails must not end the receiving."""
        sentence = sentence_for(trouble)
        if not sentence:
            return
        try:
            self._alert(trouble, sentence)
        except Exception:
            _log.exception("the alert failed", extra={"action": "alert_failed"})

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
