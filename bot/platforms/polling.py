"""The poller of every platform: fetch updates, have them stored, and only then fetch again. No error ends it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from bot.platforms.errors import Trouble, reason_of, sentence_for, wait_for
from domain.bounds import LONGEST_POLL_WAIT
from domain.channels import shown_channel

MAX_TIMEOUT = 50  # seconds; Telegram caps a long poll here (https://core.telegram.org/bots/api#getupdates)
SILENT_AFTER_TIMEOUTS = 3
STOP_SECONDS = 10.0

_log = logging.getLogger(__name__)
T = TypeVar("T")

Alert = Callable[[Trouble, str], None]


@dataclass(frozen=True, slots=True)
class Fetched(Generic[T]):
    """One answer of a platform. `is_last`: nothing more was waiting there; `pause`: seconds before the next fetch."""

    updates: list[T]
    is_last: bool
    pause: float = 0.0


class UpdateSource(Protocol[T]):
    """How one platform hands out updates.

    `is_redelivered`: the platform hands out an update again until the next fetch acknowledges it, so what could not be
    stored is dropped and fetched again. Else the poller holds it in memory and fetches nothing more until it is stored.
    """

    platform: str
    is_redelivered: bool

    async def fetch(self, timeout: int) -> Fetched[T]:  # noqa: ASYNC109 - of the platform's long poll, in seconds
        """Wait at most `timeout` seconds for updates."""
        ...

    async def store(self, updates: list[T]) -> None:
        """Store the updates durably. An update may come twice; its key is unique in the inbox."""
        ...

    def trouble_of(self, error: Exception) -> Trouble:
        """What an error of `fetch` means."""
        ...

    def named_wait(self, error: Exception) -> float | None:
        """Seconds that the platform asked to wait; None when it named no time."""
        ...

    async def close(self) -> None:
        """End what still runs for updates that were fetched."""


@dataclass(frozen=True, slots=True)
class PollerState:
    """For /health: the last answer of the platform (None: never yet), and what is wrong now (None: nothing).

    `caught_up_at`: the last answer that left nothing waiting at the platform, once what it brought was stored.
    """

    last_contact: datetime | None
    trouble: Trouble | None
    failures: int
    caught_up_at: datetime | None = None


class Poller(Generic[T]):
    """Fetches one bot's updates until cancelled.

    `now` returns an aware UTC instant for `state`; `jitter` a factor for each wait (1 or a little more), so that
    several bots do not retry at once. `timeout` in seconds, at most 50. `alert(trouble, sentence)` is called once when
    a trouble begins, `on_trouble` at each failure, `on_caught_up` whenever nothing was left waiting at the platform
    and all that came is stored.
    """

    def __init__(
        self,
        source: UpdateSource[T],
        *,
        now: Callable[[], datetime],
        alert: Alert,
        jitter: Callable[[], float],
        timeout: int = MAX_TIMEOUT,
        on_caught_up: Callable[[], None] = lambda: None,
        on_trouble: Callable[[Trouble], None] = lambda _trouble: None,
    ) -> None:
        self._source = source
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
        self._held: Fetched[T] | None = None  # fetched and not stored yet
        self._alarm: asyncio.TimerHandle | None = None

    @property
    def state(self) -> PollerState:
        """How receiving stands at this moment."""
        return PollerState(self._last_contact, self._trouble, self._failures, self._caught_up_at)

    async def run(self) -> None:
        """Receive until cancelled."""
        self._expect_answer()
        try:
            while True:
                wait = await self._round()
                if wait:
                    await asyncio.sleep(self._pause(wait))
        finally:
            self._end_alarm()
            await self._source.close()
            await self._store_last()

    def _pause(self, wait: float) -> float:
        """Seconds to rest, with jitter and never longer than ten minutes, whatever a platform asks for."""
        return min(min(wait, LONGEST_POLL_WAIT) * self._jitter(), LONGEST_POLL_WAIT)

    async def _round(self) -> float:
        """Fetch unless something is still held, and store; return the seconds to wait before the next round."""
        if self._held is None:
            try:
                self._held = await self._source.fetch(self._timeout)
            # One stray 404 or 401 ended the polling of the Telegram library for good, while it still said that it was
            # running.
            except Exception as error:  # noqa: BLE001 - no error may end receiving
                return self._failed(self._source.trouble_of(error), error)
            self._last_contact = self._now()
            self._expect_answer()
        # Stored before the next fetch acknowledges it: the library's Updater acknowledged 5 ms after delivery, before
        # any handler had run, and a kill lost 3 of 3 updates.
        fetched = self._held
        try:
            await self._source.store(fetched.updates)
        except Exception as error:  # noqa: BLE001 - as above
            if self._source.is_redelivered:
                self._held = None
            return self._failed(Trouble.NOT_STORED, error)
        self._held = None
        self._recovered()
        if fetched.is_last:
            self._caught_up_at = self._last_contact
            self._on_caught_up()
        return fetched.pause

    def _recovered(self) -> None:
        if self._trouble:
            about = {"failures": self._failures, "platform": self._source.platform}
            _log.info("receiving again", extra={"action": "poll_recovered", **about})
        self._trouble, self._failures = None, 0

    def _failed(self, trouble: Trouble, error: Exception) -> float:
        self._failures = self._failures + 1 if trouble is self._trouble else 1
        if trouble is not self._trouble:
            self._alert_once(trouble)
        self._trouble = trouble
        self._on_trouble(trouble)
        about = {"trouble": str(trouble), "platform": self._source.platform}
        _log.warning("cannot receive: %s", reason_of(error), extra={"action": "poll_failed", **about})
        named = self._source.named_wait(error)
        return wait_for(trouble, self._failures) if named is None else named

    def _alert_once(self, trouble: Trouble) -> None:
        """Alert once per trouble; an alert that fails must not end the receiving."""
        sentence = sentence_for(trouble, shown_channel(self._source.platform))
        if not sentence:
            return
        try:
            self._alert(trouble, sentence)
        except Exception:  # noqa: BLE001 - as above
            _log.exception("the alert failed", extra={"action": "alert_failed"})

    async def _store_last(self) -> None:
        """Store what a platform without redelivery has handed out already: it would be lost with this process."""
        if self._held is None or self._source.is_redelivered:
            return
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._source.store(self._held.updates)
        except Exception:  # noqa: BLE001 - the program is stopping; nothing else can be done for the event
            _log.exception("an event is lost", extra={"action": "event_dropped"})

    def _expect_answer(self) -> None:
        """Raise the alarm once the time of three long polls passes without an answer, by the loop's own clock.

        A timer, because a program may have thousands of bots and a task costs three kilobytes.
        """
        self._end_alarm()
        patience = max(self._timeout, 1) * SILENT_AFTER_TIMEOUTS
        self._alarm = asyncio.get_running_loop().call_later(patience, self._raise_alarm, patience)

    def _end_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _raise_alarm(self, patience: float) -> None:
        _log.error("no answer for %s s", patience, extra={"action": "poll_stalled"})
        self._alert_once(Trouble.SILENT)
