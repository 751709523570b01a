"""A campaign: people write to every organisation while workers are killed, hang, lose their connections or their time.

Afterwards every message must be obeyed once and in order, and answered once, or again with its mark.
"""

import asyncio
import random
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from dondoc.databases import open_engine
from sandbox import people
from services.administration.look_up import verify_history
from storage.engine.database import Database
from tests.operation.running import Running
from tests.workers.province import PEOPLE, PHONES, Province, cut_connections, holder_of, program
from tests.world import LAN

AFTER_A_KILL, AFTER_A_HANG = 2.0, 15.0
MARK = re.compile(r"\n\(#\d+\)$")
ANSWER = re.compile(r"việc 3\D.*?(\d+)%", re.DOTALL)
BETWEEN = timedelta(seconds=1.5)  # two messages of one person: nobody types faster
KILL, HANG, CUT, CLOCK = "kill", "hang", "cut", "clock"


@dataclass
class Report:
    """What a campaign saw."""

    seed: int
    faults: Counter[str] = field(default_factory=Counter)
    takeovers: dict[str, list[float]] = field(default_factory=dict)
    typed: int = 0
    waits: list[float] = field(default_factory=list)  # seconds until each answer was seen
    marked: int = 0
    broken: list[str] = field(default_factory=list)

    def line(self) -> str:
        """In one line."""
        waits = sorted(self.waits) or [0.0]
        taken = ", ".join(f"{kind} {max(seconds):.1f} s" for kind, seconds in sorted(self.takeovers.items()) if seconds)
        return (
            f"seed {self.seed}: {sum(self.faults.values())} faults ({dict(self.faults)}), {self.typed} messages, "
            f"answered within {waits[len(waits) // 2]:.2f} s (half), {waits[int(len(waits) * 0.99) - 1]:.1f} s (99 %), "
            f"{self.marked} marked repeats, longest takeover: {taken or 'none'}, {len(self.broken)} broken promises"
        )


