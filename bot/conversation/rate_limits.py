"""Rate limits of sending: GCRA pacing per token and chat, a sliding window of a second, a limit on sends in flight.

`Pacer` and `SlidingWindow` are pure: time comes in as monotonic seconds. `InFlightLimiter` waits in the event loop.
"""

import asyncio
from bisect import insort
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

from bot.conversation.turns import Turns
from domain.bounds import LONGEST_CHAT_WAIT, SHORTEST_WAIT, doubling_wait, wait_seconds

# Seconds. A message without an answer for longer holds up no other, and counts as arrived by then.
PATIENCE = 0.3
LONG_QUEUE = 24  # rows leased in a row while still more are waiting
# Pauses of a chat that is refused again and again. A platform that said "again in a second" for 22 hours was asked
# 80,000 times.
FIRST_REFUSED, LONGEST_REFUSED = 0.25, 60.0


@dataclass(slots=True)
class _InFlight:
    chat_id: str
    left_at: float
    answered_at: float | None = None


@dataclass(slots=True)
class SlidingWindow:
    """Sliding window of one second on the platform's clock: at most `most` messages arrive in any second.

    The arrival of a message is unknown; it lies between sending and answer. The next message may therefore leave one
    second after the answer to the message `most` places before it, less the shortest answer time seen. Subtracting
    that minimum is safe: the part of the answer time that all messages share only shifts the platform's clock.
    """

    most: int
    _in_flight: list[_InFlight] = field(init=False, default_factory=list)  # a deque takes 700 bytes while it is empty
    _opens_at: float = field(init=False, default=float("-inf"))
    _shortest: float | None = field(init=False, default=None)

    def opens_at(self, now: float) -> float:
        """The earliest instant (monotonic seconds) for the next message; an answer may still move it later."""
        if len(self._in_flight) < self.most:
            return self._opens_at
        return max(self._opens_at, self._gone_by(self._in_flight[0], now))

    def left(self, chat_id: str, now: float) -> None:
        """Note that a message to this chat is sent now."""
        if len(self._in_flight) >= self.most:
            self._opens_at = max(self._opens_at, self._gone_by(self._in_flight.pop(0), now))
        self._in_flight.append(_InFlight(chat_id, now))

    def answered(self, chat_id: str, now: float) -> None:
        """Note the answer to the message to this chat, or that none will come; an unknown chat is ignored."""
        for flight in reversed(self._in_flight):
            if flight.chat_id == chat_id and flight.answered_at is None:
                flight.answered_at = now
                taken = now - flight.left_at
                self._shortest = taken if self._shortest is None else min(self._shortest, taken)
                return

    def _gone_by(self, flight: _InFlight, now: float) -> float:
        """The instant from which the message surely lies outside the platform's current second."""
        arrived_by = min(now, flight.left_at + PATIENCE) if flight.answered_at is None else flight.answered_at
        return max(arrived_by - (self._shortest or 0.0), flight.left_at) + 1.0


@dataclass(slots=True)
class _Gate:
    """A generic cell rate algorithm: `rate` sends a second on average, up to `capacity` at once after a rest.

    In any window of w seconds at most capacity + rate * w sends pass. `due` is when the next send would be exactly on
    schedule; a send may be early by what the capacity allows.
    """

    rate: float
    capacity: int
    due: float
    not_before: float = float("-inf")
    refusals: int = 0  # in a row

    def opens_at(self) -> float:
        return max(self.due - (self.capacity - 1) / self.rate, self.not_before)

    def book(self, now: float) -> None:
        self.due = max(self.due, now) + 1 / self.rate

    def is_rested(self, now: float) -> bool:
        """Whether nothing needs to be remembered of it."""
        return max(self.due, self.not_before + (LONGEST_REFUSED if self.refusals else 0.0)) <= now


