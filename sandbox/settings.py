"""Settings of the sandbox: phones, tokens and clock. No state lives here."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Phone:
    """A person's phone. `user_id` is the Telegram id of both the person and the private chat with the bot."""

    user_id: int
    name: str
    title: str
    phone_number: str = ""

    @property
    def number(self) -> str:
        """The telephone number as a shared contact carries it: with the country, without a plus sign."""
        return self.phone_number or f"849{self.user_id % 10**8:08d}"


@dataclass(frozen=True, slots=True)
class Jump:
    """A moment worth moving the program's clock to; `at` is an aware instant."""

    label: str
    at: datetime


class ClockControl(Protocol):
    """The program's clock as the page sees it; the program implements it."""

    def now(self) -> datetime:
        """Return the program's present instant (aware)."""

    def jumps(self) -> Awaitable[list[Jump]] | list[Jump]:
        """Return the moments to offer as buttons, nearest first."""

    async def move_to(self, at: datetime) -> None:
        """Move the clock forward to `at` (aware). Raises ValueError with a sentence for the reader if it may not."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person of the story types; `key` are its first words, by which the page knows that it was done."""

    user_id: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the guided story; `at`: the moment the clock is moved to first, if it is not that late yet."""

    title: str
    text: str
    deeds: tuple[Deed, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RateLimits:
    """How many messages Telegram lets a bot send: a strict one-second window per token, a short burst per chat.

    Source: Telegram's bot FAQ ("about 30 messages per second", "one message per second" in one chat).
    """

    per_second: int = 30
    chat_burst: int = 3
    chat_per_second: float = 1.0


@dataclass(frozen=True, slots=True)
class ZaloSettings:
    """A Zalo bot beside the Telegram ones, with phones of its own; `month_limit` None: its messages are not counted."""

    token: str
    phones: tuple[Phone, ...]
    month_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody as whom the program's own pages may be seen; `key` is what the program calls them."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class BoardFrame:
    """The program's own pages, framed behind the first `place` phones and opened as the first of `people`.

    They are at `url` (without a slash at the end), which signs in whom a form of this page names at /thu.
    """

    url: str
    people: tuple[Viewer, ...]
    place: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxSettings:
    """Everything that differs between a demonstration and a test.

    `now` dates the messages (aware); `monotonic` (seconds) ages updates and button presses and never jumps;
    `rates` None means that nobody is slowed down; `timezone` is the zone of the page and of a bare clock time.
    `order`: user ids in the order of the page, the others follow; `reset` starts the demonstration from the beginning;
    `board`: the program's pages between the phones; `more_zalo`: further bots on Zalo, which the page does not show.
    """

    tokens: tuple[str, ...]
    phones: tuple[Phone, ...]
    now: Callable[[], datetime]
    bot_name: str = "Đôn đốc"
    bot_username: str = "dondoc_sandbox_bot"
    clock: ClockControl | None = None
    monotonic: Callable[[], float] = time.monotonic
    rates: RateLimits | None = None
    timezone: str = "Asia/Ho_Chi_Minh"
    hint: str = "Thử gõ: xong 3 · việc · gia hạn 3 24/4 lý do · tình hình"
    heartbeat_seconds: float = 5.0
    first_update_id: int = 100_000_001
    zalo: ZaloSettings | None = None
    more_zalo: tuple[ZaloSettings, ...] = ()
    order: tuple[int, ...] = ()
    story: tuple[Step, ...] = ()
    reset: Callable[[], None] | None = None
    board: BoardFrame | None = None

    def __post_init__(self) -> None:
        if not self.tokens:
            raise ValueError("The sandbox needs at least one bot token.")
        on_zalo = ((self.zalo,) if self.zalo else ()) + self.more_zalo
        phones = (*self.phones, *(phone for one in on_zalo for phone in one.phones))
        if len({phone.user_id for phone in phones}) != len(phones):
            raise ValueError("Two phones of the sandbox have the same user_id.")