class Campaign:
    """Plays `faults` faults, drawn from the seed, on so many workers."""

    def __init__(
        self,
        province: Province,
        folder: Path,
        seed: int,
        *,
        workers: int = 4,
        rate: float = 20.0,
        hangs: tuple[float, ...] = (20.0, 60.0),
        is_timed: bool = True,
    ) -> None:
        """`rate`: messages a second that people write, all together; `hangs`: seconds for which a program hangs.

        How long a takeover takes is a promise only where it `is_timed`: among other tests the machine is crowded.
        """
        self._province, self._folder, self._random = province, folder, random.Random(seed)  # noqa: S311 - no secret
        self._workers, self._rate, self._hangs, self._is_timed = workers, rate, hangs, is_timed
        self._running: list[Running] = []
        self._stacks: list[AsyncExitStack] = []
        self._count = 0
        self._typed: dict[tuple[str, str], list[tuple[str, datetime]]] = {}
        self._is_over = asyncio.Event()
        self.report = Report(seed)

    async def run(self, faults: int) -> Report:
        """Play it, wait until all is quiet, and check every promise."""
        self.report.takeovers = {KILL: [], HANG: []}
        async with AsyncExitStack() as stack:
            for _ in range(self._workers):
                self._running.append(await self._start(stack))
            await self._until_served()
            people_write = asyncio.create_task(self._write())
            for _ in range(faults):
                await asyncio.sleep(self._random.uniform(0.5, 4.0))
                await self._fault(stack)
            self._is_over.set()
            await people_write
            await self._until_quiet()
        self.report.broken += self._broken()
        return self.report

    async def _start(self, stack: AsyncExitStack, **more: str) -> Running:
        self._count += 1
        started = await stack.enter_async_context(program(self._province, self._folder, f"worker{self._count}", **more))
        await started.until_said("listening")
        return started

    # ---- people

    async def _write(self) -> None:
        """LAN reports ever new percentages; the others ask for their tasks."""
        tokens = list(self._province.ids)
        while not self._is_over.is_set():
            await asyncio.sleep(self._random.expovariate(self._rate))
            token, name = self._random.choice(tokens), self._random.choice(PEOPLE)
            written = self._typed.setdefault((token, name), [])
            now = datetime.now(UTC)  # noqa: TID251 - that of the sandbox
            if written and now - written[-1][1] < BETWEEN:
                continue  # nobody types faster
            text = f"tiến độ 3 {1 + len(written) % 98}" if name == LAN else "việc"
            people.write(self._province.platform.bots[token], PHONES[name], text)
            written.append((text, now))
            self.report.typed += 1

    # ---- faults

    async def _fault(self, stack: AsyncExitStack) -> None:
        kind = self._random.choices((KILL, HANG, CUT, CLOCK), (10, 3, 5, 2))[0]
        victim = self._random.choice(self._running)
        self.report.faults[kind] += 1
        if kind == CUT:
            with self._province.asking() as connection:
                cut_connections(connection, victim)
        elif kind == HANG:
            victim.process.send_signal(signal.SIGSTOP)
            seconds = self._random.choice(self._hangs)
            await self._taken(HANG, victim, min(seconds, AFTER_A_HANG))
            await asyncio.sleep(max(seconds - AFTER_A_HANG, 0))
            victim.process.send_signal(signal.SIGCONT)
        else:
            victim.process.kill()
            await self._taken(KILL, victim, AFTER_A_KILL * 3)
            self._running.remove(victim)
            hour = timedelta(hours=self._random.choice((-1, 1)))
            clock = {"DONDOC_CLOCK": (datetime.now(UTC) + hour).isoformat()} if kind == CLOCK else {}  # noqa: TID251 - that of the machine
            self._running.append(await self._start(stack, **clock))

    async def _taken(self, kind: str, victim: Running, most: float) -> None:
        """Wait until the seats that it had are those of others, and note how long that took."""
        began = time.monotonic()
        with self._province.asking() as connection:
            epoch = holder_of(connection, victim)
            if epoch is None:
                return
            mine = {row[0] for row in connection.execute("SELECT id FROM seat WHERE worker_id = %s", (epoch,))}
            while mine and time.monotonic() - began < most:
                query = "SELECT id FROM seat WHERE worker_id IS NOT NULL AND worker_id <> %s"
                mine -= {row[0] for row in connection.execute(query, (epoch,))}
                await asyncio.sleep(0.02)
        if kind == HANG and most < AFTER_A_HANG and mine:
            return  # it woke up before
        self.report.takeovers[kind].append(time.monotonic() - began)
        limit = AFTER_A_KILL if kind == KILL else AFTER_A_HANG
        if self._is_timed and (mine or self.report.takeovers[kind][-1] > limit):
            self.report.broken.append(f"{kind}: {len(mine)} seats were not taken within {limit:g} s")

    async def _until_served(self) -> None:
        await self._until(lambda c: _one(c, "SELECT count(*) FROM seat WHERE worker_id IS NULL") == 0, 60)

    async def _until_quiet(self) -> None:
        """Until everything is answered: a hung program may have to be waited for."""
        sent = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'leased') AND kind = 'answer'"
        handled = "SELECT count(*) FROM inbox WHERE state = 'handled'"
        await self._until(lambda c: _one(c, handled) >= self.report.typed and _one(c, sent) == 0, 150)

    async def _until(self, is_so: Any, seconds: float) -> None:
        ends = time.monotonic() + seconds
        with self._province.asking() as connection:
            while not is_so(connection) and time.monotonic() < ends:  # noqa: ASYNC110 - it happens in other processes
                await asyncio.sleep(0.2)

    # ---- promises

    def _broken(self) -> Iterator[str]:
        with self._province.asking() as connection:
            for (token, name), written in self._typed.items():
                yield from self._of_chat(connection, token, name, written)
        engine = open_engine(self._province.url)
        for id_ in self._province.ids.values():
            with Database(engine).of(id_).reading() as tx:
                yield from (f"history of {id_}: event {seq} {what}" for seq, what in verify_history(tx, id_).faults)
        engine.dispose()

    def _of_chat(
        self, connection: psycopg.Connection[Any], token: str, name: str, texts: list[tuple[str, datetime]]
    ) -> Iterator[str]:
        id_, who = self._province.ids[token], f"{name} of {self._province.ids[token]}"
        chat = str(PHONES[name])
        rows = connection.execute(
            "SELECT inbox.id, inbox.state, outbox.state FROM inbox LEFT JOIN outbox "
            "ON outbox.organisation_id = inbox.organisation_id AND outbox.key = 'answer:' || inbox.id "
            "WHERE inbox.organisation_id = %s AND inbox.chat_id = %s ORDER BY inbox.id", (id_, chat),
        ).fetchall()  # fmt: skip
        if len(rows) != len(texts):
            yield f"{who} wrote {len(texts)} times, and {len(rows)} messages are there"
        for inbox_id, taken, answered in rows:
            if (taken, answered) != ("handled", "sent"):
                yield f"{who}: message {inbox_id} is {taken}, its answer {answered}"
        shown = self._province.shown(token, name)
        self.report.marked += sum(MARK.search(text) is not None for text, _ in shown)
        if name == LAN:
            events = connection.execute(
                "SELECT count(*) FROM event WHERE organisation_id = %s AND what = 'progress_set'", (id_,)
            ).fetchone()
            if events != (len(texts),):
                yield f"{who} set progress {len(texts)} times, the history has {events}"
            self.report.waits += _waits(texts, shown)
            yield from _in_order(who, [text for text, _ in texts], [text for text, _ in shown])


def _waits(texts: list[tuple[str, datetime]], shown: list[tuple[str, datetime]]) -> Iterator[float]:
    """Seconds from each report to the first answer that names its percentage."""
    for text, typed_at in texts:
        percent = text.rpartition(" ")[2]
        answers = (
            at for said, at in shown if at >= typed_at and (found := ANSWER.search(said)) and found[1] == percent
        )
        if (at := next(answers, None)) is not None:
            yield (at - typed_at).total_seconds()


def _in_order(who: str, texts: list[str], shown: list[str]) -> Iterator[str]:
    """Each answer is read in its order; one that is read twice bears a mark, but for one of its copies."""
    told = [(int(found[1]), MARK.search(text) is not None) for text in shown if (found := ANSWER.search(text))]
    expected = [int(text.rpartition(" ")[2]) for text in texts]
    first_seen: list[int] = []
    unmarked = Counter[int]()
    for percent, is_marked in told:
        if not first_seen or (percent != first_seen[-1] and not is_marked) or percent not in first_seen[-5:]:
            first_seen.append(percent)
        unmarked[percent] += not is_marked
    if first_seen != expected:
        place = next((i for i, pair in enumerate(zip(first_seen, expected, strict=False)) if pair[0] != pair[1]), -1)
        yield f"{who} reads {first_seen[place : place + 4]} where {expected[place : place + 4]} is due ({place})"
    yield from (
        f"{who} reads {percent} % unmarked {count} times" for percent, count in unmarked.items()
        if count > expected.count(percent)
    )  # fmt: skip


def _one(connection: psycopg.Connection[Any], query: str) -> int:
    row = connection.execute(query).fetchone()
    return 0 if row is None else int(row[0])
