"""Rate limits of sending: GCRA pacing per token and chat, a sliding window of a second, a limit on sends in flight.

`Pacer` and `SlidingWindow` are pure: time comes in as monotonic seconds. `InFlightLimiter` waits in the event loop.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from domain.bounds import LONGEST_CHAT_WAIT, SHORTEST_WAIT, wait_seconds

# Seconds. A message without an answer for longer holds up no other, and counts as arrived by then.
PATIENCE = 0.3
LONG_QUEUE = 24  # rows leased in a row while still more are waiting


@dataclass(slots=True)
class _Flight:
    chat_id: str
    left_at: float
    answered_at: float | None = None


@dataclass(slots=True)
class SlidingWindow:
    """Says when the next message may leave, so that the platform never counts more than `most` in a second.

    When a message arrives over there nobody here knows, only that it is between its leaving and its answer. So one may
    leave a second after the answer to the one `most` before it, less the shortest time that any answer has taken:
    the part of each answer's time that is the same for all of them shifts the platform's clock and counts for nothing.
    """

    most: int
    _flights: deque[_Flight] = field(init=False, default_factory=deque)
    _opens_at: float = field(init=False, default=float("-inf"))
    _shortest: float | None = field(init=False, default=None)

    def opens_at(self, now: float) -> float:
        """The earliest instant (monotonic seconds) for the next message; later once an answer has come, perhaps."""
        if len(self._flights) < self.most:
            return self._opens_at
        return max(self._opens_at, self._gone_by(self._flights[0], now))

    def left(self, chat_id: str, now: float) -> None:
        """A message to this chat leaves."""
        if len(self._flights) >= self.most:
            self._opens_at = max(self._opens_at, self._gone_by(self._flights.popleft(), now))
        self._flights.append(_Flight(chat_id, now))

    def answered(self, chat_id: str, now: float) -> None:
        """The platform has answered the message to this chat, or will not any more; unknown ones are left alone."""
        for flight in reversed(self._flights):
            if flight.chat_id == chat_id and flight.answered_at is None:
                flight.answered_at = now
                taken = now - flight.left_at
                self._shortest = taken if self._shortest is None else min(self._shortest, taken)
                return

    def _gone_by(self, flight: _Flight, now: float) -> float:
        """When the message has surely left the platform's second."""
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

    def opens_at(self) -> float:
        return max(self.due - (self.capacity - 1) / self.rate, self.not_before)

    def book(self, now: float) -> None:
        self.due = max(self.due, now) + 1 / self.rate


