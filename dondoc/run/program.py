"""The running program: receive, decide, send, for each organisation that it serves. Everything is wired here."""

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from typing import Any

from bot.conversation.shifts import Shifts
from bot.conversation.uploads import Read
from bot.platforms.connector import INTRODUCED_AT_ONCE
from bot.platforms.registry import PLATFORMS
from domain.deliveries import Outcome
from dondoc.app import App
from dondoc.bots import is_pushed
from dondoc.ops.counted_actions import COUNTED
from dondoc.ops.evidence import EvidenceMaintenance
from dondoc.ops.health_check import HealthCheck
from dondoc.ops.health_of_all import HealthOfAll
from dondoc.ops.maintenance_loop import MaintenanceLoop, OrganisationWatch
from dondoc.run.board import Demonstration
from dondoc.run.boards import Boards
from dondoc.run.edges import Edges
from dondoc.run.group_commit import GroupCommit
from dondoc.run.known_organisations import KnownOrganisations
from dondoc.run.page_reads import open_page_reads
from dondoc.run.recurring_work import RecurringWork
from dondoc.run.rounds import AT_ONCE, Rounds
from dondoc.run.seating import BOTS_SECONDS, SeatHolder, Seating
from dondoc.run.served_organisation import Connect, ServedOrganisation, Shared
from dondoc.run.served_pages import served_pages
from dondoc.stored_bots import OrganisationBots
from scheduler.metronome import Metronome, Tick
from scheduler.places import Places
from services.maintenance.maintenance import Maintenance
from services.office.all_offices import AllOffices
from web.app import create_app
from web.server import ListeningSocket
from web.webhooks import Hook

log = logging.getLogger(__name__)
LEASES_AT_ONCE = 2  # with three, answers waited half as long again: the interpreter runs one thread at a time
BEGUN_TOGETHER = 50  # organisations that begin to receive at the same time, BEGIN_SECONDS before the next
BEGIN_SECONDS = 0.5
INTRODUCTION_PAUSE = 4.0  # of many organisations one bot a second introduces itself
AGAIN_SECONDS = 5.0  # until an organisation among several whose receiving or sending has ended by an error begins again


