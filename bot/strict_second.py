"""At most so many messages in any second by the platform's own clock, however unevenly the line delays them. Pure."""

from collections import deque
from dataclasses import dataclass, field

PATIENCE = 0.3  # seconds; a message unanswered for longer is taken to have arrived by then, so that it stops nobody


@dataclass(slots=True)
class _Flight:
    chat_id: str
    left_at: float
    answered_at: float | None = None


@dataclass(slots=True)
class StrictSecond:
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
