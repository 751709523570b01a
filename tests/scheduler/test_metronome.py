"""Ticks come whatever the wall clock does."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo

import pytest

from scheduler.metronome import Metronome, Tick


@contextmanager
def ticking(*ticks: Tick) -> Iterator[Metronome]:
    metronome = Metronome(ticks)
    try:
        yield metronome
    finally:
        metronome.stop()


class WallClock:
    """The wall clock as the library reads it, to be set by hand."""

    shift = timedelta(0)

    def put_into_the_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = self

        class Shifted(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain instant will do
                return datetime.now(tz) + clock.shift  # noqa: TID251 - this is the clock

        monkeypatch.setattr("apscheduler.schedulers.base.datetime", Shifted)


class Counted:
    def __init__(self) -> None:
        self.calls = 0
        self._called = asyncio.Event()

    async def __call__(self) -> None:
        self.calls += 1
        self._called.set()

    async def more(self, count: int = 2, within: float = 5.0) -> None:
        """Return once it was called so many times more."""
        wanted = self.calls + count
        async with asyncio.timeout(within):
            while self.calls < wanted:
                self._called.clear()
                await self._called.wait()


@pytest.mark.parametrize("hours", [-27, -24 * 40, 27, 24 * 40])
async def test_ticks_go_on_when_the_wall_clock_is_set_back_or_forward(
    hours: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, counted = WallClock(), Counted()
    clock.put_into_the_library(monkeypatch)
    with ticking(Tick("often", 0.1, counted)) as metronome:
        await metronome.start()
        await counted.more()
        clock.shift = timedelta(hours=hours)
        await counted.more(10)


async def test_a_tick_that_fails_comes_again_and_one_that_hangs_is_not_doubled_and_holds_up_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hanging, well = Counted(), Counted()

    async def hang() -> None:
        await hanging()
        if hanging.calls > 1:
            await asyncio.Event().wait()
        raise RuntimeError("the first one fails")

    with ticking(Tick("hangs", 0.05, hang), Tick("well", 0.05, well)) as metronome:
        await metronome.start()
        await hanging.more(1)
        await well.more(30)
    assert hanging.calls == 2
    assert "tick hangs failed" in caplog.text


async def test_nothing_ticks_after_the_end() -> None:
    counted = Counted()
    with ticking(Tick("often", 0.05, counted)) as metronome:
        await metronome.start()
        await counted.more()
    calls = counted.calls
    await asyncio.sleep(0.3)
    assert counted.calls == calls


async def test_a_tick_that_works_again_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    counted = Counted()

    async def fail_twice() -> None:
        await counted()
        if counted.calls <= 2:
            raise RuntimeError("no database")

    with ticking(Tick("plan", 0.05, fail_twice)) as metronome:
        await metronome.start()
        await counted.more(4)
    actions = [record.__dict__["action"] for record in caplog.records if hasattr(record, "action")]
    assert actions == ["tick_failed", "tick_failed", "tick_recovered"]
