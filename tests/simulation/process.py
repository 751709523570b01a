"""One life of the program: in one thread, on the world's time, and dead at any await or commit."""

import asyncio
import random
import secrets
import sqlite3
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime, tzinfo
from functools import partial
from random import Random
from typing import Any, ParamSpec, TypeVar, cast

import apscheduler.schedulers.base as library
from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache
from starlette.types import ASGIApp

from domain.drafts import PlanReading
from dondoc.app import ServiceThreads, open_app
from dondoc.run.database_lock import hold_database_lock
from dondoc.run.edges import Edges
from dondoc.run.program import Program
from dondoc.settings import Settings
from services.plans.receive_plan import read_document
from tests.simulation.clock import Killed, ProgramClock, SimulatedLoop, WorldClock, seeded
from tests.simulation.network import Peer, SimulatedSession
from tests.simulation.postgres import KillableSession, cut
from tests.simulation.postgres import alive as _alive

P = ParamSpec("P")
T = TypeVar("T")
RHYTHM = 8.0  # and ticks come an eighth as often as usual
POLL_SECONDS = 30.0  # wakes announce nearly all work; what falls due by time alone is found this late at most


class SimulatedThreads(ServiceThreads):
    """Calls services at once, in the loop's own thread; the caller learns of it a little later, as from a thread."""

    def __init__(self, random_: Random) -> None:  # no pool of threads is opened
        self._random = random_

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result; whoever is cancelled meanwhile does not learn of it."""
        try:
            return function(*args, **kwargs)
        finally:
            chance = self._random.random()
            if chance < 0.02:
                await asyncio.sleep(self._random.choice((0.01, 0.05, 0.3, 3.0)))
            elif chance < 0.5:
                await asyncio.sleep(0)

    def are_awaited(self) -> bool:
        """Whether another call waits: by dice, as nobody really does."""
        return self._random.random() < 0.2

    def close(self) -> None:
        """Nothing to end."""


class KillableConnection(sqlite3.Connection):
    """A connection that dies with its process, before or after the commit that was chosen, and meets full disks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.process = _alive[-1] if _alive else None
        if self.process is not None:
            self.process.connections.append(self)

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        """As ever; only that a world that dies in memory need not wait for the disk."""
        return super().execute(sql.replace("synchronous=FULL", "synchronous=OFF"), *parameters)

    def commit(self) -> None:
        """COMMIT, unless the process dies first or the disk is full."""
        process = self.process
        if process is None or not self.in_transaction:
            return super().commit()
        process.before_commit(sqlite3.OperationalError("database or disk is full"))
        super().commit()
        process.after_commit()
        return None


@event.listens_for(Engine, "do_connect")
def _connect(_dialect: Any, _record: Any, cargs: list[Any], cparams: dict[str, Any]) -> Any:
    """Inside a simulated process SQLite's connections are killable; elsewhere nothing changes."""
    if not _alive or "factory" in cparams or _dialect.name != "sqlite":
        return None
    return sqlite3.connect(*cargs, factory=KillableConnection, **cparams)


class _Statements(LRUCache[Any, Any]):
    """Compiled statements, kept from one life of the program to the next: they hold text and nothing of a database."""

    def get(self, key: Any, default: Any = None) -> Any:
        """By the statement alone: each life has a dialect object of its own, all alike."""
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key[1:], value)


_statements = {"sqlite": _Statements(2000), "postgresql": _Statements(2000)}


@event.listens_for(Engine, "engine_connect")
def _with_known_statements(connection: Connection) -> None:
    if _alive:
        connection.engine._compiled_cache = _statements[connection.dialect.name]


