"""Campaigns over every way in: each thing people write must take effect once, however often the program is killed."""

import asyncio
import json
import random
import re
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp
from sqlalchemy import text

from dondoc.clock import Clock
from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Phone, SandboxSettings, ZaloSettings
from sandbox.zalo.bots import chat_id_of
from services.administration.look_up import verify_history
from services.office.board_service import BoardService
from storage.organisations import list_organisations
from storage.outbox import FOLDED
from storage.people import load_contacts
from tests.crash.points import POINTS
from tests.crash.starts import Life, Nursery, environ
from tests.crash.ward import MORNINGS, PHONES, TOKEN, Records, prepare
from tests.crash.ways_in import PAGE, SECRET, VARIANTS, Pusher, Said
from tests.databases import migrated

ZALO_TOKEN = "7000000002:CRASH-token-of-the-sandbox-only-000000"
PATIENCE_SECONDS, DRAIN_SECONDS = 1.0, 60.0
NEW_MESSAGES = {"sendMessage", "sendPhoto", "zalo.sendMessage"}
_WAITING = "SELECT count(*) FROM {} WHERE state IN ('waiting', 'leased')"
# When many waited for a chat, several were told in one message.
_ANSWERS = "SELECT count(*) FROM outbox WHERE kind = 'answer' AND (state = 'sent' OR error LIKE :folded)"
_EFFECTS = "SELECT facts FROM event WHERE what IN ('progress_set', 'check_in_answered')"


@dataclass(slots=True)
class ChannelReport:
    """What a campaign did and found. `lost` is what no platform would deliver again: Zalo fetched, by its nature."""

    channel: str
    engine: str
    seed: int
    kills: int = 0
    said: int = 0
    pushes: int = 0
    pushed_again: int = 0
    lost: int = 0
    doubles: int = 0
    broken: list[str] = field(default_factory=list)


