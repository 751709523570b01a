"""One campaign: people act, reminders come due, the program is killed and started again; at the end all is counted."""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.crash.evidence import Evidence
from tests.crash.model import HANOI
from tests.crash.people import Crowd, Deed
from tests.crash.phones import Platform, open_platform
from tests.crash.points import BACKING_UP, MIGRATING, POINTS
from tests.crash.promises import broken_promises
from tests.crash.starts import Life, Nursery, environ
from tests.crash.ward import MORNINGS, Records, prepare

SQLITE, POSTGRESQL = "sqlite", "postgresql"
AT_RANDOM = "at random"
PATIENCE_SECONDS = 1.2  # for a point to be reached; then the program is killed where it is
DRAIN_SECONDS = 30.0
OUTAGE_ON, OUTAGE_SECONDS = 1, 1.5  # the second morning begins without the platform
REPEATS_OVER = timedelta(minutes=62)
MIGRATION_STATEMENTS = 50  # a first start executes a few more


class NotDrained(AssertionError):
    """The program did not come to rest; the text says what was left and ends with its log."""


@dataclass(slots=True)
class Report:
    """What a campaign did and found."""

    engine: str
    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    deeds: int = 0
    accepted: int = 0
    doubles: int = 0
    most_doubles_of_a_kill: int = 0
    mornings: int = 0
    seconds: float = 0.0
    broken: list[str] = field(default_factory=list)


class Ticking:
    """The campaign's clock: the program's days pass in seconds, and each start is told where the clock stands."""

    def __init__(self, start: datetime) -> None:
        self._start, self._since = start, time.monotonic()

    def now(self) -> datetime:
        """The present instant."""
        return self._start + timedelta(seconds=time.monotonic() - self._since)

    def move_to(self, instant: datetime) -> None:
        """Go on from another instant, later than now."""
        self._start, self._since = instant, time.monotonic()