@dataclass(slots=True)
class Pacer:
    """Paces one bot token and each of its chats, so that the platform never refuses a message for speed.

    The defaults are Telegram's: about 30 messages a second for a token and 1 a second for a chat, short bursts passing
    (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). 28 a second with a capacity of 2
    is at most 30 in any second. `started_at`: another process may have sent until then, so the first second is full.
    With `per_second`, at most that many arrive in any second of the platform's own clock, however the line delays them;
    the rate may then come close to it. `answered` must be called for each message. `turns`: who waits for it, over all
    senders of the bot.
    """

    started_at: float
    # Not closer to the limit by rate alone: at 29.7 a second a hiccup of 10 ms was answered with a 429, at 28 nine of
    # nine runs met none. The library's limiter let 59 messages through in the first second (docs/adr/0003).
    rate: float = 28.0
    capacity: int = 2
    chat_rate: float = 1.0
    chat_capacity: int = 3
    per_second: int | None = None
    turns: Turns = field(init=False, default_factory=Turns)
    _window: SlidingWindow | None = field(init=False, default=None)
    _token: _Gate = field(init=False)
    _chats: dict[str, _Gate] = field(init=False, default_factory=dict)
    _refused: dict[str, float] = field(init=False, default_factory=dict)
    _swept_at: float = field(init=False)

    def __post_init__(self) -> None:
        full_until = self.started_at + 1.0
        self._token = _Gate(self.rate, self.capacity, due=full_until + (self.capacity - 1) / self.rate)
        self._swept_at = self.started_at
        if self.per_second is not None:
            self._window = SlidingWindow(self.per_second)

    def wait(self, now: float) -> float:
        """Seconds until this token may send to any chat; 0 when it may now. Books nothing."""
        return max(self._opens_at(now) - now, 0.0)

    def take(self, chat_id: str, now: float) -> float:
        """Book one message to this chat at `now` and return 0, or return the seconds to wait and book nothing."""
        self._sweep(now)
        chat = self._chats.get(chat_id) or self._new_chat(now)
        wait = max(self._opens_at(now), chat.opens_at()) - now
        if wait > 0:
            return wait
        self._token.book(now)
        chat.book(now)
        self._chats[chat_id] = chat
        if self._window is not None:
            self._window.left(chat_id, now)
        return 0.0

    def answered(self, chat_id: str, now: float) -> None:
        """Note that the message booked for this chat was answered by the platform, or failed."""
        if self._window is not None:
            self._window.answered(chat_id, now)

    def pause(self, seconds: float, now: float, chat_id: str | None = None) -> None:
        """Send nothing to this chat, or (None) with the whole token, for this many seconds, as the platform asked.

        At most an hour: then it is tried again, whatever was asked for.
        """
        gate = self._token if chat_id is None else self._chats.setdefault(chat_id, self._new_chat(now))
        gate.not_before = max(gate.not_before, now + _bounded(seconds))

    def accepted(self, chat_id: str) -> None:
        """Note that the platform took a message to this chat: its next refusal counts as the first."""
        if chat_id in self._chats:
            self._chats[chat_id].refusals = 0

    def refused(self, seconds: float, now: float, chat_id: str) -> float:
        """Pause a chat after a refusal that does not name its scope, the chat or the token; return the seconds.

        The pause is as long as the platform asks; with each refusal in a row it is at least twice as long as before,
        up to a minute. The token pauses, as long as the platform asks, only while a second refused chat is pausing too:
        otherwise one overloaded chat would silence the bot for everybody.
        """
        chat = self._chats.setdefault(chat_id, self._new_chat(now))
        chat.refusals += 1
        rest = max(_bounded(seconds), doubling_wait(chat.refusals, FIRST_REFUSED, LONGEST_REFUSED))
        self.pause(rest, now, chat_id)
        self._refused = {chat: until for chat, until in self._refused.items() if until > now}
        self._refused[chat_id] = now + _bounded(seconds)
        if len(self._refused) > 1:
            self.pause(seconds, now)
        return rest

    def _opens_at(self, now: float) -> float:
        opens_at = self._token.opens_at()
        return opens_at if self._window is None else max(opens_at, self._window.opens_at(now))

    def _new_chat(self, now: float) -> _Gate:
        return _Gate(self.chat_rate, self.chat_capacity, due=now)

    def _sweep(self, now: float) -> None:
        """Forget rested chats, at most once a second: at 28 messages a second few can gather in between."""
        if now - self._swept_at < 1.0:
            return
        self._swept_at = now
        self._chats = {chat: gate for chat, gate in self._chats.items() if not gate.is_rested(now)}


