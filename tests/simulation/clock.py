"""Time of a simulated world, and an event loop that lives on it: hours in which nothing happens take no time at all.

Two clocks run side by side. The wall clock is what people and the program read; alarms of the world are set on it. The
loop's own seconds are what the program's timers count. While nobody does anything the wall clock runs faster than the
loop's seconds (`pace`), so that a night costs a few hundred empty polls and not forty thousand. Two libraries were
tried first (docs/adr/0022): neither lets time run at another pace, and one waits for ever where nothing can happen.
"""

import asyncio
import heapq
from bisect import bisect_right
from collections.abc import Callable, Coroutine
from datetime import date, datetime, time, timedelta, timezone
from itertools import count
from random import Random
from typing import Any

from tests.virtual_loop import LEAST, AtOnce, VirtualSelector

HANOI = timezone(timedelta(hours=7))
MAKE_UP_DAYS = frozenset({date(2026, 1, 10), date(2026, 8, 22)})  # Saturdays on which people work
MOST_IDLE_STEPS = 100_000  # turns of the loop in a row without a wait: to spin for ever is a fault of its own
TURN_SECONDS = 1e-5  # a turn takes time, else a wait shorter than the clock can tell would never end
# From which time of a working day on, how many seconds of the wall pass with one second of the loop while all is calm.
_PACES = ((time(0), 240.0), (time(7, 25), 4.0), (time(7, 45), 30.0), (time(17, 5), 60.0), (time(20), 240.0))
_STARTS = [start for start, _ in _PACES]


def seeded(number: int) -> Random:
    """Dice that fall alike in every run."""
    return Random(number)  # noqa: S311 - plays a week, guards no secret


class Killed(SystemExit):
    """The process is dead: what it had not committed is gone. No `except Exception` stops it, as none stops SIGKILL."""


class WorldClock:
    """The wall clock of a world (aware UTC), its alarms, and the loop's seconds."""

    def __init__(self, start: datetime) -> None:
        self.starts = start
        self.seconds = 0.0  # of the loop
        self._passed = 0.0  # of the wall since the start
        self.offset = timedelta(0)  # by how much the machine's clock is wrong
        self._busy_until = 0.0
        self._alarms: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def true_now(self) -> datetime:
        """The instant of the world, which no clock change moves."""
        return self.starts + timedelta(seconds=self._passed)

    def busy(self, seconds: float = 40.0) -> None:
        """Let both clocks run at the same pace for `seconds`; by default longer than one poll of the program takes."""
        self._busy_until = max(self._busy_until, self.seconds + seconds)

    def at(self, instant: datetime, act: Callable[[], None]) -> None:
        """Call `act` at an instant of the world, between two turns of the loop; a past instant means now."""
        heapq.heappush(self._alarms, ((instant - self.starts).total_seconds(), next(self._numbers), act))

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        """Call `act` so many seconds of the wall from now."""
        self.at(self.true_now() + timedelta(seconds=seconds), act)

    def turn(self) -> None:
        """The loop turns once without waiting."""
        self.seconds += TURN_SECONDS
        self._passed += TURN_SECONDS

    def advance(self, wait: float | None) -> None:
        """Let the loop's seconds pass, or time until the next alarm if that comes first, which then goes off.

        Raises RuntimeError when everybody waits and nothing will ever happen.
        """
        if wait is None and not self._alarms:
            raise RuntimeError("everybody waits and nothing will ever happen")
        left = float("inf") if wait is None else max(wait, LEAST)
        while left > 0:
            pace, until_change = self._pace()
            until_alarm = max(self._alarms[0][0] - self._passed, 0.0) if self._alarms else float("inf")
            step = min(left, until_change, until_alarm / pace)
            self.seconds += step
            self._passed += step * pace
            left -= step
            if until_alarm <= step * pace + LEAST:
                self._passed = max(self._passed, self._alarms[0][0])
                self._ring()
                return

    def pass_until(self, instant: datetime) -> None:
        """Let the world go on without a program until an instant; alarms go off on the way."""
        target = (instant - self.starts).total_seconds()
        while self._alarms and self._alarms[0][0] <= target:
            self._move(self._alarms[0][0])
            self._ring()
        self._move(target)

    def _move(self, passed: float) -> None:
        if passed > self._passed:
            self.seconds += passed - self._passed
            self._passed = passed

    def _ring(self) -> None:
        heapq.heappop(self._alarms)[2]()

    def _pace(self) -> tuple[float, float]:
        """Seconds of the wall for one of the loop, and after how many of the loop's that may change."""
        if self.seconds < self._busy_until:
            return 1.0, max(self._busy_until - self.seconds, LEAST)
        local = self.true_now().astimezone(HANOI)
        place = bisect_right(_STARTS, local.time()) - 1
        following = _STARTS[place + 1] if place + 1 < len(_STARTS) else None
        day = local.date() + timedelta(days=following is None)
        change = datetime.combine(day, following or time(0), HANOI) - local
        is_calm = local.weekday() >= 5 and local.date() not in MAKE_UP_DAYS
        pace = 240.0 if is_calm else _PACES[place][1]
        return pace, max(change.total_seconds() / pace, LEAST)


