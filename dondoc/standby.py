"""One sender for a bot on PostgreSQL: who holds the lock runs, another waits and takes over when the holder is gone."""

import asyncio
import logging
import time
import zlib
from collections.abc import Callable
from contextlib import suppress

import psycopg
from sqlalchemy.engine import make_url

log = logging.getLogger(__name__)

_CLASS = 7_203_115  # any fixed number: dondoc's among the advisory locks of the database
RETRY_SECONDS = 1.0


class SenderLock:
    """The advisory lock of one bot, held by a connection of its own; the server frees it when that ends."""

    def __init__(self, url: str, bot: str) -> None:
        self._address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._key = zlib.crc32(bot.encode()) - 2**31
        self._connection: psycopg.Connection | None = None
        self.is_held = False

    def wait(self) -> None:
        """Return once the lock is ours, however long another program has it. Plain call: the loop does not run yet.

        Raises psycopg.OperationalError when the database cannot be reached at the first attempt.
        """
        if self._try():
            return
        log.warning("another dondoc runs for this bot; waiting as its standby", extra={"action": "standby"})
        while not self._wait_for_it():
            time.sleep(RETRY_SECONDS)
        log.warning("taking over", extra={"action": "takeover"})

    def close(self) -> None:
        """Let the lock go."""
        self.is_held = False
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None

    async def watch(self, taken: Callable[[], None]) -> None:
        """Know at once when the lock is lost; get it back, or call `taken` when another program has it by now.

        While it is not held, `is_held` is False and nothing may be sent.
        """
        while True:
            await self._until_lost()
            self.is_held = False
            log.warning("the lock of the sender is lost", extra={"action": "lock_lost"})
            if not await self._regain():
                log.error("another program sends for this bot now", extra={"action": "lock_taken"})
                taken()
                return

    async def _until_lost(self) -> None:
        """Nothing ever comes on this connection but its end."""
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
        row = self._connect().execute("SELECT pg_try_advisory_lock(%s, %s)", (_CLASS, self._key)).fetchone()
        self.is_held = row is not None and bool(row[0])
        return self.is_held

    def _wait_for_it(self) -> bool:
        try:
            self._connect().execute("SELECT pg_advisory_lock(%s, %s)", (_CLASS, self._key))
        except psycopg.OperationalError:
            return False
        self.is_held = True
        return True

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
