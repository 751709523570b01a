"""Handled `/done` per second and processor time for each, against a stock echo bot on the same server."""

import asyncio
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from benchmarks.phones import FIRST, per_second, phones_of
from benchmarks.processes import ECHO_BOT, TOKEN, dondoc, running, sandbox, usage, ward
from benchmarks.rows import Row, by_turns

PEOPLE = 500
Start = Callable[[str], AbstractContextManager[subprocess.Popen[bytes]]]


@dataclass(frozen=True, slots=True)
class Handled:
    """Answers a second, and milliseconds of the bot's processor time for each: the start is not in either."""

    per_second: float
    cpu_ms: float


def floor(count: int) -> Handled:
    """The echo bot of the library's documentation: it keeps nothing."""
    return _measure(lambda url: running([*ECHO_BOT, TOKEN, url]), count)


def ours(count: int, database_url: str | None = None) -> Handled:
    """The whole program, each `/done` a transaction of its own."""
    with ward(PEOPLE, count, database_url) as database:
        return _measure(lambda url: dondoc(database, url), count)


def measure(
    pairs: int, count: int, engine: str = "SQLite FULL", database: Callable[[], str] | None = None
) -> list[Row]:
    """The rows of one engine; `database` makes a fresh one for each measurement (without it: a SQLite file)."""
    found = by_turns(pairs, lambda: floor(count), lambda: ours(count, database() if database else None))
    goal = 1.0 if database is None else 0.4
    speeds = [(pair.floor.per_second, pair.ours.per_second) for pair in found]
    times = [(pair.floor.cpu_ms, pair.ours.cpu_ms) for pair in found]
    return [
        Row.of_pairs(
            f"`/done` handled per second, {engine}",
            "echo bot",
            speeds,
            f"at least {goal} ×",
            most_is_best=True,
            goal=goal,
        ),
        Row.of_pairs(f"processor time for one `/done`, {engine}, ms", "echo bot", times, "at most 1.0 ×", goal=1.0),
    ]


def _measure(start: Start, count: int) -> Handled:
    with sandbox(PEOPLE) as url:
        return asyncio.run(_handle(url, start, count))


async def _handle(url: str, start: Start, count: int) -> Handled:
    """Let the commands wait, start the bot, and watch its answers from the first to the last."""
    async with phones_of(url) as phones:
        for number in range(count):
            await phones.write(FIRST + number % PEOPLE, f"/done {number + 1}")
        used: list[tuple[int, float]] = []
        with start(url) as process:
            arrived = await phones.wait_for(count, lambda seen: used.append((seen, usage(process).cpu_seconds)))
        begun = next(at for at, (seen, _) in enumerate(used) if seen)
        answers, seconds = used[-1][0] - used[begun][0], used[-1][1] - used[begun][1]
        return Handled(per_second(arrived), 1000 * seconds / max(answers, 1))