@dataclass(slots=True)
class Pacer:
    """Says when the next message may go, so that the platform never has to refuse one.

    The defaults are Telegram's: about 30 messages a second for a token and 1 a second for a chat, short bursts passing
    (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). 28 a second with a capacity of 2
    is at most 30 in any second. `started_at`: another process may have sent until then, so the first second is full.
    With `per_second`, no more than that many arrive in any second of the platform's own clock, however the line delays
    them: for that `answered` must be called for each message. Then the rate may come close to it.
    """

    started_at: float
    rate: float = 28.0
    capacity: int = 2
    chat_rate: float = 1.0
    chat_capacity: int = 3
    per_second: int | None = None
    _strict: SlidingWindow | None = field(init=False, default=None)
    _token: _Gate = field(init=False)
    _chats: dict[str, _Gate] = field(init=False, default_factory=dict)
    _refused: dict[str, float] = field(init=False, default_factory=dict)
    _swept_at: float = field(init=False)

    def __post_init__(self) -> None:
        full_until = self.started_at + 1.0
        self._token = _Gate(self.rate, self.capacity, due=full_until + (self.capacity - 1) / self.rate)
        self._swept_at = self.started_at
        if self.per_second is not None:
            self._strict = SlidingWindow(self.per_second)

    def wait(self, now: float) -> float:
        """Seconds until this token may send to anybody at all; 0 when it may now. Books nothing."""
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
        if self._strict is not None:
            self._strict.left(chat_id, now)
        return 0.0

    def answered(self, chat_id: str, now: float) -> None:
        """What was taken for this chat has been answered by the platform, or failed."""
        if self._strict is not None:
            self._strict.answered(chat_id, now)

    def pause(self, seconds: float, now: float, chat_id: str | None = None) -> None:
        """The platform asked to wait: this chat, or (None) the whole token, sends nothing for so many seconds.

        Never for longer than an hour: then it is tried again, whatever was asked for.
        """
        gate = self._token if chat_id is None else self._chats.setdefault(chat_id, self._new_chat(now))
        gate.not_before = max(gate.not_before, now + _bounded(seconds))

    def refused(self, seconds: float, now: float, chat_id: str) -> None:
        """The platform refused this chat for so many seconds, and does not say whether it means the chat or the token.

        The chat rests. Only when another chat was refused as well and still rests it is the token that must: else
        whoever overloads one chat would silence the bot for everybody.
        """
        self.pause(seconds, now, chat_id)
        self._refused = {chat: until for chat, until in self._refused.items() if until > now}
        self._refused[chat_id] = now + _bounded(seconds)
        if len(self._refused) > 1:
            self.pause(seconds, now)

    def remembered_chats(self) -> int:
        """How many chats are remembered: those that have not yet rested long enough to be as good as new."""
        return len(self._chats)

    def _opens_at(self, now: float) -> float:
        opens_at = self._token.opens_at()
        return opens_at if self._strict is None else max(opens_at, self._strict.opens_at(now))

    def _new_chat(self, now: float) -> _Gate:
        return _Gate(self.chat_rate, self.chat_capacity, due=now)

    def _sweep(self, now: float) -> None:
        """Forget the rested chats, at most once a second: at 28 a second few can gather in between."""
        if now - self._swept_at < 1.0:
            return
        self._swept_at = now
        self._chats = {chat: gate for chat, gate in self._chats.items() if max(gate.due, gate.not_before) > now}


def _bounded(seconds: float) -> float:
    return wait_seconds(seconds, usual=SHORTEST_WAIT, longest=LONGEST_CHAT_WAIT)


class InFlightLimiter:
    """Lets messages leave, and counts them as on their way until their outcome is written down.

    A kill can double every message the platform has accepted and we have not yet written down. So while the queue is
    calm only one is on its way. In a long queue another may join whenever the pace allows one and none has come back:
    about rate x answer time of them, which no sender can do without (the platform knows no idempotency key).
    """

    def __init__(
        self, monotonic: Callable[[], float], *, patience: float = PATIENCE, long_queue: int = LONG_QUEUE
    ) -> None:
        """`monotonic` gives seconds; `patience` in seconds; `long_queue` in messages."""
        self._monotonic = monotonic
        self._patience = patience
        self._long_queue = long_queue
        self._left_at: dict[int, float] = {}  # not answered yet
        self._answered: set[int] = set()  # not written down yet: these are the ones a kill would double
        self._width = 1
        self._in_a_row = 0
        self._landed = asyncio.Event()
        self._queue = asyncio.Lock()

    def leased(self, asked: int, given: int) -> None:
        """So many rows were asked for and given: fewer than asked means that the queue is short."""
        self._in_a_row = 0 if given < asked else self._in_a_row + given

    async def leave(self, row: int, pace: Callable[[], float]) -> None:
        """Return when this row may be on its way; `pace` gives the seconds until the platform's limit allows a send."""
        async with self._queue:  # who came first leaves first
            while not self._may_leave(wait := pace(), now := self._monotonic()):
                self._landed.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._look_again(wait, now)):
                        await self._landed.wait()
            self._left_at[row] = now

    def answer(self, row: int) -> None:
        """The platform has answered: until that is written down, nobody joins however long it takes."""
        if self._left_at.pop(row, None) is not None:
            self._answered.add(row)

    def land(self, rows: Iterable[int]) -> None:
        """These are no longer on their way: written down, or not sent after all."""
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
        """Seconds until the pace allows another, or one has been unanswered for too long; None when neither counts."""
        moments = [left + self._patience - now for left in self._fresh(now)]
        moments += [wait] if self._is_long else []
        return max(min(moments), 0.001) if moments else None
