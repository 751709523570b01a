"""What comes in from a platform: updates, the instant a message counts on, who is admitted, and whose turn it is.

Pure: instants and monotonic seconds are arguments.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import chain, islice, zip_longest
from threading import Lock
from typing import Protocol, TypeVar

from domain.bounds import whole_number
from domain.deliveries import AT_ONCE
from domain.evidence import Handed
from domain.messages.pressed import Keyboard
from domain.shared_chats import Said, SharedChat

Chat = tuple[str, str]
# Unix seconds. What lies before no platform of ours has ever dated: Telegram says 0 for what it does not know.
EARLIEST, LATEST = 1_000_000_000, 9_999_999_999
MARGIN = timedelta(minutes=5)  # two clocks that are well set differ by less
KEPT_BY_PLATFORM = timedelta(hours=24)  # an update that waits is given for so long
# Limits for chats that are linked to nobody. Seconds are monotonic.
WINDOW_SECONDS = 600.0
MINUTE_SECONDS = 60.0
QUESTIONS = 1  # of one chat in `WINDOW_SECONDS`
QUESTIONS_A_MINUTE = 30  # of all chats together: one sixtieth of what a bot may send
LINKING_TRIES = 5  # of one chat in `WINDOW_SECONDS`
LINKING_TRIES_A_MINUTE = 60  # of all chats together; the right code is not counted
DAY_SECONDS = 86400.0
ANSWERS_A_DAY = 30  # of both kinds, on a channel with a monthly quota: linked people need its messages
LONG_QUEUE = 20  # updates of one chat that wait in the order of all; a chat with more waits for its turn
MOST_REMEMBERED_CHATS = 1000  # a chat beyond these counts as not served for a long time


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
class Arrival:
    """One raw update as it came: its key on the platform, its chat (None if unknown) and its JSON text.

    `not_before` (aware UTC): what may have overtaken an earlier one of its chat waits so long for it. `unlinked`: what
    it is when its chat is linked to nobody; None is always stored. `said_at` (aware UTC): when it was sent, as the
    platform dates it; None for what has no date, such as a press. `said` tells which organisation it is for, where a
    bot has several; None for what cannot be read. `shared`: set once that is known, where its chat has several, too.
    """

    update_key: str
    chat_id: str | None
    payload: str
    not_before: datetime = AT_ONCE
    unlinked: UnlinkedUpdate | None = None
    said_at: datetime | None = None
    said: Said | None = None
    shared: SharedChat | None = None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A stored update that waits to be handled.

    `may_be_again`: it waited in a backup that was restored, so that it may have been obeyed and answered since.
    `said_at`: the instant on which it counts; None when it is not dated. `shared`: its chat belongs to several
    organisations on one bot. `bot`: that it was said to.
    """

    id: int
    channel: str
    chat_id: str | None
    payload: str
    attempts: int
    received_at: datetime
    may_be_again: bool = False
    said_at: datetime | None = None
    shared: SharedChat | None = None
    bot: str = ""


@dataclass(frozen=True, slots=True)
class CursorNow:
    """Where receiving stands for one bot: what to ask for next, and when the platform last answered (aware UTC).

    `caught_up_at`: the last answer that left nothing waiting there; None when that is not known, or did not change.
    """

    epoch: int
    next_offset: int
    last_contact_at: datetime
    caught_up_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BotContact:
    """When a bot's platform last answered, as its cursor, and the longest `silence` before it by a clock that never
    jumps; None while that is not known.
    """

    channel: str
    bot: str
    cursor: CursorNow
    silence: timedelta | None = None