class Process:
    """The program on the database of `settings`, from its start until it is stopped, killed or ends by itself."""

    def __init__(
        self,
        settings: Settings,
        world: WorldClock,
        peers: Mapping[str, Peer],
        random_: Random,
        *,
        is_pushed: bool = False,
        time: Any = None,
    ) -> None:
        """`is_pushed`: updates come by webhook. `time`: the world's, where several processes share a thread."""
        self.settings = settings
        self.world = world
        self.random = random_
        self.is_dead = False
        self.is_disk_full: Callable[[], bool] = lambda: False
        self.commits = 0
        self.dies_at_commit: tuple[int, bool] | None = None
        self.connections: list[Any] = []
        self.served: ASGIApp | None = None
        self.on_served: Callable[[Process], list[asyncio.Task[None]]] = lambda _process: []
        self.program: Program | None = None
        self.loop = SimulatedLoop(time or world)
        self._peers = peers
        self._is_pushed = is_pushed

    def run(self) -> str:
        """How it ended: "killed", "stopped" or, for an error that ended it, its name and words."""
        asyncio.set_event_loop(self.loop)
        _alive.append(self)
        clock = ProgramClock(self.world)
        try:
            with _library_time(clock), _drawing_from(self.random.randrange(2**32)):
                return self._live(clock)
        finally:
            self._end()
            _alive.remove(self)
            asyncio.set_event_loop(None)

    def _live(self, clock: ProgramClock) -> str:
        try:
            url = self.settings.database_url.get_secret_value()
            with hold_database_lock(url, is_made=True), open_app(self.settings, cast("Any", clock)) as app:
                self.program = self._program(app)
                self.loop.run_until_complete(self.program.run())
        except Killed:
            return "killed"
        except Exception as error:
            # What a dead process still does on its way out, as to put back a pragma on a connection that is gone.
            return "killed" if self.is_dead else f"{type(error).__name__}: {error}"
        return "stopped"

    def _session(self) -> SimulatedSession:
        return SimulatedSession(self._peers, self.world, self.random, lambda: not self.is_dead)

    def _program(self, app: Any, may_send: Callable[[], bool] = lambda: True, holder: Any = None) -> Program:
        edges = Edges(
            session=cast("Any", self._session),
            threads=lambda _workers: SimulatedThreads(self.random),
            read_file=_read_at_once,
            read_text=_read_at_once,
            serve=cast("Any", self._serve),
            poll_seconds=POLL_SECONDS,
            rhythm=RHYTHM,
            has_board=False,
        )
        tokens = (self.settings.telegram_token, self.settings.zalo_token)
        telegram, zalo = (None if token is None else token.get_secret_value() for token in tokens)
        return Program(
            app, telegram, zalo_token=zalo, listening=cast("Any", _Listening()), may_send=may_send, holder=holder,
            edges=edges,
        )  # fmt: skip

    @asynccontextmanager
    async def _serve(self, served: ASGIApp, _listening: Any) -> AsyncIterator[None]:
        self.served = served
        tasks = self.on_served(self)
        try:
            yield
        finally:
            self.served = None
            for task in tasks:
                task.cancel()

    def kill(self, steps: int = 0) -> None:
        """Die after so many turns of the loop."""
        self.loop.die_in(steps)

    def kill_at_commit(self, number: int, *, is_after: bool) -> None:
        """Die at the commit of that number from now on: just before it, or just after it."""
        self.dies_at_commit = (self.commits + number, is_after)

    def stop(self) -> None:
        """End cleanly."""
        if self.program is not None:
            self.program.stop()

    def before_commit(self, when_full: Exception) -> None:
        """A transaction is about to be committed; raises Killed, or `when_full` while the disk is full."""
        if self.is_dead:
            raise sqlite3.OperationalError("the process is dead")
        if self.is_disk_full():
            raise when_full
        self.commits += 1
        self._die_if((self.commits, False))

    def after_commit(self) -> None:
        """A transaction was committed."""
        self._die_if((self.commits, True))

    def _die_if(self, instant: tuple[int, bool]) -> None:
        if self.dies_at_commit == instant:
            self.loop.die()
            self._cut()
            raise Killed

    def _cut(self) -> None:
        """Nothing that still runs changes anything any more."""
        self.is_dead = True
        cut([one for one in self.connections if isinstance(one, KillableSession)], self.settings)
        for connection in self.connections:
            if isinstance(connection, KillableConnection):
                with suppress(sqlite3.Error):
                    sqlite3.Connection.close(connection)

    def _end(self) -> None:
        self._cut()
        self.loop.bury()


class _Listening:
    """In place of a listening socket: nobody connects, requests are handed to the application itself."""

    def getsockname(self) -> tuple[str, int]:
        """Where it would listen."""
        return "127.0.0.1", 8080


async def request(
    app: ASGIApp, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """Status and body of a request to an application, without any socket."""
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "", "server": ("127.0.0.1", 8080),
        "client": ("127.0.0.1", 50000),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
    }  # fmt: skip
    parts: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(part: Any) -> None:
        parts.append(part)

    await app(scope, receive, send)
    status = next(part["status"] for part in parts if part["type"] == "http.response.start")
    return status, b"".join(part.get("body", b"") for part in parts if part["type"] == "http.response.body")


async def _read_at_once(
    content: bytes, name: str, _on_page: Any = None, known_units: Collection[str] = ()
) -> PlanReading:
    """In place of the process that reads plans."""
    return read_document(content, name, known_units=known_units)


@contextmanager
def _library_time(clock: ProgramClock) -> Iterator[None]:
    """APScheduler reads the machine's clock by itself: here one that jumps with that of the world.

    It runs with the loop's seconds, by which the library waits. On the wall, which runs ahead of them while all is
    calm, every tick would have come due by the time the most frequent one did.
    """

    class WorldTime(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return clock.of_timers().astimezone(tz)

    before = library.datetime
    library.datetime = WorldTime
    try:
        yield
    finally:
        library.datetime = before


@contextmanager
def _drawing_from(seed: int) -> Iterator[None]:
    """Codes, keys and waits that the program draws are the same in every run of a seed."""
    bytes_of = seeded(seed)
    before, state = random._urandom, random.getstate()  # type: ignore[attr-defined]
    random._urandom = partial(_drawn, bytes_of)  # type: ignore[attr-defined]
    random.seed(seed)
    try:
        assert secrets.token_bytes is not None
        yield
    finally:
        random._urandom = before  # type: ignore[attr-defined]
        random.setstate(state)


def _drawn(source: Random, count: int) -> bytes:
    return source.randbytes(count)
