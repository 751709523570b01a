"""Very many messages at once: at the platform's pace, after an outage, and without any limit."""

import asyncio
import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

from sqlalchemy import update

from benchmarks.answers import percentile
from benchmarks.phones import FIRST, Phones, per_second, phones_of
from benchmarks.processes import FRIDAY, SEND_LOOP, TOKEN, dondoc, running, sandbox, ward
from benchmarks.rows import Row, by_turns
from dondoc.databases import open_engine
from services.context.notify import tell_receiving_was_down
from storage.engine.database import Database
from storage.organisations import lock_organisation
from storage.tables import occurrence

STRICT = 30  # messages in any second, as Telegram
ASKING = 100  # people who ask while reminders go out
ASK_SECONDS = 0.5
LATER_FRIDAY = "2026-04-17T10:00:00+07:00"
MONDAY_AFTER = date(2026, 4, 20)
Start = Callable[[str], AbstractContextManager[subprocess.Popen[bytes]]]


def broadcast(count: int) -> list[Row]:
    """News for everybody through a server that refuses the thirty-first message of any second."""
    with sandbox(count, STRICT) as url, ward(count, 1) as database:
        _tell_everybody(database)
        reached, refusals = asyncio.run(
            _send(url, lambda server: dondoc(database, server, SENDS_PER_SECOND="29.5"), count)
        )
    share = 100 * reached / STRICT
    return [
        Row.alone(f"broadcast of {count} messages, % of {STRICT} a second", share, "at least 96", is_met=share >= 96),
        Row.alone(f"refused for speed (429) in {count} messages", refusals, "0", is_met=not refusals),
    ]


def catch_up(count: int, rate: int) -> list[Row]:
    """Reminders that all came due while the program was down; meanwhile people ask for help."""
    with sandbox(count + ASKING, rate) as url, ward(count + ASKING, count) as database:
        _all_due(database)
        settings = {"CLOCK": LATER_FRIDAY, "SENDS_PER_SECOND": str(rate)}
        took, waits = asyncio.run(_catch_up(url, lambda server: dondoc(database, server, **settings), count))
    ratio, wait = took * rate / count, percentile(waits, 99)
    note = f"server and program at {rate}/s"
    return [
        Row.alone(
            f"{count} reminders after an outage, × N/rate", ratio, "at most 1.05", is_met=ratio <= 1.05, note=note
        ),
        Row.alone("an answer meanwhile waits, 99th percentile, s", wait, "at most 2", is_met=wait <= 2, note=note),
    ]


def unlimited(pairs: int, count: int) -> list[Row]:
    """Sends a second where nobody limits them."""
    found = by_turns(pairs, lambda: _loop(count), lambda: _ours_unlimited(count))
    what, floor = "messages sent per second without a limit", "stock `send_message` loop"
    values = [(pair.floor, pair.ours) for pair in found]
    return [Row.of_pairs(what, floor, values, "at least 2 ×", goal=2.0, most_is_best=True)]


def _loop(count: int) -> float:
    with sandbox(count) as url:
        return asyncio.run(_send(url, lambda server: running([*SEND_LOOP, TOKEN, server, str(count)]), count))[0]


def _ours_unlimited(count: int) -> float:
    with sandbox(count) as url, ward(count, 1) as database:
        _tell_everybody(database)
        return asyncio.run(_send(url, lambda server: dondoc(database, server), count))[0]


async def _send(url: str, start: Start, count: int) -> tuple[float, int]:
    async with phones_of(url) as phones:
        with start(url):
            arrived = await phones.wait_for(count)
        return per_second(arrived), await phones.refusals()


async def _catch_up(url: str, start: Start, count: int) -> tuple[float, list[float]]:
    """Seconds from the first reminder to the last, and how long each of those who asked has waited."""
    asked: dict[int, float] = {}
    async with phones_of(url) as phones:
        with start(url):
            await phones.wait_for(1)
            asking = asyncio.create_task(_ask(phones, FIRST + count, asked))
            await phones.wait_for(count)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            await phones.wait_for(count + len(asked))
    reminders = [message.at for message in phones.arrived if message.chat_id < FIRST + count]
    waits = [message.at - asked[message.chat_id] for message in phones.arrived if message.chat_id in asked]
    return max(reminders) - min(reminders), waits


async def _ask(phones: Phones, first: int, asked: dict[int, float]) -> None:
    """One person after the other asks for help, each once."""
    ahead = await phones.server_ahead()
    for user_id in range(first, first + ASKING):
        asked[user_id] = time.monotonic() + ahead
        await phones.write(user_id, "/help")
        await asyncio.sleep(ASK_SECONDS)


def _tell_everybody(database_url: str) -> None:
    engine, now = open_engine(database_url), datetime.fromisoformat(FRIDAY)
    with Database(engine).transaction() as tx:
        tell_receiving_was_down(tx, lock_organisation(tx, 1), now - timedelta(days=2), now - timedelta(minutes=1))
    engine.dispose()


def _all_due(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(update(occurrence).values(last_day=MONDAY_AFTER))
    engine.dispose()
