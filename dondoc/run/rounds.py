"""Finds out for all organisations at once which have something to do, and wakes those: nobody looks for himself."""

import asyncio
import logging
from collections.abc import Callable, Mapping

from dondoc.app import ServiceThreads
from dondoc.clock import Clock
from dondoc.run.served_organisation import ServedOrganisation
from scheduler.rounds import Turns
from services.office.all_offices import AllOffices, Work

log = logging.getLogger(__name__)
AT_ONCE = 3  # organisations handled side by side: of the four threads of PostgreSQL one is left for the rest
SHORTEST_WAIT = 0.05  # seconds, while a look takes longer than the time between two
MOST_IN_VAIN = 8  # senders woken at a time that could send nothing when they were woken last


class Rounds:
    """Hands updates to the organisations that have some, and wakes the senders of those with messages that are due.

    What is stored by this program is announced (`arrived`); what falls due by time, or was stored by another process,
    is asked for every `poll_seconds`, by one question for all. A program with one organisation asks that one.
    """

    def __init__(
        self,
        offices: AllOffices,
        threads: ServiceThreads,
        served: Callable[[], Mapping[int, ServedOrganisation]],
        clock: Clock,
        poll_seconds: float,
        *,
        at_once: int = AT_ONCE,
    ) -> None:
        self._offices, self._threads, self._served, self._clock = offices, threads, served, clock
        self._poll_seconds = poll_seconds
        self._woken = asyncio.Event()
        self._named: set[int] = set()
        self._places = asyncio.Semaphore(at_once)
        self._working: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()  # something came while they were at work
        self._failing: set[int] = set()
        self._is_blind = False
        self._looked_at = clock.monotonic()
        self._due: dict[int, tuple[int, float]] = {}  # what each had leased by then, and since when it has been that
        self._in_vain = Turns[int](MOST_IN_VAIN)

    def arrived(self, organisation_id: int) -> None:
        """Something was stored for this organisation; called in the loop's own thread."""
        self._named.add(organisation_id)
        self._woken.set()

    def idle_until(self, organisation_id: int) -> float:
        """The monotonic instant until which nothing was to be sent for an organisation, as far as it is known."""
        since = self._due.get(organisation_id)
        return self._looked_at if since is None else since[1]

    async def ended(self, organisation_id: int) -> None:
        """Return when nothing of this organisation, which is served no more, is being handled."""
        self._again.discard(organisation_id)
        if (task := self._working.get(organisation_id)) is not None:
            await asyncio.wait({task})

    async def run(self) -> None:
        """Go on until cancelled."""
        loop = asyncio.get_running_loop()
        looked_at = -self._poll_seconds
        looking: asyncio.Task[None] | None = None
        try:
            while True:
                named, self._named = self._named, set()
                self._woken.clear()
                for organisation_id in named:
                    self._begin(organisation_id)
                if (looking is None or looking.done()) and loop.time() - looked_at >= self._poll_seconds:
                    # Not awaited: what arrives meanwhile waits for no look, which takes seconds while all are busy.
                    looking, looked_at = asyncio.create_task(self._look()), loop.time()
                await self._wait(max(looked_at + self._poll_seconds - loop.time(), SHORTEST_WAIT))
        finally:
            tasks = [*self._working.values(), *([looking] if looking is not None else ())]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _look(self) -> None:
        """Begin what is due in all organisations."""
        served = self._served()
        if not served:
            return
        if len(served) == 1:
            [one] = served.values()
            self._begin(one.id)
            one.wake()
            return
        try:
            work = await self._threads(self._offices.look, self._clock.now())
        except Exception:
            log.exception("who has something to do is not known", extra={"action": "dispatch_failed"})
            self._is_blind = True
            return
        if self._is_blind:
            log.warning("who has something to do is known again", extra={"action": "dispatch_recovered"})
            self._is_blind = False
        for organisation_id in sorted(work.to_handle):
            self._begin(organisation_id)
        self._wake_senders(served, work)

    def _wake_senders(self, served: Mapping[int, ServedOrganisation], work: Work) -> None:
        """Wake who has messages that are due; those whose messages cannot go now, as a platform is down, in turn."""
        self._looked_at = now = self._clock.monotonic()
        before, self._due = self._due, {}
        in_vain = []
        for organisation_id in sorted(work.to_send & served.keys()):
            leased, since = served[organisation_id].leased, now
            if organisation_id in before and before[organisation_id][0] == leased:
                since = before[organisation_id][1]
                in_vain.append(organisation_id)
            else:
                served[organisation_id].wake()
            self._due[organisation_id] = leased, since
        for organisation_id in self._in_vain.take(in_vain):
            served[organisation_id].wake()

    def _begin(self, organisation_id: int) -> None:
        """Handle what waits for one organisation. Organisations run in parallel, the updates of one in order."""
        if organisation_id in self._working:
            self._again.add(organisation_id)
        elif (one := self._served().get(organisation_id)) is not None:
            self._working[organisation_id] = asyncio.create_task(self._work(one), name=f"handle {organisation_id}")

    async def _work(self, one: ServedOrganisation) -> None:
        try:
            with one.logged():
                await self._handle(one)
        finally:
            del self._working[one.id]
        if one.id in self._again:
            self._again.discard(one.id)
            self._begin(one.id)

    async def _handle(self, one: ServedOrganisation) -> None:
        """Batch by batch, with a place given up in between: a flood in one organisation must not hold up the others."""
        try:
            handled = 1
            while handled:
                async with self._places:
                    handled = await one.work()
        except Exception:
            log.exception("the inbox cannot be worked on", extra={"action": "dispatch_failed"})
            self._failing.add(one.id)
            return
        if one.id in self._failing:
            log.warning("the inbox is worked on again", extra={"action": "dispatch_recovered"})
            self._failing.discard(one.id)
