"""Handled `/done` per second through the whole program against a stock echo bot, on the same server."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.ward import FIRST_CHAT, make_ward
from dondoc.databases import open_engine

TOKEN = "1:benchmark-token-of-the-sandbox"  # noqa: S105 - opens nothing but the sandbox
PEOPLE = 500
PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Measured:
    """Answers a second, and seconds of the bot's own processor time for each of them."""

    per_second: float
    cpu_seconds: float


@contextmanager
def sandbox() -> Iterator[str]:
    """A fresh sandbox server as a process of its own; its address."""
    command = [sys.executable, "-m", "sandbox", "--token", TOKEN, "--phones", str(PEOPLE)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip() if process.stdout else ""
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def bot(command: Sequence[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A bot as a process of its own."""
    process = subprocess.Popen(command, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


async def measure(url: str, command: Sequence[str], environment: dict[str, str], count: int) -> Measured:
    """Let `count` commands wait, start the bot, and time its answers from the first to the last."""
    async with _session() as session:
        for number in range(count):
            user = FIRST_CHAT + number % PEOPLE
            answer = await session.post(f"{url}/sandbox/phones/{user}/send", json={"text": f"/done {number + 1}"})
            answer.raise_for_status()
        before = (await _sent(session, url, 0))["last"]
        with bot(command, environment) as process:
            entries = await _answers(session, url, before, count)
            cpu = _cpu_seconds(process.pid)
    times = sorted(datetime.fromisoformat(entry["at"]) for entry in entries)
    return Measured((len(times) - 1) / (times[-1] - times[0]).total_seconds(), cpu / len(times))


@asynccontextmanager
async def _session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        yield session


async def _sent(session: aiohttp.ClientSession, url: str, after: int) -> Any:
    answer = await session.get(f"{url}/sandbox/sent", params={"after": after})
    return await answer.json()


async def _answers(session: aiohttp.ClientSession, url: str, before: int, count: int) -> list[dict[str, Any]]:
    """Wait for `count` messages; asks seldom, so as not to slow the server down."""
    entries: list[dict[str, Any]] = []
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        await asyncio.sleep(0.5)
        found = await _sent(session, url, before)
        entries = [entry for entry in found["sent"] if entry["method"] == "sendMessage"]
        if len(entries) >= count:
            return entries
    raise TimeoutError(f"{len(entries)} of {count} answers in {PATIENCE_SECONDS} s")


def _cpu_seconds(pid: int) -> float:
    fields = re.sub(r"^.*\) ", "", Path(f"/proc/{pid}/stat").read_text()).split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure_floor(count: int) -> Measured:
    """The stock echo bot."""
    with sandbox() as url:
        return asyncio.run(measure(url, [sys.executable, "-m", "benchmarks.echo_bot", TOKEN, url], {}, count))


def measure_ours(count: int, database_url: str | None = None) -> Measured:
    """The whole program, each `/done` a transaction of its own."""
    with tempfile.TemporaryDirectory() as folder, sandbox() as url:
        database = database_url or f"sqlite:///{folder}/bench.db"
        engine = open_engine(database)
        make_ward(engine, PEOPLE, count)
        engine.dispose()
        environment = {
            "DONDOC_DATABASE_URL": database, "DONDOC_TELEGRAM_TOKEN": TOKEN, "DONDOC_TELEGRAM_API_URL": url,
            "DONDOC_SENDS_PER_SECOND": "1000", "DONDOC_LOG_LEVEL": "WARNING",
            "DONDOC_CLOCK": "2026-04-10T10:00:00+07:00", "DONDOC_HTTP_PORT": "0",
        }  # fmt: skip
        return asyncio.run(measure(url, [sys.executable, "-m", "dondoc", "run"], environment, count))
