"""One shape for the connection of one bot to one platform: receive, send, probe, and keep what is known of it."""

import asyncio
import hashlib
import logging
import random
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

import aiohttp

from bot.conversation.attempts import Channel
from bot.conversation.rate_limits import Pacer
from bot.conversation.uploads import InThread
from bot.messages import Attachment, Incoming
from bot.platforms.errors import Trouble, must_be_mended
from bot.platforms.polling import Poller
from bot.platforms.receiving import Clock, ClockWatch, DowntimeTracker, ReceivingState
from bot.platforms.webhooks import WebhookInfo, WebhookReceiver, WebhookWatch
from domain.board_sessions import ChatWithBoard
from domain.channels import shown_channel
from domain.inbox import Arrival, BotContact, CursorNow
from domain.messages import Command
from wording.messages import Capabilities

INTRODUCED_AT_ONCE = 4  # a start with hundreds of bots must not flood their platform

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BotSettings:
    """What is set for one bot. `webhook_secret`: set when the platform pushes, "" when messages are fetched.

    `webhook_address` is where the platform should push to. `links_pictures`: pictures have a public address.
    `channel` is what the organisation's messages call the bot, where that is not the platform's name.
    `link` is where people find the bot, when the platform itself does not say so. `board_url` is where the board is
    reached from outside; "" when it is not; below it `mini_app` opens it from a chat.
    """

    token: str = field(repr=False)  # a log line or traceback that shows the settings must not show secrets
    api_url: str
    webhook_secret: str = field(default="", repr=False)
    webhook_address: str = ""
    poll_seconds: int = 50
    sends_per_second: float = 29.5
    links_pictures: bool = False
    link: str = ""
    board_url: str = ""
    mini_app: str = "/mini"
    channel: str = ""


class Signal(Protocol):
    """Says that something has happened, as an event does."""

    def set(self) -> None:
        """It has happened."""


class ConnectedInbox(Protocol):
    """Where what a bot receives is stored."""

    def cursor(self, channel: str, bot: str) -> CursorNow | None:
        """Where receiving stands for a bot."""
        ...

    def receive(
        self, channel: str, bot: str, cursor: CursorNow, arrivals: Sequence[Arrival],
        silence: timedelta | None = None, at: float = 0.0,
    ) -> int:  # fmt: skip
        """Store updates and move the cursor; returns how many were new."""
        ...


class ConnectedCommands(Protocol):
    """What a platform shows of a bot and in its chats."""

    def chats_with_board(self, channel: str) -> dict[str, ChatWithBoard]:
        """Each linked chat that a button of the board is for, by chat id."""
        ...

    def organisation_name(self) -> str:
        """Whose bot this is; "" where nobody says so."""
        ...

    def menu_of(self, channel: str, chat_id: str, now: datetime) -> tuple[tuple[type[Command], ...], str]:
        """The short menu of this chat's person and their language; no commands for a stranger."""
        ...


class ConnectedOffice(Protocol):
    """What a connector asks of the services: those of its organisation, or of all that share its bot."""

    @property
    def inbox(self) -> ConnectedInbox:
        """Where updates go."""
        ...

    @property
    def commands(self) -> ConnectedCommands:
        """What is shown."""
        ...


@dataclass(frozen=True, slots=True)
class ProgramContext:
    """What a connector needs of the program. `arrived` is set when something was stored.

    `stored_file` returns the content of a file that was handed in, by its digest; None when it is not there.
    `introductions` limits how many bots introduce themselves at a time, and each leaves `introduction_pause` seconds to
    all else: it takes a dozen requests.
    """

    clock: Clock
    office: ConnectedOffice
    in_thread: InThread
    arrived: Signal
    stored_file: Callable[[str], Awaitable[bytes | None]]
    introductions: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(INTRODUCED_AT_ONCE))
    introduction_pause: float = 0.0


class PlatformConnector(Protocol):
    """One bot on one platform. `open` is called first, within the running loop."""

    name: str
    bot: str
    link: str  # the public address at which people find the bot; "" until it is known, or where there is none
    pacer: Pacer
    on_alarm: Callable[[], None]  # called at once when something must not wait for the next health check

    @property
    def channel(self) -> Channel:
        """What messages are sent on, once the connector is open."""
        ...

    @property
    def receiving(self) -> ReceivingState:
        """How receiving stands at this moment."""
        ...

    @property
    def shared_since(self) -> datetime | None:
        """Since when another program has been fetching the same bot's messages; None while none does."""
        ...

    @property
    def webhook(self) -> WebhookReceiver | None:
        """What takes pushed updates; None where messages are fetched."""
        ...

    def read(self, raw: Mapping[str, Any]) -> Incoming:
        """A raw update of this platform; raises Unreadable."""
        ...

    async def open(self, session: aiohttp.ClientSession) -> None:
        """Make ready to receive and to send on the shared session."""

    async def receive(self) -> None:
        """Receive until cancelled: everything is stored before the platform may forget it."""

    async def fetch(self, attachment: Attachment) -> bytes:
        """The content of a file somebody sent; raises FetchFailed."""
        ...

    async def probe(self) -> None:
        """Ask the platform something that changes nothing; raises when it does not answer."""

    def new_contact(self) -> BotContact | None:
        """When the platform last answered, to be stored so that a long downtime is noticed after a restart; None when
        that is what was returned last.
        """
        ...

    async def welcomed(self, chat_id: str) -> None:
        """Set what the platform shows in a chat that has just been greeted."""

    async def refresh(self) -> None:
        """Set what the platform shows in chats that were linked or unlinked since; raises nothing."""


