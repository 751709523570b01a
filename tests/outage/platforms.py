"""A platform with an outage: every send fails in one way from an instant on, for so long, and what arrives is kept."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp
from telegram.error import NetworkError

from bot.conversation.rate_limits import Pacer
from bot.messages import Sent
from bot.platforms.client import LineBroken
from bot.platforms.telegram import errors as telegram_errors
from bot.platforms.telegram.client import TooManyRequests
from bot.platforms.zalo import errors as zalo_errors
from bot.platforms.zalo.client import ZaloRefused
from tests.outage.virtual_time import VirtualClock
from wording.messages import Capabilities, Message

READ_TIMEOUT = 20.0
PATIENCE = timedelta(minutes=8)
HUGE_WAIT = 3600.0  # as the client caps it, whatever number the platform sends


@dataclass(frozen=True)
class Fault:
    """How a send fails: what the client raises, whether it was accepted all the same, and how probes fare."""

    name: str
    error: Callable[[], Exception]
    is_accepted: bool = False
    hangs: bool = False
    probe_answers: bool = False
    seen_after: timedelta = timedelta(minutes=1)  # a chat that must rest for a moment is no alarm


def _reset(*_args: object) -> Exception:
    error = NetworkError("Connection reset by peer")
    error.__cause__ = aiohttp.ServerDisconnectedError()
    return error


TELEGRAM_FAULTS = [
    Fault("502", lambda: NetworkError("Bad Gateway")),
    Fault("502 to sends only", lambda: NetworkError("Bad Gateway"), probe_answers=True),
    Fault("reset before", _reset),
    Fault("reset after acceptance", _reset, is_accepted=True),
    Fault("time-out", lambda: NetworkError("Timed out"), hangs=True),
    Fault("429 with a huge wait", lambda: TooManyRequests(HUGE_WAIT), probe_answers=True, seen_after=PATIENCE),
]
ZALO_FAULTS = [
    Fault("403", lambda: ZaloRefused(403, "Internal error")),
    Fault("403 to sends only", lambda: ZaloRefused(403, "Internal error"), probe_answers=True),
    Fault("429", lambda: ZaloRefused(429, "Too many requests"), probe_answers=True, seen_after=PATIENCE),
    Fault("ok:false over 200", lambda: ZaloRefused(500, "Server error")),
    Fault("reset after acceptance", lambda: LineBroken("reset", is_surely_unsent=False), is_accepted=True),
    Fault("no connection", lambda: LineBroken("refused", is_surely_unsent=True)),
]


@dataclass(frozen=True)
class Arrived:
    """A message that a phone shows: when, whose chat, which text."""

    at: datetime
    chat_id: str
    text: str

    @property
    def is_marked(self) -> bool:
        """Whether it says that it may be a repeat."""
        return "(#" in self.text.splitlines()[-1]


@dataclass
class Platform:
    """One channel of one bot, and the line to it."""

    name: str
    clock: VirtualClock
    fault: Fault
    fails_from: datetime
    fails_until: datetime
    arrived: list[Arrived] = field(default_factory=list)
    tried: int = 0

    capabilities = Capabilities(has_buttons=True, has_edits=True, has_pictures=False, max_length=4096, max_caption=1024)

    def __post_init__(self) -> None:
        rate = 28.0 if self.name == "telegram" else 5.0
        self.pacer = Pacer(self.clock.monotonic() - 2.0, rate, 1)

    @property
    def channel(self) -> "Platform":
        """It is its own channel."""
        return self

    @property
    def is_down(self) -> bool:
        """Whether sends fail now."""
        return self.fails_from <= self.clock.now() < self.fails_until

    @property
    def shared_since(self) -> datetime | None:
        """Nobody else fetches this bot's messages."""
        return None

    async def probe(self) -> None:
        """The harmless question."""
        await asyncio.sleep(0.05)
        if self.is_down and not self.fault.probe_answers:
            raise self.fault.error()

    async def send(self, chat_id: str, message: Message, _edits: str | None = None) -> Sent:
        """Accept, or fail as ordered; the errors are read by the program's own tables."""
        await asyncio.sleep(0.05)
        self.tried += 1
        if not self.is_down:
            return self._accept(chat_id, message)
        if self.fault.hangs:
            await asyncio.sleep(READ_TIMEOUT)
        if self.fault.is_accepted:
            self._accept(chat_id, message)
        raise self._meaning(self.fault.error())

    def _accept(self, chat_id: str, message: Message) -> Sent:
        self.arrived.append(Arrived(self.clock.now(), chat_id, message.text))
        return Sent(str(len(self.arrived)))

    def _meaning(self, error: Exception) -> Exception:
        read = telegram_errors.delivery_error if self.name == "telegram" else zalo_errors.delivery_error
        return read(error)


def outage(name: str, clock: VirtualClock, fault: Fault, starts: datetime, length: timedelta) -> Platform:
    """A platform that fails from an instant on for so long."""
    return Platform(name, clock, fault, starts, starts + length)
