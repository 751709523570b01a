"""Ticks: which call, how often. What is due is a query of the services; a missed tick is made up by the next one."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    """A call made every so many seconds, and once at the start."""

    name: str
    seconds: float
    call: Callable[[], Awaitable[object]]


class Metronome:
    """Makes ticks until stopped. A tick that fails is logged and comes again; one still running is not doubled."""

    def __init__(self, ticks: Sequence[Tick]) -> None:
        # With the library's defaults a tick a second late is dropped for ever; ours may be as late as it likes.
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        for tick in ticks:
            self._scheduler.add_job(_run, "interval", seconds=tick.seconds, args=[tick], id=tick.name)
        self._ticks = {tick.name: tick for tick in ticks}

    async def start(self) -> None:
        """Make every tick once, then in its rhythm."""
        for tick in self._ticks.values():
            await _run(tick)
        self._scheduler.start()

    async def now(self, name: str) -> None:
        """Make one tick at once (the clock was moved, a plan came in)."""
        await _run(self._ticks[name])

    def stop(self) -> None:
        """No more ticks."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


async def _run(tick: Tick) -> None:
    try:
        await tick.call()
    except Exception:
        log.exception("tick %s failed", tick.name, extra={"action": "tick_failed", "tick": tick.name})
