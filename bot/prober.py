"""Probes a platform on which sending fails (getMe) until it answers, so that no message is spent on finding out."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.breaker import Breaker

WAITS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0)  # seconds before each probe; the last for all further ones
PROBE_TIMEOUT = 10.0

_log = logging.getLogger(__name__)


class Prober:
    """Sleeps while the channel is well. `probe` raises when the platform does not answer; `wake` wakes the sender."""

    def __init__(self, name: str, breaker: Breaker, probe: Callable[[], Awaitable[None]]) -> None:
        self._name = name
        self._breaker = breaker
        self._probe = probe
        self._troubled = asyncio.Event()
        breaker.on_trouble = self._troubled.set

    async def run(self, wake: Callable[[], None]) -> None:
        """Probe until cancelled."""
        while True:
            await self._troubled.wait()
            self._troubled.clear()
            await self._until_well(wake)

    async def _until_well(self, wake: Callable[[], None]) -> None:
        asked = 0
        while self._breaker.is_held or self._breaker.is_failing:
            if await self._is_troubled_within(WAITS[min(asked, len(WAITS) - 1)]):
                asked = 0
            asked += 1
            await self._ask()
            if not self._breaker.is_held or self._breaker.may_try:
                wake()

    async def _is_troubled_within(self, seconds: float) -> bool:
        """Wait so long. True at once when a message fails that an answered probe has let go."""
        if self._breaker.is_held:
            await asyncio.sleep(seconds)
            return False
        self._troubled.clear()
        with suppress(TimeoutError):
            return await asyncio.wait_for(self._troubled.wait(), seconds)
        return False

    async def _ask(self) -> None:
        try:
            async with asyncio.timeout(PROBE_TIMEOUT):
                await self._probe()
        except Exception as error:  # whatever it is, the platform did not answer
            _log.debug("no answer from %s: %s", self._name, type(error).__name__, extra={"action": "probe_failed"})
            self._breaker.probe_failed()
        else:
            self._breaker.probed()
