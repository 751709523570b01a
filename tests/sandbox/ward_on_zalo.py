"""The whole program on both pocket platforms at once: real receiving, deciding, sending over HTTP; a clock to move."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import select

from dondoc.app import App, open_app
from dondoc.clock import Clock
from dondoc.run.program import Program
from dondoc.settings import load_settings
from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Phone, SandboxSettings, ZaloSettings
from services.administration.load_roster import load_roster
from services.commands.change_people import invite_person
from services.plans.confirm_plan import confirm_plan
from storage.tables import inbox
from tests.world import IMPORTED_AT, PLAN, example_plan, example_roster, hanoi
from web.server import listening_socket

TOKEN, ZALO_TOKEN = "7000000001:of-the-sandbox", "7000000002:of-the-sandbox"
PATIENCE = 15.0
BEFORE_THE_MORNING = hanoi(10, 7, 20)
Phones = Mapping[str, int]


class Ward:
    """The running program and everybody's phones; `telegram` and `zalo` give each person's phone there."""

    def __init__(self, app: App, program: Program, http: aiohttp.ClientSession, url: str, own_url: str) -> None:
        self.app, self.program, self.http, self.url, self.own_url = app, program, http, url, own_url
        self.read: dict[str, int] = {}

    def invite(self, name: str) -> str:
        """A one-time code."""
        with self.app.database.transaction() as tx:
            return invite_person(tx, self.app.organisation.id, name, self.app.clock.now()).code

    async def control(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the sandbox."""
        async with self.http.request(method, f"{self.url}/sandbox/{path}", json=body) as answer:
            return await answer.json()

    async def move_to(self, at: datetime) -> None:
        """Move the clock; what is due then goes out."""
        self.app.clock.move_to(at)
        await self.program.tick_now()

    def kept_events(self) -> list[str]:
        """The raw updates and events that were stored, oldest first."""
        with self.app.database.reading() as tx:
            return [str(raw) for raw in tx.execute(select(inbox.c.payload).order_by(inbox.c.id)).scalars()]

    def phone(self, path: str) -> "Hand":
        """The hand on a phone: "phones/11"."""
        return Hand(self, path)


class Hand:
    """One phone and what its owner does and reads."""

    def __init__(self, ward: Ward, path: str) -> None:
        self.ward, self.path = ward, path

    async def texts(self) -> list[str]:
        """Everything the bot has written here, a picture by its caption."""
        phone = await self.ward.control("GET", self.path)
        return [m.get("text", m.get("caption", "")) for m in phone["messages"] if m["from"]["is_bot"]]

    async def next(self) -> str:
        """The next message not read yet."""
        at = self.ward.read.get(self.path, 0)
        async with asyncio.timeout(PATIENCE):
            while len(found := await self.texts()) <= at:  # noqa: ASYNC110 - the condition is what the phone shows
                await asyncio.sleep(0.02)
        self.ward.read[self.path] = at + 1
        return found[at]

    async def types(self, text: str) -> None:
        """Write."""
        answer = await self.ward.control("POST", f"{self.path}/send", {"text": text})
        assert "message" in answer, answer

    async def asks(self, text: str) -> str:
        """Write, and read the answer."""
        await self.types(text)
        return await self.next()

    async def links(self, name: str) -> str:
        """Type a fresh code of this person."""
        return await self.asks(f"/start {self.ward.invite(name)}")


@asynccontextmanager
async def ward(
    folder: Path,
    telegram: Phones,
    zalo: Phones,
    *,
    month_limit: int | None = None,
    settings: Mapping[str, str] | None = None,
) -> AsyncIterator[Ward]:
    """Start everything; a platform without phones has no bot."""
    clock = Clock(IMPORTED_AT)
    given = {"DATABASE_URL": f"sqlite:///{folder / 'ward.db'}", "POLL_SECONDS": "5", "TICK_SECONDS": "0.5"}
    given |= settings or {}
    phones = tuple(Phone(number, name, "") for name, number in telegram.items())
    own = ZaloSettings(ZALO_TOKEN, tuple(Phone(number, name, "") for name, number in zalo.items()), month_limit)
    sandbox_app = create_app(SandboxSettings(tokens=(TOKEN,), phones=phones, now=clock.now, zalo=own))
    async with SandboxServer(sandbox_app) as server, aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(10)) as http:
        given |= {"TELEGRAM_API_URL": server.url, "ZALO_API_URL": f"{server.url}/zalo"}
        loaded = load_settings(folder / "no.env", {f"DONDOC_{name}": value for name, value in given.items()})
        with open_app(loaded, clock) as app:
            _load(app)
            clock.move_to(BEFORE_THE_MORNING)
            listening = listening_socket("127.0.0.1", 0)
            program = Program(
                app, TOKEN if telegram else None, zalo_token=ZALO_TOKEN if zalo else None, listening=listening
            )
            running = asyncio.create_task(program.run())
            try:
                await _started(program, running)
                yield Ward(app, program, http, server.url, f"http://127.0.0.1:{listening.getsockname()[1]}")
            finally:
                program.stop()
                await running


async def _started(program: Program, running: "asyncio.Task[None]") -> None:
    waiting = asyncio.create_task(program.started.wait())
    await asyncio.wait({waiting, running}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if running.done():
        running.result()


def _load(app: App) -> None:
    with app.database.transaction() as tx:
        now = app.clock.now()
        load_roster(tx, app.organisation, example_roster(), now)
        confirm_plan(tx, app.organisation, example_plan(), PLAN.read_bytes(), PLAN.name, now)