class ChannelCampaign:
    """Kills one program so many times while people write by the ways of one variant (`VARIANTS`)."""

    def __init__(self, nursery: Nursery, engine: str, url: str, channel: str, seed: int) -> None:
        self._nursery = nursery
        self._url = url
        self._ways = VARIANTS[channel]
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self._began = time.monotonic()
        self._said: list[Said] = []
        self._port = free_port()
        # Half of the people on each platform of a mixed population.
        self._ways_of = {phone.user_id: self._ways[i % len(self._ways)] for i, phone in enumerate(PHONES.values())}
        self.report = ChannelReport(channel, engine, seed)

    async def run(self, kills: int) -> ChannelReport:
        """Kill so many times, let everything come to rest, and look."""
        migrated(self._url)
        prepare(self._url)
        records = Records(self._url)
        self._move_to_zalo(records)
        self._words = [
            (PHONES[name].user_id, task.number)
            for task in records.tasks() for name in PHONES if task.may_be_reported_by(name)
        ]  # fmt: skip
        phones = [phone for phone in PHONES.values() if self._ways_of[phone.user_id].platform != "zalo"]
        zalo = tuple(phone for phone in PHONES.values() if phone not in phones)
        settings = SandboxSettings(
            tokens=(TOKEN,), phones=tuple(phones) or (Phone(99, "nobody", ""),), now=lambda: MORNINGS[0],
            zalo=ZaloSettings(ZALO_TOKEN, zalo),
        )  # fmt: skip
        self._app = create_app(settings)
        timeout = aiohttp.ClientTimeout(total=10)
        try:
            async with SandboxServer(self._app) as server, aiohttp.ClientSession(timeout=timeout) as http:
                self._server, self._http = server.url, http
                self._pusher = Pusher(http, f"http://127.0.0.1:{self._port}", sessions=self._sessions(records))
                try:
                    await self._live(kills, records)
                finally:
                    await self._pusher.close()
                await self._conclude(records)
        finally:
            records.close()
        return self.report

    def _move_to_zalo(self, records: Records) -> None:
        with records.database.transaction() as tx:
            for user_id, way in self._ways_of.items():
                if way.platform == "zalo":
                    moved = {"was": str(user_id), "becomes": chat_id_of(user_id)}
                    tx.execute(
                        text("UPDATE chat_account SET channel = 'zalo', chat_id = :becomes WHERE chat_id = :was"), moved
                    )

    def _sessions(self, records: Records) -> dict[int, str]:
        """Everybody who presses is signed in on the board, before the first start and through all kills."""
        with records.database.reading() as tx:
            [organisation] = list_organisations(tx)
            ids = {contact.name: contact.id for contact in load_contacts(tx, organisation.id)}
        board, now = BoardService(records.database, organisation.id), Clock.machine_now()
        return {
            phone.user_id: board.enter_as(ids[name], "?", now, MORNINGS[0]).token
            for name, phone in PHONES.items() if self._ways_of[phone.user_id].platform == PAGE
        }  # fmt: skip

    async def _live(self, kills: int, records: Records) -> None:
        points = [point for point in POINTS if point != "acknowledging"]
        while self.report.kills < kills:
            at_point = self._random.random() < 0.6
            life = await self._start(
                f"{self._random.choice(points)}:{self._random.choice((1, 1, 2))}" if at_point else ""
            )
            talking = asyncio.create_task(self._talk(self._random.randint(2, 5)))
            await life.wait(PATIENCE_SECONDS if at_point else self._random.uniform(0.1, PATIENCE_SECONDS))
            await talking
            assert await life.end() == -signal.SIGKILL, life.log
            self.report.kills += 1
        life = await self._start("")
        await self._until(lambda: not self._left(records), life)
        assert await life.end(signal.SIGTERM) == 0

    async def _start(self, kill_at: str) -> Life:
        now = MORNINGS[0] + timedelta(seconds=time.monotonic() - self._began)
        given = environ(self._url, self._server, now, 0.3, kill_at) | {"DONDOC_HTTP_PORT": str(self._port)}
        platforms = {way.platform for way in self._ways}
        if "telegram" not in platforms:
            given = {name: value for name, value in given.items() if not name.startswith("DONDOC_TELEGRAM_")}
        if "zalo" in platforms:
            given |= {"DONDOC_ZALO_TOKEN": ZALO_TOKEN, "DONDOC_ZALO_API_URL": f"{self._server}/zalo"}
        given |= {
            f"DONDOC_{w.platform.upper()}_WEBHOOK_SECRET": SECRET
            for w in self._ways
            if w.is_pushed and w.platform != PAGE
        }
        return await self._nursery.start(given)

    async def _talk(self, deeds: int) -> None:
        for _ in range(deeds):
            await asyncio.sleep(self._random.expovariate(8))
            phone, task = self._random.choice(self._words)
            words = f"/progress {task} {self._random.randint(1, 99)}"
            said = Said(len(self._said), self._ways_of[phone], phone, words)
            self._said.append(said)
            if said.way.is_pushed:
                self._pusher.push(said)
            else:
                await self._post(f"/sandbox/phones/{phone}/send", {"text": said.text})

    async def _until(self, is_so: Callable[[], bool], life: Life) -> None:
        """Wait until it is so at three looks that span a tick."""
        end, quiet = time.monotonic() + DRAIN_SECONDS, 0
        while quiet < 3:
            await asyncio.sleep(0.15)
            quiet = quiet + 1 if is_so() and len(self._pusher.taken) == self._pushed else 0
            assert time.monotonic() < end, f"not everything came to rest\n{life.log}"
            assert not life.is_over, life.log

    @property
    def _pushed(self) -> int:
        return sum(said.way.is_pushed for said in self._said)

    def _left(self, records: Records) -> int:
        world = self._app.state.world
        fetched = sum(len(bot.updates) for bot in world.bots.values()) + len(world.zalo.events)
        return int(fetched) + sum(records.count(_WAITING.format(table)) for table in ("inbox", "outbox"))

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        async with self._http.post(self._server + path, json=body) as answer:
            answer.raise_for_status()

    async def _conclude(self, records: Records) -> None:
        report = self.report
        report.said, report.pushes, report.pushed_again = len(self._said), self._pusher.pushes, self._pusher.refused
        effects = Counter(mark for row in records.rows(_EFFECTS) for mark in _marks(row[0]))
        for said in self._said:
            self._judge(said, effects[said.mark])
        if report.lost > report.kills:
            report.broken.append(f"{report.lost} events were lost by {report.kills} kills: more than one each")
        report.broken += self._pusher.answered_otherwise
        answers = records.count(_ANSWERS, folded=f"{FOLDED}%")
        if answers != sum(effects.values()):
            report.broken.append(f"{answers} answers were sent for {sum(effects.values())} commands")
        await self._count_doubles(records)
        with records.database.reading() as tx:
            [organisation] = list_organisations(tx)
            report.broken += [f"history: {fault}" for fault in verify_history(tx, organisation.id).faults]

    def _judge(self, said: Said, effects: int) -> None:
        if effects == 0 and said.way.may_lose:
            self.report.lost += 1
        elif effects != 1:
            self.report.broken.append(f"{said.text!r} by {said.way} took effect {effects} times")

    async def _count_doubles(self, records: Records) -> None:
        """What arrived without a receipt was sent again: at most one on its way for each sender and kill."""
        accepted = [entry for path in ("/sandbox/sent", "/sandbox/zalo/sent") for entry in await self._sent(path)]
        new = sum(entry["method"] in NEW_MESSAGES for entry in accepted)
        receipts = records.count("SELECT count(*) FROM receipt WHERE message_id <> '' AND channel <> 'page'")
        self.report.doubles = new - receipts
        if not 0 <= self.report.doubles <= self.report.kills * len(self._ways):
            self.report.broken.append(f"{new} messages arrived for {receipts} receipts and {self.report.kills} kills")

    async def _sent(self, path: str) -> list[dict[str, Any]]:
        async with self._http.get(f"{self._server}{path}?after=0") as answer:
            found: list[dict[str, Any]] = (await answer.json())["sent"]
            return found


def _marks(facts: str | dict[str, Any]) -> list[str]:
    """The mark in what was said; SQLite gives the facts as text. What stood there before is no effect of this one."""
    found = json.loads(facts) if isinstance(facts, str) else facts
    return re.findall(r"\bk\d{4}\b", str(found["detail"]))


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
