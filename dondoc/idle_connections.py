"""Finds out before a connection of the pool is used again whether the server has hung up, mostly without asking it."""

import select
import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

ASKED_AFTER_SECONDS = 20.0  # idle for longer, the line itself may have gone without a word


def watch_idle(engine: Engine) -> None:
    """Have each connection looked at when it is taken from the pool; one that is dead empties the pool, and a new one
    is opened in its place.

    A server that hangs up says so on the line, where it is seen without a question; asking each time
    (`pool_pre_ping`) was a sixth of all that one command sent.
    """

    def look(connection: Any, record: Any, _fairy: Any) -> None:
        since = record.info.get("idle_since")
        if since is None:  # just opened
            return
        is_doubtful = has_news(connection) or time.monotonic() - since > ASKED_AFTER_SECONDS
        if is_doubtful and not _answers(engine, connection):
            raise InvalidatePoolError

    event.listen(engine, "checkin", _note_time)
    event.listen(engine, "checkout", look)


def has_news(connection: Any) -> bool:
    """Whether something waits to be read from a driver's connection: an idle one hears of little but its end."""
    if connection.closed:
        return True
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN)
    return bool(line.poll(0))


def _note_time(_connection: Any, record: Any) -> None:
    record.info["idle_since"] = time.monotonic()


def _answers(engine: Engine, connection: Any) -> bool:
    dialect: Any = engine.dialect
    try:
        return bool(dialect.do_ping(connection))
    except dialect.dbapi.Error:
        return False