class Campaign:
    """Kills one program on one database so many times; everything random comes from the seed."""

    def __init__(self, nursery: Nursery, engine: str, url: str, seed: int, say: Callable[[str], None]) -> None:
        self._nursery = nursery
        self._url = url
        self._has_backups = engine == SQLITE
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self._say = say
        self._clock = Ticking(MORNINGS[0])
        self._deeds: list[Deed] = []
        self._points: list[str] = []
        self._lives: list[int] = []  # how many calls were accepted by the end of each life
        self._days: list[tuple[datetime, datetime]] = []
        self.report = Report(engine, seed)

    async def run(self, kills: int) -> Report:
        """Kill so many times, let everything come to rest, and look."""
        began = time.monotonic()
        await self._found_the_house(min(4, kills // 6))
        records = Records(self._url)
        try:
            async with open_platform(self._clock.now) as platform:
                self._platform: Platform = platform
                self._records = records
                # People have their own dice: what they do must not change when the kills fall.
                self._crowd = Crowd(random.Random(self.report.seed), tuple(records.tasks()))  # noqa: S311 - repeatable on purpose
                await self._days_pass(kills)
                self._conclude()
        finally:
            records.close()
        self.report.seconds = time.monotonic() - began
        return self.report

    async def _found_the_house(self, kills: int) -> None:
        """The first starts make the tables, and are killed while they do."""
        self._platform_url = "http://127.0.0.1:9"  # nobody there: the migration does not need the platform
        for _ in range(kills):
            life = await self._start(f"{MIGRATING}:{self._random.randint(1, MIGRATION_STATEMENTS)}")
            await life.started()
            await self._kill(life, MIGRATING)
        life = await self._start()
        assert await life.started(), life.log
        assert await life.end(signal.SIGTERM) == 0
        prepare(self._url)

    async def _days_pass(self, kills: int) -> None:
        self._platform_url = self._platform.url
        for index, morning in enumerate(MORNINGS):
            left = kills - self.report.kills.total()
            share = -(-left // (len(MORNINGS) - index))
            if left <= 0:
                break
            self._clock.move_to(morning)
            if index == OUTAGE_ON:
                await self._platform.fail("502", OUTAGE_SECONDS)
            for life in range(max(share, min(3, left))):
                # The first start of a morning makes the nightly backup.
                await self._live_and_die(BACKING_UP if life == 0 and index % 3 == 1 and self._has_backups else None)
            if index == OUTAGE_ON:  # what may have arrived is repeated after half an hour
                self._clock.move_to(self._clock.now() + REPEATS_OVER)
            await self._come_to_rest()
            self._days.append((morning, self._clock.now()))
            self._say(self._line(kills))

    def _line(self, kills: int) -> str:
        report = self.report
        day = self._clock.now().astimezone(HANOI)
        return (
            f"{report.engine} seed {report.seed}: {report.kills.total()}/{kills} kills, {len(self._deeds)} deeds, "
            f"{len(self._platform.accepted)} calls accepted, it is {day:%d/%m}"
        )

    async def _live_and_die(self, rare: str | None) -> None:
        """One start, some deeds, one kill."""
        point = rare or self._next_point()
        order = None if point == AT_RANDOM else f"{point}:{1 if rare else self._random.choice((1, 1, 2, 3))}"
        acting = asyncio.create_task(self._act(self._crowd.random.randint(2, 6)))
        life = await self._start(order)
        if order:
            await acting
            await life.started()
            await self._until_nothing_is_left(life)
        else:
            await life.wait(self._random.uniform(0.05, PATIENCE_SECONDS))
            await acting
        await self._kill(life, point)

    def _next_point(self) -> str:
        """Every point in turn, shuffled, so that none is left out."""
        if not self._points:
            self._points = [*POINTS, *[AT_RANDOM] * 4]
            self._random.shuffle(self._points)
        return self._points.pop()

    async def _kill(self, life: Life, point: str) -> None:
        is_reached = life.is_over
        status = await life.end()
        if status != -signal.SIGKILL:
            raise AssertionError(f"the program ended by itself\n{life.log}")
        self.report.kills[point if is_reached else AT_RANDOM] += 1
        if point != MIGRATING:
            await asyncio.sleep(0.02)  # what the platform has in its hands it may still accept
            self._lives.append(await self._platform.look())

    async def _act(self, deeds: int) -> None:
        for _ in range(deeds):
            await asyncio.sleep(self._crowd.random.expovariate(8))
            await self._platform.look()
            deed = self._crowd.next_deed(self._platform.messages)
            self._deeds.append(deed)
            await self._platform.do(deed)

    async def _start(self, order: str | None = None) -> Life:
        settings = environ(self._url, self._platform_url, self._clock.now(), 0.3, order or "")
        return await self._nursery.start(settings)

    async def _come_to_rest(self) -> None:
        """A life without a kill point: it must do all that is left; then it is ended, one way or the other."""
        life = await self._start()
        assert await life.started(), life.log
        end = time.monotonic() + DRAIN_SECONDS
        quiet = 0
        while quiet < 3:
            await asyncio.sleep(0.12)  # three looks span a tick
            left = await self._left()
            quiet = 0 if left else quiet + 1
            if left and (life.is_over or time.monotonic() > end):
                raise NotDrained(f"left: {left}\n{life.log}")
        await self._platform.look()
        if self._random.random() < 0.5:
            assert await life.end(signal.SIGTERM) == 0
        else:
            await self._kill(life, AT_RANDOM)

    async def _until_nothing_is_left(self, life: Life) -> None:
        """For a while; a point that has not been reached by then will not be reached any more."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not await life.wait(0.15) and time.monotonic() < end:
            if not await self._left():
                return

    async def _left(self) -> dict[str, int]:
        waiting = "SELECT count(*) FROM {} WHERE state IN ('waiting', 'leased')"
        left = {
            "updates": await self._platform.updates_waiting(),
            "inbox": self._records.count(waiting.format("inbox")),
            "outbox": self._records.count(waiting.format("outbox")),
        }
        return {name: number for name, number in left.items() if number}

    def _conclude(self) -> None:
        evidence = Evidence(
            self._records, self._crowd.tasks, self._deeds, self._platform.accepted, self._lives, self._days
        )
        report = self.report
        report.broken = broken_promises(evidence, self._clock.now())
        report.deeds, report.accepted = len(self._deeds), len(self._platform.accepted)
        report.mornings = len(self._days)
        per_life = evidence.doubles_per_life()
        report.doubles, report.most_doubles_of_a_kill = sum(per_life), max(per_life, default=0)
