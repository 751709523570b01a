"""The grid of outages: when they begin, how long they last, what fails; how each is played, and what must not be."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.engine.database import Database
from tests.databases import on_a_kept_engine
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


def load_ward(url: str) -> int:
    with on_a_kept_engine(url) as database:
        return World(database).organisation_id


def day_of(case: Case, database: Database, organisation_id: int) -> Told:
    clock = VirtualClock(case.began - timedelta(seconds=30 if case.start == "07:30" else 1))
    platform = outage(case.channel, clock, case.fault, case.began - timedelta(seconds=1), case.length)
    return Morning(database, organisation_id, platform, clock).run(DUE)


def faults_of(cases: Iterable[Case], play: Callable[[Case, int], Told]) -> list[str]:
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
