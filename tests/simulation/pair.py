"""Two equal programs on one PostgreSQL database: one works, the other stands by; either may hang, be killed or stop."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from importlib.metadata import version
from random import Random
from typing import TYPE_CHECKING, Any

from bot.platforms.connector import bot_of
from dondoc.app import open_app
from dondoc.cli.run import run_as_worker
from dondoc.run.database_lock import AlreadyRunning, hold_database_lock
from dondoc.run.worker import Worker, WorkerEdges
from dondoc.run.worker_lease import Rhythm
from tests.simulation.clock import HANOI, Killed, ProgramClock, seeded
from tests.simulation.events import Event
from tests.simulation.network import Answer, SimulatedSession
from tests.simulation.postgres import connected
from tests.simulation.process import RHYTHM, Process, request
from tests.simulation.turns import Seat, Turns
from tests.simulation.ward import Ward
from tests.virtual_loop import AtOnce
from web.app import create_standby_app

if TYPE_CHECKING:
    from tests.simulation.week import Week

LEASE = Rhythm(
    look=9.0, renew=9.0, time_to_live=30.0, margin=6.0
)  # below the minute for which a leased message stays fresh
LOOK_SECONDS = RHYTHM  # for which the server lets a standby wait for the lock at a time
HANGS = (15, 50, 50, 200, 1200, 1200)


class Stopped(SystemExit):
    """SIGTERM while no loop runs."""


class SimulatedWorker(Worker):
    """A worker whose lease is renewed in the loop alone, as a start takes no time here."""

    def __init__(self, process: "PairedProcess", token: str) -> None:
        edges = WorkerEdges(connected, lambda: process.seat.seconds, process.sleep)
        super().__init__(process.settings.database_url.get_secret_value(), bot_of(token), LEASE, edges)
        self._thread = AtOnce(1)

    def _keep_until_watched(self) -> None:
        return None


class PairedProcess(Process):
    """One of the two programs, from its start as a standby or as the sender until it ends."""

    def __init__(self, pair: "Pair", seat: Seat, *arguments: Any) -> None:
        super().__init__(*arguments, time=seat)
        self.pair, self.seat = pair, seat
        self.may_end_sessions = pair.may_end_sessions
        self.worker: SimulatedWorker | None = None
        self.standby: Any = None  # what it serves while it stands by
        self.look_seconds = LOOK_SECONDS
        self._hangs_at: tuple[int, bool, float] | None = None
        self._ends_by: type[SystemExit] | None = None

    def _live(self, clock: ProgramClock) -> str:
        token = self.settings.telegram_token
        worker = self.worker = SimulatedWorker(self, token.get_secret_value() if token else "")
        try:
            worker.wait(self._standing_by)
            self.pair.takers.append(self)
            with open_app(self.settings, clock, session=worker.lease.name) as app:  # type: ignore[arg-type]
                app.database.commit_in(worker.begin())
                program = self.program = self._program(app, lambda: worker.is_held, worker)
                is_over = self.loop.run_until_complete(run_as_worker(program, worker))
        except Killed:
            return "killed"
        except Stopped:
            return "stopped"
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        finally:
            worker.close()
        return "stopped" if is_over else "taken"

    @contextmanager
    def _standing_by(self) -> Iterator[None]:
        self.standby = create_standby_app(version("dondoc"))
        self.pair.week.tell(f"{self.seat.name} stands by")
        try:
            yield
        finally:
            self.standby = None

    def _session(self) -> SimulatedSession:
        return _WatchedSession(self, self._peers, self.world, self.random, lambda: not self.is_dead)

    @property
    def is_stale(self) -> bool:
        """Whether another program has taken over since."""
        return self in self.pair.takers and self.pair.takers[-1] is not self

    def sleep(self, seconds: float, *, is_poked: bool = False) -> None:
        """Wait where no loop runs; raises what ends the process meanwhile. `is_poked`: a freed lock ends the wait."""
        if is_poked:
            self.seat.wait(seconds, is_deaf=True)
        else:
            self.seat.sleep(seconds)
        if self._ends_by is not None:
            raise self._ends_by

    def database_now(self) -> datetime:
        """The clock of the server, which goes with the loop's seconds as all that is counted in them."""
        return self.world.starts + timedelta(seconds=self.world.seconds)

    def kill(self, steps: int = 0) -> None:
        """Die; at once while it stands by or hangs."""
        self._end_by(Killed)
        super().kill(0 if self.seat.is_hung else steps)
        self.seat.wake()

    def stop(self) -> None:
        """End cleanly."""
        self._end_by(Stopped)
        super().stop()

    def _end_by(self, how: type[SystemExit]) -> None:
        if self.standby is not None:
            self._ends_by = how
            self.seat.poke()

    def hang(self, seconds: float, commit: int | None, *, is_after: bool) -> None:
        """No turn for so long, from now on or from before or after a commit of that number.

        Never with an open transaction where nobody may end its session: its locks would hold the other one up.
        """
        is_after = is_after or not self.may_end_sessions
        if commit is None:
            self._hang(seconds)
        else:
            self._hangs_at = (self.commits + commit, is_after, seconds)

    def _hang(self, seconds: float) -> None:
        self.pair.hung(self, seconds)
        self.seat.hang(seconds)

    def before_commit(self, when_full: Exception) -> None:
        """As ever; or it hangs here, with an open transaction."""
        super().before_commit(when_full)
        self._hang_if(is_after=False)

    def after_commit(self) -> None:
        """As ever; nobody may have taken over before."""
        if self.is_stale:
            self.pair.stale.append((self.world.true_now(), f"{self.seat.name} commits"))
        super().after_commit()
        self._hang_if(is_after=True)

    def _hang_if(self, *, is_after: bool) -> None:
        if self._hangs_at is not None and self._hangs_at[:2] == (self.commits, is_after):
            seconds, self._hangs_at = self._hangs_at[2], None
            self._hang(seconds)
            self.seat.wait(0.0)


