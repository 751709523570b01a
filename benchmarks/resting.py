"""What the program costs when nothing happens: seconds to its first poll, and memory at rest."""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from benchmarks.throughput import TOKEN, bot, sandbox
from benchmarks.ward import make_ward
from dondoc.databases import open_engine

REST_SECONDS = 6
PATIENCE_SECONDS = 30


async def measure_resting() -> tuple[float, float]:
    """(seconds from the start of the process to its first getUpdates, resident megabytes after a few quiet seconds)."""
    with tempfile.TemporaryDirectory() as folder, sandbox() as url:
        database = f"sqlite:///{folder}/bench.db"
        engine = open_engine(database)
        make_ward(engine, people=20, tasks=20)
        engine.dispose()
        environment = {
            "DONDOC_DATABASE_URL": database, "DONDOC_TELEGRAM_TOKEN": TOKEN, "DONDOC_TELEGRAM_API_URL": url,
            "DONDOC_HTTP_PORT": "0", "DONDOC_LOG_LEVEL": "WARNING", "DONDOC_POLL_SECONDS": "1",
        }  # fmt: skip
        started = time.monotonic()
        with bot([sys.executable, "-m", "dondoc", "run"], environment) as process:
            await _first_poll(url, process)
            seconds = time.monotonic() - started
            time.sleep(REST_SECONDS)  # noqa: ASYNC251 - nothing else runs here
            return seconds, _megabytes(process.pid)


async def _first_poll(url: str, process: subprocess.Popen[bytes]) -> None:
    """A phone writes before the start; its message is taken with the first answered getUpdates."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        await session.post(f"{url}/sandbox/phones/1001/send", json={"text": "viec"})
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and process.poll() is None:
            answer = await session.get(f"{url}/sandbox/sent", params={"after": 0})
            if (await answer.json())["sent"]:
                return
    raise TimeoutError("the program did not answer")


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found.group(1)) / 1024 if found else 0.0
