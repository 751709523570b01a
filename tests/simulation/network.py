"""The network between the program and the platforms: what a request meets on its way, by dice and by ordered faults."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

import aiohttp
from aiohttp.client_reqrep import ConnectionKey

from tests.simulation.clock import WorldClock


class Fate(StrEnum):
    """What becomes of a request."""

    WELL = "well"
    SLOW = "slow"
    REFUSED = "no connection"
    CONNECT_TIMEOUT = "connecting takes too long"
    BAD_GATEWAY = "502 before it arrived"
    BAD_GATEWAY_AFTER = "502 after it was accepted"
    RESET_BEFORE = "reset before it arrived"
    RESET_AFTER = "reset after it was accepted"
    SILENCE_BEFORE = "swallowed"
    SILENCE_AFTER = "accepted, the answer swallowed"
    HALF = "half an answer"
    THROTTLED = "429"
    INTERNAL = "403 of its own"
    UNAUTHORIZED = "401"
    QUOTA = "month's quota spent"
    REJECTED = "400"


# What the platform answers itself, without having done anything.
ANSWERED = frozenset({Fate.THROTTLED, Fate.INTERNAL, Fate.UNAUTHORIZED, Fate.QUOTA, Fate.BAD_GATEWAY, Fate.REJECTED})
DOUBTFUL = frozenset({Fate.BAD_GATEWAY_AFTER, Fate.RESET_AFTER, Fate.SILENCE_AFTER, Fate.HALF})
_NOW_AND_THEN = (
    *(Fate.SLOW,) * 6, Fate.BAD_GATEWAY, Fate.RESET_BEFORE, Fate.RESET_AFTER, Fate.SILENCE_BEFORE, Fate.SILENCE_AFTER,
    Fate.HALF, Fate.REFUSED, Fate.BAD_GATEWAY_AFTER,
)  # fmt: skip
RARELY = 0.004
LONGEST_WAIT = 3600.0  # seconds that the program waits at most, whatever is named


@dataclass(frozen=True)
class Trouble:
    """An ordered fault of a line: what requests meet from an instant until another, and whether only sends do.

    `wait`: seconds named by a 429. `chat`: only sends to this one meet it.
    """

    fate: Fate
    begins: datetime
    ends: datetime
    only_sends: bool = False
    wait: float = 5.0
    chat: str | None = None


# What fails for the line's or the bot's sake, not for the sake of one chat or message.
FAILING = DOUBTFUL | {
    Fate.REFUSED, Fate.CONNECT_TIMEOUT, Fate.BAD_GATEWAY, Fate.RESET_BEFORE, Fate.SILENCE_BEFORE, Fate.INTERNAL,
    Fate.UNAUTHORIZED,
}  # fmt: skip


@dataclass(frozen=True)
class Try:
    """A message that was tried: the instant, the loop's seconds, to which chat, and what it met."""

    at: datetime
    seconds: float
    chat: str
    fate: Fate

    @property
    def is_well(self) -> bool:
        """Whether it shows that the line works."""
        return self.fate not in FAILING


@dataclass
class Line:
    """The line to one platform. `met` counts what requests met, for the account of doubles."""

    name: str
    clock: WorldClock
    random: Random
    troubles: list[Trouble] = field(default_factory=list)
    met: dict[Fate, int] = field(default_factory=dict)
    doubtful: list[datetime] = field(default_factory=list)
    tries: list[Try] = field(default_factory=list)  # to send
    _sent: int = 0
    _counted: list[tuple[int, Callable[[], None]]] = field(default_factory=list)

    def after_sends(self, number: int, act: Callable[[], None]) -> None:
        """Call `act` after that number of further messages was sent."""
        self._counted.append((self._sent + number, act))

    def trouble(self, chat: str | None = None, *, is_send: bool) -> Trouble | None:
        """The ordered fault that a request meets at this instant; `chat`: where it sends to."""
        now = self.clock.true_now()
        met = (one for one in self.troubles if one.begins <= now < one.ends and one.chat in {None, chat})
        return next((one for one in met if is_send or not (one.only_sends or one.chat)), None)

    def fate(self, chat: str | None = None, *, is_send: bool) -> tuple[Fate, float]:
        """What this request meets, and the seconds that a 429 names."""
        ordered = self.trouble(chat, is_send=is_send)
        self._sent += is_send
        for counted in [one for one in self._counted if is_send and one[0] <= self._sent]:
            self._counted.remove(counted)
            counted[1]()
        if ordered is not None:
            found, wait = ordered.fate, ordered.wait
        else:
            found = self.random.choice(_NOW_AND_THEN) if self.random.random() < RARELY else Fate.WELL
            wait = 5.0
        self.met[found] = self.met.get(found, 0) + 1
        return found, wait

    def was_in_trouble(self, since: datetime, until: datetime) -> bool:
        """Whether an ordered fault lay on the line at any time between two instants."""
        return any(one.begins < until and since < one.ends for one in self.troubles)


Answer = tuple[int, Any]
Call = Callable[[str, Mapping[str, Any]], Awaitable[Answer]]


@dataclass(frozen=True)
class Peer:
    """A platform behind a line: `call(method, arguments)` does what is asked; `refusal(fate, wait)` its own no."""

    line: Line
    call: Call
    refusal: Callable[[Fate, float], Answer]
    sends: Callable[[str], bool]


