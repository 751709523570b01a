"""An outage of any length, at any hour, of any kind: who was to hear that day hears that day, if it can be."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dondoc.databases import open_engine
from storage.database import Database
from tests.databases import PostgresServer
from tests.domain.builders import HANOI
from tests.outage.morning import Morning, Told
from tests.outage.platforms import HUGE_WAIT, TELEGRAM_FAULTS, ZALO_FAULTS, Fault, outage
from tests.outage.virtual_time import VirtualClock
from tests.world import BINH, HA, LAN, MINH, THANH, World, hanoi

STARTS = {
    "07:29": hanoi(10, 7, 29),
    "07:30": hanoi(10, 7, 30),
    "11:00": hanoi(10, 11),
    "Friday 16:55": hanoi(10, 16, 55),
}
LENGTHS = [timedelta(seconds=5), timedelta(seconds=20), timedelta(minutes=3), timedelta(minutes=45), timedelta(hours=6)]
FAULTS = [("telegram", fault) for fault in TELEGRAM_FAULTS] + [("zalo", fault) for fault in ZALO_FAULTS]
MOST_COPIES = 3
SLACK = timedelta(minutes=2)  # between the line's return and five in the afternoon
DUE = (LAN, HA, MINH, BINH, THANH)  # for whom something is to be said on this Friday


@dataclass(frozen=True)
class Case:
    """One square of the grid."""

    start: str
    length: timedelta
    channel: str
    fault: Fault

    def __str__(self) -> str:
        return f"{self.channel}, {self.fault.name}, {self.start}, {self.length}"

    @property
    def began(self) -> datetime:
        return STARTS[self.start]

    @property
    def ends(self) -> datetime:
        """When the line is really back: who was told to wait for an hour may not ask before."""
        waits = timedelta(seconds=HUGE_WAIT) if self.fault.name.startswith("429 with") else timedelta(0)
        return max(self.began + self.length, self.began + waits)


GRID = [Case(start, length, *fault) for start, length, fault in itertools.product(STARTS, LENGTHS, FAULTS)]
# On PostgreSQL every kind of fault, start and length, but not each with each.
SLICE = [case for number, case in enumerate(GRID) if number % 7 == 0]


@pytest.fixture(scope="module")
def sqlite_ward(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> tuple[Path, int]:
    """A file with the example ward, nobody linked."""
    file = tmp_path_factory.mktemp("outage") / "ward.db"
    shutil.copyfile(sqlite_template, file)
    return file, _load(f"sqlite:///{file}")


@pytest.fixture(scope="module")
def postgresql_ward(postgres_server: PostgresServer, postgres_template: str) -> Iterator[tuple[str, int]]:
    """The same as a database to copy from."""
    with postgres_server.fresh(postgres_template) as url:
        yield url, _load(url)


def _load(url: str) -> int:
    database = Database(open_engine(url))
    world = World(database)
    database.close()
    return world.organisation_id


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(open_engine(url))
    try:
        yield database
    finally:
        database.close()


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
@pytest.mark.parametrize("start", STARTS)
def test_whatever_the_outage_on_sqlite(sqlite_ward: tuple[Path, int], tmp_path: Path, start: str, channel: str) -> None:
    def play(case: Case, number: int) -> Told:
        file = tmp_path / f"{number}.db"
        shutil.copyfile(sqlite_ward[0], file)
        with opened(f"sqlite:///{file}") as database:
            return day_of(case, database, sqlite_ward[1])

    cases = [case for case in GRID if case.start == start and case.channel == channel]
    assert faults_of(cases, play) == []
    assert len(cases) == len(LENGTHS) * 6


def test_whatever_the_outage_on_postgresql(postgres_server: PostgresServer, postgresql_ward: tuple[str, int]) -> None:
    def play(case: Case, _number: int) -> Told:
        with postgres_server.fresh(postgresql_ward[0]) as url, opened(url) as database:
            return day_of(case, database, postgresql_ward[1])

    assert faults_of(SLICE, play) == []
    assert {(case.channel, case.fault.name) for case in SLICE} == {(c, fault.name) for c, fault in FAULTS}


def day_of(case: Case, database: Database, organisation_id: int) -> Told:
    clock = VirtualClock(case.began - timedelta(seconds=30 if case.start == "07:30" else 1))
    platform = outage(case.channel, clock, case.fault, case.began - timedelta(seconds=1), case.length)
    return Morning(database, organisation_id, platform, clock).run(DUE)


def faults_of(cases: list[Case], play: Callable[[Case, int], Told]) -> list[str]:
    """Everything that was not as promised, a line each."""
    return [f"{case}: {wrong}" for n, case in enumerate(cases) for wrong in wrongs(case, play(case, n))]


def wrongs(case: Case, told: Told) -> Iterator[str]:
    for name in DUE:
        yield from wrongs_of(case, told, name)
    if told.unseen_waiting:
        yield f"nobody saw that it waited at {told.unseen_waiting[0].astimezone(HANOI):%d/%m %H:%M:%S}"
    for one in told.arrived:
        local = one.at.astimezone(HANOI)
        if local.weekday() >= 5 or not (7, 30) <= (local.hour, local.minute) < (17, 0):
            yield f"a morning message at {local:%d/%m %H:%M}"


def wrongs_of(case: Case, told: Told, name: str) -> Iterator[str]:
    got = told.of(name)
    if not got:
        yield f"{name} never heard"
        return
    first = got[0].at.astimezone(HANOI)
    latest = hanoi(10, 17) if case.ends < hanoi(10, 17) - SLACK else hanoi(13, 7, 45)
    if first > latest:
        yield f"{name} heard on {first:%d/%m %H:%M}"
    for day, copies in itertools.groupby(got, key=lambda one: one.at.astimezone(HANOI).date()):
        texts = list(copies)
        if len(texts) > MOST_COPIES or not all(one.is_marked for one in texts[1:]):
            yield f"{name} has {len(texts)} copies on {day:%d/%m}, {sum(one.is_marked for one in texts)} marked"
