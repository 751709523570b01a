"""This program as one worker of its PostgreSQL database: equal programs share the organisations by seats.

With one organisation there is one seat: one program works, the others stand by. Whatever a program must not do beside
one of another version, a shared lock of the database keeps it from: a migration waits until all others have ended.
"""

import asyncio
import logging
import threading
import time
import zlib
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from typing import TypeVar

import psycopg
from sqlalchemy.engine import make_url

from dondoc.clock import Clock
from dondoc.databases import NETWORK, NETWORK_OF_SERVER, WRONG_POOL_MODE, DatabaseUrlWrong, set_in_session
from dondoc.poolers import lends_transactions
from dondoc.run.seating import Seats
from dondoc.run.worker_lease import Rhythm, WorkerLease, end_sessions
from storage.migrating import revisions

log = logging.getLogger(__name__)

_BOT, _DATABASE = 7_203_115, 7_203_116  # any fixed numbers: dondoc's among the advisory locks of the database
RETRY_SECONDS = 1.0
LOOK_MILLISECONDS = 1000  # the longest wait for a lock at a time
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WorkerEdges:
    """Where a worker meets the machine: how it connects, how long something has lasted, and how it waits.

    A simulation gives its own.
    """

    connect: Callable[..., psycopg.Connection] = psycopg.connect
    elapsed: Callable[[], float] = Clock.elapsed
    sleep: Callable[[float], None] = time.sleep