class BotConnector(ABC):
    """What the connectors of all platforms share: state, contact, and receiving by poller or by webhook.

    A platform's own class makes `channel`, `poller` and `watch` in `open`.
    """

    name: str
    secret_header: str
    channel: Channel
    poller: Poller[Any]

    def __init__(self, program: ProgramContext, settings: BotSettings) -> None:
        clock = program.clock
        self.program = program
        self.settings = settings
        self.name = settings.channel or type(self).name
        self.bot = bot_of(settings.token)
        self.link = settings.link
        self.on_alarm: Callable[[], None] = lambda: None
        self.downtime = DowntimeTracker(clock.now, clock.elapsed)
        self.clocks = ClockWatch(self.name, clock)
        self.watch: WebhookWatch | None = None
        self._noted_at: datetime | None = None

    @property
    def receiving(self) -> ReceivingState:
        """How receiving stands at this moment."""
        return replace(self._state(), clock_minutes=self.clocks.minutes)

    def _state(self) -> ReceivingState:
        if self.watch is not None:
            return self.watch.receiving
        state = self.poller.state
        return ReceivingState(state.last_contact, state.trouble, must_be_mended(state.trouble))

    @property
    def shared_since(self) -> datetime | None:
        """Since when another program has been fetching the same bot's messages; most platforms tell nobody of it."""
        return None

    @property
    def webhook(self) -> WebhookReceiver | None:
        """What takes pushed updates, when a secret is set for it."""
        secret = self.settings.webhook_secret
        return WebhookReceiver(self.secret_header, secret, self.take) if secret else None

    @abstractmethod
    async def take(self, raw: Mapping[str, Any]) -> bool:
        """Store one pushed update; False for what is no update at all."""

    @abstractmethod
    async def fetch(self, attachment: Attachment) -> bytes:
        """The content of a file somebody sent; raises FetchFailed."""

    @abstractmethod
    async def probe(self) -> None:
        """Ask the platform something that changes nothing; raises when it does not answer."""

    def begin_watch(
        self, ask: Callable[[], Awaitable[WebhookInfo]], trouble_of: Callable[[Exception], Trouble]
    ) -> None:
        """Watch the webhook instead of polling, when a secret is set for it."""
        if self.settings.webhook_secret:
            own = self.settings.webhook_address
            self.watch = WebhookWatch(shown_channel(self.name), ask, own, trouble_of, self.downtime.contact)

    def alert(self, trouble: Trouble, sentence: str) -> None:
        """Log a trouble of receiving that somebody has to mend."""
        names = (shown_channel(self.name),)
        _log.error(sentence, extra={"action": "alert", "trouble": trouble.value, "names": names})

    async def receive(self) -> None:
        """Receive until cancelled; what is pushed comes by the webhook."""
        await (self.poller.run() if self.watch is None else self.watch.run())

    @property
    def position(self) -> tuple[int, int]:
        """Epoch and next offset in the platform's queue; a platform without a cursor has (0, 0)."""
        return 0, 0

    def new_contact(self) -> BotContact | None:
        """The instant of the last answer, with the longest downtime before it; None when it was returned before."""
        at = self.receiving.last_contact
        if at is None or at == self._noted_at:
            return None
        self._noted_at = at
        caught_up_at = self.poller.state.caught_up_at if self.watch is None else None
        return BotContact(self.name, self.bot, CursorNow(*self.position, at, caught_up_at), self.downtime.take())

    async def welcomed(self, chat_id: str) -> None:  # noqa: B027 - most platforms show nothing that could be set
        """Set what the platform shows in a chat that has just been greeted."""

    async def refresh(self) -> None:  # noqa: B027 - as above
        """Set what the platform shows in chats that were linked or unlinked since."""


class BotAdmin(Protocol):
    """What the doctor and `dondoc webhook` ask of one bot. Each call raises the platform's errors."""

    async def identify(self) -> str:
        """The bot's name as people see it; raises TokenRefused."""
        ...

    async def webhook_info(self) -> WebhookInfo:
        """The webhook as the platform reports it."""
        ...

    async def set_webhook(self, address: str, secret: str) -> None:
        """Let the platform push to the address. Raises WebhookNotSet when the platform tried it and failed."""

    async def delete_webhook(self) -> None:
        """Let the platform push no more."""


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform as the program uses it; `name` is what the database stores, `label` what people read."""

    name: str
    label: str
    capabilities: Capabilities
    read: Callable[[Mapping[str, Any]], Incoming]
    connect: Callable[[ProgramContext, BotSettings], PlatformConnector]
    admin: Callable[[aiohttp.ClientSession, BotSettings], BotAdmin]


def bot_of(token: str) -> str:
    """What names a bot in the database: the public number before the colon; of a token without one, a short hash."""
    number, colon, _ = token.partition(":")
    return number[:40] if colon and number else hashlib.sha256(token.encode()).hexdigest()[:12]


def jitter() -> float:
    """A factor that spreads retries."""
    return random.uniform(1.0, 1.3)  # noqa: S311 - guards no secret
