"""Where the running program meets the machine: HTTP, threads, the process that reads files, the server, and its rhythm.

A simulation gives its own, so that the whole program runs in one thread under a clock of its own.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial

import aiohttp
from starlette.types import ASGIApp

from bot.conversation.sender import POLL_SECONDS
from bot.conversation.uploads import Read
from bot.platforms.client import open_session
from dondoc.app import ServiceThreads
from dondoc.run.plan_process import read_in_process
from web.server import ListeningSocket, WebServer

_read_text = partial(read_in_process, reads_pictures=False)


@dataclass(frozen=True, slots=True)
class Edges:
    """What `dondoc run` uses as it stands.

    `session` opens the HTTP session that all bots share. `threads(n)` calls services in n threads. `read_file` reads an
    uploaded plan or list, `read_text` one without looking at pictures. `serve(app, socket)` serves an application while
    it is entered. `poll_seconds`: how often inbox and outbox are looked into when nothing announces work. `rhythm`: how
    many times their usual intervals ticks come after. `has_board`: whether pages are served, too.
    """

    session: Callable[[], AbstractAsyncContextManager[aiohttp.ClientSession]] = open_session
    threads: Callable[[int], ServiceThreads] = ServiceThreads
    read_file: Read = read_in_process
    read_text: Read = _read_text
    serve: Callable[[ASGIApp, ListeningSocket], AbstractAsyncContextManager[object]] = WebServer
    poll_seconds: float = POLL_SECONDS
    rhythm: float = 1.0
    has_board: bool = True
