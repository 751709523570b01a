"""The running program: receive, decide, send. Everything is wired here and nowhere else."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial

from bot.conversation.dispatcher import Dispatcher
from bot.conversation.page_presses import read_press
from bot.conversation.uploads import UploadWorker
from bot.grammar.reading import GRAMMAR
from bot.platforms.connector import PlatformConnector, ProgramContext, bot_of
from bot.platforms.receiving import ReceivingState
from bot.platforms.registry import PLATFORMS
from bot.platforms.telegram.mini_app import signed_chat
from bot.platforms.zalo.outbound import ZaloChannel
from domain.board_sessions import PAGE
from domain.channel_holds_and_quotas import MonthQuota
from domain.deliveries import Delivery, Outcome, Result
from domain.drafts import PlanReading
from domain.messages import Response
from domain.messages.accounts import Welcome
from domain.messages.people import AbsenceEnded, AbsenceNoted, PersonMoved
from domain.messages.reports import MorningDigest
from domain.messages.settings import LanguageShown
from dondoc.app import App, ServiceThreads
from dondoc.bots import bot_settings
from dondoc.clock import SetBack
from dondoc.ops.counted_actions import COUNTED
from dondoc.ops.evidence import EvidenceMaintenance, draft_pictures, evidence_folder
from dondoc.ops.health_check import HealthCheck
from dondoc.ops.maintenance_loop import MaintenanceLoop
from dondoc.run.board import FETCHED, ON_PAGE, Board, Demonstration, fetch_upload
from dondoc.run.edges import Edges
from dondoc.run.outgoing import Outgoing
from dondoc.run.page_reads import open_page_reads
from dondoc.run.pages import ChatFiles, card_links, feed_base, feed_pages
from dondoc.sealing import signing_keys
from scheduler.metronome import Metronome, Tick
from scheduler.rounds import go_round, go_round_together
from services.commands.answer_messages import recall_chat
from services.maintenance.maintenance import Maintenance
from services.office.checkpoint_service import CheckpointService
from services.office.office import Office
from services.plans.draft_pictures import with_pictures_kept
from web.app import create_app
from web.server import ListeningSocket
from web.webhooks import Hook
from wording.layout import BotLinks, shortened, utf16_length
from wording.messages import Capabilities, Message
from wording.render import render

log = logging.getLogger(__name__)
Connect = Callable[[ProgramContext], PlatformConnector]
CONTACT_SECONDS = 60.0
RETRY_TIMES_SECONDS = 30.0
HOUSEKEEPING_SECONDS = 300.0
REPORT_SECONDS = 60.0
UNREACHED_SECONDS = 120.0  # people who have just been entered get a moment to link themselves
_LINKED = ("telegram", "zalo")
_CHANGING = (Welcome, LanguageShown, AbsenceNoted, AbsenceEnded, PersonMoved)


class Program:
    """One organisation's program on a Telegram bot, a Zalo bot, or both.

    `run` goes on until cancelled or `stop` is called.
    """

    def __init__(
        self,
        app: App,
        token: str | None = None,
        *,
        zalo_token: str | None = None,
        more_connectors: Sequence[Connect] = (),
        listening: ListeningSocket | None = None,
        may_send: Callable[[], bool] = lambda: True,
        demonstration: Demonstration | None = None,
        edges: Edges | None = None,
    ) -> None:
        """`listening` is where /health is served; without it nobody watches. `may_send` says whether we are the one.

        The board is served there too, and in a `demonstration` on a port of its own.

        `more_connectors` connect further platforms; `edges` are those of the machine unless others are given.
        Raises ValueError when there is no bot at all.
        """
        self._app = app
        self._edges = edges = edges or Edges()
        self._office = app.office(_quotas(app, zalo_token), grammar=GRAMMAR)
        # Plain transactions in threads do three times what an async layer does on SQLite, and nothing is interleaved
        # half-way (docs/adr/0001). SQLite has one writer anyway.
        self._threads = edges.threads(1 if app.is_sqlite else 4)
        self._set_back = SetBack(app.clock)
        self._arrived = asyncio.Event()
        self._stopping = asyncio.Event()
        self._context = program_context(app, self._office, self._threads, self._arrived)
        self._connectors = self._connect({"telegram": token, "zalo": zalo_token}, more_connectors)
        self._outgoing = Outgoing(
            app.clock,
            self._office,
            self._threads,
            self._connectors,
            patience=app.settings.channel_patience,
            render=self._render,
            may_send=may_send,
            poll_seconds=edges.poll_seconds,
        )
        self._outgoing.on_leased, self._outgoing.on_recorded = self._leased, self._written
        links = card_links(app, zalo_token) if listening is not None else None
        self._cards = None if links is None else ChatFiles(app, self._office, self._threads, links)
        self._feed_base = feed_base(app, is_listening=listening is not None)
        self._board = self._opened_board(listening, demonstration, token)
        self._watch = MenuWatch()
        self._menus: set[asyncio.Task[None]] = set()
        self._listening = listening
        self._health_check = HealthCheck(app, self._threads, self._receiving)
        fetchers = {name: connector.fetch for name, connector in self._connectors.items()}
        fetchers[PAGE] = partial(fetch_upload, self._app)
        self._evidence = EvidenceMaintenance(app, self._threads, fetchers, self._health_check, may_send)
        self._metronome: Metronome | None = None
        for connector in self._connectors.values():
            connector.on_alarm = self._look_at_once
        self.started = asyncio.Event()

    def stop(self) -> None:
        """End cleanly: messages in flight are sent and recorded first."""
        self._stopping.set()

    async def tick_now(self) -> None:
        """Plan due reminders at once (the clock was moved)."""
        if self._metronome is not None:
            await self._metronome.now("remind")

    def _look_at_once(self) -> None:
        """Check the health at once, because a connector met a trouble that administrators must know now."""
        self._health_check.forget()
        if self._metronome is not None and self._listening is not None:
            self._begin(self._metronome.now("watch"))

    async def run(self) -> None:
        """Run everything until stopped."""
        async with AsyncExitStack() as stack:
            stack.callback(self._threads.close)
            session = await stack.enter_async_context(self._edges.session())
            for connector in self._connectors.values():
                await connector.open(session)
            self._sender = await self._outgoing.open()
            self._metronome = Metronome(self._ticks())
            stack.callback(self._metronome.stop)
            await self._settle_restored()  # before anybody is let in: a restore has ended all sessions
            if self._board is not None:
                stack.callback(self._board.close)
                if (server := self._board.server()) is not None:
                    await stack.enter_async_context(server)
            if self._listening is not None:
                cards = self._cards.pages if self._cards else None
                feeds = feed_pages(self._app, self._office, self._threads) if self._feed_base else None
                board = None if self._board is None else self._board.site
                pages = create_app(self._health_check.look, self._hooks(), cards, feeds, board, (COUNTED,))
                await stack.enter_async_context(self._edges.serve(pages, self._listening))
            if self._board is not None:
                await stack.enter_async_context(self._board.telling())  # left first: open lines would hold servers up
            await self._threads(self._office.delivery.release_abandoned, self._app.clock.now())
            await self._threads(self._office.planning.check_everything)
            await self._metronome.start()
            rhythm = f"{self._app.settings.tick_seconds:g}"
            log.info("planning every %s s", rhythm, extra={"action": "planning_started"})
            await self._work()

    async def _work(self) -> None:
        readers = {PAGE: read_press, **{name: connector.read for name, connector in self._connectors.items()}}
        can = {PAGE: ON_PAGE, **{name: each.channel.capabilities for name, each in self._connectors.items()}}
        plain = [name for name, able in can.items() if not _shows_pictures(able)]
        no_files = [name for name, able in can.items() if not able.has_files]
        fetchers = {name: connector.fetch for name, connector in self._connectors.items()}
        fetchers[PAGE] = partial(fetch_upload, self._app)
        recall = partial(recall_chat, self._app.database, self._app.organisation.id)
        edited = [name for name, able in can.items() if able.has_edits]
        uploads = UploadWorker(
            self._office, fetchers, self._edges.read_text, self._app.clock.now, recall, self._edges.read_file, edited,
            keep_pictures=self._keep_pictures,
        )  # fmt: skip
        dispatcher = Dispatcher(
            self._office, readers, self._app.clock.now, plain, uploads, self._threads.are_awaited, no_files,
            self._app.clock.machine_now, self._edges.poll_seconds,
        )  # fmt: skip
        receiving = [
            *(
                asyncio.create_task(connector.receive(), name=f"receive {name}")
                for name, connector in self._connectors.items()
            ),
            asyncio.create_task(dispatcher.run(self._threads, self._arrived, self._handled), name="dispatch"),
            asyncio.create_task(self._outgoing.probe(), name="probe"),
        ]
        sending = asyncio.create_task(self._sender.run(), name="send")
        stopping = asyncio.create_task(self._stopping.wait(), name="stop")
        self.started.set()
        log.info("running", extra={"action": "started"})
        try:
            await asyncio.wait({*receiving, sending, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._sender.stop()
            for task in (*receiving, stopping):
                task.cancel()
            await uploads.close()
            await asyncio.gather(*receiving, stopping, sending, *self._menus, return_exceptions=True)
            log.info("stopped", extra={"action": "stopped"})
        for task in (*receiving, sending):
            if not task.cancelled() and (error := task.exception()) is not None:
                raise error

    def _handled(self) -> None:
        """Something was handled: there may be something to send, and somebody may wait for it at a page."""
        self._sender.wake()
        if self._board is not None:
            self._board.handled.notify()

    def _opened_board(
        self, listening: ListeningSocket | None, demonstration: Demonstration | None, token: str | None
    ) -> Board | None:
        served = demonstration.listening if demonstration is not None else listening
        if served is None or not self._edges.has_board:
            return None
        port = served.getsockname()[1]
        return Board(
            self._app,
            self._threads,
            open_page_reads(self._app.settings, self._edges.threads),
            self._arrived,
            partial(self._rendered, capabilities=ON_PAGE),
            partial(self._rendered, capabilities=FETCHED),
            self._context.stored_file,
            port,
            demonstration,
            partial(signed_chat, token) if token else None,
        )

    def _keep_pictures(self, reading: PlanReading) -> PlanReading:
        return with_pictures_kept(reading, draft_pictures(self._app.settings), self._app.clock.now())

    def _hooks(self) -> dict[str, Hook]:
        receivers = {name: connector.webhook for name, connector in self._connectors.items()}
        return {name: Hook(by.header, by.secret, by.take) for name, by in receivers.items() if by is not None}

    def _ticks(self) -> list[Tick]:
        rhythm = self._edges.rhythm
        return [replace(tick, seconds=tick.seconds * rhythm) for tick in self._usual_ticks()]

    def _usual_ticks(self) -> list[Tick]:
        return [
            Tick("housekeeping", HOUSEKEEPING_SECONDS, self._do_housekeeping),
            Tick("reports", REPORT_SECONDS, self._report),
            Tick("unreached", UNREACHED_SECONDS, self._tell_unreached, is_made_at_start=False),
            Tick("remind", self._app.settings.tick_seconds, self._remind),
            Tick("contact", CONTACT_SECONDS, self._note_contact),
            Tick("retry_times", RETRY_TIMES_SECONDS, self._correct_retry_times),
            *self._evidence.ticks(),
            *(MaintenanceLoop(self._app, self._threads, self._health_check).ticks() if self._listening else []),
        ]

    def _receiving(self) -> dict[str, ReceivingState]:
        return {name: self._outgoing.seen(name, connector.receiving) for name, connector in self._connectors.items()}

    async def _settle_restored(self) -> None:
        """Reconcile after a restore; also one done by copying a backup into place by hand is noticed here."""
        maintenance = Maintenance(self._app.database, self._app.organisation.id)
        settled = await self._threads(maintenance.settle_restored, self._app.clock.now())
        if settled is not None:
            log.warning("the database was restored: %s", settled, extra={"action": "database_restored"})
            await self._evidence.fetch_missing_again()

    async def _remind(self) -> None:
        """Plan every organisation that is due, small ones in one transaction; a failure of one stops no other."""
        now, own = self._app.clock.now(), self._app.organisation.id

        async def plan(organisation_ids: Sequence[int]) -> int:
            return await self._threads(self._office.planning.plan, now, organisation_ids)

        due = await self._threads(self._office.planning.due, now)
        if due:
            await self._make_checkpoints()
        done = await go_round_together("planning", due, plan)
        if done.total:
            self._sender.wake()
        if own in done.failed:
            raise done.failed[own]
        self._health_check.planned()

    async def _do_housekeeping(self) -> None:
        await self._threads(self._office.planning.housekeeping, self._app.clock.now())

    async def _make_checkpoints(self) -> None:
        """The history of each organisation gets a checkpoint of the month that ended.

        Before anything is planned: a report of that month carries it, also when the machine slept until the morning.
        """
        now, service = self._app.clock.now(), CheckpointService(self._app.database, signing_keys(self._app.settings))
        due = await self._threads(service.due, now)
        if (await go_round("checkpoints", due, lambda id_: self._threads(service.make, id_, now))).total:
            self._sender.wake()

    async def _report(self) -> None:
        """Plan regular reports: they fall due by the calendar, so no task's `next_check_at` leads to them."""
        await self._make_checkpoints()
        if await self._threads(self._office.planning.plan_reports, self._app.clock.now()):
            self._sender.wake()

    async def _tell_unreached(self) -> None:
        if await self._threads(self._office.planning.tell_unreached, self._app.clock.now()):
            self._sender.wake()

    async def _note_contact(self) -> None:
        for connector in self._connectors.values():
            await connector.note_contact()

    async def _correct_retry_times(self) -> None:
        """Correct retry times after a clock change, and outcomes that were not recorded.

        What was put off to another day while the clock was ahead is looked at again on the day that it is.
        """
        in_flight = tuple(self._sender.in_flight)
        if await self._threads(self._office.delivery.shorten_waits, self._app.clock.now(), in_flight):
            self._sender.wake()
        if self._set_back:
            await self._threads(self._office.planning.check_everything)
            self._set_back.settle()

    def _connect(self, tokens: Mapping[str, str | None], more: Sequence[Connect]) -> dict[str, PlatformConnector]:
        settings, context = self._app.settings, self._context
        connectors = [connect(context) for connect in more]
        for name, platform in PLATFORMS.items():
            if token := tokens[name]:
                links = card_links(self._app, token) is not None
                connectors.append(platform.connect(context, bot_settings(settings, name, token, links_pictures=links)))
        if not connectors:
            raise ValueError("no bot token at all")
        return {connector.name: connector for connector in connectors}

    def _leased(self, deliveries: Sequence[Delivery]) -> None:
        self._health_check.leased()
        for delivery in deliveries:
            self._watch.leased(delivery)

    def _render(self, delivery: Delivery, capabilities: Capabilities) -> Message:
        message = self._rendered(delivery.responses, delivery.language, capabilities)
        if self._cards is not None:
            message = self._cards.linked(message, delivery.outbox_id, capabilities)
        if delivery.reference is None:
            return message
        return with_reference(message, delivery.reference, capabilities.max_length)

    def _rendered(self, responses: Sequence[Response], language: str, capabilities: Capabilities) -> Message:
        zone, superior = self._app.organisation.zone, self._app.settings.superior
        board = self._board.base if self._board is not None else ""
        public = {"superior": superior, "public_url": self._feed_base, "board_url": board}
        addresses = {name: self._connectors[name].link for name in _LINKED if name in self._connectors}
        links = BotLinks(**addresses, platforms=tuple(addresses))
        return render(responses, language, capabilities, zone=zone, links=links, **public)

    def _written(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            chat = self._watch.recorded(outcome.outbox_id, is_sent=outcome.result is Result.SENT)
            if chat is not None:
                self._begin(self._connectors[chat[0]].welcomed(chat[1]))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._menus.add(task)
        task.add_done_callback(self._menus.discard)


class MenuWatch:
    """Tracks messages on their way that change a chat's menu, and the chats whose menu has a stand-in's commands.

    No event marks the first and last day of an absence, so the first morning message of its days, and the first one
    after, are the signals.
    """

    def __init__(self) -> None:
        self._on_the_way: dict[int, tuple[str, str]] = {}
        self._standing_in: set[tuple[str, str]] = set()

    def leased(self, delivery: Delivery) -> None:
        """A message is about to be sent."""
        chat = (delivery.channel, delivery.chat_id)
        if any(self._changes(response, chat) for response in delivery.responses):
            self._on_the_way[delivery.outbox_id] = chat

    def recorded(self, outbox_id: int, *, is_sent: bool) -> tuple[str, str] | None:
        """Note the outcome of a message and return the (channel, chat id) whose menu must be set now, if any."""
        chat = self._on_the_way.pop(outbox_id, None)
        return chat if is_sent else None

    def _changes(self, response: Response, chat: tuple[str, str]) -> bool:
        if not isinstance(response, MorningDigest):
            return isinstance(response, _CHANGING)
        stood_in = chat in self._standing_in
        (self._standing_in.add if response.standing_in_for else self._standing_in.discard)(chat)
        return bool(response.standing_in_for) or stood_in


def _shows_pictures(can: Capabilities) -> bool:
    return can.has_pictures or can.has_picture_links


def _quotas(app: App, zalo_token: str | None) -> list[MonthQuota]:
    """Zalo alone counts a bot's messages of a month; 0 stands for a plan without that limit."""
    limit = app.settings.zalo_monthly_quota
    return [MonthQuota(ZaloChannel.name, bot_of(zalo_token), limit)] if zalo_token and limit else []


def with_reference(message: Message, reference: str, limit: int) -> Message:
    """The message with a short mark at the end, within `limit` UTF-16 units: the same mark twice is the same twice."""
    mark = f"\n({reference})"
    short = shortened(message, limit - utf16_length(mark))
    return replace(short, text=short.text + mark)


def program_context(app: App, office: Office, threads: ServiceThreads, arrived: asyncio.Event) -> ProgramContext:
    """What the connectors need of the program; files that were handed in are read in a thread."""
    folder, pictures = evidence_folder(app.settings), draft_pictures(app.settings)

    async def stored_file(digest: str) -> bytes | None:
        return await asyncio.to_thread(lambda: folder.read(digest) or pictures.read(digest))

    return ProgramContext(app.clock, office, threads, arrived, stored_file)
