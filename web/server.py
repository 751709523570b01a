"""An HTTP server inside a loop that is already running, with bounds for slow and rude clients.

The program and the sandbox both serve with it. It uses uvicorn by its public names only (`Config`, `Server.serve`,
`Server.started`, `Server.should_exit`) and therefore watches connections from outside: the listening socket notes each
connection that it accepts, and the application that uvicorn calls notes which of them a request has arrived on.
"""

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

HANG_UP = "dondoc.hang_up"  # the extension of the scope that ends the connection of a request; used by the sandbox
KEEP_OPEN = "dondoc.keep_open"  # the one that lets an answer take so many seconds more, for streams of events
START_SECONDS = 10
HEAD_SECONDS = 10.0  # a request's head must be here by then: nobody holds a connection by typing slowly
ANSWER_SECONDS = 30.0  # from then on, for its body and until the answer is read; above every limit of the pages
KEEP_ALIVE_SECONDS = 5
# Connections without a whole head are counted apart: they cost an attacker nothing, so they must not keep others out.
MOST_WAITING = 64
MOST_CONNECTIONS = 256
MOST_STREAMS = 500  # open pages of the board, each a connection for as long as it is open
MOST_HEAD_BYTES = 16 * 1024
_CHECK_SECONDS = 0.005
_SIGNALS = (signal.SIGINT, signal.SIGTERM)

Client = tuple[str, int]


class ListeningSocket(socket.socket):
    """A listening socket that reports each connection it accepts."""

    on_accept: Callable[[Client, socket.socket], None] | None = None

    def accept(self) -> tuple[socket.socket, tuple[str, int]]:
        """Accept a connection as `socket.socket` does, and report it."""
        connection, address = super().accept()
        if self.on_accept is not None:
            self.on_accept((address[0], address[1]), connection)
        return connection, address


@dataclass(slots=True)
class _Connection:
    """An open connection: since when it has waited for a request (loop seconds), None while one is being answered."""

    socket: socket.socket
    waiting_since: float | None = None
    timer: asyncio.TimerHandle | None = None

    def hang_up_after(self, seconds: float) -> None:
        """Hang up then, unless another bound is set before."""
        self.stop_timer()
        self.timer = asyncio.get_running_loop().call_later(seconds, self.hang_up)

    def stop_timer(self) -> None:
        """Remove the bound."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def hang_up(self) -> None:
        """End the connection in both directions; uvicorn closes it once it notices.

        Closing it politely would wait for a client that does not read.
        """
        self.waiting_since = None
        self.stop_timer()
        with contextlib.suppress(OSError):  # it has been closed meanwhile, which is what was wanted
            self.socket.shutdown(socket.SHUT_RDWR)


class _Connections:
    """Bounds how long a request may take, and how many connections may wait for one to come.

    Of more than MOST_WAITING connections without a request the one that has waited longest makes room: who sends a
    request as a whole is answered however many half requests there are.
    """

    def __init__(self, app: ASGIApp, *, is_bounded: bool) -> None:
        self._app = app
        self._is_bounded = is_bounded
        self._open: dict[Client, _Connection] = {}

    def accepted(self, client: Client, connection: socket.socket) -> None:
        """Note a new connection, which has HEAD_SECONDS for its first request."""
        for gone in [known for known, one in self._open.items() if one.socket.fileno() == -1]:
            self._open.pop(gone).stop_timer()
        self._open[client] = _Connection(connection)
        self._expect_request(self._open[client])
        waiting = [one for one in self._open.values() if one.waiting_since is not None]
        # 200 connections that began a request and went no further took all places: /health answered 503 as long as
        # they came.
        if self._is_bounded and len(waiting) > MOST_WAITING:
            min(waiting, key=lambda one: one.waiting_since or 0.0).hang_up()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request whose head has arrived (ASGI)."""
        connection = self._open.get(tuple(scope.get("client") or ()))
        if connection is None:
            await self._app(scope, receive, send)
            return
        connection.waiting_since = None
        if self._is_bounded:
            connection.hang_up_after(ANSWER_SECONDS)
        offered = {HANG_UP: connection.hang_up, KEEP_OPEN: connection.hang_up_after}
        scope["extensions"] = {**scope.get("extensions", {}), **offered}
        try:
            await self._app(scope, receive, send)
        finally:
            self._expect_request(connection)

    def close(self) -> None:
        """Forget every connection."""
        for connection in self._open.values():
            connection.stop_timer()
        self._open.clear()

    def _expect_request(self, connection: _Connection) -> None:
        connection.waiting_since = asyncio.get_running_loop().time()
        if self._is_bounded:
            connection.hang_up_after(HEAD_SECONDS)


class WebServer:
    """`async with WebServer(app, listening_socket(host, port)): …`

    `is_bounded=False` is for clients that are trusted: no bound of time or number, idle connections stay open for
    `keep_alive_seconds`.
    """

    def __init__(
        self,
        app: ASGIApp,
        listening: ListeningSocket,
        *,
        is_bounded: bool = True,
        keep_alive_seconds: int = KEEP_ALIVE_SECONDS,
    ) -> None:
        self._connections = _Connections(app, is_bounded=is_bounded)
        self._socket = listening
        # Only public names: subclasses hooked into uvicorn at points that it does not document, in two places. It
        # looks ten times a second whether to stop, 0.16 % of a core at rest (docs/adr/0017).
        self._server = uvicorn.Server(
            uvicorn.Config(
                self._connections,
                http="h11",
                ws="none",
                lifespan="off",
                loop="none",
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=is_bounded,
                proxy_headers=False,
                limit_concurrency=MOST_CONNECTIONS + MOST_STREAMS if is_bounded else None,
                h11_max_incomplete_event_size=MOST_HEAD_BYTES if is_bounded else None,
                timeout_keep_alive=keep_alive_seconds,
                timeout_graceful_shutdown=2,
            )
        )
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Start answering. Raises TimeoutError when uvicorn does not start within START_SECONDS."""
        self._socket.on_accept = self._connections.accepted
        with _signals_kept():
            self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]), name="http")
            async with asyncio.timeout(START_SECONDS):
                while not self._server.started and not self._task.done():  # noqa: ASYNC110 - it has no event for this
                    await asyncio.sleep(_CHECK_SECONDS)
        if self._task.done():
            await self._task
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the requests that are being answered, two seconds at most, and stop listening."""
        if self._task:
            self._server.should_exit = True
            with _signals_kept():
                await self._task
        self._connections.close()
        self._socket.close()


@contextlib.contextmanager
def _signals_kept() -> Iterator[None]:
    """Leave the signals to the program: uvicorn takes them when it starts and puts old handlers back when it ends.

    Its handler would stop the server while the program still answers webhooks for what it is finishing.
    """
    is_main = threading.current_thread() is threading.main_thread()  # Python allows it nowhere else
    handlers = {number: signal.getsignal(number) for number in _SIGNALS} if is_main else {}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            if handler is not None:  # None: not installed from Python, and out of its reach
                signal.signal(number, handler)


def listening_socket(host: str, port: int) -> ListeningSocket:
    """A socket that listens there; port 0 chooses a free one.

    Raises OSError when the port is taken or the address is not one of this machine.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # The protocol is named because asyncio switches Nagle's delay off only then; with it an answer takes 40 ms.
    listening = ListeningSocket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(MOST_CONNECTIONS)
    except OSError:
        listening.close()
        raise
    return listening
