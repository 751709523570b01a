"""Sessions of a simulated process on PostgreSQL: they die with it, before or after the commit that was chosen."""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Protocol, Self

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url

from dondoc.settings import Settings

_WRITING = ("INSERT", "UPDATE", "DELETE", "WITH", "CREATE", "ALTER")
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
        if session.process is not None:
            if query == "COMMIT":
                session.process.before_commit(psycopg.errors.DiskFull(_FULL))
                session.is_committed = True
            elif isinstance(query, str) and query.lstrip().upper().startswith(_WRITING):
                session.has_written = True
        return super().execute(query, *values, **how)


alive: list[Mortal] = []  # the process that runs; its connections know it


def connected(*arguments: Any, **how: Any) -> psycopg.Connection[Any]:
    """In place of `psycopg.connect`. Raises psycopg.OperationalError in a process that is dead already."""
    process = alive[-1]
    if process.is_dead:
        raise psycopg.OperationalError("the process is dead")
    session = KillableSession.connect(*arguments, **how, cursor_factory=KillableCursor)
    session.process = process
    process.connections.append(session)
    return session


@event.listens_for(Engine, "do_connect")
def _connect(dialect: Any, _record: Any, cargs: list[Any], cparams: dict[str, Any]) -> Any:
    """Inside a simulated process sessions are killable; elsewhere nothing changes."""
    return connected(*cargs, **cparams) if alive and dialect.name == "postgresql" else None


def cut(sessions: Sequence[psycopg.Connection[Any]], settings: Settings) -> None:
    """Close the sessions and wait until the server has let go of all that they held."""
    pids = [session.info.backend_pid for session in sessions if not session.closed]
    for session in sessions:
        with suppress(psycopg.Error):
            session.close()
    if not pids:
        return
    address = make_url(settings.database_url.get_secret_value()).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as watching:
        query = "SELECT count(*) FROM pg_stat_activity WHERE pid = ANY(%s)"
        while watching.execute(query, (pids,)).fetchone() != (0,):
            time.sleep(0.001)
