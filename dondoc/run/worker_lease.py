"""What a program keeps in a PostgreSQL database as one worker of several: its lease, and the seats that it serves.

Each worker renews a row of its own, and holds an advisory lock that bears the row's number, its epoch. The others see
within a second when the server has freed that lock, as it does when a program is killed; and after ten seconds by the
database's clock when one hangs, or when its machine is gone. They remove its row, which frees its seats. Every commit
of a worker checks that its row is still there (`storage.engine.worker_epoch`): one that wakes up writes nothing more.
"""

import os
import secrets
import socket
from collections.abc import Callable, Collection
from typing import NamedTuple

import psycopg
from psycopg import sql

from dondoc.clock import Clock
from dondoc.run.seating import Seats

_COMMITS, _LIVES = 7_203_117, 7_203_118  # any fixed numbers: dondoc's among the advisory locks of the database
# Several installations may share a database by schemas.
_NUMBER = "hashtext(coalesce(current_schema(), '') || ':' || {})"
_JOIN = "INSERT INTO worker (id, name, renewed_at) VALUES (%s, %s, clock_timestamp())"
_NEXT = "SELECT nextval(pg_get_serial_sequence('worker', 'id'))"
_LIVE = f"SELECT pg_advisory_lock({_LIVES}, {_NUMBER.format('%s')})"
_WAIT = f"SELECT pg_advisory_lock_shared({_LIVES}, {_NUMBER.format('%s')})"
_WAITED = f"SELECT pg_advisory_unlock_shared({_LIVES}, {_NUMBER.format('%s')})"
_RENEW = "UPDATE worker SET renewed_at = clock_timestamp() WHERE id = %s"
_LEAVE = "DELETE FROM worker WHERE id = %s"
# A shared lock for as long as the statement lasts: several that look at the same time do not take each other for it.
_OTHERS = f"""
SELECT id, name, renewed_at, abs(extract(epoch FROM clock_timestamp() - renewed_at)) >= %s,
    pg_try_advisory_xact_lock_shared({_LIVES}, {_NUMBER.format("id")})
FROM worker WHERE id <> %s ORDER BY id
"""  # noqa: S608 - own words
# Alone, while commits share it (migration 0033): who has checked the row has committed before it is removed.
_AFTER_COMMITS = f"SELECT pg_advisory_xact_lock({_COMMITS}, {_NUMBER.format('%s')})"
_REMOVE = "DELETE FROM worker WHERE id = %s AND renewed_at = %s"
_END_SESSIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name = %s AND datname = current_database() AND pid <> pg_backend_pid()
"""
_COUNT = """
SELECT count(*), count(*) FILTER (WHERE worker_id = %s), count(*) FILTER (WHERE worker_id IS NULL),
    (SELECT count(*) FROM worker)
