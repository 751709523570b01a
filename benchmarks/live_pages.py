"""What open pages of the board cost: memory of the program, and the answer time of `/done` beside nobody's page.

Both sides are measured in one run of the program, by turns, and share its data, the sandbox and the client. Who types
holds no page: the lines are held by a process of their own, which is also there, with none, while nobody's page is.
"""

import asyncio
import gc
import socket
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from benchmarks import answers
from benchmarks.page_lines import open_lines
from benchmarks.phones import FIRST, Phones, phones_of
from benchmarks.processes import dondoc, sandbox, usage, ward
from benchmarks.rows import Pair, Row
from dondoc.databases import open_engine
from services.office.board_service import BoardService
from storage.engine.database import Database

PAGES = 200
ORDER = (0, PAGES, PAGES, 0)  # what grows while the program runs burdens both sides alike
SETTLE_SECONDS = 1.0
# Planning what the commands changed holds the office for up to 90 ms, by default every 15 s: on one side by chance.
TICK_SECONDS = "120"
MOST_MEGABYTES, MOST_RATIO = 30, 1.25


def measure(pairs: int, count: int) -> list[Row]:
    """The 99th percentile with and without open pages by turns, and the megabytes that the pages add."""
    added: list[float] = []
    found = [_pair(count, added) for _ in range(pairs)]
    what = f"answer time of `/done` with {PAGES} pages open, 99th percentile, ms"
    ratio = Row.of_pairs(
        what, "no page", [(pair.floor, pair.ours) for pair in found], f"at most {MOST_RATIO} ×", goal=MOST_RATIO
    )
    megabytes = statistics.median(added)
    memory = f"memory that {PAGES} open pages add, MB"
    return [ratio, Row.alone(memory, megabytes, f"at most {MOST_MEGABYTES}", is_met=megabytes <= MOST_MEGABYTES)]


def _pair(count: int, added: list[float]) -> Pair[float]:
    """`count` commands in each of four turns; the percentile of a side is that of its two turns together."""
    people = len(ORDER) * count + answers.WARM + 1
    with sandbox(people) as url, ward(people, people) as database, _collection_paused():
        return asyncio.run(_by_turns(url, database, count, added))


async def _by_turns(url: str, database: str, count: int, added: list[float]) -> Pair[float]:
    port = free_port()
    cookie = f"dondoc-{port}={session_of(database)}"
    waits: dict[int, list[float]] = {0: [], PAGES: []}
    async with phones_of(url) as phones:
        await phones.write(FIRST, "/done 1")
        with dondoc(database, url, HTTP_PORT=str(port), TICK_SECONDS=TICK_SECONDS) as process:
            await phones.wait_for(1)
            await _waits(phones, answers.WARM)
            before, is_first = usage(process).megabytes, True
            for pages in ORDER:
                with open_lines(port, cookie, pages):
                    await asyncio.sleep(SETTLE_SECONDS)
                    if pages and is_first:
                        added.append(usage(process).megabytes - before)
                        is_first = False
                    waits[pages] += await _waits(phones, count)
    return Pair(*(1000 * answers.percentile(side, 99) for side in waits.values()))


async def _waits(phones: Phones, count: int) -> list[float]:
    """Seconds that `count` people who have not written yet wait for an answer, one figure each."""
    before = len(phones.arrived)
    asked = await answers.write_evenly(phones, count, first=before)
    await phones.wait_for(before + count)
    return [message.at - asked[message.chat_id] for message in phones.arrived if message.chat_id in asked]


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Garbage is collected afterwards: a collection in the client (70 ms) would count as somebody's wait."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


def session_of(database: str) -> str:
    """The secret of a session of the first person."""
    engine = open_engine(database)
    try:
        now = datetime.now(UTC)  # noqa: TID251 - sessions run on machine time
        return BoardService(Database(engine), 1).enter_as(1, "bench", now, now).token
    finally:
        engine.dispose()


def free_port() -> int:
    """A port that nobody has at the moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
