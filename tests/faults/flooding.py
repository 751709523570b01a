"""The real program in a flood: thousands of strangers, one linked person beside themselves, others who just ask."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import func, select, text

from domain.people import Role
from dondoc.app import App
from dondoc.run.edges import Edges
from dondoc.run.program import Program
from sandbox import people
from sandbox.app import create_app
from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.server import SandboxServer
from sandbox.settings import Phone, RateLimits, SandboxSettings
from services.commands.change_people import invite_person
from storage.engine.database import Database
from storage.people import put_person, put_role
from storage.tables import inbox, membership
from tests.faults.running import CROWD, LINKED, PHONES, SIX_IN_THE_MORNING, TOKEN, HandClock, _settings, prepare
from tests.people import find_by_name
from tests.world import LAN, World

BABBLER = 99_999  # a stranger who does not stop
STRANGERS = range(100_000, 102_000)
NEWCOMERS = range(200_000, 200_040)
FLOODER = PHONES[LAN]
ASKERS = tuple(PHONES[name] for name in (*LINKED, *CROWD) if name != LAN)
GROUP_ID = -100_500
GROUP = {"id": GROUP_ID, "type": "supergroup", "title": "Nhóm dân cư"}
STRANGER = "chưa được liên kết"  # an answer to what was typed before the code
ANSWER_METHODS = {"sendMessage", "sendPhoto"}


class Flood:
    """The platform's side of it, and what an observer of the database sees."""

    def __init__(self, database: Database, world: World, clock: HandClock, bot: Bot) -> None:
        self.database = database
        self.world = world
        self.clock = clock
        self.bot = bot
        self.delays: list[float] = []
        self._asked: dict[int, deque[float]] = {chat: deque() for chat in (*ASKERS, *NEWCOMERS)}
        self._seen = 0

    def say(self, chat: int, words: str) -> None:
        """Somebody types."""
        people.write(self.bot, chat, words)

    def say_in_a_group(self, chat: int, words: str) -> None:
        """Somebody types where the bot is one of many."""
        who = {"id": chat, "is_bot": False, "first_name": "Ai"}
        self.bot.updates.add("message", {"message_id": 1, "date": 1, "from": who, "chat": GROUP, "text": words})

    def ask(self, chat: int, words: str) -> None:
        """Somebody types and looks at the clock."""
        self._asked[chat].append(time.monotonic())
        self.say(chat, words)

    async def watch(self) -> None:
        """Note when each question is answered, for ever."""
        while True:
            now = time.monotonic()
            for entry in self.bot.sent.after(self._seen):
                self._seen = entry["number"]
                asked = self._asked.get(entry["chat_id"])
                if asked and entry["method"] in ANSWER_METHODS and STRANGER not in str(entry.get("text")):
                    self.delays.append(now - asked.popleft())
            await asyncio.sleep(0.01)

    @property
    def unanswered(self) -> int:
        """Questions without an answer so far."""
        return sum(map(len, self._asked.values()))

    def texts(self, chat: int) -> list[str]:
        """What a chat was sent."""
        return [str(e.get("text") or "") for e in self.bot.sent.after(0) if e.get("chat_id") == chat]

    async def spread(self, said: Iterable[tuple[int, str]], seconds: float, at_once: int = 25) -> None:
        """Let these be typed evenly over a time."""
        queue, began = list(said), time.monotonic()
        for first in range(0, len(queue), at_once):
            await asyncio.sleep(max(began + seconds * first / len(queue) - time.monotonic(), 0))
            for chat, words in queue[first : first + at_once]:
                self.say(chat, words)

    async def settle(self, within: float = 60.0) -> None:
        """Return once everything typed is fetched and handled, and every question is answered."""
        await self.until(lambda: not (len(self.bot.updates) or self.unanswered or self.waiting()), within)

    async def until(self, is_so: Callable[[], bool], within: float = 30.0) -> None:
        """Return once it is so; fail when it takes longer than so many seconds."""
        async with asyncio.timeout(within):
            while not is_so():  # noqa: ASYNC110 - what is waited for stands in a database or on a phone
                await asyncio.sleep(0.05)

    def waiting(self) -> int:
        """Updates that wait to be handled."""
        with self.database.reading() as tx:
            return int(tx.execute(select(func.count()).where(inbox.c.state == "waiting")).scalar_one())

    def handled(self, chat: int) -> int:
        """Updates of a chat that were handled."""
        with self.database.reading() as tx:
            query = select(func.count()).where(inbox.c.state == "handled", inbox.c.chat_id == str(chat))
            return int(tx.execute(query).scalar_one())

    def size(self) -> int:
        """Bytes of the database."""
        with self.database.reading() as tx:
            if tx.dialect.name == "sqlite":
                pages = tx.execute(text("PRAGMA page_count")).scalar_one()
                return int(pages * tx.execute(text("PRAGMA page_size")).scalar_one())
            return int(tx.execute(text("SELECT pg_database_size(current_database())")).scalar_one())

    def codes(self) -> Sequence[str]:
        """One open code for each newcomer, who is a new officer."""
        with self.database.transaction() as tx:
            own = self.world.organisation_id
            lan = find_by_name(tx, own, LAN)
            unit = tx.execute(select(membership.c.unit_id).where(membership.c.person_id == lan)).scalars().first()
            names = [f"Người Mới {_spelled(n)}" for n in range(len(NEWCOMERS))]
            for name in names:
                put_role(tx, own, put_person(tx, own, name), unit, Role.OFFICER)
            return [invite_person(tx, own, name, self.world.now).code for name in names]


def _spelled(number: int) -> str:
    return f"{'ABCDEFGH'[number // 8]}{'KLMNPQRS'[number % 8]}"


@asynccontextmanager
async def flood(database: Database, url: str) -> AsyncIterator[Flood]:
    """The program running against a platform of the true speed, long before the morning's messages."""
    clock = HandClock(SIX_IN_THE_MORNING)
    named = [Phone(number, name, "") for name, number in PHONES.items()]
    others = [Phone(number, f"Ai {number}", "") for number in (BABBLER, *STRANGERS, *NEWCOMERS)]
    sandbox = SandboxSettings(tokens=(TOKEN,), phones=(*named, *others), now=clock.now, rates=RateLimits())
    sandbox_app = create_app(sandbox)
    world = prepare(database, [*LINKED, *CROWD])
    bot: Bot = sandbox_app.state.world.bots[TOKEN]
    bot.chats[GROUP_ID] = Chat(Phone(GROUP_ID, "Nhóm", ""))
    made = Flood(database, world, clock, bot)
    async with SandboxServer(sandbox_app) as server:
        settings: Any = _settings(url, f"http://127.0.0.1:{server.port}", {"TICK_SECONDS": "15"})
        program = Program(App(settings, clock, database, world.organisation), TOKEN, edges=Edges(poll_seconds=0.2))
        running = asyncio.create_task(program.run())
        await program.started.wait()
        watching = asyncio.create_task(made.watch())
        try:
            yield made
            assert not running.done(), "the program has ended by itself"
        finally:
            watching.cancel()
            program.stop()
            await running
