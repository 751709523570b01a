"""Receiving by webhook: where a platform pushes to compared with where it should, asked once a minute."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from bot.platforms.errors import Trouble, must_be_mended, sentence_for
from bot.platforms.receiving import ReceivingState

LOOK_SECONDS = 60.0
_PORTS = {"http": 80, "https": 443}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WebhookReceiver:
    """What takes pushed updates: the header with the secret, the secret, and what stores one update.

    `take` returns once the update is stored; False for what is no update at all. It raises when it cannot be stored.
    """

    header: str
    secret: str = field(repr=False)
    take: Callable[[Mapping[str, Any]], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class WebhookInfo:
    """The webhook as a platform reports it: the address ("" where none is set), updates waiting, its last error."""

    address: str
    waiting: int = 0
    last_error: str = ""


class WebhookNotSet(Exception):
    """The platform tried the address it was given and failed; the text says how, or is "" when it gave no reason."""


def path_of(name: str) -> str:
    """The path below the public address under which the platform of that name pushes."""
    return f"/webhook/{name}"


def webhook_trouble(address: str, own: str) -> Trouble | None:
    """What is wrong with the address that a platform pushes to; None when it leads to `own`.

    An `own` without a host is compared by the end of its path: without a public address only the path is known.
    """
    if not address:
        return Trouble.WEBHOOK_GONE
    return None if _is_same(address, own) else Trouble.WEBHOOK_ELSEWHERE


# A webhook that pointed elsewhere counted as well, and a revoked token as a trouble of the network.
class WebhookWatch:
    """Keeps `receiving` up to date.

    `ask` asks the platform for its webhook; `own` is the address it should push to; `trouble_of` names what an error
    means; `now` notes a contact and returns its instant (aware UTC).
    """

    def __init__(
        self,
        platform: str,
        ask: Callable[[], Awaitable[WebhookInfo]],
        own: str,
        trouble_of: Callable[[Exception], Trouble],
        now: Callable[[], datetime],
    ) -> None:
        self._platform = platform
        self._ask = ask
        self._own = own
        self._trouble_of = trouble_of
        self._now = now
        self.receiving = ReceivingState(None)
        self._is_unknown = False

    async def run(self) -> None:
        """Look until cancelled; no error ends it."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Check that the platform answers, accepts the token, and pushes to our address."""
        try:
            info = await self._ask()
        except Exception as error:  # noqa: BLE001 - no error may end the watch
            _log.warning("no word of the webhook: %s", type(error).__name__, extra={"action": "webhook_check_failed"})
            trouble = self._trouble_of(error)
            # To the poller a refusal that speaks of the webhook says that one is set; here, that there is none.
            gone = Trouble.WEBHOOK_GONE if trouble is Trouble.WEBHOOK_SET else trouble
            self._note(self.receiving.last_contact, gone)
            self._is_unknown = True
        else:
            if self._is_unknown:
                _log.info("the platform tells of the webhook again", extra={"action": "webhook_recovered"})
            self._is_unknown = False
            self._note(self._now(), webhook_trouble(info.address, self._own), info.address)

    def _note(self, last_contact: datetime | None, trouble: Trouble | None, address: str = "") -> None:
        sentence = sentence_for(trouble, self._platform) if trouble else None
        if sentence and trouble != self.receiving.trouble:
            _log.error("%s (%s)", sentence, address or "-", extra={"action": "alert", "trouble": trouble})
        self.receiving = ReceivingState(last_contact, trouble, must_be_mended=must_be_mended(trouble))


def _is_same(address: str, own: str) -> bool:
    try:
        theirs, ours = urlsplit(address), urlsplit(own)
        if not ours.netloc:
            return theirs.path.endswith(ours.path)
        return _place(theirs) == _place(ours)
    except ValueError:  # not an address at all, such as a port that is no number
        return False


def _place(address: SplitResult) -> tuple[str, str, int | None, str, str]:
    host = address.hostname or ""
    with suppress(UnicodeError):  # a name that cannot be written in ASCII is compared as it stands
        host = host.encode("idna").decode()
    port = address.port or _PORTS.get(address.scheme)
    return address.scheme, host, port, address.path, address.query