@dataclass(frozen=True, slots=True)
class MessageContext:
    """The way back to the person: channel and chat, the message replied to, the message whose button was pressed.

    `shows_pictures`: the answer may be a picture; where it may not, only text is said. `takes_files`: files can be sent
    to this chat. `text`: the words as typed;
    `handed`: the picture or file that came with them. `may_be_again`: it may have been answered before a restore.
    `more_handed`: the other pictures of an album, `with_rows` the updates by which these came.
    `said_at` (aware UTC): when it was sent, which is when a report counts; None for a press and what has no date.
    `keyboard`: the buttons of the message `pressed_on` as they stood; none where the platform no longer shows them.
    `machine_at` (aware): the machine's own instant, where the program's clock may have been moved.
    `bot`: to which bot it was said; "" where that is not known or does not matter.
    """

    channel: str
    chat_id: str
    reply_to: str | None = None
    pressed_on: str | None = None
    shows_pictures: bool = True
    text: str = ""
    handed: Handed | None = None
    more_handed: tuple[Handed, ...] = ()
    with_rows: tuple[int, ...] = ()
    may_be_again: bool = False
    said_at: datetime | None = None
    takes_files: bool = True
    keyboard: Keyboard = ()
    machine_at: datetime | None = None
    bot: str = ""

    @property
    def pieces(self) -> tuple[Handed, ...]:
        """All pictures and files that came with the message."""
        return () if self.handed is None else (self.handed, *self.more_handed)


def sent_instant(value: object, *, per_second: int = 1) -> datetime | None:
    """The instant (aware UTC) named in whole parts of a second, of which it has `per_second`; None for no date."""
    named = whole_number(value, EARLIEST * per_second, LATEST * per_second)
    return None if named is None else datetime.fromtimestamp(named / per_second, UTC)


def credited_instant(sent_at: datetime | None, caught_up_at: datetime | None, received_at: datetime) -> datetime | None:
    """The instant on which a message counts (all aware UTC); None when it is not dated.

    Never after it was received. Never before the last contact that left nothing waiting on the platform: it would have
    been given then. Who was never caught up is given what the platform keeps.
    """
    if sent_at is None:
        return None
    # A report of 17:10 that waited on the platform while the program was down was credited on the day it was handled;
    # but the date is the platform's word, and a wrong clock must not move a report into another day.
    earliest = (caught_up_at or received_at - KEPT_BY_PLATFORM) - MARGIN
    return min(max(sent_at, earliest), received_at)


def clock_difference(sent_at: datetime, received_at: datetime, waited_at_most: timedelta | None) -> timedelta:
    """How far our clock is ahead of the platform's (negative: behind); zero while they agree within the margin.

    `waited_at_most`: the longest that the message can have waited on the platform, None when that is not known. Only a
    message from the future shows then that a clock is wrong.
    """
    age = received_at - sent_at
    if age < -MARGIN:
        return age
    if waited_at_most is not None and age > waited_at_most + MARGIN:
        return age - waited_at_most
    return timedelta(0)


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


# 5,000 texts of one stranger made a coordinator wait 74 s, 2,000 strangers 70 s. In memory, because a restart that
# forgets the limits does no harm: each of them ends by itself (docs/adr/0010).
class Admission:
    """The limits of one program; safe to use from several threads. A restart forgets them.

    Memory is bounded: only what was admitted is remembered, for `WINDOW_SECONDS`.
    """

    def __init__(self, counted_channels: Iterable[str] = ()) -> None:
        """`counted_channels` are the channels with a monthly quota."""
        self._lock = Lock()
        self._day = {channel: _Limit(ANSWERS_A_DAY, DAY_SECONDS) for channel in counted_channels}
        self._all = {
            UnlinkedKind.QUESTION: _Limit(QUESTIONS_A_MINUTE, MINUTE_SECONDS),
            UnlinkedKind.TRY: _Limit(LINKING_TRIES_A_MINUTE, MINUTE_SECONDS),
        }
        self._of_chat: dict[tuple[Chat, UnlinkedKind], _Limit] = {}
        self._linking_until: dict[Chat, float] = {}
        self._swept_at = float("-inf")
        self._turned_away = 0
        self._reported_at = float("-inf")

    def admit(self, chat: Chat, update: UnlinkedUpdate, now: float, *, has_open_code: bool = False) -> Ticket | None:
        """Count the update and return its ticket; None when it is not to be stored.

        A try beyond its limits may still be the chat's one question. Everything of a chat that sent an open code is
        admitted for `WINDOW_SECONDS`, because it is about to be linked.
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
        most = LINKING_TRIES if kind is UnlinkedKind.TRY else QUESTIONS
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


class Numbered(Protocol):
    """An update with its place in the order of arrival."""

    @property
    def id(self) -> int:
        """Ascending."""


T = TypeVar("T", bound=Numbered)


@dataclass(frozen=True, slots=True)
class WaitingChat:
    """A chat whose next update may be handled now: the id of that update, and how many wait in all."""

    chat: Chat
    first_id: int
    count: int
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The chats to take updates from: linked ones in order of arrival, linked ones in turn, others."""

    linked: tuple[Chat, ...]
    in_turn: tuple[Chat, ...]
    others: tuple[Chat, ...]

    @property
    def chats(self) -> tuple[Chat, ...]:
        """All of them."""
        return (*self.linked, *self.in_turn, *self.others)


