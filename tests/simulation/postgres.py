"""Sessions of a simulated process on PostgreSQL: they die with it, before or after the commit that was chosen."""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Protocol, Self

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url

from dondoc.settings import Settings
from tests.virtual_loop import LEAST

_WRITING = ("INSERT", "UPDATE", "DELETE", "WITH", "CREATE", "ALTER")
_WAITING, _ENDING, _NOW = "SELECT pg_advisory_lock", "pg_terminate_backend(", "clock_timestamp()"
_FULL = "could not extend file: No space left on device"


class Mortal(Protocol):
    """What a session needs to know of its process."""

    is_dead: bool
    connections: list[Any]

    def before_commit(self, when_full: Exception) -> None:
        """Called before each commit; raises Killed, or `when_full` while the disk is full."""
        ...

    def after_commit(self) -> None:
        """Called after each commit; raises Killed."""
        ...


class KillableSession(psycopg.Connection[Any]):
    """A session of a process. The server has no time of its own: it reads that of the world where it matters."""

    process: Mortal | None = None
    pid = 0
    has_written = False
    is_committed = False  # by a COMMIT that went with other statements

    def commit(self) -> None:
        """COMMIT, unless the process dies first or the disk is full."""
        process = self.process
        if process is None or not self.has_written:
            return super().commit()
        if not self.is_committed:
            process.before_commit(psycopg.errors.DiskFull(_FULL))
        super().commit()
        self.has_written = self.is_committed = False
        process.after_commit()
        return None

    def rollback(self) -> None:
        """ROLLBACK."""
        self.has_written = self.is_committed = False
        super().rollback()


class KillableCursor(psycopg.Cursor[Any]):
    """Notes what is written, and a COMMIT that goes with it in one pipeline."""

    def execute(self, query: Any, *values: Any, **how: Any) -> Self:
        """As ever."""
        session: Any = self.connection
        process = session.process
        if process is None or not isinstance(query, str):
            return super().execute(query, *values, **how)
        if query == "COMMIT":
            process.before_commit(psycopg.errors.DiskFull(_FULL))
            session.is_committed = True
        elif query.lstrip().upper().startswith(_WRITING):
            session.has_written = True
        elif query.startswith(_WAITING):
            return self._locked(process, query.replace("pg_advisory", "pg_try_advisory"), *values)
        elif _ENDING in query and not process.may_end_sessions:
            raise psycopg.errors.InsufficientPrivilege("permission denied to terminate process")
        if _NOW in query:
            query = query.replace(_NOW, f"timestamptz '{process.database_now().isoformat()}'")
        super().execute(query, *values, **how)
        if _ENDING in query:
            _wait_until_gone("application_name = %s AND pid <> pg_backend_pid()", values[0], process.settings)
        return self

    def _locked(self, process: Any, trying: str, values: Any) -> Self:
        """As the server waits for a lock, by the world's time."""
        ends = process.world.seconds + process.look_seconds
        while super().execute(trying, values).fetchone() != (True,):
            if process.world.seconds + LEAST >= ends:
                raise psycopg.errors.LockNotAvailable("canceling statement due to lock timeout")
            process.sleep(ends - process.world.seconds, is_poked=True)
        return self


alive: list[Mortal] = []  # the process that runs; its connections know it


def connected(*arguments: Any, **how: Any) -> psycopg.Connection[Any]:
    """In place of `psycopg.connect`. Raises psycopg.OperationalError in a process that is dead already."""
    process = alive[-1]
    if process.is_dead:
        raise psycopg.OperationalError("the process is dead")
    session = KillableSession.connect(*arguments, **how, cursor_factory=KillableCursor)
    session.process, session.pid = process, session.info.backend_pid
    process.connections.append(session)
    return session


@event.listens_for(Engine, "do_connect")
def _connect(dialect: Any, _record: Any, cargs: list[Any], cparams: dict[str, Any]) -> Any:
    """Inside a simulated process sessions are killable; elsewhere nothing changes."""
    return connected(*cargs, **cparams) if alive and dialect.name == "postgresql" else None


def cut(sessions: Sequence[KillableSession], settings: Settings) -> None:
    """Close the sessions and wait until the server has let go of all that they held."""
    for session in sessions:
        with suppress(psycopg.Error):
            session.close()
    if sessions:
        _wait_until_gone("pid = ANY(%s)", ([session.pid for session in sessions],), settings)


def _wait_until_gone(which: str, values: tuple[Any, ...], settings: Settings) -> None:
    """What ends a session takes the server a moment that is nobody's."""
    address = make_url(settings.database_url.get_secret_value()).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as watching:
        query = f"SELECT count(*) FROM pg_stat_activity WHERE {which}"  # noqa: S608 - own words
        while watching.execute(query.encode(), values).fetchone() != (0,):
            time.sleep(0.001)
