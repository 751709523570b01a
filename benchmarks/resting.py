"""What the program costs when nothing happens: seconds to its first poll, and memory at rest."""

import asyncio
import statistics
import time

from benchmarks.phones import FIRST, phones_of
from benchmarks.processes import dondoc, sandbox, usage, ward
from benchmarks.rows import Row

REST_SECONDS = 6.0
LOOK_SECONDS = 0.01
PEOPLE = 20


def measure(times: int) -> list[Row]:
    """The medians of so many starts on a database that is there already, as every start but the first."""
    seconds, megabytes = (statistics.median(side) for side in zip(*(_start() for _ in range(times)), strict=True))
    return [
        Row.alone("start to the first message received and stored, s", seconds, "under 2", is_met=seconds < 2),
        Row.alone("resident memory at rest, MB", megabytes, "at most 90", is_met=megabytes <= 90),
    ]


def _start() -> tuple[float, float]:
    with sandbox(PEOPLE) as url, ward(PEOPLE, PEOPLE) as database:
        return asyncio.run(_rest(url, database))


async def _rest(url: str, database: str) -> tuple[float, float]:
    """Somebody has written before the start; the second poll, which says that it is stored, ends the wait."""
    async with phones_of(url) as phones:
        await phones.write(FIRST, "viec")
        started = time.monotonic()
        with dondoc(database, url) as process:
            while await phones.waiting():  # noqa: ASYNC110 - another process decides when
                await asyncio.sleep(LOOK_SECONDS)
            seconds = time.monotonic() - started
            await phones.wait_for(1)
            await asyncio.sleep(REST_SECONDS)
            return seconds, usage(process).megabytes
