"""Clients that cost much and give little: floods of refusals, half requests, answers nobody reads."""

import asyncio
import io
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any

import aiohttp
import pytest

import web.server
from dondoc.ops.logs import RedactingFormatter, RepeatFilter
from tests.web.test_health import health
from web.app import create_app
from web.health import Health
from web.server import WebServer, listening_socket
from web.webhooks import Hook

HEADER, SECRET = "X-Secret", "not-to-be-guessed_1"
HALF_HEAD = b"GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: "
HALF_BODY = f"POST /webhook/zalo HTTP/1.1\r\nHost: a\r\n{HEADER}: {SECRET}\r\nContent-Length: 100\r\n\r\n{{".encode()
BODY_OF_A_STRANGER = HALF_BODY.replace(SECRET.encode(), b"wrong")
ONE_SECOND = 1.0


class Inbox:
    """Takes events, or fails to."""

    def __init__(self) -> None:
        self.taken: list[Any] = []

    async def take(self, event: Any) -> bool:
        self.taken.append(event)
        return True


@asynccontextmanager
async def serving(inbox: Inbox | None = None) -> AsyncIterator[int]:
    async def look() -> Health:
        return health()

    hooks = {"zalo": Hook(HEADER, SECRET, (inbox or Inbox()).take)}
    listening = listening_socket("127.0.0.1", 0)
    async with WebServer(create_app(look, hooks), listening):
        yield listening.getsockname()[1]


async def answered(port: int) -> float:
    """How long /health takes over a connection of its own, in seconds."""
    began = monotonic()
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
        session.get(f"http://127.0.0.1:{port}/health") as got,
    ):
        assert got.status == 200
    return monotonic() - began


async def pushed(port: int, number: int) -> int:
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
        session.post(f"http://127.0.0.1:{port}/webhook/zalo", json={"n": number}, headers={HEADER: SECRET}) as got,
    ):
        return got.status


async def opened(port: int, start: bytes, count: int, stack: ExitStack) -> None:
    """So many connections that begin like this and go no further; one after the other, so that each is taken in."""
    for _ in range(count):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        stack.callback(writer.close)
        writer.write(start)
        await asyncio.sleep(0.002)


@pytest.mark.alone
@pytest.mark.parametrize(
    "start",
    [b"", HALF_HEAD, HALF_BODY, BODY_OF_A_STRANGER],
    ids=["nothing", "half a head", "half a body", "half a body of a stranger"],
)
async def test_two_hundred_half_sent_requests_hold_up_neither_health_nor_webhooks(start: bytes) -> None:
    inbox = Inbox()
    async with serving(inbox) as port:
        with ExitStack() as stack:
            await opened(port, start, 200, stack)
            assert await answered(port) < ONE_SECOND
            began = monotonic()
            assert await pushed(port, 1) == 200
            assert monotonic() - began < ONE_SECOND
            assert inbox.taken == [{"n": 1}]


@pytest.mark.alone
async def test_a_thousand_half_requests_keep_no_more_connections_open_than_are_allowed() -> None:
    async with serving() as port:
        with ExitStack() as stack:
            for _ in range(10):
                await opened(port, HALF_HEAD, 100, stack)
                assert await answered(port) < ONE_SECOND
            assert connections_open_at(port) <= web.server.MOST_CONNECTIONS


def connections_open_at(port: int) -> int:
    """How many connections of ours the server's end still has open, as the system counts them."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    return sum(row[1].endswith(f":{port:04X}") and row[3] == "01" for row in rows)


async def test_who_waits_longest_makes_room_and_who_was_served_can_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.server, "MOST_WAITING", 3)
    async with serving() as port:
        with ExitStack() as stack:
            oldest, writer = await asyncio.open_connection("127.0.0.1", port)
            stack.callback(writer.close)
            await asyncio.sleep(0.05)
            await opened(port, HALF_HEAD, 2, stack)
            async with aiohttp.ClientSession() as session:
                for _ in range(3):
                    async with session.get(f"http://127.0.0.1:{port}/health") as got:
                        assert got.status == 200
                assert await asyncio.wait_for(oldest.read(), 5) == b""


async def test_a_request_that_is_begun_has_so_long_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.server, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(web.server, "ANSWER_SECONDS", 0.4)
    async with serving() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HALF_BODY)
        began = monotonic()
        with suppress(ConnectionResetError):
            assert await asyncio.wait_for(reader.read(), 5) == b""
        assert 0.3 < monotonic() - began < 3
        writer.close()


async def test_who_sends_a_body_byte_by_byte_after_a_refusal_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.server, "HEAD_SECONDS", 0.3)
    async with serving() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(BODY_OF_A_STRANGER)
        assert (await reader.readline()).startswith(b"HTTP/1.1 403")
        with pytest.raises(ConnectionError):
            await trickled(writer)
        writer.close()


async def trickled(writer: asyncio.StreamWriter) -> None:
    async with asyncio.timeout(10):
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)


async def test_who_does_not_read_the_answer_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.server, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(web.server, "ANSWER_SECONDS", 0.4)

    async def look() -> Health:
        return health(without_reminder={"x" * 1000 + str(n): 1 for n in range(20_000)})

    listening = listening_socket("127.0.0.1", 0)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    port = listening.getsockname()[1]
    async with WebServer(create_app(look), listening):
        deaf = socket.create_connection(("127.0.0.1", port))
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.sendall(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        async with asyncio.timeout(10):
            while not connections_open_at(port):  # noqa: ASYNC110 - the system is asked
                await asyncio.sleep(0.02)
            while connections_open_at(port):  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.02)
        deaf.close()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the program would write to its log meanwhile."""
    monkeypatch.setattr(logging.getLogger("uvicorn"), "propagate", True)  # a sandbox in this process took it away
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RepeatFilter())
    handler.setFormatter(RedactingFormatter([SECRET]))
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


@pytest.mark.parametrize(
    ("start", "status", "action"),
    [
        (BODY_OF_A_STRANGER, b"403", "webhook_unauthorized"),
        (b"\x16\x03\x01 no HTTP\r\n\r\n", b"400", "http_trouble"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", b"404", "http_trouble"),
    ],
    ids=["wrong secret", "no HTTP", "upgrade"],
)
async def test_a_flood_of_refusals_is_a_few_lines_in_the_log(
    written: io.StringIO, start: bytes, status: bytes, action: str
) -> None:
    async with serving() as port:
        for _ in range(300):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(start)
            assert status in await reader.readline()
            writer.close()
    lines = written.getvalue().splitlines()
    assert 1 <= len(lines) <= 2
    assert all(f'"action": "{action}"' in line for line in lines)


async def test_what_cannot_be_stored_again_and_again_is_a_few_lines_too(written: io.StringIO) -> None:
    class Full(Inbox):
        async def take(self, event: Any) -> bool:  # noqa: ARG002 - of the protocol
            raise OSError("disk full")

    async with serving(Full()) as port:
        assert {await pushed(port, number) for number in range(50)} == {503}
    assert written.getvalue().count('"action": "webhook_store_failed"') == 1
