"""How long somebody waits for an answer while fifty commands come in each second."""

import asyncio
import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from benchmarks.phones import FIRST, Phones, phones_of
from benchmarks.processes import ECHO_BOT, TOKEN, dondoc, running, sandbox, ward
from benchmarks.rows import Row, by_turns

RATE = 50  # commands a second
WARM = 50  # the first ones are not counted: they find caches empty
Start = Callable[[str], AbstractContextManager[subprocess.Popen[bytes]]]


def measure(pairs: int, count: int) -> list[Row]:
    """The 99th percentile, in milliseconds from typing to the answer's arrival."""
    found = by_turns(pairs, lambda: floor(count), lambda: ours(count))
    what = f"answer time at {RATE} commands a second, 99th percentile, ms"
    return [Row.of_pairs(what, "echo bot", [(pair.floor, pair.ours) for pair in found], "at most 2 ×", goal=2.0)]


def floor(count: int) -> float:
    """The echo bot."""
    with sandbox(count + WARM + 1) as url:
        return asyncio.run(_ask(url, lambda server: running([*ECHO_BOT, TOKEN, server]), count + WARM))


def ours(count: int) -> float:
    """The whole program; everybody reports a task of their own."""
    people = count + WARM + 1
    with sandbox(people) as url, ward(people, people) as database:
        return asyncio.run(_ask(url, lambda server: dondoc(database, server), count + WARM))


async def _ask(url: str, start: Start, count: int) -> float:
    async with phones_of(url) as phones:
        await phones.write(FIRST, "/done 1")
        with start(url):
            await phones.wait_for(1)
            asked = await write_evenly(phones, count)
            await phones.wait_for(count + 1)
        waits = [message.at - asked[message.chat_id] for message in phones.arrived if message.chat_id in asked]
    return 1000 * percentile(waits[WARM:], 99)


async def write_evenly(phones: Phones, count: int, first: int = 1) -> dict[int, float]:
    """Each from a phone of their own, whatever the bot is doing; when each wrote, by the server's clock.

    `first` is the place of the first phone that writes.
    """
    ahead, started = await phones.server_ahead(), time.monotonic()
    asked: dict[int, float] = {}
    writing = []
    for number in range(first, first + count):
        await asyncio.sleep(max(started + (number - first + 1) / RATE - time.monotonic(), 0))
        asked[FIRST + number] = time.monotonic() + ahead
        writing.append(asyncio.create_task(phones.write(FIRST + number, f"/done {number + 1}")))
    await asyncio.gather(*writing)
    return asked


def percentile(values: list[float], percent: int) -> float:
    """The smallest value that so many percent do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]