class Worker:
    """Holds a lease by a connection of its own, whose locks the server frees when it ends, and the seats it has.

    `bot` is that of the settings: before there were leases only its lock was taken, and a program of that age is
    waited for.
    """

    def __init__(
        self,
        url: str,
        bot: str,
        rhythm: Rhythm = Rhythm(),  # noqa: B008 - it cannot be changed
        edges: WorkerEdges = WorkerEdges(),
    ) -> None:
        self._address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._bot = zlib.crc32(bot.encode()) - 2**31
        self._connection: psycopg.Connection | None = None
        self._is_alone = False  # holds the lock of the database alone, to migrate
        self._is_connected = False
        self._is_watched = threading.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="lease")
        self._edges = edges
        self.lease = WorkerLease(rhythm, edges.elapsed)
        self.seats = Seats()
        self.on_seats: Callable[[], None] = lambda: None  # called in the loop when they are others than before
        # Called in the loop with an organisation for which another worker has stored something.
        self.on_told: Callable[[int], None] = lambda _organisation_id: None
        self._told: list[str] = []

    @property
    def is_held(self) -> bool:
        """Whether we may send at this instant: nobody can have removed us."""
        return self._is_connected and self.lease.is_valid

    def wait(self, standing_by: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        """Return once there is a seat for us, or a database to be migrated or founded; then keep the lease.

        `standing_by` is entered while others do all the work. Plain call: the loop does not run yet. Raises
        psycopg.OperationalError when the database cannot be reached at the first attempt.
        """
        if not self._may_begin(is_first=True):
            log.warning("another dondoc runs on this database; waiting as its standby", extra={"action": "standby"})
            with standing_by():
                while not self._is_there_work():
                    pass
            log.warning("taking over", extra={"action": "standby_took_over"})
        self._thread.submit(self._keep_until_watched)

    def begin(self) -> int:
        """The epoch to commit in, once the schema is up to date. Raises psycopg.Error."""
        connection = self._connection
        if connection is not None and self._is_alone:
            self._share(connection)
            self._join(connection)
        if self.lease.epoch is None:
            raise psycopg.OperationalError("the connection of the lease was lost while the program started")
        return self.lease.epoch

    def close(self) -> None:
        """Let lease and seats go."""
        self._is_watched.set()
        self._thread.shutdown(wait=False)
        if self._connection is not None and self.is_held:
            with suppress(psycopg.Error):  # others see that the connection has ended
                self.lease.leave(self._connection)
        self._drop()

    async def know(self, seats: Collection[int]) -> bool:
        """These are the seats there are; False while another worker has one that is none of them.

        Raises psycopg.Error.
        """
        is_agreed = await self._in_thread(lambda connection: self.lease.know(connection, seats))
        await self._look()
        return is_agreed

    async def let_go(self, seats: Collection[int]) -> None:
        """Give seats away whose organisations are no longer served here. Raises psycopg.Error."""
        await self._in_thread(lambda connection: self.lease.let_go(connection, seats))

    async def tell(self, organisation_id: int) -> None:
        """Notify the worker that serves this organisation of a stored update. A lost notice costs a second."""
        with suppress(psycopg.Error):
            await self._in_thread(lambda connection: self.lease.notify(connection, organisation_id))

    async def watch(self, taken: Callable[[], None]) -> None:
        """Keep the lease and look at seats and other workers, until another one has removed us: then `taken` is called.

        While the connection is lost `is_held` is False and nothing may be sent. The loop that sends also renews: when
        it hangs, it is replaced.
        """
        self._is_watched.set()
        while True:
            await self._until_lost()
            self._is_connected = False
            log.warning("the lock of this program is lost", extra={"action": "lock_lost"})
            if not await self._come_back():
                log.error("another program has taken over", extra={"action": "lock_taken"})
                taken()
                return

    def _keep_until_watched(self) -> None:
        """Keep the lease while the program starts, which may take long: a migration, a loop that does not run yet."""
        while not self._is_watched.wait(self.lease.rhythm.renew):
            if self._connection is not None and self.lease.epoch is not None:
                with suppress(psycopg.Error):  # the watch that follows meets the same error
                    self.lease.renew(self._connection)

    async def _until_lost(self) -> None:
        """Look once a second until the connection ends, which is noticed at once, or we are removed."""
        while self._connection is not None:
            await self._heard_from(self._connection)
            try:
                if not await self._look():
                    return
            except psycopg.Error:
                return

    async def _look(self) -> bool:
        """Renew, remove who is dead, take free seats; False when we were removed."""
        seats = await self._in_thread(self._looked)
        if seats is None:
            return False
        if seats != self.seats:
            self.seats = seats
            self.on_seats()
        told, self._told = self._told, []
        for organisation_id in {int(payload) for payload in told if payload.isdecimal()}:
            self.on_told(organisation_id)
        return True

    def _looked(self, connection: psycopg.Connection) -> Seats | None:
        if not self.lease.renew_if_due(connection):
            return None
        for other in self.lease.dead(connection):
            if not other.is_gone:
                log.warning("%s does not renew its lease", other.name, extra={"action": "lease_expired"})
                if not end_sessions(connection, other.name):
                    log.warning("this role may not end its sessions", extra={"action": "lease_sessions_kept"})
            with suppress(psycopg.errors.LockNotAvailable):  # a commit of it is still under way: at the next look
                self.lease.remove(connection, other)
            if not self.lease.renew_if_due(connection):
                return None
        return self.lease.seats(connection)

    async def _in_thread(self, call: Callable[[psycopg.Connection], T]) -> T:
        connection = self._connection
        if connection is None:
            raise psycopg.OperationalError("the connection of the lease is lost")
        return await asyncio.get_running_loop().run_in_executor(self._thread, call, connection)

    async def _heard_from(self, connection: psycopg.Connection) -> None:
        """Wait until it is time to look, or until the server says something: unasked it only hangs up."""
        came = asyncio.Event()
        loop, handle = asyncio.get_running_loop(), connection.fileno()
        loop.add_reader(handle, came.set)
        try:
            async with asyncio.timeout(self.lease.rhythm.look):
                await came.wait()
        except TimeoutError:
            pass
        finally:
            loop.remove_reader(handle)

    async def _come_back(self) -> bool:
        while True:
            try:
                return await asyncio.to_thread(self._take_back)
            except psycopg.Error:
                await asyncio.sleep(RETRY_SECONDS)

    def _take_back(self) -> bool:
        """Live on over a new connection; False when we were removed meanwhile."""
        connection = self._connect()
        self._is_connected = self._lock(connection, is_shared=True, is_waiting=True) and self.lease.come_back(
            connection
        )
        if not self._is_connected:
            self._drop()
        return self._is_connected

    # ---- before there is a loop

    def _is_there_work(self) -> bool:
        try:
            if self._may_begin():
                return True
            connection = self._connection
            if connection is not None and self.lease.epoch is not None:
                self._wait_for_another(connection)
        except psycopg.OperationalError:
            self._drop()
            self.lease.epoch = None  # whoever saw the connection end has removed us
            self._edges.sleep(RETRY_SECONDS)
        return False

    def _wait_for_another(self, connection: psycopg.Connection) -> None:
        """Until the oldest other worker has ended, for a second at most."""
        epoch = self.lease.oldest_other(connection)
        if epoch is None:
            return
        with suppress(psycopg.errors.LockNotAvailable):
            self.lease.wait_for(connection, epoch)

    def _may_begin(self, *, is_first: bool = False) -> bool:
        """Whether there is a seat for us, or we are to tell which seats there are; joins the workers on the way."""
        connection = self._connection or self._connect()
        if self.lease.epoch is None and not self._enter(connection, is_waiting=not is_first):
            return False
        if self._is_alone:
            return True
        seats = self._looked(connection)
        if seats is None:
            self.lease.epoch = None
            return False
        self.seats = seats
        return bool(seats.mine) or (not seats.total and self.lease.is_first(connection))

    def _enter(self, connection: psycopg.Connection, *, is_waiting: bool) -> bool:
        """Hold the lock of the database: with others where its schema is ours, alone to migrate; then join them."""
        is_current = _is_current(connection)
        if not self._lock(connection, is_shared=is_current, is_waiting=is_waiting):
            return False
        self._is_alone = not is_current
        if self._is_alone and _is_current(connection):  # another one has migrated while we waited
            self._share(connection)
        if not self._is_alone:
            self._join(connection)
        return True

    def _join(self, connection: psycopg.Connection) -> None:
        self.lease.join(connection)
        self._is_connected = True

    def _lock(self, connection: psycopg.Connection, *, is_shared: bool, is_waiting: bool) -> bool:
        """Hold the lock of the database; False when others keep it from us now, or for as long as a lock is waited
        for.
        """
        kind = "_shared" if is_shared else ""
        try:
            for numbers in self._locks(connection):
                if is_waiting:
                    connection.execute(f"SELECT pg_advisory_lock{kind}(%s, %s)", numbers)
                elif connection.execute(f"SELECT pg_try_advisory_lock{kind}(%s, %s)", numbers).fetchone() != (True,):
                    connection.execute("SELECT pg_advisory_unlock_all()")
                    return False
        except psycopg.errors.LockNotAvailable:
            connection.execute("SELECT pg_advisory_unlock_all()")
            return False
        return True

    def _share(self, connection: psycopg.Connection) -> None:
        """Let others of this version in."""
        for numbers in self._locks(connection):
            connection.execute("SELECT pg_advisory_lock_shared(%s, %s)", numbers)
            connection.execute("SELECT pg_advisory_unlock(%s, %s)", numbers)
        self._is_alone = False

    def _locks(self, connection: psycopg.Connection) -> list[tuple[int, int]]:
        """The server keeps those of each of its databases apart; several installations may share one by schemas."""
        row = connection.execute("SELECT hashtext(coalesce(current_schema(), ''))").fetchone()
        return [(_DATABASE, row[0] if row else 0), (_BOT, self._bot)]

    def _drop(self) -> None:
        self._is_connected = self._is_alone = False
        if self._connection is not None:
            with suppress(psycopg.Error):  # the server frees the locks of a broken connection by itself
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
        self._connection.add_notify_handler(lambda notice: self._told.append(notice.payload))
        return self._connection


def _is_current(connection: psycopg.Connection) -> bool:
    """Whether no migration is missing."""
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except psycopg.errors.UndefinedTable:
        return False
    return row is not None and row[0] == max(revisions())