def _bounded(seconds: float) -> float:
    return wait_seconds(seconds, usual=SHORTEST_WAIT, longest=LONGEST_CHAT_WAIT)


class InFlightLimiter:
    """Limits messages in flight: sent, and their outcome not recorded yet.

    A kill can double every message that the platform accepted and we have not recorded, because the platform has no
    idempotency key. While the queue is short, one message is in flight. In a long queue another one starts whenever
    the pace allows it and no answer has come: about rate x answer time of them, which the rate requires.
    """

    def __init__(
        self, monotonic: Callable[[], float], *, patience: float = PATIENCE, long_queue: int = LONG_QUEUE
    ) -> None:
        """`monotonic` returns seconds; `patience` in seconds; `long_queue` in messages."""
        self._monotonic = monotonic
        self._patience = patience
        self._long_queue = long_queue
        self._left_at: dict[int, float] = {}  # not answered yet
        self._answered: set[int] = set()  # not written down yet: these are the ones a kill would double
        self._width = 1
        self._in_a_row = 0
        self._landed = asyncio.Event()
        self._queue: list[tuple[int, int]] = []  # rank and number of who waits to leave, the first in front
        self._numbers = count()

    def leased(self, asked: int, given: int) -> None:
        """Note how many rows were asked for and leased; fewer than asked means that the queue is short."""
        self._in_a_row = 0 if given < asked else self._in_a_row + given

    async def leave(self, row: int, pace: Callable[[], float], rank: int = 0) -> None:
        """Wait until this row may be sent; `pace` returns the seconds until the platform's limit allows a send.

        Who has the lowest rank is first, of the same rank who came first.
        """
        place = rank, next(self._numbers)
        insort(self._queue, place)
        try:
            while (is_behind := self._queue[0] != place) or not self._may_leave(pace(), self._monotonic()):
                self._landed.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(None if is_behind else self._look_again(pace(), self._monotonic())):
                        await self._landed.wait()
            self._left_at[row] = self._monotonic()
        finally:
            self._queue.remove(place)
            self._landed.set()  # the next one is first

    def answer(self, row: int) -> None:
        """Note the platform's answer; until it is recorded, no further message starts in its place."""
        if self._left_at.pop(row, None) is not None:
            self._answered.add(row)

    def land(self, rows: Iterable[int]) -> None:
        """Note rows that are no longer in flight: recorded, or not sent after all."""
        for row in rows:
            self._left_at.pop(row, None)
            self._answered.discard(row)
        if not self._left_at and not self._answered and not self._in_a_row:
            self._width = 1  # the long queue is through
        self._landed.set()

    def _may_leave(self, wait: float, now: float) -> bool:
        counted = len(self._answered) + len(self._fresh(now))
        if counted >= self._width and self._is_long and not wait:
            self._width = counted + 1
        return counted < self._width

    @property
    def _is_long(self) -> bool:
        return self._in_a_row > self._long_queue

    def _fresh(self, now: float) -> list[float]:
        return [left for left in self._left_at.values() if now - left < self._patience]

    def _look_again(self, wait: float, now: float) -> float | None:
        """Seconds until the pace allows another send or a message runs out of patience; None when neither applies."""
        moments = [left + self._patience - now for left in self._fresh(now)]
        moments += [wait] if self._is_long else []
        return max(min(moments), 0.001) if moments else None
