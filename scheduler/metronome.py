"""Periodic calls. Services query what is due, so the next tick makes up for a missed one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

log = logging.getLogger(__name__)

LATE_SECONDS = 1.0  # beyond two intervals: a busy machine is late, too


@dataclass(frozen=True, slots=True)
class Tick:
    """A call repeated every `seconds`, and made once at the start unless `is_made_at_start` is False."""

    name: str
    seconds: float
    call: Callable[[], Awaitable[object]]
    is_made_at_start: bool = True


class _Every(BaseTrigger):  # type: ignore[misc]  # the library ships no types
    """Fires a fixed number of seconds from now. The library's own interval counts every missed time after a jump of the
    clock, one by one, and stops the loop for seconds."""

    def __init__(self, seconds: float) -> None:
        self._interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:  # noqa: ARG002 - APScheduler's signature
        return now + self._interval


class Metronome:
    """Calls ticks until stopped. A failing tick is logged and called again; a running one is not started twice.

    The library keeps time by the wall clock: set back by 27 hours, it is silent for 27 hours. So a watchdog on the
    loop's monotonic clock restarts each tick that has been absent for two intervals.
    """

    def __init__(self, ticks: Sequence[Tick]) -> None:
        # With the library's defaults a tick a second late is dropped for ever; ours may be as late as it likes.
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        # Jobs in memory only, and a handful of ticks instead of a job for each reminder: of 2,000 jobs due at one
        # instant the library ran 826 to 978, and two processes on one job store ran jobs twice (docs/adr/0004).
        for tick in ticks:
            self._scheduler.add_job(self._called_by_library, _Every(tick.seconds), args=[tick], id=tick.name)
        self._ticks = {tick.name: tick for tick in ticks}
        self._last: dict[str, float] = {}
        self._running: set[str] = set()
        self._failing: set[str] = set()
        self._watchdog: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Call each tick that is made at the start, then start the intervals."""
        for tick in self._ticks.values():
            self._last[tick.name] = asyncio.get_running_loop().time()
            if tick.is_made_at_start:
                await self._run(tick)
        self._scheduler.start()
        self._watchdog = asyncio.create_task(self._watch(), name="metronome-watchdog")

    async def now(self, name: str) -> None:
        """Call one tick at once (the clock was moved, a plan came in)."""
        await self._make(self._ticks[name])

    def stop(self) -> None:
        """Stop all ticks."""
        if self._watchdog is not None:
            self._watchdog.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _called_by_library(self, tick: Tick) -> None:
        try:
            await self._run(tick)
        except asyncio.CancelledError:
            if self._scheduler.running:
                raise  # else it is the end, and the library would log a tick cut short as an error

    async def _run(self, tick: Tick) -> None:
        if tick.name in self._running:
            return
        self._running.add(tick.name)
        try:
            await self._make(tick)
        finally:
            self._running.discard(tick.name)
            self._last[tick.name] = asyncio.get_running_loop().time()

    async def _make(self, tick: Tick) -> None:
        try:
            await tick.call()
        except Exception:
            self._failing.add(tick.name)
            log.exception("tick %s failed", tick.name, extra={"action": "tick_failed", "tick": tick.name})
            return
        if tick.name in self._failing:
            self._failing.discard(tick.name)
            log.warning("tick %s works again", tick.name, extra={"action": "tick_recovered", "tick": tick.name})

    async def _watch(self) -> None:
        pause = max(min((tick.seconds for tick in self._ticks.values()), default=1.0), 0.1)
        while True:
            await asyncio.sleep(pause)
            for tick in self._ticks.values():
                if self._is_silent(tick):
                    log.warning("tick %s stayed away", tick.name, extra={"action": "tick_missed", "tick": tick.name})
                    self._scheduler.reschedule_job(tick.name, trigger=_Every(tick.seconds))
                    await self._run(tick)

    def _is_silent(self, tick: Tick) -> bool:
        waited = asyncio.get_running_loop().time() - self._last[tick.name]
        return tick.name not in self._running and waited > 2 * tick.seconds + LATE_SECONDS
