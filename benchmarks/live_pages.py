"""What open pages of the board cost: memory of the program, and the answer time of `/done` beside nobody's page."""

import asyncio
import contextlib
import socket
import statistics
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp

from benchmarks import answers
from benchmarks.phones import FIRST, phones_of
from benchmarks.processes import dondoc, sandbox, usage, ward
from benchmarks.rows import Row, by_turns
from dondoc.databases import open_engine
from services.office.board_service import BoardService
from storage.engine.database import Database

PAGES = 200
SETTLE_SECONDS = 3.0
MOST_MEGABYTES, MOST_RATIO = 30, 1.25


def measure(pairs: int, count: int) -> list[Row]:
    """The 99th percentile with and without open pages by turns, and the megabytes that the pages add."""
    added: list[float] = []
    found = by_turns(pairs, lambda: _one(count, 0, added), lambda: _one(count, PAGES, added))
    what = f"answer time of `/done` with {PAGES} pages open, 99th percentile, ms"
    ratio = Row.of_pairs(
        what, "no page", [(pair.floor, pair.ours) for pair in found], f"at most {MOST_RATIO} ×", goal=MOST_RATIO
    )
    megabytes = statistics.median(added)
    memory = f"memory that {PAGES} open pages add, MB"
    return [ratio, Row.alone(memory, megabytes, f"at most {MOST_MEGABYTES}", is_met=megabytes <= MOST_MEGABYTES)]


def _one(count: int, pages: int, added: list[float]) -> float:
    people = count + answers.WARM + 1
    with sandbox(people) as url, ward(people, people) as database:
        return asyncio.run(_ask(url, database, count + answers.WARM, pages, added))


async def _ask(url: str, database: str, count: int, pages: int, added: list[float]) -> float:
    """As `answers` measures, with pages that listen; each is told of every change, and reads what it is told."""
    port = _free_port()
    async with phones_of(url) as phones:
        await phones.write(FIRST, "/done 1")
        with dondoc(database, url, HTTP_PORT=str(port)) as process:
            await phones.wait_for(1)
            async with _open_pages(database, port, pages, process, added):
                asked = await answers.write_evenly(phones, count)
                await phones.wait_for(count + 1)
        waits = [message.at - asked[message.chat_id] for message in phones.arrived if message.chat_id in asked]
    return 1000 * answers.percentile(waits[answers.WARM :], 99)


@asynccontextmanager
async def _open_pages(
    database: str, port: int, pages: int, process: subprocess.Popen[bytes], added: list[float]
) -> AsyncIterator[None]:
    if not pages:
        yield
        return
    before = usage(process).megabytes
    cookies = {f"dondoc-{port}": _session(database)}
    connector = aiohttp.TCPConnector(limit=0)
    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(cookies=cookies, connector=connector, timeout=timeout) as session:
        lines = []
        for _ in range(pages):  # not all at once: of connections without a whole request only 64 may wait
            lines.append(asyncio.create_task(_listen(session, port)))
            await asyncio.sleep(0.02)
        await asyncio.sleep(SETTLE_SECONDS)
        if ended := [line for line in lines if line.done()]:
            await ended[0]
            raise RuntimeError(f"{len(ended)} of {pages} pages were not let in")
        added.append(usage(process).megabytes - before)
        try:
            yield
        finally:
            for line in lines:
                line.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.gather(*lines, return_exceptions=True)


async def _listen(session: aiohttp.ClientSession, port: int) -> None:
    async with session.get(f"http://127.0.0.1:{port}/dong") as stream:
        stream.raise_for_status()
        async for _ in stream.content:
            pass


def _session(database: str) -> str:
    """The cookie of a session of the first person."""
    engine = open_engine(database)
    try:
        now = datetime.now(UTC)  # noqa: TID251 - sessions run on machine time
        return BoardService(Database(engine), 1).enter_as(1, "bench", now, now).token
    finally:
        engine.dispose()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
