"""Ctrl-C and the service manager's SIGTERM; the event loops of Windows take no signals."""

import asyncio
import signal
from collections.abc import Callable


def call_on_stop(stop: Callable[[], object]) -> None:
    """Call `stop` in the running loop at the first SIGINT or SIGTERM."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:  # the loops of Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))


def leave_on_stop() -> None:
    """Until a loop takes the signals (`call_on_stop`), SIGTERM ends the process as Ctrl-C does: cleanly, with status 0.

    To be called again after each loop, which gives the signals back to the system.
    """
    signal.signal(signal.SIGTERM, _leave)


def _leave(*_: object) -> None:
    raise SystemExit(0)
