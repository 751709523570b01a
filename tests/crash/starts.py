"""Starting and killing the program from the campaign's side."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.crash.ward import TOKEN

ROOT = Path(__file__).parent.parent.parent
READY_SECONDS = 60.0
DEATH_SECONDS = 30.0
START_SECONDS = 30.0


def environ(database_url: str, api_url: str, now: datetime, tick_seconds: float, kill_at: str = "") -> dict[str, str]:
    """The settings of one start; `kill_at` is point:n or nothing."""
    return {
        "DONDOC_DATABASE_URL": database_url, "DONDOC_TELEGRAM_TOKEN": TOKEN, "DONDOC_TELEGRAM_API_URL": api_url,
        "DONDOC_CLOCK": now.isoformat(), "DONDOC_TICK_SECONDS": str(tick_seconds), "DONDOC_SENDS_PER_SECOND": "500",
        "DONDOC_HTTP_PORT": "0", "DONDOC_TEST_KILL_AT": kill_at,
    }  # fmt: skip


@dataclass(slots=True)
class Life:
    """One start of the program, until it ends; `status` is its exit code, -9 for SIGKILL."""

    pid: int
    _death: "asyncio.Task[int]"
    _log: Path
    _log_from: int

    @property
    def is_over(self) -> bool:
        """Whether it has ended, by itself or not."""
        return self._death.done()

    @property
    def log(self) -> str:
        """What it has written so far, the last of it."""
        with self._log.open("rb") as file:
            file.seek(self._log_from)
            return file.read()[-20_000:].decode(errors="replace")

    async def started(self) -> bool:
        """Wait until it runs; False when it ends before that. Raises AssertionError with its log after a while."""
        end = time.monotonic() + START_SECONDS
        while '"started"' not in self.log:
            if self.is_over:
                return False
            if time.monotonic() > end:
                raise AssertionError(f"the program did not start\n{self.log}")
            await asyncio.sleep(0.02)
        return True

    async def wait(self, seconds: float) -> bool:
        """Wait for its end; False when it still lives after so many seconds."""
        done, _ = await asyncio.wait({self._death}, timeout=seconds)
        return bool(done)

    async def end(self, number: signal.Signals = signal.SIGKILL) -> int:
        """Send the signal, wait for the end and give the exit code, 0 or -9.

        Raises AssertionError with the program's log when it ended in any other way.
        """
        if not self.is_over:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)
        async with asyncio.timeout(DEATH_SECONDS):
            status = await self._death
        if status not in {0, -signal.SIGKILL}:
            raise AssertionError(f"the program ended with status {status}\n{self.log}")
        return status


class Nursery:
    """A process that has imported the program and forks it; one life at a time."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path) -> None:
        self._process = process
        self._folder = folder
        self.log = folder / "program.log"
        self.log.touch()

    async def start(self, environ: Mapping[str, str], *, is_traced: bool = False) -> Life:
        """Start the program on this environment; a traced one waits for its tracer before it does anything."""
        log_from = self.log.stat().st_size
        request = {"environ": dict(environ), "log": str(self.log), "is_traced": is_traced}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        await self._process.stdin.drain()
        word, pid = (await self._line()).split()
        assert word == "pid"
        return Life(int(pid), asyncio.create_task(self._death()), self.log, log_from)

    async def _death(self) -> int:
        word, _, status = (await self._line()).split()
        assert word == "dead"
        return int(status)

    async def _line(self) -> str:
        assert self._process.stdout is not None
        line = (await self._process.stdout.readline()).decode().strip()
        if not line:
            raise RuntimeError("the nursery ended")
        return line

    async def ready(self) -> None:
        """Everything is imported."""
        async with asyncio.timeout(READY_SECONDS):
            assert await self._line() == "ready"


@asynccontextmanager
async def open_nursery(folder: Path) -> AsyncIterator[Nursery]:
    """A nursery whose programs write their log into `folder` and read no settings but those they are given."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.crash.nursery", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        cwd=folder, env=environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    nursery = Nursery(process, folder)
    try:
        await nursery.ready()
        yield nursery
    finally:
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(5):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
