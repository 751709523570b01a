"""Runs several programs in one thread on one world clock: each runs until it waits, then the next one that is due.

A program is a greenlet, so that it may also wait where no event loop runs: for a lock, before it starts.
"""

import asyncio
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

import apscheduler.schedulers.base as library
from greenlet import greenlet

from tests.simulation import postgres
from tests.simulation.clock import WorldClock
from tests.virtual_loop import LEAST

NEVER = float("inf")


class Seat:
    """One program's place. For its event loop it is the world's time, of which a wait lets the others run."""

    def __init__(self, turns: "Turns", name: str) -> None:
        self.turns = turns
        self.world = turns.world
        self.name = name
        self.is_hung = False
        self.on_wake: Callable[[], None] = lambda: None
        self.had_turn = 0
        self.running: Any = None
        self._wakes_at = 0.0
        self._is_deaf = False
        self._kept: Any = None
        self.greenlet: Any = None

    @property
    def seconds(self) -> float:
        """Those of the world."""
        return self.world.seconds

    def true_now(self) -> datetime:
        """The instant of the world."""
        return self.world.true_now()

    def turn(self) -> None:
        """The loop turns once without waiting; the others turn meanwhile."""
        self.world.turn()
        self.wait(0.0)

    def advance(self, wait: float | None) -> None:
        """Let others run for so long; returns early when something happened in the world."""
        self.wait(NEVER if wait is None else max(wait, LEAST))

    def wait(self, seconds: float, *, is_deaf: bool = False) -> None:
        """Let others run. `is_deaf`: nothing but a call of `poke` makes it return early."""
        self._wakes_at, self._is_deaf = self.world.seconds + seconds, is_deaf
        self.turns.main.switch()

    def sleep(self, seconds: float) -> None:
        """As `time.sleep`."""
        ends = self.world.seconds + seconds
        while self.world.seconds + LEAST < ends:
            self.wait(ends - self.world.seconds, is_deaf=True)

    def rest(self, seconds: float) -> None:
        """No program runs here for so long by the wall."""
        ends = self.world.true_now() + timedelta(seconds=seconds)
        self.world.at(ends, self.poke)
        while self.world.true_now() < ends:
            self.wait(NEVER, is_deaf=True)

    def due_at(self) -> float:
        """When it has its turn, in the loop's seconds."""
        return NEVER if self.is_hung else self._wakes_at

    def hear(self) -> None:
        """Something happened in the world."""
        if not self._is_deaf:
            self.poke()

    def poke(self) -> None:
        """Have a turn soon."""
        self._wakes_at = min(self._wakes_at, self.world.seconds)

    def hang(self, seconds: float) -> None:
        """No turn for so long by the wall."""
        self.is_hung = True
        self.world.after(seconds, self.wake)

    def wake(self) -> None:
        """It has turns again."""
        if self.is_hung:
            self.is_hung = False
            self.poke()
            self.on_wake()


class Turns:
    """Who runs next, until everybody is done."""

    def __init__(self, world: WorldClock, names: Sequence[str]) -> None:
        self.world = world
        self.seats = [Seat(self, name) for name in names]
        self.main: Any = None
        self._count = count(1)

    def play(self, body: Callable[[Seat], None]) -> None:
        """Run `body` for each seat."""
        self.main = greenlet.getcurrent()
        before = _globals()
        for seat in self.seats:
            seat.greenlet, seat._kept = greenlet(partial(body, seat)), before
        try:
            while living := [seat for seat in self.seats if not seat.greenlet.dead]:
                due = [seat for seat in living if seat.due_at() <= self.world.seconds + LEAST / 10]
                if due:
                    self._run(min(due, key=lambda seat: seat.had_turn))
                else:
                    self._pass(min(seat.due_at() for seat in living), living)
        finally:
            _set_globals(before)

    def poke(self) -> None:
        """Something is free for which programs wait without listening."""
        for seat in self.seats:
            seat.poke()

    def _run(self, seat: Seat) -> None:
        seat.had_turn = next(self._count)
        _set_globals(seat._kept)
        seat.greenlet.switch()
        seat._kept = _globals()

    def _pass(self, until: float, living: Sequence[Seat]) -> None:
        self.world.advance(None if until == NEVER else until - self.world.seconds)
        for seat in living:
            seat.hear()


def _globals() -> tuple[Any, ...]:
    """What is the interpreter's and differs from program to program."""
    drawn: Any = random
    return asyncio._get_running_loop(), list(postgres.alive), library.datetime, drawn._urandom


def _set_globals(kept: tuple[Any, ...]) -> None:
    drawn: Any = random
    loop, postgres.alive[:], library.datetime, drawn._urandom = kept
    asyncio._set_running_loop(loop)
