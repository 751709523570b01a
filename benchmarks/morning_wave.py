"""A morning of very many people: `python -m benchmarks.morning_wave 900` (wards of 30 people; `--workers 3`).

Everybody has a task that comes due at 07:30, so everybody gets a message. Each ward has a bot of its own, or with
`--shared` all of them one; a platform takes 30 messages a second of each token and answers more with 429. Meanwhile
people report tasks done, and it is seen how long each waits for the answer. Issue 19: 27,000 people within 180 seconds
with one program and 90 with three, an answer within a second at the 99th percentile, no 429; one bot of 114 wards at
96 % of the pace.
"""

import argparse
import asyncio
import random
import resource
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import aiohttp
import psycopg
from sqlalchemy.engine import make_url

from benchmarks.answers import percentile
from benchmarks.processes import announced, running
from benchmarks.wards import MORNING, UNITS, Wards, load
from dondoc.databases import open_engine
from dondoc.sealing import new_key, seal
from dondoc.settings import Settings
from tests.databases import running_postgres

RATE = 30  # messages in any second of one token
FIRST_BOT = 10_001
ASK_SECONDS = 0.5
PATIENCE_SECONDS = 600.0


class Wave(Wards):
    """Wards in which each person leads one task, and something of each comes due on the morning."""

    def last_day(self, task_id: int) -> date:  # noqa: ARG002 - all alike
        """Seven days after the morning."""
        return MORNING.date() + timedelta(days=7)


@dataclass
class Seen:
    """What arrived where and when, in seconds of the machine's clock."""

    arrived: list[tuple[float, str, str]] = field(default_factory=list)
    refused: int = 0
    asked: dict[str, float] = field(default_factory=dict)  # by chat
    answered: dict[str, float] = field(default_factory=dict)


def main() -> None:
    """Play one morning."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.morning_wave")
    parser.add_argument("wards", type=int, nargs="?", default=900)
    parser.add_argument("--workers", type=int, default=1, help="programs that share the wards")
    parser.add_argument("--shared", action="store_true", help="one bot for all wards")
    parser.add_argument("--lead", type=float, default=60.0, help="seconds from the start of the programs to 07:30")
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    sys.stdout.write(f"{measure(options.wards, options.workers, options.lead, is_shared=options.shared)}\n")


def measure(wards: int, workers: int, lead: float, *, is_shared: bool) -> str:
    """One line with how long the morning took and how long people waited meanwhile."""
    people, key = wards * UNITS, new_key()
    with ExitStack() as stack:
        url = stack.enter_context(running_postgres()).create()
        _found(url, wards, key, is_shared=is_shared)
        address = stack.enter_context(announced(["-m", "benchmarks.wave_platform", str(RATE)]))
        clock = (MORNING - timedelta(seconds=lead)).isoformat()
        settings = {
            "DATABASE_URL": url, "HTTP_PORT": "0", "LOG_LEVEL": "WARNING", "CLOCK": clock, "SECRET_KEY": key,
            "PUBLIC_URL": "", "TELEGRAM_API_URL": address, "SENDS_PER_SECOND": "29.5",
        }  # fmt: skip
        environment = {f"DONDOC_{name}": value for name, value in settings.items()}
        began = time.monotonic()
        for _ in range(workers):
            stack.enter_context(running(["-m", "dondoc", "run"], environment))
        seen = asyncio.run(_watch(address, people, is_shared=is_shared))
    mornings = _first_of_each(seen)
    waits = [seen.answered[chat] - at for chat, at in seen.asked.items() if chat in seen.answered]
    first, last = min(mornings.values()), max(mornings.values())
    took, pace = last - (began + lead), len(mornings) / (last - first)
    in_all = sum(first <= at <= last for at, *_ in seen.arrived) / (last - first)
    bots = "one bot" if is_shared else "their own bots"
    return (
        f"{len(mornings)} of {people} people, {wards} wards on {bots}, {workers} programs: last message {took:.0f} s "
        f"after 07:30, {pace:.1f} a second ({in_all:.1f} with answers), {seen.refused} refused for speed; "
        f"{len(waits)} of {len(seen.asked)} answers meanwhile, within {percentile(waits, 50):.2f} s (half) and "
        f"{percentile(waits, 99):.2f} s (99 %)"
    )


def _first_of_each(seen: Seen) -> dict[str, float]:
    found: dict[str, float] = {}
    for at, _, chat in seen.arrived:
        found.setdefault(chat, at)
    return found


async def _watch(address: str, people: int, *, is_shared: bool) -> Seen:
    """Until everybody has a message; meanwhile one of those who have it reports a task done, twice a second."""
    seen, ends, dice = Seen(), time.monotonic() + PATIENCE_SECONDS, random.Random(1)  # noqa: S311 - chooses who writes, guards no secret
    told: list[str] = []
    async with aiohttp.ClientSession() as session:
        while len(told) < people and time.monotonic() < ends:
            await _look(session, address, seen, told)
            if told and len(told) < people:
                await _ask(session, address, seen, dice.choice(told), is_shared=is_shared)
            await asyncio.sleep(ASK_SECONDS)
        for _ in range(20):
            await _look(session, address, seen, told)
            if len(seen.answered) == len(seen.asked):
                break
            await asyncio.sleep(ASK_SECONDS)
    return seen


async def _look(session: aiohttp.ClientSession, address: str, seen: Seen, told: list[str]) -> None:
    async with session.get(f"{address}/seen?{len(seen.arrived)}") as answer:
        arrived, seen.refused = await answer.json()
    known = set(told)
    for at, bot, chat in arrived:
        seen.arrived.append((at, bot, chat))
        if chat not in known:
            known.add(chat)
            told.append(chat)
        elif chat in seen.asked:
            seen.answered.setdefault(chat, at)


async def _ask(session: aiohttp.ClientSession, address: str, seen: Seen, chat: str, *, is_shared: bool) -> None:
    """The person reports the task that their unit leads."""
    if chat in seen.asked:
        return
    ward, place = divmod(int(chat) - 1, UNITS)
    bot = FIRST_BOT if is_shared else FIRST_BOT + ward
    said: dict[str, Any] = {"bot": str(bot), "chat": chat, "text": f"/done {place or UNITS}"}
    seen.asked[chat] = time.monotonic()
    async with session.post(f"{address}/say", json=said) as answer:
        answer.raise_for_status()


def _found(url: str, wards: int, key: str, *, is_shared: bool) -> None:
    engine = open_engine(url)
    load(engine, Wave(wards, tasks_each=UNITS))
    engine.dispose()
    settings = Settings(secret_key=key)  # type: ignore[arg-type]  # becomes a secret
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("SET dondoc.organisation = 'all'")
        cursor.execute("UPDATE organisation SET short_code = 'W' || id")
        bots = [
            ("telegram", str(number), "@bot", seal(settings, f"{number}:token-of-a-bot-in-the-morning-wave"))
            for number in range(FIRST_BOT, FIRST_BOT + (1 if is_shared else wards))
        ]
        columns = "platform, number, name, sealed_token, added_at"
        cursor.executemany(f"INSERT INTO bot ({columns}) VALUES (%s, %s, %s, %s, now())", bots)  # noqa: S608 - our own
        bot_of = "(SELECT min(id) FROM bot)" if is_shared else "(SELECT id FROM bot WHERE number = (o.id + %s)::text)"
        serve = f"INSERT INTO served (bot_id, organisation_id) SELECT {bot_of}, o.id FROM organisation o"  # noqa: S608
        cursor.execute(serve.encode(), None if is_shared else (FIRST_BOT - 1,))


if __name__ == "__main__":
    main()