class Program:
    """Serves the organisation of `app` on a Telegram bot, a Zalo bot, or both, and any `others` on bots of their own.

    `run` goes on until cancelled or `stop` is called.
    """

    def __init__(
        self,
        app: App,
        token: str | None = None,
        *,
        zalo_token: str | None = None,
        bots: OrganisationBots | None = None,
        others: Sequence[OrganisationBots] = (),
        more_connectors: Sequence[Connect] = (),
        listening: ListeningSocket | None = None,
        may_send: Callable[[], bool] = lambda: True,
        holder: SeatHolder | None = None,
        read_bots: Callable[[], Sequence[OrganisationBots]] | None = None,
        demonstration: Demonstration | None = None,
        edges: Edges | None = None,
    ) -> None:
        """`listening` is where /health is served; without it nobody watches. `may_send` says whether we are the one.

        With a `holder` only organisations are served whose seats it has; `read_bots` returns all organisations with
        their bots as they are now.

        The board is served there too, and in a `demonstration` on a port of its own.

        `bots` are those of the app's organisation, in place of the two tokens. `more_connectors` connect further
        platforms; `edges` are those of the machine unless others are given. Raises ValueError when there is no bot at
        all.
        """
        self._app = app
        self._edges = edges = edges or Edges()
        # Plain transactions in threads do three times what an async layer does on SQLite, and nothing is interleaved
        # half-way (docs/adr/0001). SQLite has one writer anyway.
        self._threads = edges.threads(1 if app.is_sqlite else 4)
        self._offices = AllOffices(app.database, app.owner)
        self._stopping, self._opening = asyncio.Event(), asyncio.Lock()
        self._listening = listening
        self._may_send = may_send
        self._boards: Boards | None = None
        self._maintenance: MaintenanceLoop | None = None
        self._served: dict[int, ServedOrganisation] = {}  # those that receive and send here
        at_once = 1 if app.is_sqlite else AT_ONCE
        self._rounds = Rounds(
            self._offices, self._threads, lambda: self._served, app.clock, edges.poll_seconds, at_once=at_once
        )
        self._places = Places(1 if app.is_sqlite else LEASES_AT_ONCE)
        self._for_all = self._shared(1 + len(others))
        tokens = {name: given for name, given in (("telegram", token), ("zalo", zalo_token)) if given}
        links = {"zalo": app.settings.zalo_link} if app.settings.zalo_link else {}
        bots = bots or OrganisationBots(app.organisation, tokens, is_of_settings=True, links=links)
        self._holder = holder
        if holder is not None:
            holder.on_told = self._rounds.arrived
        self._own = ServedOrganisation(app, bots, self._for_all, more_connectors)
        self._seating = Seating(
            [bots, *others], holder, self._threads, read_bots, self._take_up, self._give_up,
            BOTS_SECONDS * edges.rhythm,
        )  # fmt: skip
        self._known = KnownOrganisations(lambda: self._own, self._served, lambda: self._seating.bots, self._made)
        if holder is None:
            self._served |= {id_: self._known[id_] for id_ in self._seating.bots}
        self._recurring = RecurringWork(app, self._threads, self._offices, self._served, self._known)
        self._health = HealthOfAll(self._checks)
        self._boards = self._opened_boards(listening, demonstration)
        self._evidence = EvidenceMaintenance(app, self._threads, self._evidences, self._offices.to_fetch, may_send)
        self._metronome: Metronome | None = None
        self._background: set[asyncio.Task[None]] = set()
        self._ended: asyncio.Queue[tuple[ServedOrganisation, asyncio.Task[None]]] = asyncio.Queue()
        self.started = asyncio.Event()

    def _shared(self, organisations: int) -> Shared:
        places, pictures, shifts = asyncio.Semaphore(2), asyncio.Semaphore(1), Shifts()
        return Shared(
            self._threads,
            _at_most(places, self._edges.read_text),
            _at_most(pictures, self._edges.read_file),
            self._arrived,
            self._may_send,
            self._listening is not None,
            lambda: self._boards.base if self._boards is not None else "",
            self._handled,
            self._rounds.idle_until,
            self._look_at_once,
            self._all_ids,
            asyncio.Semaphore(INTRODUCED_AT_ONCE),
            INTRODUCTION_PAUSE if organisations > BEGUN_TOGETHER else 0.0,
            self._places,
            shifts,
            None if self._app.is_sqlite else GroupCommit(self._record_together, lambda: shifts.are_awaited),
        )

    async def _record_together(self, outcomes: Sequence[Outcome]) -> None:
        await self._threads(self._offices.record_sent, outcomes, self._app.clock.now())

    def _arrived(self, organisation_id: int) -> None:
        """Announce a stored update to the program that serves the organisation: this one or another worker."""
        if self._holder is None or organisation_id in self._served:
            self._rounds.arrived(organisation_id)
        else:
            self._begin(self._holder.tell(organisation_id))

    def _all_ids(self) -> Collection[int]:
        """The organisations that are served, here or by another program."""
        return self._seating.bots.keys()

    def _made(self, bots: OrganisationBots) -> ServedOrganisation:
        """Another organisation than at the start, or the same on other bots."""
        is_own = bots.organisation.id == self._app.organisation.id
        app = self._app.of(bots.organisation)
        one = ServedOrganisation(app, bots, self._for_all, is_of_installation=is_own)
        if is_own:
            self._own = one
            if self._maintenance is not None:
                self._maintenance.follow(one.health_check)
        return one

    def _checks(self) -> list[tuple[str, HealthCheck]]:
        return [(one.name, one.health_check) for one in self._served.values()]

    def served(self, organisation_id: int | None = None) -> ServedOrganisation:
        """An organisation that is served; without a number that of the app."""
        return self._own if organisation_id is None else self._known[organisation_id]

    def stop(self) -> None:
        """End cleanly: messages in flight are sent and recorded first."""
        self._stopping.set()

    async def tick_now(self) -> None:
        """Plan due reminders at once (the clock was moved)."""
        if self._metronome is not None:
            await self._metronome.now("remind")

    def _look_at_once(self, one: ServedOrganisation) -> None:
        """Check the health at once, because a connector met a trouble that administrators must know now."""
        one.health_check.forget()
        if self._metronome is None or self._listening is None:
            return
        self._begin(self._metronome.now("watch") if one is self._own else _ignoring(one.watch.watch()))

    async def run(self) -> None:
        """Run everything until stopped."""
        async with AsyncExitStack() as stack:
            stack.callback(self._threads.close)
            self._session = await stack.enter_async_context(self._edges.session())
            self._served |= {
                bots.organisation.id: self._known[bots.organisation.id] for bots in await self._seating.first()
            }
            for one in self._served.values():
                await one.open(self._session)
            self._metronome = Metronome(self._ticks())
            stack.callback(self._metronome.stop)
            await self._settle_restored()  # before anybody is let in: a restore has ended all sessions
            if self._boards is not None:
                stack.callback(self._boards.close)
                if (server := self._boards.server()) is not None:
                    await stack.enter_async_context(server)
            if self._listening is not None:
                boards = None if self._boards is None else self._boards.site
                cards, feeds = served_pages(self._app, self._threads, self._known)
                pages = create_app(
                    self._health.look, self._hooks(), cards, feeds, boards, (COUNTED,),
                    is_standby=lambda: not self._served,
                )  # fmt: skip
                await stack.enter_async_context(self._edges.serve(pages, self._listening))
            if self._boards is not None:
                await stack.enter_async_context(self._boards.telling())  # left first: open lines would hold servers up
            await self._release(self._served.values())
            await self._threads(self._offices.check_if_rules_changed, self._app.clock.now())
            await self._metronome.start()
            rhythm = f"{self._app.settings.tick_seconds:g}"
            log.info("planning every %s s", rhythm, extra={"action": "planning_started"})
            await self._work()

    async def _work(self) -> None:
        rounds = asyncio.create_task(self._rounds.run(), name="rounds")
        beginning = asyncio.create_task(self._begin_all(), name="begin")
        seating = asyncio.create_task(self._follow_seats(beginning), name="seats")
        watching = asyncio.create_task(self._watch_tasks(), name="ended")
        stopping = asyncio.create_task(self._stopping.wait(), name="stop")
        if len(self._served) <= BEGUN_TOGETHER:
            await beginning
        self.started.set()
        log.info("running", extra={"action": "started"})
        try:
            await asyncio.wait({rounds, watching, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            tasks = (rounds, beginning, seating, watching, stopping)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*(one.end() for one in self._served.values()), return_exceptions=True)
            await asyncio.gather(*tasks, *self._background, return_exceptions=True)
            log.info("stopped", extra={"action": "stopped"})
        for task in (rounds, beginning, watching):
            if not task.cancelled() and (error := task.exception()) is not None:
                raise error

    async def _begin_all(self) -> None:
        """Hundreds of bots that all begin at one instant would keep their platforms, and us, from all else."""
        await self._begin_these(list(self._served.values()))

    async def _begin_these(self, organisations: Sequence[ServedOrganisation]) -> None:
        for place, one in enumerate(organisations):
            if place and not place % BEGUN_TOGETHER:
                await asyncio.sleep(BEGIN_SECONDS)
            self._begin_serving(one)

    async def _follow_seats(self, beginning: "asyncio.Task[None]") -> None:
        await asyncio.wait({beginning})
        await self._seating.run()

    async def _take_up(self, organisations: Sequence[OrganisationBots]) -> None:
        """Begin to serve these while the program runs."""
        begun = [self._known[bots.organisation.id] for bots in organisations]
        for one in begun:
            await one.open(self._session)
        await self._release(begun)
        self._served |= {one.id: one for one in begun}
        await self._begin_these(begun)
        for one in begun:
            self._rounds.arrived(one.id)

    async def _give_up(self, organisation_id: int) -> None:
        """Serve this one no more; returns when nothing of it is under way here."""
        one = self._served.pop(organisation_id)
        await self._rounds.ended(organisation_id)
        await one.end()
        self._known.forget(organisation_id)

    async def _release(self, organisations: Collection[ServedOrganisation]) -> None:
        """Whoever served these before serves them no more: what it had leased may have been sent."""
        served = [one.id for one in organisations]
        await self._threads(self._offices.release_abandoned, self._app.clock.now(), served)

    def _begin_serving(self, one: ServedOrganisation) -> None:
        one.begin()
        for task in one.tasks:
            task.add_done_callback(lambda ended: self._ended.put_nowait((one, ended)))

    async def _watch_tasks(self) -> None:
        """When a task ends by itself: one organisation alone ends the program, of several that one is begun again."""
        while True:
            one, task = await self._ended.get()
            is_over = task.cancelled() or task not in one.tasks or self._served.get(one.id) is not one
            if self._stopping.is_set() or is_over:
                continue
            error = task.exception()
            if len(self._seating.bots) == 1:
                if error is not None:
                    raise error
                return
            with one.logged():
                log.error("begun again", exc_info=error, extra={"action": "organisation_failed"})
            await one.end()
            self._begin(self._serve_again(one))

    async def _serve_again(self, one: ServedOrganisation) -> None:
        await asyncio.sleep(AGAIN_SECONDS)
        if not self._stopping.is_set() and self._served.get(one.id) is one:
            await one.renew()
            self._begin_serving(one)

    def _handled(self, organisation_id: int) -> None:
        """Something was handled: somebody may wait for it at a page."""
        if self._boards is not None:
            self._boards.handled(organisation_id)

    def _opened_boards(self, listening: ListeningSocket | None, demonstration: Demonstration | None) -> Boards | None:
        served = demonstration.listening if demonstration is not None else listening
        if served is None or not self._edges.has_board:
            return None
        reads = open_page_reads(self._app.settings, self._edges.threads)
        return Boards(self._app, self._threads, reads, self._own, self._known, served, demonstration)

    def _hooks(self) -> dict[str, Hook]:
        """Whoever serves an organisation, what its platforms push may come to any program."""
        pushed = [name for name in PLATFORMS if is_pushed(self._app.settings, name)]
        among = self._known.values() if pushed else ()
        return {
            place: Hook(by.header, by.secret, partial(self._take, one.id, place))
            for one in among
            for place, by in one.webhooks().items()
        }

    async def _take(self, organisation_id: int, place: str, update: Mapping[str, Any]) -> bool:
        one = self._known[organisation_id]
        async with self._opening:  # another program serves it: here it is only asked to store what was pushed
            if not one.is_open:
                await one.open(self._session)
        return await one.webhooks()[place].take(update)

    def _ticks(self) -> list[Tick]:
        rhythm = self._edges.rhythm
        return [replace(tick, seconds=tick.seconds * rhythm) for tick in self._usual_ticks()]

    def _usual_ticks(self) -> list[Tick]:
        return [
            *self._recurring.ticks(),
            *self._evidence.ticks(),
            *(self._maintenance_loop().ticks() if self._listening else []),
        ]

    def _maintenance_loop(self) -> MaintenanceLoop:
        def others() -> Sequence[OrganisationWatch]:
            return [one.watch for one in self._served.values() if one is not self._own]

        self._maintenance = MaintenanceLoop(
            self._app, self._threads, self._own.health_check, others, self._health.look,
            is_own=lambda: self._own.id in self._served,
        )  # fmt: skip
        return self._maintenance

    async def _settle_restored(self) -> None:
        """Reconcile after a restore; also one done by copying a backup into place by hand is noticed here."""
        maintenance = Maintenance(self._app.database, self._app.organisation.id)
        settled = await self._threads(maintenance.settle_restored, self._app.clock.now())
        if settled is not None:
            log.warning("the database was restored: %s", settled, extra={"action": "database_restored"})
            for one in self._served.values():
                await one.evidence.fetch_missing_again()

    def _evidences(self) -> Mapping[int, Any]:
        return {one.id: one.evidence for one in self._served.values()}

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)


async def _ignoring(work: Coroutine[Any, Any, object]) -> None:
    await work


def _at_most(places: asyncio.Semaphore, read: Read) -> Read:
    """The same reader, for a few files at a time of all organisations together."""

    async def reading(*arguments: Any, **more: Any) -> Any:
        async with places:
            return await read(*arguments, **more)

    return reading
