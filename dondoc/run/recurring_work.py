"""What the running program does again and again for the organisations that it serves: plan, report, put in order."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from domain.channel_holds_and_quotas import MonthQuota
from dondoc.app import App, ServiceThreads
from dondoc.clock import SetBack
from dondoc.run.served_organisation import ServedOrganisation
from dondoc.sealing import signing_keys
from scheduler.metronome import Tick
from scheduler.rounds import Turns, go_round, go_round_together
from services.office.all_offices import AllOffices
from services.office.checkpoint_service import CheckpointService
from services.office.planning_service import PlanningService

CONTACT_SECONDS = 15.0
RETRY_TIMES_SECONDS = 30.0
HOUSEKEEPING_SECONDS = 300.0
REPORT_SECONDS = 60.0
MENU_SECONDS = 60.0
UNREACHED_SECONDS = 120.0  # people who have just been entered get a moment to link themselves
# How many organisations have their turn at a tick: of more, the others are next.
MOST_REPORTED, MOST_UNREACHED, MOST_MENUS, MOST_RETRIED = 200, 100, 100, 200
KEPT_TOGETHER = 50  # organisations in one transaction of housekeeping


class RecurringWork:
    """The ticks of one program. `served` are the organisations that it serves, `known` all that are served anywhere."""

    def __init__(
        self,
        app: App,
        threads: ServiceThreads,
        offices: AllOffices,
        served: Mapping[int, ServedOrganisation],
        known: Mapping[int, ServedOrganisation],
    ) -> None:
        self._app, self._threads, self._offices = app, threads, offices
        self._served, self._known = served, known
        self._set_back = SetBack(app.clock)
        self._reported, self._unreached = Turns[int](MOST_REPORTED), Turns[int](MOST_UNREACHED)
        self._menus, self._retried = Turns[int](MOST_MENUS), Turns[int](MOST_RETRIED)

    @property
    def _planning(self) -> PlanningService:
        """That of the first organisation; it plans for any."""
        return self._known[self._app.organisation.id].office.planning

    def ticks(self) -> list[Tick]:
        """What to do, and how often."""
        return [
            Tick("housekeeping", HOUSEKEEPING_SECONDS, self._do_housekeeping),
            Tick("reports", REPORT_SECONDS, self._report),
            Tick("unreached", UNREACHED_SECONDS, self._tell_unreached, is_made_at_start=False),
            Tick("remind", self._app.settings.tick_seconds, self._remind),
            Tick("contact", CONTACT_SECONDS, self._note_contacts),
            Tick("menus", MENU_SECONDS, self._refresh_menus, is_made_at_start=False),
            Tick("retry_times", RETRY_TIMES_SECONDS, self._correct_retry_times),
        ]

    async def _remind(self) -> None:
        """Plan every organisation that is due, small ones in one transaction; a failure of one stops no other.

        Those that share a bot send once all are planned: their morning messages to one person go as one.
        """
        now, planning = self._app.clock.now(), self._planning
        last: list[int] = []

        async def plan(organisation_ids: Sequence[int]) -> int:
            planned = await self._threads(planning.plan, now, organisation_ids)
            sharing = [id_ for id_ in organisation_ids if id_ in self._served and self._served[id_].shares_a_bot]
            last.extend(sharing)
            for id_ in set(organisation_ids) - set(sharing) if planned else ():
                self._wake(id_)
            return planned

        due = [mine for group in await self._threads(planning.due, now) if (mine := self._mine(group))]
        if due:
            await self._make_checkpoints()
        done = await go_round_together("planning", due, plan)
        for id_ in last:
            self._wake(id_)
        for one in self._served.values():
            if one.id not in done.failed:
                one.health_check.planned()
        if self._app.organisation.id in done.failed:
            raise done.failed[self._app.organisation.id]

    def _mine(self, organisation_ids: Sequence[int]) -> list[int]:
        """The organisations that this program plans for: those it serves; with the first one, those without a bot."""
        is_first_here = self._app.organisation.id in self._served
        known = self._known.keys()
        return [id_ for id_ in organisation_ids if id_ in self._served or (is_first_here and id_ not in known)]

    def _wake(self, organisation_id: int) -> None:
        if (one := self._served.get(organisation_id)) is not None:
            one.wake()

    async def _do_housekeeping(self) -> None:
        served = list(self._served)
        groups = [served[at : at + KEPT_TOGETHER] for at in range(0, len(served), KEPT_TOGETHER)]
        quotas: Mapping[int, Sequence[MonthQuota]] = {one.id: one.quotas for one in self._served.values()}
        planning = self._planning

        async def keep(organisation_ids: Sequence[int]) -> int:
            await self._threads(planning.housekeeping, self._app.clock.now(), organisation_ids, quotas)
            return 0

        _raise_of_one(await go_round_together("housekeeping", groups, keep), served)

    async def _make_checkpoints(self) -> None:
        """The history of each organisation gets a checkpoint of the month that ended.

        Before anything is planned: a report of that month carries it, also when the machine slept until the morning.
        """
        now, service = self._app.clock.now(), CheckpointService(self._app.database, signing_keys(self._app.settings))

        async def make(id_: int) -> int:
            told = await self._threads(service.make, id_, now)
            if told:
                self._wake(id_)
            return told

        await go_round("checkpoints", self._mine(await self._threads(service.due, now)), make)

    async def _report(self) -> None:
        """Plan regular reports: they fall due by the calendar, so no task's `next_check_at` leads to them."""
        await self._make_checkpoints()

        async def plan(id_: int) -> int:
            return await self._posted(id_, self._served[id_].office.planning.plan_reports)

        await self._each("reports", self._reported, plan)

    async def _tell_unreached(self) -> None:
        async def tell(id_: int) -> int:
            return await self._posted(id_, self._served[id_].office.planning.tell_unreached)

        await self._each("unreached", self._unreached, tell)

    async def _posted(self, organisation_id: int, post: Callable[[Any], int]) -> int:
        count = await self._threads(post, self._app.clock.now())
        if count:
            self._wake(organisation_id)
        return count

    async def _each(self, name: str, turns: Turns[int], act: Callable[[int], Coroutine[Any, Any, int]]) -> None:
        """Act on the organisations whose turn it is; a failure of one stops no other, and of the only one is raised."""
        served = list(self._served)
        _raise_of_one(await go_round(name, turns.take(served), self._logged(act)), served)

    def _logged(self, act: Callable[[int], Coroutine[Any, Any, int]]) -> Callable[[int], Coroutine[Any, Any, int]]:
        async def logged(id_: int) -> int:
            with self._served[id_].logged():
                return await act(id_)

        return logged

    async def _note_contacts(self) -> None:
        """Store when the platforms last answered all the bots, together."""
        contacts = [contact for one in self._served.values() for contact in one.new_contacts()]
        if await self._threads(self._offices.note_contacts, contacts):
            for one in self._served.values():
                one.wake()

    async def _refresh_menus(self) -> None:
        async def refresh(id_: int) -> int:
            await self._served[id_].refresh()
            return 0

        await self._each("menus", self._menus, refresh)

    async def _correct_retry_times(self) -> None:
        """Correct retry times after a clock change, and outcomes that were not recorded, where anything waits.

        What was put off to another day while the clock was ahead is looked at again on the day that it is.
        """

        async def shorten(id_: int) -> int:
            one = self._served[id_]
            count = await self._threads(one.office.delivery.shorten_waits, self._app.clock.now(), tuple(one.in_flight))
            if count:
                one.wake()
            return count

        queued = await self._threads(self._offices.queued)
        due = self._retried.take(sorted(queued & self._served.keys()))
        _raise_of_one(await go_round("retry_times", due, self._logged(shorten)), list(self._served))
        if self._set_back:
            await self._threads(self._offices.check_everything)
            self._set_back.settle()


def _raise_of_one(done: Any, served: Sequence[int]) -> None:
    """The failure of the only organisation is that of the tick."""
    if len(served) == 1 and done.failed:
        raise next(iter(done.failed.values()))
