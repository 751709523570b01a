"""The lease of the one sender of a PostgreSQL database: a row that it renews, and whose epoch each takeover raises.

The server frees the advisory lock of a program that was killed, but not of one that hangs, or whose machine is gone. So
a standby also takes over from a holder that has not renewed its lease for ten seconds by the database's clock. Every
commit of the program checks the epoch (`storage.engine.sender_epoch`): one that wakes up later writes nothing more.
"""

import os
import secrets
import socket
from collections.abc import Callable
from typing import NamedTuple

import psycopg

from dondoc.clock import Clock

_SCHEMA = "hashtext(coalesce(current_schema(), ''))"  # several installations may share a database by schemas
_READ = """
SELECT epoch, generation, holder, renewed_at, abs(extract(epoch FROM clock_timestamp() - renewed_at)) >= %s
FROM sender_lease WHERE id = 1
"""
# Exclusive, while commits share it (migration 0026): who has checked the epoch has committed before it is raised.
_AFTER_COMMITS = f"SELECT pg_advisory_xact_lock(7203117, {_SCHEMA})"
_TAKE = """
INSERT INTO sender_lease AS lease (id, epoch, generation, holder, renewed_at)
VALUES (1, 1, 0, %(holder)s, clock_timestamp())
ON CONFLICT (id) DO UPDATE SET epoch = lease.epoch + 1, generation = lease.generation + %(step)s,
    holder = EXCLUDED.holder, renewed_at = EXCLUDED.renewed_at
WHERE %(seen)s::integer IS NULL OR lease.epoch = %(seen)s
RETURNING epoch
"""
_RENEW = "UPDATE sender_lease SET renewed_at = clock_timestamp() WHERE id = 1 AND epoch = %s"
_END_SESSIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name = %s AND datname = current_database() AND pid <> pg_backend_pid()
"""


class Rhythm(NamedTuple):
    """In seconds: how often the lease is renewed, and after how long without it a standby takes over.

    The holder stops sending `margin` earlier; a takeover waits for commits that are under way for `patience` at most.
    """

    renew: float = 3.0
    time_to_live: float = 10.0
    margin: float = 2.0
    patience: float = 10.0


class Holder(NamedTuple):
    """Who holds the lease; `generation` is part of the number of its advisory lock."""

    epoch: int
    generation: int
    name: str


class SenderLease:
    """One program's side of the lease. Each call is given the connection to use."""

    def __init__(self, rhythm: Rhythm, elapsed: Callable[[], float] = Clock.elapsed) -> None:
        """`elapsed`: seconds that never jump and go on while the machine sleeps."""
        self.rhythm = rhythm
        self._elapsed = elapsed
        # The name of all our sessions on the server, by which a standby ends them if we hang.
        self.name = f"dondoc {socket.gethostname()[:30]} {os.getpid()} {secrets.token_hex(4)}"
        self.epoch: int | None = None
        self._valid_until = 0.0
        self._seen: object = None
        self._seen_at = 0.0

    @property
    def is_valid(self) -> bool:
        """Whether no standby can have taken over yet, whatever has happened since we renewed last."""
        return self.epoch is None or self._elapsed() < self._valid_until

    def take(self, connection: psycopg.Connection, *, step: int = 0, seen: int | None = None) -> bool:
        """Hold the lease in a new epoch; False before its table exists, or when `seen` is not the epoch any more.

        `step` raises the generation. Raises psycopg.OperationalError.
        """
        at = self._elapsed()
        try:
            with connection.transaction():
                connection.execute(f"SET LOCAL lock_timeout = '{self.rhythm.patience * 1000:.0f}'")
                connection.execute(_AFTER_COMMITS)
                row = connection.execute(_TAKE, {"holder": self.name, "step": step, "seen": seen}).fetchone()
        except psycopg.errors.UndefinedTable:
            return False  # before the first migration of this version: the lock alone has to do until then
        if row is None:
            return False
        self.epoch, self._valid_until = row[0], self._ends(at)
        return True

    def renew(self, connection: psycopg.Connection) -> bool:
        """Hold it for another time to live; False when another program has taken it. Raises psycopg.Error."""
        at = self._elapsed()
        if self.epoch is not None and connection.execute(_RENEW, (self.epoch,)).rowcount != 1:
            return False
        self._valid_until = self._ends(at)
        return True

    def holder(self, connection: psycopg.Connection) -> Holder | None:
        """Who held it last, hung or not; None when nobody has yet."""
        row = self._read(connection)
        return None if row is None else Holder(*row[:3])

    def hung_holder(self, connection: psycopg.Connection) -> Holder | None:
        """The holder when it has not renewed the lease for its time to live; None while it does.

        The clock of the database may jump: so it must not have been renewed while we looked on either.
        """
        row = self._read(connection)
        if row is None:
            return None
        if row[:4] != self._seen:
            self._seen, self._seen_at = row[:4], self._elapsed()
        is_watched = self._elapsed() - self._seen_at > 2 * self.rhythm.renew
        return Holder(*row[:3]) if row[4] and is_watched else None

    def _ends(self, at: float) -> float:
        return at + self.rhythm.time_to_live - self.rhythm.margin

    def _read(self, connection: psycopg.Connection) -> tuple[int, int, str, object, bool] | None:
        try:
            return connection.execute(_READ, (self.rhythm.time_to_live,)).fetchone()
        except psycopg.errors.UndefinedTable:
            return None


def end_sessions(connection: psycopg.Connection, name: str) -> bool:
    """End all sessions of this name on the server, which frees their locks; False when our role may not."""
    try:
        connection.execute(_END_SESSIONS, (name,))
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True
