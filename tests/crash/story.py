"""A short story that always goes the same way: one `/done 3`, its answer, one reminder; killed once at most."""

import asyncio
import shutil
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from tests.crash.evidence import Evidence
from tests.crash.people import Deed
from tests.crash.phones import Platform, open_platform
from tests.crash.promises import broken_promises
from tests.crash.starts import Life, Nursery, environ
from tests.crash.ward import MORNINGS, PHONES, Records
from tests.world import LAN

STORY_SECONDS = 25.0
_WAITING = "SELECT count(*) FROM {} WHERE state IN ('waiting', 'leased')"
_TOLD = "SELECT count(*) FROM outbox WHERE state = 'sent' AND kind IN ('answer', 'digest')"


class NoStrace(Exception):
    """strace is missing or may not trace; the text says what would help."""


@dataclass(frozen=True, slots=True)
class Point:
    """Before the k-th call of this system call by any thread."""

    call: str
    number: int


def prepare_story(records: Records) -> None:
    """Only one person can be reached, so that the morning brings one message."""
    with records.database.transaction() as tx:
        lan = {"chat": str(PHONES[LAN].user_id)}
        tx.execute(text("DELETE FROM chat_account WHERE chat_id <> :chat"), lan)


class Story:
    """Plays the story on a fresh copy of a database, with or without a kill on the way."""

    def __init__(self, nursery: Nursery, url: str) -> None:
        self._nursery = nursery
        self._url = url
        self._began = time.monotonic()

    async def play(self, tracer: Sequence[str] = (), summary: Path | None = None) -> tuple[bool, list[str]]:
        """Whether the tracer killed the program, and every promise that is broken once all has come to rest.

        `tracer` are strace's options for the first life; `summary` is where it writes what it saw.
        """
        records = Records(self._url)
        deed, tasks = Deed(LAN, "done", (3,), text="/done 3 đã ban hành"), records.tasks()
        try:
            async with open_platform(lambda: MORNINGS[0]) as platform:
                await platform.do(deed)
                was_killed, accepted = await self._first_life(platform, records, tracer, summary)
                if was_killed:
                    await self._second_life(platform, records)
                await platform.look()
                day = (MORNINGS[0], MORNINGS[0] + timedelta(minutes=1))
                evidence = Evidence(records, tasks, [deed], platform.accepted, [accepted], [day])
                return was_killed, broken_promises(evidence, MORNINGS[0] + timedelta(minutes=1))
        finally:
            records.close()

    async def _first_life(
        self, platform: Platform, records: Records, tracer: Sequence[str], summary: Path | None
    ) -> tuple[bool, int]:
        life = await self._start(platform, is_traced=bool(tracer))
        tracing = await _trace(life, tracer, summary) if tracer else None
        await life.started()
        await self._until(life, records, platform)
        status = await life.end(signal.SIGTERM)
        if tracing is not None:
            await tracing.wait()
        await asyncio.sleep(0.01)
        return status == -signal.SIGKILL, await platform.look()

    async def _second_life(self, platform: Platform, records: Records) -> None:
        life = await self._start(platform, is_traced=False)
        assert await life.started(), life.log
        await self._until(life, records, platform)
        assert await life.end(signal.SIGTERM) == 0

    async def _until(self, life: Life, records: Records, platform: Platform) -> None:
        """Until everything is told, or the life is over."""
        end = time.monotonic() + STORY_SECONDS
        while not life.is_over:
            if self._is_told(records) and not await platform.updates_waiting():
                return
            if time.monotonic() > end:
                raise AssertionError(f"the story did not end\n{life.log}")
            await asyncio.sleep(0.02)

    def _is_told(self, records: Records) -> bool:
        """The answer and the reminder are sent, and nothing waits."""
        left = sum(records.count(_WAITING.format(table)) for table in ("inbox", "outbox"))
        return left == 0 and records.count(_TOLD) >= 2

    async def _start(self, platform: Platform, *, is_traced: bool) -> Life:
        now = MORNINGS[0] + timedelta(seconds=time.monotonic() - self._began)
        settings = environ(self._url, platform.url, now, tick_seconds=5)
        return await self._nursery.start(settings, is_traced=is_traced)


async def _trace(life: Life, options: Sequence[str], summary: Path | None) -> asyncio.subprocess.Process:
    """Attach strace to the program, which waits for it."""
    strace = shutil.which("strace")
    if strace is None:
        raise NoStrace("strace is missing: the enumeration of kill points cannot run (Debian: apt-get install strace)")
    process = await asyncio.create_subprocess_exec(
        strace, "-f", "-qq", "-p", str(life.pid), "-o", str(summary or "/dev/null"), *options,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    with suppress(TimeoutError):
        async with asyncio.timeout(0.15):
            await process.wait()
    if process.returncode and not life.is_over:
        said = (await process.stderr.read()).decode(errors="replace") if process.stderr else ""
        await life.end()
        raise NoStrace(f"strace cannot trace here: {said.strip()}")
    return process
