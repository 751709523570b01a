"""What a standby answers on its port while it waits for its turn."""

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from dondoc.error_words import system_reason
from web.app import create_standby_app
from web.server import ListeningSocket, WebServer, listening_socket

log = logging.getLogger(__name__)
_STOP_SECONDS = 5.0


@contextmanager
def answering_as_standby(host: str, port: int) -> Iterator[None]:
    """Answer `/live`, `/ready` and `/health` there meanwhile, in a thread of its own.

    Where the port is taken, by the program that sends on the same machine, nothing is answered: that one is asked.
    """
    try:
        listening = listening_socket(host, port)
    except OSError as error:
        log.info("a standby without a page: %s", system_reason(error), extra={"action": "standby_unseen"})
        yield
        return
    is_over = threading.Event()
    serving = threading.Thread(target=lambda: asyncio.run(_serve(listening, is_over)), name="standby", daemon=True)
    serving.start()
    at = listening.getsockname()[1]
    log.info("http://%s:%s/health", host, at, extra={"action": "standby_listening"})
    try:
        yield
    finally:
        is_over.set()
        serving.join(_STOP_SECONDS)


async def _serve(listening: ListeningSocket, is_over: threading.Event) -> None:
    async with WebServer(create_standby_app(version("dondoc")), listening):
        await asyncio.to_thread(is_over.wait)
