"""Serves an application on a socket inside a loop that is already running, and bears with slow and rude clients."""

import asyncio
import contextlib
import socket
from collections.abc import Generator
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

START_SECONDS = 10
HEAD_SECONDS = 10.0  # a request's head must be here by then: nobody holds a connection by typing slowly
ANSWER_SECONDS = 30.0  # from then on, for its body and until the answer is read; above every limit of the pages
KEEP_ALIVE_SECONDS = 5
# Connections without a whole head are told apart: they cost an attacker nothing, so they must not keep others out.
MOST_WAITING = 64
MOST_CONNECTIONS = 256
MOST_HEAD_BYTES = 16 * 1024


class _Protocol(H11Protocol):
    """HTTP that bounds how long a request may take, and how many connections may wait for one to come.

    Of more than MOST_WAITING connections without a request the one that has waited longest makes room: who sends a
    request as a whole is answered however many half requests there are.
    """

    _timer: asyncio.TimerHandle | None = None
    _waiting_since: float | None = None  # None: a request is being answered, or the connection is given up

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in H11Protocol
        super().connection_made(transport)
        self._expect_head()
        waiting = [c for c in self.connections if isinstance(c, _Protocol) and c._waiting_since is not None]
        if len(waiting) > MOST_WAITING:
            min(waiting, key=lambda connection: connection._waiting_since or 0.0)._hang_up()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_answering():
            self._waiting_since = None

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        self._waiting_since = None
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _expect_head(self) -> None:
        self._waiting_since = None if self._is_answering() else self.loop.time()  # the next may be in the buffer
        self._stop_timer()
        self._timer = self.loop.call_later(HEAD_SECONDS, self._head_is_due)

    def _head_is_due(self) -> None:
        if self._is_answering():
            self._timer = self.loop.call_later(ANSWER_SECONDS, self._hang_up)
        else:
            self._hang_up()

    def _hang_up(self) -> None:
        """Cut the connection: closing it politely would wait for a client that does not read."""
        self._waiting_since = None
        self.transport.abort()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


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


class WebServer:
    """`async with WebServer(app, listening_socket(host, port)): …`"""

    def __init__(self, app: ASGIApp, listening: socket.socket) -> None:
        self._app = app
        self._socket = listening
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Start answering."""
        config = uvicorn.Config(
            self._app,
            http=_Protocol,
            ws="none",
            lifespan="off",
            loop="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_CONNECTIONS,
            h11_max_incomplete_event_size=MOST_HEAD_BYTES,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=2,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        async with asyncio.timeout(START_SECONDS):
            await self._server.listens.wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let everybody go and stop listening."""
        if self._server and self._task:
            self._server.may_stop.set()
            await self._task
        self._socket.close()


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 chooses a free one.

    Raises OSError when the port is taken or the address is not one of this machine.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(MOST_CONNECTIONS)
    except OSError:
        listening.close()
        raise
    return listening