# Not all chats in turn: a confirmation would overtake the report that it confirms (docs/adr/0010).
class FairTurns:
    """Remembers which of the chats with many updates were served last."""

    def __init__(self) -> None:
        self._served: dict[Chat, int] = {}
        self._turn = 0
        self._promised: frozenset[int] = frozenset()

    def plan(self, waiting: Iterable[WaitingChat], limit: int) -> Plan:
        """The chats from which the next `limit` updates come; up to `limit` updates of each are needed."""
        oldest = sorted(waiting, key=lambda one: one.first_id)
        linked = [one.chat for one in oldest if one.is_linked and one.count <= LONG_QUEUE]
        many = [one.chat for one in oldest if one.is_linked and one.count > LONG_QUEUE]
        others = [one.chat for one in oldest if not one.is_linked]
        in_turn = sorted(many, key=lambda chat: self._served.get(chat, 0))
        return Plan(tuple(linked[:limit]), tuple(in_turn[:limit]), tuple(others[:limit]))

    def arrange(self, plan: Plan, updates: Mapping[Chat, Sequence[T]], limit: int) -> list[T]:
        """Up to `limit` of the updates in the order to handle them.

        One place is kept for the chats in turn and one for strangers: nobody waits for ever. When the last choice was
        not handled to its end, those two come first now.
        """
        in_turn = _dealt([updates[chat] for chat in plan.in_turn], limit)
        others = _by_arrival([updates[chat] for chat in plan.others], limit)
        kept_for_others = min(len(others), 1 if limit > 1 else 0)
        kept = kept_for_others + min(len(in_turn), 1 if limit > 2 else 0)
        chosen = _by_arrival([updates[chat] for chat in plan.linked], limit - kept)
        served = in_turn[: limit - kept_for_others - len(chosen)]
        self._note(plan, updates, served)
        arranged = [*chosen, *served, *others[: limit - len(chosen) - len(served)]]
        promised, self._promised = self._promised, frozenset(one.id for one in (*served[:1], *others[:1]))
        return sorted(arranged, key=lambda one: one.id not in promised)

    def _note(self, plan: Plan, updates: Mapping[Chat, Sequence[T]], served: Sequence[T]) -> None:
        ids = {one.id for one in served}
        for chat in plan.in_turn:
            if any(one.id in ids for one in updates[chat]):
                self._turn += 1
                self._served.pop(chat, None)
                self._served[chat] = self._turn
        for chat in list(islice(self._served, max(len(self._served) - MOST_REMEMBERED_CHATS, 0))):
            del self._served[chat]


def _by_arrival(updates: Sequence[Sequence[T]], limit: int) -> list[T]:
    return sorted(chain.from_iterable(updates), key=lambda one: one.id)[:limit]


def _dealt(updates: Sequence[Sequence[T]], limit: int) -> list[T]:
    """One of each chat, then the next of each."""
    rounds = zip_longest(*updates)
    return [one for one in chain.from_iterable(rounds) if one is not None][:limit]