class ProgramClock:
    """What a program of this world reads: the machine's clock, which may be wrong, and seconds that never jump."""

    is_real = False

    def __init__(self, world: WorldClock) -> None:
        self._world = world

    def now(self) -> datetime:
        """The machine's instant, aware UTC."""
        return self._world.true_now() + self._world.offset

    def machine_now(self) -> datetime:
        """As `now`: nobody moves the program's clock apart from the machine's."""
        return self.now()

    def of_timers(self) -> datetime:
        """As the machine's instant, if the wall had never run ahead of the loop's seconds."""
        return self._world.starts + timedelta(seconds=self._world.seconds) + self._world.offset

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return self._world.seconds

    def elapsed(self) -> float:
        """Seconds that have passed on the wall: a night that the loop makes short counts whole."""
        return (self._world.true_now() - self._world.starts).total_seconds()


class NumberedTask(asyncio.Task[Any]):
    """A task that hashes by its number, so that sets of tasks are gone through in the same order in every run."""

    numbers = count()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._place = next(self.numbers)  # before the task is kept in a set, which asks for its hash
        super().__init__(*args, **kwargs)

    def __hash__(self) -> int:
        return self._place

    def __eq__(self, other: object) -> bool:
        return self is other


class _Selector(VirtualSelector):
    """Lets the world's time pass; at the turn that is told it ends the process."""

    def __init__(self, world: WorldClock) -> None:
        super().__init__(self._turn)
        self.world = world
        self.dies_in: int | None = None
        self.is_dead = False
        self._idle = 0

    def _turn(self, seconds: float | None) -> None:
        if self.dies_in is not None:
            self.dies_in -= 1
            self.is_dead = self.is_dead or self.dies_in < 0
        if self.is_dead:
            raise Killed
        if seconds != 0:
            self._idle = 0
            return self.world.advance(seconds)
        self._idle += 1
        if self._idle > MOST_IDLE_STEPS:
            raise RuntimeError("the program turns round and round and waits for nothing")
        return self.world.turn()


class SimulatedLoop(asyncio.SelectorEventLoop):
    """An event loop on the world's time, for the life of one process."""

    def __init__(self, world: WorldClock) -> None:
        self._own_selector = _Selector(world)
        super().__init__(self._own_selector)
        self._world_clock = world
        self.set_default_executor(AtOnce(1))
        self.set_task_factory(lambda loop, coro, **kwargs: NumberedTask(coro, loop=loop, **kwargs))

    def time(self) -> float:
        """The loop's seconds."""
        return self._world_clock.seconds

    def die_in(self, steps: int) -> None:
        """End the process after so many turns of the loop, that is, at some await."""
        self._own_selector.dies_in = steps

    def die(self) -> None:
        """The process is dead: not one turn more."""
        self._own_selector.is_dead = True

    def bury(self) -> None:
        """Let coroutines of a dead process unwind, in a limbo whose time is nobody's; then close."""
        self._own_selector.is_dead, self._own_selector.dies_in = False, None
        limbo = WorldClock(self._world_clock.true_now())
        limbo.seconds = self._world_clock.seconds
        self._own_selector.world = self._world_clock = limbo
        left = asyncio.all_tasks(self)
        for task in left:
            task.cancel()
        if left:
            gathered: Coroutine[Any, Any, Any] = asyncio.wait(left, timeout=300.0)
            self.run_until_complete(gathered)
        self.run_until_complete(self.shutdown_asyncgens())
        self.close()
