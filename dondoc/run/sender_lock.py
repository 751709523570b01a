"""One program for a database on PostgreSQL, whatever bots it has: who holds the lock runs, another waits and takes over
when the holder is gone.
"""

import asyncio
import logging
import time
import zlib
from collections.abc import Callable
from contextlib import suppress

import psycopg
from sqlalchemy.engine import make_url

log = logging.getLogger(__name__)

_BOT, _DATABASE = 7_203_115, 7_203_116  # any fixed numbers: dondoc's among the advisory locks of the database
_TRY = "SELECT pg_try_advisory_lock(%s, %s)"
RETRY_SECONDS = 1.0


class SenderLock:
    """The advisory lock of the database, held by a connection of its own; the server frees it when that ends.

    Two bots on one database would send its outbox twice. The lock of `bot` is held beside it, because older versions
    take only that one and may still be running while this one takes over.
    """

    def __init__(self, url: str, bot: str) -> None:
        self._address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._bot = zlib.crc32(bot.encode()) - 2**31
        self._connection: psycopg.Connection | None = None
        self.is_held = False

    def wait(self) -> None:
        """Return once the lock is ours, however long another program has it. Plain call: the loop does not run yet.

        Raises psycopg.OperationalError when the database cannot be reached at the first attempt.
        """
        if self._try():
            return
        log.warning("another dondoc runs on this database; waiting as its standby", extra={"action": "standby"})
        while not self._wait_for_it():
            time.sleep(RETRY_SECONDS)
        log.warning("taking over", extra={"action": "standby_took_over"})

    def close(self) -> None:
        """Let the lock go."""
        self.is_held = False
        if self._connection is not None:
            with suppress(psycopg.Error):  # the server frees the lock of a broken connection by itself
                self._connection.close()
            self._connection = None

    async def watch(self, taken: Callable[[], None]) -> None:
        """Notice at once when the lock is lost; regain it, or call `taken` when another program has it by now.

        While it is not held, `is_held` is False and nothing may be sent.
        """
        while True:
            await self._until_lost()
            self.is_held = False
            log.warning("the lock of the sender is lost", extra={"action": "lock_lost"})
            if not await self._regain():
                log.error("another program runs on this database now", extra={"action": "lock_taken"})
                taken()
                return

    async def _until_lost(self) -> None:
        """Wait until the connection ends: the server sends no other data on it."""
        while self._connection is not None:
            came = asyncio.Event()
            loop, handle = asyncio.get_running_loop(), self._connection.fileno()
            loop.add_reader(handle, came.set)
            try:
                await came.wait()
            finally:
                loop.remove_reader(handle)
            try:
                await asyncio.to_thread(self._connection.execute, "SELECT 1")
            except psycopg.Error:
                return

    async def _regain(self) -> bool:
        while True:
            try:
                return await asyncio.to_thread(self._try)
            except psycopg.Error:
                await asyncio.sleep(RETRY_SECONDS)

    def _try(self) -> bool:
        connection = self._connect()
        got = [connection.execute(_TRY, values).fetchone() for values in self._locks(connection)]
        self.is_held = all(row is not None and bool(row[0]) for row in got)
        if not self.is_held:
            self.close()  # a waiting standby holds neither lock
        return self.is_held

    def _wait_for_it(self) -> bool:
        try:
            connection = self._connect()
            for values in self._locks(connection):
                connection.execute("SELECT pg_advisory_lock(%s, %s)", values)
        except psycopg.OperationalError:
            return False
        self.is_held = True
        return True

    def _locks(self, connection: psycopg.Connection) -> list[tuple[int, int]]:
        """The server keeps those of each of its databases apart; several installations may share one by schemas."""
        row = connection.execute("SELECT hashtext(coalesce(current_schema(), ''))").fetchone()
        # Of the database and not of the bot alone: two bots on one database sent everything twice.
        return [(_DATABASE, row[0] if row else 0), (_BOT, self._bot)]

    def _connect(self) -> psycopg.Connection:
        self.close()
        self._connection = psycopg.connect(
            self._address,
            autocommit=True,
            application_name="dondoc sender",
            connect_timeout=10,
            # A network that swallows everything is noticed within about twenty seconds.
            keepalives_idle=10,
            keepalives_interval=3,
            keepalives_count=3,
        )
        return self._connection