FROM seat
"""
_MINE = "SELECT id FROM seat WHERE worker_id = %s ORDER BY id"
_CLAIM = """
UPDATE seat SET worker_id = %s WHERE id IN (
    SELECT id FROM seat WHERE worker_id IS NULL ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
)
"""
_LET_GO = "UPDATE seat SET worker_id = NULL WHERE worker_id = %s AND id = ANY(%s)"
_ADD_SEATS = "INSERT INTO seat (id) SELECT unnest(%s::integer[]) ON CONFLICT DO NOTHING"
_DROP_SEATS = "DELETE FROM seat WHERE id <> ALL(%s::integer[]) AND (worker_id IS NULL OR worker_id = %s)"
_STALE = "SELECT count(*) FROM seat WHERE id <> ALL(%s::integer[])"


class Rhythm(NamedTuple):
    """In seconds: how often a worker looks at the others, how often it renews its lease, and after how long without
    that the others remove it.

    It stops sending `margin` earlier; a removal waits for commits that are under way for `patience` at most, which must
    leave time to renew.
    """

    look: float = 1.0
    renew: float = 3.0
    time_to_live: float = 10.0
    margin: float = 2.0
    patience: float = 2.0


class WorkerLease:
    """One worker's side. Each call is given the connection to use, in autocommit, and raises psycopg.Error."""

    def __init__(self, rhythm: Rhythm, elapsed: Callable[[], float] = Clock.elapsed) -> None:
        """`elapsed`: seconds that never jump and go on while the machine sleeps."""
        self.rhythm = rhythm
        self._elapsed = elapsed
        # The name of all our sessions on the server, by which others end them if we hang.
        self.name = f"dondoc {socket.gethostname()[:30]} {os.getpid()} {secrets.token_hex(4)}"
        self.epoch: int | None = None
        self._renewed_at = self._valid_until = 0.0
        self._seen: dict[int, tuple[object, float]] = {}  # when each other was seen to renew last, by our clock
        self._mine: frozenset[int] = frozenset()

    @property
    def is_valid(self) -> bool:
        """Whether nobody can have removed us yet, whatever has happened since we renewed last."""
        return self._elapsed() < self._valid_until

    def join(self, connection: psycopg.Connection) -> None:
        """Become a worker, under a new epoch."""
        at = self._elapsed()
        [epoch] = connection.execute(_NEXT).fetchone() or (0,)
        connection.execute(_LIVE, (epoch,))  # before anybody can see the row
        connection.execute(_JOIN, (epoch, self.name))
        self._listen(connection)
        self.epoch = epoch
        self._renewed(at)

    def come_back(self, connection: psycopg.Connection) -> bool:
        """Live on over a new connection; False when we were removed meanwhile."""
        connection.execute(_LIVE, (self.epoch,))
        self._listen(connection)
        return self.renew(connection)

    def renew(self, connection: psycopg.Connection) -> bool:
        """Hold the lease for another time to live; False when we were removed."""
        at = self._elapsed()
        if connection.execute(_RENEW, (self.epoch,)).rowcount != 1:
            return False
        self._renewed(at)
        return True

    def renew_if_due(self, connection: psycopg.Connection) -> bool:
        """As `renew`, not before its time."""
        return self._elapsed() - self._renewed_at < self.rhythm.renew or self.renew(connection)

    def leave(self, connection: psycopg.Connection) -> None:
        """Be no worker any more: our seats are free at once."""
        connection.execute(_LEAVE, (self.epoch,))
        self.epoch, self._valid_until = None, 0.0

    def dead(self, connection: psycopg.Connection) -> "list[Other]":
        """The workers that were killed, and those that have not renewed for their time to live.

        The clock of the database may jump: so these must not have renewed while we looked on either.
        """
        rows = connection.execute(_OTHERS, (self.rhythm.time_to_live, self.epoch)).fetchall()
        now, before = self._elapsed(), self._seen
        self._seen = {
            id_: before[id_] if id_ in before and before[id_][0] == renewed_at else (renewed_at, now)
            for id_, _, renewed_at, *_ in rows
        }
        patience = 2 * self.rhythm.renew
        others = (Other(id_, name, renewed_at, is_gone) for id_, name, renewed_at, _, is_gone in rows)
        is_old = {row[0] for row in rows if row[3] and now - self._seen[row[0]][1] > patience}
        return [one for one in others if one.is_gone or one.id in is_old]

    def oldest_other(self, connection: psycopg.Connection) -> int | None:
        """The epoch of the worker that joined first of all others."""
        row = connection.execute("SELECT min(id) FROM worker WHERE id <> %s", (self.epoch,)).fetchone()
        return None if row is None else row[0]

    def is_first(self, connection: psycopg.Connection) -> bool:
        """Whether no worker joined before us."""
        oldest = self.oldest_other(connection)
        return oldest is None or self.epoch is None or self.epoch < oldest

    def wait_for(self, connection: psycopg.Connection, epoch: int) -> None:
        """Return when the connection of this worker has ended. Raises LockNotAvailable after the session's timeout."""
        connection.execute(_WAIT, (epoch,))
        connection.execute(_WAITED, (epoch,))

    def remove(self, connection: psycopg.Connection, other: "Other") -> bool:
        """Remove a dead worker; False when it has renewed since, or another worker was faster."""
        with connection.transaction():
            connection.execute(f"SET LOCAL lock_timeout = '{self.rhythm.patience * 1000:.0f}'")
            connection.execute(_AFTER_COMMITS, (other.id,))
            return connection.execute(_REMOVE, (other.id, other.renewed_at)).rowcount == 1

    def seats(self, connection: psycopg.Connection) -> Seats:
        """Take what is free of our fair share, and see what we have."""
        total, mine, free, workers = connection.execute(_COUNT, (self.epoch,)).fetchone() or (0, 0, 0, 1)
        share = -(-total // max(workers, 1))
        if free and mine < share:
            mine += connection.execute(_CLAIM, (self.epoch, share - mine)).rowcount
        if mine != len(self._mine) or free:
            self._mine = frozenset(row[0] for row in connection.execute(_MINE, (self.epoch,)))
        return Seats(self._mine, max(len(self._mine) - share, 0), total)

    def let_go(self, connection: psycopg.Connection, seats: Collection[int]) -> None:
        """Give seats to whoever has fewer."""
        connection.execute(_LET_GO, (self.epoch, list(seats)))
        self._mine -= frozenset(seats)

    def know(self, connection: psycopg.Connection, seats: Collection[int]) -> bool:
        """These are the seats there are; False while another worker has one that is none of them any more.

        Its organisations may be those of other seats by now: who began to serve them would not be the only one.
        """
        connection.execute(_ADD_SEATS, (list(seats),))
        connection.execute(_DROP_SEATS, (list(seats), self.epoch))
        self._mine = frozenset(row[0] for row in connection.execute(_MINE, (self.epoch,)))
        return connection.execute(_STALE, (list(seats),)).fetchone() == (0,)

    def notify(self, connection: psycopg.Connection, organisation_id: int) -> None:
        """Tell all workers that something was stored for this organisation."""
        connection.execute("SELECT pg_notify(%s, %s)", (_channel(connection), str(organisation_id)))

    def _listen(self, connection: psycopg.Connection) -> None:
        connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(_channel(connection))))

    def _renewed(self, at: float) -> None:
        self._renewed_at, self._valid_until = at, at + self.rhythm.time_to_live - self.rhythm.margin


class Other(NamedTuple):
    """Another worker as it was seen; `is_gone`: its connection has ended."""

    id: int
    name: str
    renewed_at: object
    is_gone: bool


def _channel(connection: psycopg.Connection) -> str:
    """Of this schema: what is notified reaches the whole database."""
    row = connection.execute("SELECT 'dondoc ' || coalesce(current_schema(), '')").fetchone()
    return row[0] if row else "dondoc"


def end_sessions(connection: psycopg.Connection, name: str) -> bool:
    """End all sessions of this name on the server, which frees their locks; False when our role may not."""
    try:
        connection.execute(_END_SESSIONS, (name,))
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True
