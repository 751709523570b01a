"""What the program needs of one platform, whichever it is: to receive, a channel to send on, its pace."""

import hashlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import aiohttp

from bot.conversation.limits import Pacer
from bot.conversation.sender import Channel
from bot.messages import Attachment, Incoming
from web.webhooks import Hook


@dataclass(frozen=True, slots=True)
class Receiving:
    """How receiving stands: the last answer of the platform (None: never yet), what is wrong now (None: nothing).

    `must_be_mended`: somebody has to do something, it will not pass by itself. `clock_minutes`: how far our clock
    and the platform's are apart; 0 while they agree.
    """

    last_contact: datetime | None
    trouble: str | None = None
    must_be_mended: bool = False
    clock_minutes: int = 0


class Line(Protocol):
    """One bot on one platform. `open` is called first, within the running loop."""

    name: str
    bot: str
    pacer: Pacer
    on_alarm: Callable[[], None]  # called at once when something must not wait for the next look at the health

    @property
    def channel(self) -> Channel:
        """What messages are sent on, once the line is open."""
        ...

    @property
    def receiving(self) -> Receiving:
        """How receiving stands at this moment."""
        ...

    @property
    def shared_since(self) -> datetime | None:
        """Since when another program has been fetching the same bot's messages; None while none does."""
        ...

    def read(self, raw: Mapping[str, Any]) -> Incoming:
        """A raw update of this platform; raises for one that cannot be read."""
        ...

    @property
    def hook(self) -> Hook | None:
        """The way in for what the platform pushes; None where messages are fetched."""
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

    async def note_contact(self) -> None:
        """Remember when the platform last answered, so that a long silence is noticed after a restart."""

    async def welcomed(self, chat_id: str) -> None:
        """Somebody has just been greeted in this chat: set what the platform shows there."""


def bot_of(token: str) -> str:
    """What names a bot in the database: the public number before the colon; of a token without one, a short hash."""
    number, colon, _ = token.partition(":")
    return number[:40] if colon and number else hashlib.sha256(token.encode()).hexdigest()[:12]


def jitter() -> float:
    """A factor that spreads retries."""
    return random.uniform(1.0, 1.3)  # noqa: S311 - guards no secret
