"""Admission of updates from unlinked accounts: which are stored and answered. Pure: time comes in as monotonic seconds.

Linked people are never limited here. Unlinked accounts cost a bounded amount of disk and of the bot's pace, however
many they are, and nobody who holds an invitation code is kept out by them.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

WINDOW_SECONDS = 600.0
MINUTE_SECONDS = 60.0
QUESTIONS = 1  # of one chat in `WINDOW_SECONDS`
QUESTIONS_A_MINUTE = 30  # of all chats together: one sixtieth of what a bot may send
TRIES = 5  # of one chat in `WINDOW_SECONDS`
TRIES_A_MINUTE = 60  # of all chats together; the right code is not counted
DAY_SECONDS = 86400.0
ANSWERS_A_DAY = 30  # of both, on a channel that has only so many messages a month: linked people need them

Chat = tuple[str, str]


class UnlinkedKind(StrEnum):
    """What an update is when its chat is linked to nobody."""

    QUESTION = "question"  # it would be answered
    TRY = "try"  # a word of a code's shape, /start, or the sender's own contact
    UNANSWERED = "unanswered"  # a sticker, a reaction: never stored


@dataclass(frozen=True, slots=True)
class UnlinkedUpdate:
    """What admission needs to know of an update: its kind, and hashes of the words that may be an invitation code.

    `payload` is stored instead of the update's own, which is longer than an unlinked account may have it; "" for one
    that is short enough.
    """

    kind: UnlinkedKind
    code_hashes: tuple[str, ...] = ()
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One admission. `kind` is the limit it counts towards; None for a chat that is about to be linked."""

    chat: Chat
    kind: UnlinkedKind | None
    at: float
    has_open_code: bool = False


@dataclass(slots=True)
class _Limit:
    """At most `most` times in any `seconds`."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def has_room(self, now: float) -> bool:
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return len(self.times) < self.most

    def is_remembered(self, now: float) -> bool:
        return bool(self.times) and self.times[-1] > now - self.seconds

    def forget(self, at: float) -> None:
        if at in self.times:
            self.times.remove(at)


class Admission:
    """The limits of one program; safe to use from several threads. A restart forgets them.

    Memory is bounded: only what was admitted is remembered, for `WINDOW_SECONDS`.
    """

    def __init__(self, counted_channels: Iterable[str] = ()) -> None:
        """`counted_channels` have only so many messages a month."""
        self._lock = Lock()
        self._day = {channel: _Limit(ANSWERS_A_DAY, DAY_SECONDS) for channel in counted_channels}
        self._all = {
            UnlinkedKind.QUESTION: _Limit(QUESTIONS_A_MINUTE, MINUTE_SECONDS),
            UnlinkedKind.TRY: _Limit(TRIES_A_MINUTE, MINUTE_SECONDS),
        }
        self._of_chat: dict[tuple[Chat, UnlinkedKind], _Limit] = {}
        self._linking_until: dict[Chat, float] = {}
        self._swept_at = float("-inf")
        self._turned_away = 0
        self._reported_at = float("-inf")

    def admit(self, chat: Chat, update: UnlinkedUpdate, now: float, *, has_open_code: bool = False) -> Ticket | None:
        """Count the update and return its ticket; None when it is not to be stored.

        A try beyond its limits may still be the chat's one question. Whoever has an open code is about to be linked:
        everything of that chat is admitted for `WINDOW_SECONDS`.
        """
        with self._lock:
            self._sweep(now)
            ticket = self._ticket(chat, update, now, has_open_code=has_open_code)
            if ticket is None:
                self._turned_away += 1
            else:
                self._book(ticket)
            return ticket

    def cancel(self, tickets: Iterable[Ticket]) -> None:
        """Take admissions back: the updates could not be stored, and the platform will bring them again."""
        with self._lock:
            for ticket in tickets:
                if ticket.has_open_code:
                    self._linking_until.pop(ticket.chat, None)
                if ticket.kind is not None:
                    for limit in (self._limit(ticket.chat, ticket.kind), *self._shared(ticket.chat, ticket.kind)):
                        limit.forget(ticket.at)

    def linking_chats(self) -> frozenset[Chat]:
        """Chats that sent an open code lately: they count as linked."""
        with self._lock:
            return frozenset(self._linking_until)

    def turned_away(self, now: float) -> int:
        """How many updates were turned away since this was last asked; 0 when that is less than a minute ago."""
        with self._lock:
            if now - self._reported_at < MINUTE_SECONDS or not self._turned_away:
                return 0
            count, self._turned_away, self._reported_at = self._turned_away, 0, now
            return count

    def remembered_chats(self) -> int:
        """How many chats are remembered."""
        return len({chat for chat, _ in self._of_chat} | self._linking_until.keys())

    def _ticket(self, chat: Chat, update: UnlinkedUpdate, now: float, *, has_open_code: bool) -> Ticket | None:
        if chat in self._linking_until:
            return Ticket(chat, None, now)
        # A code that is open cannot be had by guessing, so that a flood of tries keeps nobody out who has one.
        if update.kind is UnlinkedKind.TRY and has_open_code and self._limit(chat, UnlinkedKind.TRY).has_room(now):
            return Ticket(chat, UnlinkedKind.TRY, now, has_open_code=True)
        for kind in _counts_as(update.kind):
            if all(limit.has_room(now) for limit in (self._limit(chat, kind), *self._shared(chat, kind))):
                return Ticket(chat, kind, now)
        return None

    def _shared(self, chat: Chat, kind: UnlinkedKind) -> list[_Limit]:
        """The limits that a chat shares with others."""
        return [self._all[kind], *(limit for channel, limit in self._day.items() if channel == chat[0])]

    def _book(self, ticket: Ticket) -> None:
        if ticket.has_open_code:
            self._linking_until[ticket.chat] = ticket.at + WINDOW_SECONDS
        elif ticket.kind is not None:
            for limit in self._shared(ticket.chat, ticket.kind):
                limit.times.append(ticket.at)
        if ticket.kind is not None:
            limit = self._limit(ticket.chat, ticket.kind)
            limit.times.append(ticket.at)
            self._of_chat[ticket.chat, ticket.kind] = limit

    def _limit(self, chat: Chat, kind: UnlinkedKind) -> _Limit:
        """The chat's own limit; it is remembered only once something counts towards it."""
        most = TRIES if kind is UnlinkedKind.TRY else QUESTIONS
        return self._of_chat.get((chat, kind)) or _Limit(most, WINDOW_SECONDS)

    def _sweep(self, now: float) -> None:
        """Forget what is over, at most once a second: few are admitted in between."""
        self._linking_until = {chat: until for chat, until in self._linking_until.items() if until > now}
        if now - self._swept_at < 1.0:
            return
        self._swept_at = now
        self._of_chat = {key: limit for key, limit in self._of_chat.items() if limit.is_remembered(now)}


def _counts_as(kind: UnlinkedKind) -> tuple[UnlinkedKind, ...]:
    """The limits that an update may count towards, tried in this order."""
    if kind is UnlinkedKind.TRY:
        return (UnlinkedKind.TRY, UnlinkedKind.QUESTION)
    return () if kind is UnlinkedKind.UNANSWERED else (kind,)