class _WatchedSession(SimulatedSession):
    """Notes what is sent by a program after another one has taken over."""

    def __init__(self, process: PairedProcess, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._process = process

    async def _answered(self, url: str, how: Mapping[str, Any]) -> Answer:
        peer = next(peer for address, peer in self._peers.items() if url.startswith(address))
        if self._process.is_stale and peer.sends(url.rpartition("/")[2]):
            self._process.pair.stale.append((self._clock.true_now(), f"{self._process.seat.name} sends"))
        return await super()._answered(url, how)


@dataclass
class Pair:
    """The two programs of a week, and what is known of them afterwards."""

    week: "Week"
    stale: list[tuple[datetime, str]] = field(default_factory=list)  # deeds of one whose lease another has
    ready: list[tuple[datetime, int]] = field(default_factory=list)  # what a standby answered to /ready
    processes: list[PairedProcess] = field(default_factory=list)
    takers: list[PairedProcess] = field(default_factory=list)  # those that had the seat, one after the other
    _reigns: PairedProcess | None = None

    def __post_init__(self) -> None:
        self.turns = Turns(self.week.clock, ("the first", "the second"))
        # A role without that right is common on a server that others run: then the epoch alone stops who was replaced.
        self.may_end_sessions = seeded(self.week.seed + 2 * 10**9).random() < 0.5

    def play(self) -> None:
        """Until the week's end."""
        self.week.clock.at(self.week.ends, self._end)
        self.turns.play(self._sit)

    def standby(self) -> PairedProcess | None:
        """The one that waits for its turn."""
        return next((one for one in reversed(self.processes) if one.standby is not None and not one.is_dead), None)

    @staticmethod
    def hangs(process: Process) -> bool:
        """Whether it gets no turns."""
        return isinstance(process, PairedProcess) and process.seat.is_hung

    def _sit(self, seat: Seat) -> None:
        week = self.week
        while week.clock.true_now() < week.ends:
            arguments = (week.settings, week.clock, week._peers(), seeded(week.random.randrange(2**32)))
            process = PairedProcess(self, seat, *arguments)
            self.processes.append(process)
            seat.on_wake = partial(self._woke, process)
            process.is_disk_full = week.is_disk_full
            process.on_served = self._served
            week.tell(f"{seat.name} starts")
            how = process.run()
            self._ended(process, how)
            if how != "taken":
                down, week._down = week._down, 5.0
                seat.rest(down)

    def _served(self, process: Process) -> Any:
        """Its turn as the sender begins."""
        assert isinstance(process, PairedProcess)
        self._end_reign("hung")
        self._begin_reign(process)
        self.week.clock.busy(120)
        return self.week._served(process)

    def _begin_reign(self, process: PairedProcess) -> None:
        self.week.tell(f"{process.seat.name} is the sender")
        self.week.process, self.week._begun, self._reigns = process, self.week.clock.true_now(), process

    def _end_reign(self, how: str) -> None:
        if self._reigns is not None:
            self.week.lives.append((self.week._begun, self.week.clock.true_now(), how))
            self._reigns = None

    def hung(self, process: PairedProcess, seconds: float) -> None:
        """It gets no turns from now on."""
        self.week.tell(f"{process.seat.name} hangs for {seconds} s")
        self.week.clock.busy(min(seconds, 200) + 200)
        if self._reigns is process:
            self._end_reign("hung")

    def _woke(self, process: PairedProcess) -> None:
        self.week.tell(f"{process.seat.name} wakes up")
        self.week.clock.busy(120)
        if self.week.process is process:
            self._begin_reign(process)

    def _ended(self, process: PairedProcess, how: str) -> None:
        self.week.tell(f"{process.seat.name} ended: {how}")
        if self._reigns is process:
            self._end_reign(how)
        elif how not in {"taken", "killed", "stopped"}:
            self.week.lives.append((self.week.clock.true_now(), self.week.clock.true_now(), how))
        if self.week.process is process:
            self.week.process = None
        self.turns.poke()

    def _end(self) -> None:
        for process in self.processes:
            if not process.is_dead:
                process.seat.wake()
                process.stop()

    async def look(self, at: datetime) -> None:
        """Somebody asks a standby whether it is ready."""
        waiting = self.standby()
        if waiting is not None and not waiting.seat.is_hung:
            status, _ = await request(waiting.standby, "GET", "/ready")
            self.ready.append((at, status))


def drawn(random: Random, ward: Ward) -> list[Event]:
    """What befalls the two beside what befalls every program."""
    return [_drawn_one(random, ward) for _ in range(random.choice((2, 4, 8)))]


def _drawn_one(random: Random, ward: Ward) -> Event:
    day = ward.starts.astimezone(HANOI).date() + timedelta(days=random.randint(1, 7))
    hour = time(random.choice((7, 8, 9, 11, 14, 16)), random.randrange(60), random.randrange(60))
    local = datetime.combine(day, time(7, 30, random.randrange(40)) if random.random() < 0.4 else hour, HANOI)
    at, chance = (local - ward.starts).total_seconds(), random.random()
    if chance < 0.75:
        commit = random.choice((None, random.randint(1, 12)))
        facts = {"seconds": random.choice(HANGS), "commit": commit, "is_after": random.random() < 0.5}
        if local.hour == 7:  # with messages in its hands that it has leased and not sent
            facts |= {"seconds": random.choice((50, 200, 1200)), "commit": random.randint(1, 12), "is_after": True}
        return Event(at, "hang", facts)
    if chance < 0.9:
        return Event(at, "end_standby", {"how": random.choice(("kill", "stop")), "down": random.choice((2, 600))})
    return Event(at, "stop", {"down": random.choice((2, 600))})


def _act_hang(week: "Week", seconds: float, commit: int | None, is_after: bool) -> None:
    process = week.process
    if isinstance(process, PairedProcess) and not process.seat.is_hung:
        process.hang(seconds, commit, is_after=is_after)


def _act_end_standby(week: "Week", how: str, down: float) -> None:
    process = None if week.pair is None else week.pair.standby()
    if process is not None:
        week.down(down)
        week.tell(f"the standby: {how}")
        process.kill() if how == "kill" else process.stop()


def _act_second_program(week: "Week") -> None:
    """Somebody starts the program once more on the same file: it must be refused while one runs."""
    is_refused = False
    try:
        with hold_database_lock(week.settings.database_url.get_secret_value(), is_made=True):
            pass
    except AlreadyRunning:
        is_refused = True
    week.tell(f"a second program {'is refused' if is_refused else 'may start'}")


ACTS: dict[str, Callable[..., None]] = {
    "hang": _act_hang, "end_standby": _act_end_standby, "second_program": _act_second_program,
}  # fmt: skip


def faults_of(pair: Pair) -> Iterator[str]:
    """Who has lost the lease does nothing more; a standby is never ready."""
    for at, what in pair.stale[:3]:
        yield f"{what} at {at.astimezone(HANOI):%a %H:%M:%S} after another program has taken over"
    for at, status in pair.ready:
        if status != 503:
            yield f"a standby answers {status} to /ready at {at.astimezone(HANOI):%a %H:%M}"