class SimulatedSession:
    """In place of aiohttp's session: requests go to the peers of this world while the process is alive."""

    def __init__(
        self, peers: Mapping[str, Peer], clock: WorldClock, random: Random, is_alive: Callable[[], bool]
    ) -> None:
        """`peers` by the beginning of their addresses."""
        self._peers = peers
        self._clock = clock
        self._random = random
        self._is_alive = is_alive

    def post(self, url: str, **how: Any) -> "_Exchange":
        """A request, to be entered."""
        return _Exchange(self._answered(url, how))

    def get(self, url: str, **how: Any) -> "_Exchange":
        """A file: none is kept there."""
        return _Exchange(self._answered(url, how))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def _answered(self, url: str, how: Mapping[str, Any]) -> Answer:
        if not self._is_alive():
            raise aiohttp.ClientOSError("the process is dead")
        peer = next(peer for address, peer in self._peers.items() if url.startswith(address))
        method = url.rpartition("/")[2]
        limits: aiohttp.ClientTimeout = how["timeout"]
        given = _arguments(how)
        fate, wait = peer.line.fate(str(given.get("chat_id", "")), is_send=peer.sends(method))
        if peer.sends(method):
            chat = str(given.get("chat_id", ""))
            peer.line.tries.append(Try(self._clock.true_now(), self._clock.seconds, chat, fate))
        if peer.sends(method) and fate is Fate.WELL:
            self._clock.busy()
        await self._go_there(fate, limits)
        if fate is Fate.THROTTLED:  # a wait is counted in the loop's seconds: as long as it lasts both clocks run alike
            self._clock.busy(min(wait, LONGEST_WAIT))
        if fate in ANSWERED:
            return peer.refusal(fate, wait)
        async with asyncio.timeout(limits.total):
            status, result = await peer.call(method, given)
        if fate in DOUBTFUL:  # noted as the answer leaves: a long poll may have waited since its fate was drawn
            peer.line.doubtful.append(self._clock.true_now())
        return await self._come_back(fate, limits, status, result)

    async def _go_there(self, fate: Fate, limits: aiohttp.ClientTimeout) -> None:
        if fate is Fate.REFUSED:
            await asyncio.sleep(0.02)
            key = ConnectionKey("platform", 443, True, True, None, None, None)
            raise aiohttp.ClientConnectorError(key, ConnectionRefusedError(111, "Connection refused"))
        if fate is Fate.CONNECT_TIMEOUT:
            await asyncio.sleep(limits.connect or 10.0)
            raise aiohttp.ConnectionTimeoutError("Connection timeout")
        await asyncio.sleep(self._random.uniform(3, 15) if fate is Fate.SLOW else self._random.uniform(0.01, 0.15))
        if fate is Fate.RESET_BEFORE:
            raise aiohttp.ServerDisconnectedError
        if fate is Fate.SILENCE_BEFORE:
            await asyncio.sleep(limits.sock_read or 20.0)
            raise aiohttp.SocketTimeoutError("Timeout on reading data from socket")

    async def _come_back(self, fate: Fate, limits: aiohttp.ClientTimeout, status: int, result: Any) -> Answer:
        if fate is Fate.RESET_AFTER:
            raise aiohttp.ServerDisconnectedError
        if fate is Fate.BAD_GATEWAY_AFTER:
            return 502, b"<html>Bad Gateway</html>"
        if fate is Fate.SILENCE_AFTER:
            await asyncio.sleep(limits.sock_read or 20.0)
            raise aiohttp.SocketTimeoutError("Timeout on reading data from socket")
        await asyncio.sleep(self._random.uniform(0.01, 0.1))
        payload = json.dumps(result).encode()
        return status, payload[: len(payload) // 2] if fate is Fate.HALF else payload


def _arguments(how: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a call, whether they came as JSON, as a form or with a file."""
    if "json" in how:
        return dict(how["json"])
    data = how.get("data", b"")
    if isinstance(data, bytes):
        return dict(parse_qsl(data.decode(), keep_blank_values=True))
    return dict(_parts(data))


def _parts(form: aiohttp.FormData) -> list[tuple[str, str]]:
    """The named texts of a form with files; a file is told by its name only."""
    found = []
    for part, *_ in form():  # type: ignore[attr-defined]  # a writer of several parts
        disposition = part.headers["Content-Disposition"]
        name = disposition.partition('name="')[2].partition('"')[0]
        found.append((name, "" if "filename=" in disposition else part.decode()))
    return found


class _Exchange:
    """One request and its answer."""

    def __init__(self, answered: Awaitable[Answer]) -> None:
        self._answered = answered
        self.status, self._payload = 0, b""

    @property
    def content(self) -> Self:
        """The body as a stream."""
        return self

    async def iter_chunked(self, size: int) -> AsyncIterator[bytes]:
        """The body in pieces."""
        for at in range(0, len(self._payload), size):
            yield self._payload[at : at + size]

    async def read(self) -> bytes:
        """The body."""
        return self._payload

    async def __aenter__(self) -> Self:
        self.status, payload = await self._answered
        self._payload = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        return None


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)
