"""Serves the sandbox on this machine only, inside a loop that is already running."""

import asyncio
import contextlib
import socket
from collections.abc import Generator
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from sandbox.mishaps import TRANSPORT
from sandbox.zalo.pushing import push_events

LOOPBACK = "127.0.0.1"
KEEP_ALIVE_SECONDS = 120  # longer than any client's, so that it is never the server that closes an idle connection
START_SECONDS = 10


class _Protocol(H11Protocol):
    """HTTP that lets the application reach the connection, so that it can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in H11Protocol
        super().connection_made(transport)
        app = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            scope[TRANSPORT] = transport
            await app(scope, receive, send)

        self.app = with_transport


class _Server(uvicorn.Server):
    """Uvicorn that leaves the signals to the program it runs in, and says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()
        self.may_stop = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()

    async def main_loop(self) -> None:
        await self.may_stop.wait()  # instead of looking ten times a second

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


class SandboxServer:
    """`async with SandboxServer(app, port=0) as server: server.url`; port 0 chooses a free one."""

    def __init__(self, app: Starlette, port: int = 0) -> None:
        self.app = app
        self.port = port
        self._socket: socket.socket | None = None
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None
        self._pushing: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """The address of the page, and of the Bot API before /bot<TOKEN>; without a slash at the end."""
        return f"http://{LOOPBACK}:{self.port}"

    async def __aenter__(self) -> Self:
        """Start listening. Raises OSError if the port is taken."""
        self._socket = _listening_socket(self.port)
        self.port = self._socket.getsockname()[1]
        config = uvicorn.Config(
            self.app,
            http=_Protocol,
            ws="none",
            lifespan="off",
            loop="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=2,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        async with asyncio.timeout(START_SECONDS):
            await self._server.listens.wait()
        if zalo := self.app.state.world.zalo:
            self._pushing = asyncio.create_task(push_events(zalo), name="zalo-webhook")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let everybody go and stop listening."""
        self.app.state.world.close()
        if self._pushing:
            self._pushing.cancel()
            await asyncio.wait({self._pushing})
        if self._server and self._task:
            self._server.may_stop.set()
            await self._task
        if self._socket:
            self._socket.close()


def _listening_socket(port: int) -> socket.socket:
    # asyncio switches Nagle's delay off only where the protocol is named; with it each answer takes 40 ms
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((LOOPBACK, port))
        listening.listen(256)
    except OSError:
        listening.close()
        raise
    return listening
