"""Outages over half past seven with the real program and real sockets: who was to hear hears, repeats are marked.

The program starts two seconds before the morning's messages, on a platform that is about to fail for some seconds. Then
it is killed and started at eight, when what may have arrived is repeated.
"""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from sqlalchemy import text

from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Phone, SandboxSettings, ZaloSettings
from sandbox.zalo.bots import chat_id_of
from tests.crash.channels import ZALO_TOKEN, free_port
from tests.crash.starts import Life, Nursery, environ
from tests.crash.ward import PHONES, TOKEN, Records, prepare
from tests.databases import migrated
from tests.world import hanoi

OUTAGE_SECONDS = 5.0
PATIENCE_SECONDS = 40.0
MOST_COPIES = 3
SHORTLY_BEFORE, AT_EIGHT = hanoi(10, 7, 29) + timedelta(seconds=58), hanoi(10, 8, 2)
UNTRIED = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'leased') AND unknowns = 0"
WAITING = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'leased')"
POSTED = "SELECT count(*) FROM outbox WHERE kind = 'digest'"
SEEN = {"channel_held", "unconfirmed", "late_outbox"}


@dataclass(frozen=True, slots=True)
class OutageCase:
    """What the platform does for some seconds, as the sandbox is told; probes fail with it unless they are answered."""

    channel: str
    action: str
    status: int | None = None
    probe_answers: bool = False

    def __str__(self) -> str:
        return f"{self.channel} {self.action}{' to sends only' if self.probe_answers else ''}"

    def orders(self) -> list[dict[str, Any]]:
        """The mishaps to order."""
        prefix = "zalo." if self.channel == "zalo" else ""
        methods = ["sendMessage", *([] if self.probe_answers else ["getMe"])]
        more = {"status": self.status} if self.status else {}
        order = {"action": self.action, "times": None, "for_seconds": OUTAGE_SECONDS, **more}
        return [{"method": prefix + method, **order} for method in methods]


CASES = (
    OutageCase("telegram", "502"),
    OutageCase("telegram", "accept_then_drop"),
    OutageCase("zalo", "403"),
    OutageCase("zalo", "500", status=200, probe_answers=True),
)


@dataclass(slots=True)
class OutageReport:
    """What came of one case; `copies` says how many people had how many."""

    engine: str
    case: OutageCase
    people: int = 0
    copies: Counter[int] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    seconds: float = 0.0
    broken: list[str] = field(default_factory=list)


class Outage:
    """One case on one fresh database."""

    def __init__(self, nursery: Nursery, engine: str, url: str, case: OutageCase) -> None:
        self._nursery = nursery
        self._url = url
        self._case = case
        self._now = SHORTLY_BEFORE
        self._port = free_port()
        self.report = OutageReport(engine, case)

    async def run(self) -> OutageReport:
        """Play it and look."""
        began = time.monotonic()
        migrated(self._url)
        prepare(self._url)
        records = Records(self._url)
        app = create_app(self._settings())
        try:
            if self._case.channel == "zalo":
                _move_to_zalo(records)
            async with SandboxServer(app) as server:
                self._server = server.url
                await self._morning(app.state.world, records)
                await self._at_eight(records)
                await self._look(records)
        finally:
            records.close()
        self.report.seconds = time.monotonic() - began
        return self.report

    def _settings(self) -> SandboxSettings:
        people = tuple(PHONES.values())
        nobody = (Phone(99, "nobody", ""),)
        is_zalo = self._case.channel == "zalo"
        zalo = ZaloSettings(ZALO_TOKEN, people if is_zalo else ())
        return SandboxSettings(
            tokens=(TOKEN,), phones=nobody if is_zalo else people, now=lambda: self._now, zalo=zalo
        )  # fmt: skip

    async def _start(self, now: datetime) -> Life:
        self._now = now
        given = environ(self._url, self._server, now, 0.3) | {"DONDOC_HTTP_PORT": str(self._port)}
        if self._case.channel == "zalo":
            given = {name: value for name, value in given.items() if not name.startswith("DONDOC_TELEGRAM_")}
            given |= {"DONDOC_ZALO_TOKEN": ZALO_TOKEN, "DONDOC_ZALO_API_URL": f"{self._server}/zalo"}
        life = await self._nursery.start(given)
        assert await life.started(), life.log
        return life

    async def _morning(self, world: Any, records: Records) -> None:
        for order in self._case.orders():
            world.faults.order(order)
        over_at = time.monotonic() + OUTAGE_SECONDS
        life = await self._start(SHORTLY_BEFORE)
        await asyncio.sleep(OUTAGE_SECONDS - 1.0)
        self.report.findings = await self._findings()
        await self._until(records, UNTRIED)
        await asyncio.sleep(max(over_at - time.monotonic(), 0.0))
        await life.end()

    async def _at_eight(self, records: Records) -> None:
        life = await self._start(AT_EIGHT)
        await self._until(records, WAITING)
        await life.end()

    async def _until(self, records: Records, query: str) -> None:
        """Until nothing of this is left, and the morning was planned."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            await asyncio.sleep(0.2)
            if records.count(POSTED) and not records.count(query):
                return
        rows = records.rows("SELECT key, state, unknowns, held_by, not_before, error FROM outbox WHERE state <> 'sent'")
        self.report.broken.append(f"did not come to rest: {[tuple(row) for row in rows]}")

    async def _findings(self) -> list[str]:
        return [finding["kind"] for finding in (await self._get(f"http://127.0.0.1:{self._port}/health"))["findings"]]

    async def _look(self, records: Records) -> None:
        broken = self.report.broken
        digests = records.rows("SELECT id, chat_id, state FROM outbox WHERE kind = 'digest'")
        path = "/sandbox/zalo/sent" if self._case.channel == "zalo" else "/sandbox/sent"
        accepted = (await self._get(f"{self._server}{path}?after=0"))["sent"]
        self.report.people = len(digests)
        broken += [f"message {row} to {chat} is {state}" for row, chat, state in digests if state != "sent"]
        for _, chat, _ in digests:
            texts = [str(entry.get("text")) for entry in accepted if self._chat_of(entry) == chat]
            self.report.copies[len(texts)] += 1
            if not 1 <= len(texts) <= MOST_COPIES or not all("(#" in said.splitlines()[-1] for said in texts[1:]):
                broken.append(f"{chat} has {len(texts)} copies, or not all repeats are marked")
        if not SEEN & set(self.report.findings):
            broken.append(f"/health did not see it: {self.report.findings}")

    def _chat_of(self, entry: dict[str, Any]) -> str:
        return chat_id_of(int(entry["chat_id"])) if self._case.channel == "zalo" else str(entry["chat_id"])

    async def _get(self, url: str) -> Any:
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return await answer.json()


def _move_to_zalo(records: Records) -> None:
    with records.database.transaction() as tx:
        for phone in PHONES.values():
            moved = {"was": str(phone.user_id), "becomes": chat_id_of(phone.user_id)}
            tx.execute(text("UPDATE chat_account SET channel = 'zalo', chat_id = :becomes WHERE chat_id = :was"), moved)
