"""One program for a database on PostgreSQL, whatever bots it has: who holds the lock runs, another waits and takes over
when the holder is gone or hangs.
"""

import asyncio
import logging
import threading
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass

import psycopg
from sqlalchemy.engine import make_url

from dondoc.clock import Clock
from dondoc.databases import NETWORK, NETWORK_OF_SERVER, WRONG_POOL_MODE, DatabaseUrlWrong, set_in_session
from dondoc.poolers import lends_transactions
from dondoc.run.sender_lease import Holder, Rhythm, SenderLease, end_sessions

log = logging.getLogger(__name__)

_BOT, _DATABASE = 7_203_115, 7_203_116  # any fixed numbers: dondoc's among the advisory locks of the database
_TRY = "SELECT pg_try_advisory_lock(%s, %s)"
RETRY_SECONDS = 1.0
LOOK_MILLISECONDS = 1000  # a standby waits for the lock so long, then looks whether the holder renews its lease


@dataclass(frozen=True, slots=True)
class LockEdges:
    """Where the lock meets the machine: how it connects, how long something has lasted, and how it waits.

    A simulation gives its own.
    """

    connect: Callable[..., psycopg.Connection] = psycopg.connect
    elapsed: Callable[[], float] = Clock.elapsed
    sleep: Callable[[float], None] = time.sleep


