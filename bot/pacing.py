"""How fast we may speak: a pacer for one bot token and each of its chats. Pure: time comes in as monotonic seconds."""

from dataclasses import dataclass, field

from bot.strict_second import StrictSecond
from domain.bounds import LONGEST_CHAT_WAIT, SHORTEST_WAIT, wait_seconds


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
    _strict: StrictSecond | None = field(init=False, default=None)
    _token: _Gate = field(init=False)
    _chats: dict[str, _Gate] = field(init=False, default_factory=dict)
    _refused: dict[str, float] = field(init=False, default_factory=dict)
    _swept_at: float = field(init=False)

    def __post_init__(self) -> None:
        full_until = self.started_at + 1.0
        self._token = _Gate(self.rate, self.capacity, due=full_until + (self.capacity - 1) / self.rate)
        self._swept_at = self.started_at
        if self.per_second is not None:
            self._strict = StrictSecond(self.per_second)

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
