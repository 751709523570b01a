"""Serves the sandbox on this machine only, inside a loop that is already running."""

import asyncio
from types import TracebackType
from typing import Self

from starlette.applications import Starlette

from sandbox.zalo.pushing import push_events
from web.server import WebServer, listening_socket

LOOPBACK = "127.0.0.1"
KEEP_ALIVE_SECONDS = 120  # longer than any client's, so that it is never the server that closes an idle connection


class SandboxServer:
    """`async with SandboxServer(app, port=0) as server: server.url`; port 0 chooses a free one."""

    def __init__(self, app: Starlette, port: int = 0) -> None:
        self.app = app
        self.port = port
        self._server: WebServer | None = None
        self._pushing: list[asyncio.Task[None]] = []

    @property
    def url(self) -> str:
        """The address of the page, and of the Bot API before /bot<TOKEN>; without a slash at the end."""
        return f"http://{LOOPBACK}:{self.port}"

    async def __aenter__(self) -> Self:
        """Start listening. Raises OSError if the port is taken."""
        listening = listening_socket(LOOPBACK, self.port)
        self.port = listening.getsockname()[1]
        server = WebServer(self.app, listening, is_bounded=False, keep_alive_seconds=KEEP_ALIVE_SECONDS)
        self._server = await server.__aenter__()
        bots = self.app.state.world.zalo_bots()
        self._pushing = [asyncio.create_task(push_events(bot), name="zalo-webhook") for bot in bots]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let everybody go and stop listening."""
        self.app.state.world.close()
        for pushing in self._pushing:
            pushing.cancel()
        if self._pushing:
            await asyncio.wait(self._pushing)
        if self._server:
            await self._server.__aexit__(kind, error, trace)
