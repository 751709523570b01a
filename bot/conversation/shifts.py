"""Which of very many senders send at the moment: a window or two each, then others; all at once would get nowhere.

With 900 at once each sent a message in thirteen seconds: what they had leased was too old before its turn came.
"""

import asyncio
from collections.abc import Callable, Hashable

AT_ONCE = 60  # senders; more than the answer time of a platform wants, and so few that a window is through in seconds
LEASES = 2  # of one shift, while others wait
SECONDS = 30.0


class Shifts:
    """So many at a time, each for some turns while others wait.

    Nobody waits here: who gets no shift is called when there is one. A shift also ends by itself after some seconds, so
    that those who hang do not hold up the rest. Of one event loop only.
    """

    def __init__(self, at_once: int = AT_ONCE, turns: int = LEASES, seconds: float = SECONDS) -> None:
        self._at_once, self._turns, self._seconds = at_once, turns, seconds
        self._working: dict[Hashable, tuple[int, asyncio.TimerHandle]] = {}  # turns taken, and what ends the shift
        self._waiting: dict[Hashable, Callable[[], None]] = {}  # in the order of their coming

    @property
    def are_awaited(self) -> bool:
        """Whether somebody waits for a shift."""
        return bool(self._waiting)

    def take_turn(self, who: Hashable, call: Callable[[], None]) -> bool:
        """Whether they may take a turn now; otherwise they are called (`call`) when they may."""
        if who not in self._working and (who in self._waiting or len(self._working) >= self._at_once):
            self._waiting.setdefault(who, call)
            return False
        turns, timer = self._working.get(who) or self._begun(who)
        if turns >= self._turns and self._waiting:
            self.end(who)
            self._waiting[who] = call
            return False
        self._working[who] = turns + 1, timer
        return True

    def end(self, who: Hashable) -> None:
        """They have nothing more to do, or do no more."""
        self._waiting.pop(who, None)
        if who in self._working:
            self._working.pop(who)[1].cancel()
            self._call_next()

    def _begun(self, who: Hashable) -> tuple[int, asyncio.TimerHandle]:
        return 0, asyncio.get_running_loop().call_later(self._seconds, self.end, who)

    def _call_next(self) -> None:
        if self._waiting:
            who = next(iter(self._waiting))
            call = self._waiting.pop(who)
            self._working[who] = self._begun(who)
            call()
