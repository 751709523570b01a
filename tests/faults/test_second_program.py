"""Two programs on one token, against a real server: who meets 409 raises the alarm at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import aiohttp

from bot.platforms.receiving import QUIET, SecondPoller
from dondoc.clock import Clock
from tests.faults.running import TOKEN, Ward
from tests.world import LAN


class HandClock(Clock):
    """Seconds that go by hand."""

    seconds = 0.0

    def elapsed(self) -> float:  # type: ignore[override]  # moved on by hand
        return self.seconds


def test_the_other_program_counts_as_gone_after_three_quiet_minutes() -> None:
    clock = HandClock()
    second = SecondPoller(clock)
    assert second.since is None
    assert second.met()
    began = second.since
    clock.seconds += QUIET.total_seconds() - 1
    assert not second.met(), "it is known already"
    assert second.since == began
    clock.seconds += QUIET.total_seconds()
    assert second.since is None
    assert second.met()


@asynccontextmanager
async def another_program(ward: Ward) -> AsyncIterator[None]:
    """Somebody else fetches the messages of the same bot, over the same platform, again and again."""

    async def fetch() -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                with suppress(aiohttp.ClientError):
                    await session.post(f"{ward.url}/bot{TOKEN}/getUpdates", json={"timeout": 1})
                await asyncio.sleep(0.05)

    task = asyncio.create_task(fetch())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def test_morning_messages_wait_for_the_other_program_while_answers_go_and_are_marked(small_ward: Ward) -> None:
    ward = small_ward
    assert ward.program is not None
    line = ward.program.served().connectors["telegram"]
    alarms: list[str] = []
    line.on_alarm = lambda: alarms.append("at once")
    async with another_program(ward):
        await ward.until(lambda: line.shared_since is not None)
        assert alarms == ["at once"]
        ward.clock.set(timedelta(minutes=95))
        await ward.quiet()
        assert ward.texts(LAN) == []
        ward.say(LAN, "việc")
        [answer] = await ward.told(LAN, 1)
        assert "(#" not in answer
        await ward.quiet()
        assert len(ward.texts(LAN)) == 1
        ward.clock.set(timedelta(minutes=31))
        _, digest = await ward.told(LAN, 2)
        assert "(#" in digest
    assert alarms == ["at once"]
