"""The real program as a subprocess against the sandbox server, and the questions a watch would ask it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from dondoc.app import open_app
from dondoc.clock import Clock
from dondoc.settings import PREFIX, Settings, load_settings
from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Phone, SandboxSettings
from services.administration.load_roster import load_roster
from services.commands.change_people import invite_person
from services.plans.confirm_plan import confirm_plan
from tests.commands_forked import Forked, may_be_forked, run_forked, start_forked
from tests.world import HA, LAN, PLAN, example_plan, example_roster

ROOT = Path(__file__).parents[2]
TOKEN = "7000000001:OPERATION-token-of-the-tests-000000000"
LAN_PHONE, HA_PHONE = Phone(11, LAN, ""), Phone(12, HA, "")
PHONES = (LAN_PHONE, HA_PHONE, Phone(15, "Người lạ", ""))
PATIENCE = 40.0


def settings_of(url: str, **more: str) -> dict[str, str]:
    """What the program is given: its database, and a quick rhythm."""
    return {
        "DONDOC_DATABASE_URL": url,
        "DONDOC_TELEGRAM_TOKEN": TOKEN,
        "DONDOC_HTTP_PORT": "0",
        "DONDOC_POLL_SECONDS": "1",
        "DONDOC_TICK_SECONDS": "1",
        "DONDOC_BACKUP_KEEP": "0",
        "DONDOC_TIMEZONE": where_it_is_noon(Clock().now()),
        **more,
    }


def where_it_is_noon(now: datetime) -> str:
    """A zone in whose waking hours `now` (UTC) lies: what people are told there need not wait for the morning."""
    east = 12 - now.hour
    return f"Etc/GMT{-east:+d}" if east else "Etc/GMT"


def loaded(environ: Mapping[str, str]) -> Settings:
    """The same settings in this process."""
    return load_settings(Path("/nonexistent"), {n: v for n, v in environ.items() if n.startswith(PREFIX)})


def prepare(environ: Mapping[str, str]) -> dict[int, str]:
    """The example ward in the database; gives each phone's code."""
    with open_app(loaded(environ)) as app, app.database.transaction() as tx:
        now = app.clock.now()
        load_roster(tx, app.organisation, example_roster(), now)
        confirm_plan(tx, app.organisation, example_plan(), PLAN.read_bytes(), PLAN.name, now)
        people = (LAN_PHONE, HA_PHONE)
        return {phone.user_id: invite_person(tx, app.organisation.id, phone.name, now).code for phone in people}


def dondoc(*arguments: str, environ: Mapping[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command of the program, run to its end."""
    return run_forked(arguments, cwd, _environ(environ), "", 90)


def _environ(environ: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environ}


@dataclass(slots=True)
class Running:
    """The program, started; `log` is what it has said so far, one JSON object an event."""

    process: asyncio.subprocess.Process | Forked
    log_file: Path

    @property
    def log(self) -> list[dict[str, Any]]:
        lines = self.log_file.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    def said(self, action: str) -> list[dict[str, Any]]:
        """Events of this name."""
        return [entry for entry in self.log if entry.get("action") == action]

    async def until_said(self, action: str, seconds: float = PATIENCE) -> dict[str, Any]:
        """The first event of this name; fails when the program ends first."""

        async def found() -> bool:
            assert self.process.returncode is None, self.log_file.read_text(encoding="utf-8")
            return bool(self.said(action))

        await until(found, seconds, f"no {action!r} in the log:\n{self.log_file.read_text(encoding='utf-8')[-3000:]}")
        return self.said(action)[0]

    async def health(self) -> tuple[int, dict[str, Any]]:
        """Status and document of /health."""
        url = (await self.until_said("listening"))["message"]
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session, session.get(url) as got:
            return got.status, await got.json()

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal and give the exit code."""
        if self.process.returncode is None:
            self.process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


@asynccontextmanager
async def running(
    environ: Mapping[str, str], folder: Path, name: str = "program", *, is_new_start: bool = False
) -> AsyncIterator[Running]:
    """`dondoc run`; killed at the end if it still lives.

    `is_new_start`: of an interpreter of its own, as in earnest; otherwise forked from a process that has imported it.
    """
    log_file = folder / f"{name}.log"
    log_file.write_bytes(b"")
    start = _forked if may_be_forked(environ) and not is_new_start else _started
    process = await start(_environ(environ), folder, log_file)
    try:
        yield Running(process, log_file)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _started(environment: Mapping[str, str], folder: Path, log_file: Path) -> asyncio.subprocess.Process:
    with log_file.open("wb") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "dondoc", "run", cwd=folder, env=environment, stdout=log, stderr=log
        )


async def _forked(environment: Mapping[str, str], folder: Path, log_file: Path) -> Forked:
    return await start_forked(("run",), folder, environment, log_file)


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = PATIENCE, otherwise: str = "") -> None:
    """Wait for something to become true; fails with `otherwise` after so many seconds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not await holds():
        assert loop.time() < end, otherwise or "it did not come true in time"
        await asyncio.sleep(0.1)


class Phones:
    """The phones of the sandbox."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self._session = session

    async def say(self, phone: Phone, text: str) -> None:
        """Somebody types."""
        async with self._session.post(f"{self.url}/sandbox/phones/{phone.user_id}/send", json={"text": text}) as got:
            got.raise_for_status()

    async def shown(self, phone: Phone) -> list[str]:
        """The texts that the bot has sent to this phone."""
        async with self._session.get(f"{self.url}/sandbox/sent") as got:
            sent = (await got.json())["sent"]
        return [entry.get("text") or "" for entry in sent if entry.get("chat_id") == phone.user_id]

    async def until_shown(self, phone: Phone, part: str, seconds: float = PATIENCE) -> None:
        """Wait for a message of the bot that contains this."""

        async def found() -> bool:
            return any(part in text for text in await self.shown(phone))

        await until(found, seconds, f"{part!r} did not reach {phone.name}")


@asynccontextmanager
async def sandbox() -> AsyncIterator[Phones]:
    """A pocket Telegram with three phones."""
    sandbox_app = create_app(SandboxSettings(tokens=(TOKEN,), phones=PHONES, now=lambda: datetime.now(UTC)))  # noqa: TID251 - the sandbox runs by the machine's clock
    async with (
        SandboxServer(sandbox_app) as server,
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
    ):
        yield Phones(server.url, session)
