"""Kills the story before its k-th system call of each kind that reaches the disk or another machine, for every k."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.starts import Nursery
from tests.crash.story import Point, Story

FOR_THE_DISK_OR_OTHERS = ("pwrite64", "fdatasync", "fsync", "sendto", "sendmsg", "recvfrom")


@dataclass(slots=True)
class Enumerated:
    """How many points of each system call were killed at, how many were passed by, and what was broken."""

    engine: str
    killed: Counter[str] = field(default_factory=Counter)
    missed: int = 0
    broken: list[str] = field(default_factory=list)


class Enumeration:
    """Plays the story again and again, each time on a database from `urls` and with a kill at another point."""

    def __init__(self, nursery: Nursery, engine: str, urls: Iterator[str], folder: Path) -> None:
        self._nursery = nursery
        self._urls = urls
        self._summary = folder / "system-calls.txt"
        self.result = Enumerated(engine)

    async def points(self) -> list[Point]:
        """Every point of one undisturbed story: the busiest thread decides how far the counting goes."""
        options = ["-e", f"trace={','.join(FOR_THE_DISK_OR_OTHERS)}"]
        was_killed, broken = await Story(self._nursery, next(self._urls)).play(options, self._summary)
        assert not was_killed
        assert not broken, broken
        per_thread: Counter[tuple[str, str]] = Counter()
        for line in self._summary.read_text(errors="replace").splitlines():
            thread, _, call = line.partition(" ")
            name = call.strip().partition("(")[0]
            if name in FOR_THE_DISK_OR_OTHERS:
                per_thread[(thread, name)] += 1
        most = {name: max(n for (_, call), n in per_thread.items() if call == name) for _, name in per_thread}
        return [Point(name, number) for name, last in sorted(most.items()) for number in range(1, last + 1)]

    async def run(self, points: Sequence[Point], say: Callable[[str], None]) -> Enumerated:
        """Kill at each of these points."""
        told = 0
        async for point in self._played(points):
            for sentence in self.result.broken[told:]:
                say(f"BROKEN: {sentence}")
            told = len(self.result.broken)
            done = self.result.killed.total() + self.result.missed
            if done % 25 == 0 or done == len(points):
                say(f"{self.result.engine}: {done}/{len(points)} points, last {point.call} {point.number}")
        return self.result

    async def _played(self, points: Sequence[Point]) -> AsyncIterator[Point]:
        for point in points:
            inject = f"inject={point.call}:signal=KILL:when={point.number}"
            options = ["-e", f"trace={point.call}", "-e", inject]
            was_killed, broken = await Story(self._nursery, next(self._urls)).play(options)
            self.result.killed[point.call] += was_killed
            self.result.missed += not was_killed
            self.result.broken += [f"killed before {point.call} {point.number}: {sentence}" for sentence in broken]
            yield point


def chosen(points: Sequence[Point], most: int, seed: int) -> list[Point]:
    """All of them, or as many as asked for: the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - repeatable on purpose
    return list(points) if len(points) <= most else sorted(dice.sample(points, most), key=points.index)
