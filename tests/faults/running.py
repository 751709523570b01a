"""The real program at work against the pretended platform: people who type, mishaps to order, a clock set by hand."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from domain.inbox import CursorNow
from dondoc.app import App
from dondoc.clock import Clock
from dondoc.run.edges import Edges
from dondoc.run.program import Program
from dondoc.settings import PREFIX, load_settings
from sandbox import people
from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Phone, SandboxSettings
from sandbox.world import World as Platform
from storage.accounts import link
from storage.engine.database import Database
from storage.tables import chat_account, inbox, outbox
from tests.faults.lines import Line
from tests.people import find_by_name
from tests.world import BOT, CHANNEL, HA, HUNG, LAN, MINH, World, example_roster, hanoi

SIX_IN_THE_MORNING = hanoi(10, 6)
TOKEN = f"{BOT}:SANDBOX-token-of-the-fault-campaign-000"
STRANGER = "Người lạ"
LINKED = (LAN, HA, HUNG, MINH)
CROWD = tuple(dict.fromkeys(r.person for r in example_roster().rows if r.person and r.person not in LINKED))
PHONES = {name: 11 + n for n, name in enumerate((*LINKED, STRANGER, *CROWD))}
NEW_MESSAGE = {"sendMessage", "sendPhoto"}


class HandClock(Clock):
    """Runs at the speed of real time and can be set; `sleep` also lets the machine sleep for so long."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self.ahead = 0.0
        self._slept = 0.0

    def set(self, by: timedelta) -> None:
        """Set the clock forward or back; no time passes."""
        self.move_to(self.now() + by)

    def sleep(self, by: timedelta) -> None:
        """Time passes, as for a machine that slept or a line that was down."""
        self.set(by)
        self._slept += by.total_seconds()

    def monotonic(self) -> float:  # type: ignore[override]  # moved on by hand
        return time.monotonic() + self.ahead

    def elapsed(self) -> float:  # type: ignore[override]  # moved on by hand
        return time.monotonic() + self._slept


class Ward:
    """What a person, the network and an observer of everything can do and see."""

    def __init__(self, database: Database, world: World, clock: HandClock, platform: Platform) -> None:
        self.database = database
        self.world = world
        self.clock = clock
        self.platform = platform
        self.bot = platform.bots[TOKEN]
        self.program: Program | None = None
        self.line: Line | None = None

    @property
    def url(self) -> str:
        """Where the program reaches the platform."""
        assert self.line is not None
        return self.line.url

    def say(self, name: str, text: str) -> None:
        """Somebody types."""
        people.write(self.bot, PHONES[name], text)

    def press(self, name: str, message_id: int, data: str) -> None:
        """Somebody presses a button, or forges one."""
        people.press(self.bot, PHONES[name], message_id, data)

    def mishap(self, method: str, action: str, person: str | None = None, **order: Any) -> None:
        """Order what goes wrong."""
        chat_id = None if person is None else PHONES[person]
        self.platform.faults.order({"method": method, "action": action, "chat_id": chat_id, **order})

    def accepted(self, name: str) -> list[dict[str, Any]]:
        """The new messages that the platform accepted for somebody, in order."""
        return [
            entry
            for entry in self.bot.sent.after(0)
            if entry["method"] in NEW_MESSAGE and entry["chat_id"] == PHONES[name]
        ]

    def texts(self, name: str) -> list[str]:
        """The texts of these."""
        return [str(entry.get("text") or entry.get("caption") or "") for entry in self.accepted(name)]

    async def until(self, is_so: Callable[[], object], within: float = 8.0) -> None:
        """Return once it is so; fail when it takes longer than so many seconds."""
        async with asyncio.timeout(within):
            while not is_so():  # noqa: ASYNC110 - what is waited for stands in a database or on a phone
                await asyncio.sleep(0.01)

    async def told(self, name: str, count: int, within: float = 8.0) -> list[str]:
        """The texts somebody has once they are so many."""
        await self.until(lambda: len(self.texts(name)) >= count, within)
        return self.texts(name)

    async def quiet(self, seconds: float = 1.3) -> None:
        """Give what should not happen the time to happen: the sender looks every second."""
        await asyncio.sleep(seconds)

    def states(self, table: Any = outbox) -> list[str]:
        """The states of all rows, oldest first."""
        with self.database.reading() as tx:
            return list(tx.execute(select(table.c.state).order_by(table.c.id)).scalars())

    def inbox_states(self) -> list[str]:
        """The states of all updates, oldest first."""
        return self.states(inbox)

    def state_for(self, name: str) -> str:
        """The state of the first message to somebody's chat."""
        with self.database.reading() as tx:
            query = select(outbox.c.state).where(outbox.c.chat_id == str(PHONES[name])).order_by(outbox.c.id)
            return str(tx.execute(query).scalars().first())

    def is_alive(self, name: str) -> bool:
        """Whether somebody's chat account counts as reachable."""
        with self.database.reading() as tx:
            query = select(chat_account.c.is_alive).where(chat_account.c.chat_id == str(PHONES[name]))
            return bool(tx.execute(query).scalar_one())

    def cursor(self) -> CursorNow | None:
        """Where receiving stands."""
        return self.world.office.inbox.cursor(CHANNEL, BOT)


def prepare(database: Database, linked: Sequence[str]) -> World:
    """The example ward with some people linked."""
    world = World(database)
    with database.transaction() as tx:
        for name in linked:
            person_id = find_by_name(tx, world.organisation_id, name)
            assert person_id is not None
            link(tx, world.organisation_id, person_id, CHANNEL, str(PHONES[name]), world.now)
    return world


@asynccontextmanager
async def running_ward(
    database: Database, url: str, *, at: datetime = SIX_IN_THE_MORNING, linked: Sequence[str] = LINKED, **settings: str
) -> AsyncIterator[Ward]:
    """The program running on the example ward from an instant on; by default before the morning's messages."""
    clock = HandClock(at)
    sandbox = SandboxSettings(
        tokens=(TOKEN,),
        phones=tuple(Phone(number, name, "") for name, number in PHONES.items()),
        now=clock.now,
    )
    sandbox_app = create_app(sandbox)
    ward = Ward(database, prepare(database, linked), clock, sandbox_app.state.world)
    async with SandboxServer(sandbox_app) as server, Line(server.port) as ward.line:
        app = App(_settings(url, ward.url, settings), clock, database, ward.world.organisation)
        ward.program = Program(app, TOKEN, edges=Edges(poll_seconds=0.2))
        running = asyncio.create_task(ward.program.run())
        await asyncio.wait({running, started := asyncio.create_task(ward.program.started.wait())},
                           return_when=asyncio.FIRST_COMPLETED)  # fmt: skip
        started.cancel()
        clock.ahead += 2.0  # the pacer's first second, when another process may have been sending, is over
        try:
            yield ward
            assert not running.done(), "the program has ended by itself"
        finally:
            ward.program.stop()
            await running


def _settings(url: str, api_url: str, more: dict[str, str]) -> Any:
    values = {
        "DATABASE_URL": url,
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api_url,
        "TICK_SECONDS": "0.2",
        "POLL_SECONDS": "1",
        **more,
    }
    return load_settings(Path("no.env"), {PREFIX + name: value for name, value in values.items()})