class SenderLock:
    """The advisory lock of the database, held by a connection of its own, and the lease; the server frees the lock when
    the connection ends.

    Two bots on one database would send its outbox twice. The lock of `bot` is held beside it, because older versions
    take only that one and may still be running while this one takes over.
    """

    def __init__(
        self,
        url: str,
        bot: str,
        rhythm: Rhythm = Rhythm(),  # noqa: B008 - it cannot be changed
        edges: LockEdges = LockEdges(),
    ) -> None:
        self._address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._bot = zlib.crc32(bot.encode()) - 2**31
        self._connection: psycopg.Connection | None = None
        self._is_locked = False
        self._is_watched = threading.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="lease")
        self._edges = edges
        self.lease = SenderLease(rhythm, edges.elapsed)

    @property
    def is_held(self) -> bool:
        """Whether we are the sender at this instant: another program can neither have the lock nor the lease."""
        return self._is_locked and self.lease.is_valid

    def wait(self, standing_by: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        """Return once lock and lease are ours, however long another program has them, and renew the lease from then on.

        `standing_by` is entered while another program has them. Plain call: the loop does not run yet. Raises
        psycopg.OperationalError when the database cannot be reached at the first attempt.
        """
        if not self._try():
            log.warning("another dondoc runs on this database; waiting as its standby", extra={"action": "standby"})
            with standing_by():
                while not self._wait_for_it():
                    self._edges.sleep(RETRY_SECONDS)
            log.warning("taking over", extra={"action": "standby_took_over"})
        self._thread.submit(self._renew_until_watched)

    def begin(self) -> int:
        """The epoch to commit in, once the schema is up to date. Raises psycopg.Error."""
        if self.lease.epoch is None and self._connection is not None:
            self.lease.take(self._connection)
        if self.lease.epoch is None:
            raise psycopg.OperationalError("there is no lease of the sender")
        return self.lease.epoch

    def close(self) -> None:
        """Let lock and lease go."""
        self._is_watched.set()
        self._thread.shutdown(wait=False)
        self._drop()

    async def watch(self, taken: Callable[[], None]) -> None:
        """Renew the lease, notice at once when lock or lease is lost; regain it, or call `taken` when another program
        has it by now.

        While it is not held, `is_held` is False and nothing may be sent. The loop that sends also renews: when it
        hangs, a standby takes over.
        """
        self._is_watched.set()
        while True:
            await self._until_lost()
            self._is_locked = False
            log.warning("the lock of the sender is lost", extra={"action": "lock_lost"})
            if not await self._regain():
                log.error("another program runs on this database now", extra={"action": "lock_taken"})
                taken()
                return

    def _renew_until_watched(self) -> None:
        """Renew while the program starts, which may take long: a migration, a loop that does not run yet."""
        while not self._is_watched.wait(self.lease.rhythm.renew):
            if self._connection is not None:
                with suppress(psycopg.Error):  # the watch that follows meets the same error
                    self.lease.renew(self._connection)

    async def _until_lost(self) -> None:
        """Renew until the connection ends, which is noticed at once, or another program has the lease."""
        loop = asyncio.get_running_loop()
        while self._connection is not None:
            await self._heard_from(self._connection)
            try:
                if not await loop.run_in_executor(self._thread, self.lease.renew, self._connection):
                    return
            except psycopg.Error:
                return

    async def _heard_from(self, connection: psycopg.Connection) -> None:
        """Wait until the lease is to be renewed, or until the server says something: unasked it only hangs up."""
        came = asyncio.Event()
        loop, handle = asyncio.get_running_loop(), connection.fileno()
        loop.add_reader(handle, came.set)
        try:
            async with asyncio.timeout(self.lease.rhythm.renew):
                await came.wait()
        except TimeoutError:
            pass
        finally:
            loop.remove_reader(handle)

    async def _regain(self) -> bool:
        while True:
            try:
                return await asyncio.to_thread(self._take_back)
            except psycopg.Error:
                await asyncio.sleep(RETRY_SECONDS)

    def _take_back(self) -> bool:
        """Lock again; False when another program has been the sender meanwhile, even if it is gone by now."""
        connection = self._connect()
        self._is_locked = self._lock_at_once(connection) and self.lease.renew(connection)
        if not self._is_locked:
            self._drop()
        return self._is_locked

    def _try(self) -> bool:
        connection = self._connect()
        if not self._lock_at_once(connection):
            self._drop()  # a waiting standby holds neither lock
            return False
        self.lease.take(connection)
        self._is_locked = True
        return True

    def _lock_at_once(self, connection: psycopg.Connection) -> bool:
        got = [connection.execute(_TRY, values).fetchone() for values in self._locks(connection)]
        return all(row is not None and bool(row[0]) for row in got)

    def _wait_for_it(self) -> bool:
        try:
            connection = self._connect()
            while not self._lock_within_a_second(connection):
                if (holder := self.lease.hung_holder(connection)) is not None:
                    self._take_from(connection, holder)
            self.lease.take(connection)
        except psycopg.OperationalError:
            return False
        self._is_locked = True
        return True

    def _lock_within_a_second(self, connection: psycopg.Connection) -> bool:
        locks = self._locks(connection)
        try:
            for values in locks:
                connection.execute("SELECT pg_advisory_lock(%s, %s)", values)
        except psycopg.errors.LockNotAvailable:
            connection.execute("SELECT pg_advisory_unlock_all()")
            return False
        if locks == self._locks(connection):
            return True
        connection.execute("SELECT pg_advisory_unlock_all()")  # of a generation that is over meanwhile
        return False

    def _take_from(self, connection: psycopg.Connection, holder: Holder) -> None:
        """Free the lock of a program that hangs; where its sessions cannot be ended, another lock takes its place."""
        log.warning("%s does not renew its lease", holder.name, extra={"action": "lease_expired"})
        if not end_sessions(connection, holder.name):
            log.warning("this role may not end its sessions", extra={"action": "lease_sessions_kept"})
            self.lease.take(connection, step=1, seen=holder.epoch)

    def _locks(self, connection: psycopg.Connection) -> list[tuple[int, int]]:
        """The server keeps those of each of its databases apart; several installations may share one by schemas."""
        row = connection.execute("SELECT hashtext(coalesce(current_schema(), ''))").fetchone()
        holder = self.lease.holder(connection)
        generation = 0 if holder is None else holder.generation
        schema = row[0] if row else 0
        # Of the database and not of the bot alone: two bots on one database sent everything twice.
        whole = (_DATABASE, (schema + generation + 2**31) % 2**32 - 2**31)
        return [whole] if generation else [whole, (_BOT, self._bot)]  # only a first generation meets older versions

    def _drop(self) -> None:
        self._is_locked = False
        if self._connection is not None:
            with suppress(psycopg.Error):  # the server frees the lock of a broken connection by itself
                self._connection.close()
            self._connection = None

    def _connect(self) -> psycopg.Connection:
        self._drop()
        self._connection = self._edges.connect(
            self._address,
            autocommit=True,
            application_name=self.lease.name,
            connect_timeout=10,
            **NETWORK,
        )
        if lends_transactions(self._connection):
            self._drop()
            raise DatabaseUrlWrong(WRONG_POOL_MODE)
        set_in_session(self._connection, {"lock_timeout": str(LOOK_MILLISECONDS), **NETWORK_OF_SERVER})
        return self._connection
