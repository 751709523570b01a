"""One organisation as the running program serves it: its bots, what is handled, sent and known of it."""

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

import aiohttp

from bot.conversation.dispatcher import Dispatcher
from bot.conversation.page_presses import read_press
from bot.conversation.shifts import Shifts
from bot.conversation.uploads import Read, UploadWorker
from bot.grammar.reading import GRAMMAR
from bot.platforms.connector import ConnectedOffice, PlatformConnector, ProgramContext, bot_of
from bot.platforms.receiving import ReceivingState
from bot.platforms.registry import PLATFORMS
from bot.platforms.webhooks import WebhookReceiver
from bot.platforms.zalo.outbound import ZaloChannel
from domain.board_sessions import PAGE
from domain.channel_holds_and_quotas import MonthQuota
from domain.channels import newest_channel, platform_of
from domain.deliveries import Delivery, Outcome, Result
from domain.drafts import PlanReading
from domain.inbox import BotContact
from domain.messages import Response
from dondoc.app import App, ServiceThreads
from dondoc.bots import bot_settings
from dondoc.ops.evidence import OrganisationEvidence, draft_pictures, evidence_folder
from dondoc.ops.health_check import HealthCheck
from dondoc.ops.logs import log_organisation
from dondoc.ops.maintenance_loop import OrganisationWatch
from dondoc.run.board import ON_PAGE, fetch_upload
from dondoc.run.group_commit import GroupCommit
from dondoc.run.menu_watch import MenuWatch
from dondoc.run.outgoing import Joins, Outgoing
from dondoc.run.pages import ChatFiles, card_links, feed_base
from dondoc.run.shared_bots import SharedBot, SharedBots
from dondoc.stored_bots import OrganisationBots
from scheduler.places import Places
from services.commands.answer_messages import recall_chat
from services.plans.draft_pictures import with_pictures_kept
from wording.layout import BotLinks, shortened, utf16_length
from wording.messages import Capabilities, Message
from wording.render import render
from wording.shared_chats import under_name

log = logging.getLogger(__name__)
Connect = Callable[[ProgramContext], PlatformConnector]
NEVER = 3600.0  # seconds between two looks of a sender: `Rounds` wakes it, this is for a wake that was lost


@dataclass(frozen=True, slots=True)
class Shared:
    """What all organisations of one process share. `read_text` and `read_file` read uploads, a few at a time.

    `arrived(organisation id)` is called when something was stored that is to be handled. `may_send` says whether this
    process is the one that sends. `is_listening`: pages are served. `board_base` returns the address of boards
    for links in messages, "" where it is reached from this machine only or not at all. `idle_until`
    returns the monotonic instant until which nothing was to be sent for it. `alarmed` is called when something must not
    wait for the next check of health. `served` are all organisations that the program serves. `bots` are those that
    several organisations share, `places` those of senders that ask the database, `shifts` those of
    senders that send. `receipts` records what they sent; None where each records for itself.
    """

    threads: ServiceThreads
    read_text: Read
    read_file: Read
    arrived: Callable[[int], None]
    may_send: Callable[[], bool]
    is_listening: bool
    board_base: Callable[[], str]
    handled: Callable[[int], None]
    idle_until: Callable[[int], float]
    alarmed: Callable[["ServedOrganisation"], None]
    served: Callable[[], Collection[int]]
    introductions: asyncio.Semaphore
    introduction_pause: float
    places: Places
    shifts: Shifts
    receipts: GroupCommit | None = None
    bots: SharedBots = field(default_factory=SharedBots)


class ServedOrganisation:
    """One organisation on its bots of Telegram and Zalo, one at least. `app` is that of this organisation.

    `is_of_installation`: its health tells of the machine, too. Raises ValueError when there is no bot at all.
    """

    def __init__(
        self, app: App, bots: OrganisationBots, shared: Shared, more_connectors: Sequence[Connect] = (), *,
        is_of_installation: bool = True,
    ) -> None:  # fmt: skip
        self.app, self.bots, self.tokens, self._shared = app, bots, bots.tokens, shared
        self.is_open = False
        make_context = partial(program_context, app, shared)
        self._shared_bots = shared.bots.of(app, bots, make_context, shared.arrived)
        self.quotas = _quotas(app, bots)
        numbers = {name: bot_of(token) for name, token in self.tokens.items()}
        self.office = app.office(self.quotas, grammar=GRAMMAR, bots=numbers)
        for bot in self._shared_bots.values():
            self.office.share(bot.office)
        self.context = program_context(app, shared, self.office, partial(shared.arrived, self.id))
        self.connectors = self._connect(more_connectors)
        threads = shared.threads
        self._outgoing = Outgoing(
            app.clock, self.office, threads, self.connectors, patience=app.settings.channel_patience,
            render=self._render, may_send=shared.may_send, poll_seconds=NEVER,
            shared={name: bot.breaker for name, bot in self._shared_bots.items()}, places=shared.places,
            shifts=shared.shifts, receipts=self._together,
            wakes={name: bot.wake for name, bot in self._run_here().items()}, joins=self._joins(),
        )  # fmt: skip
        self._outgoing.on_leased, self._outgoing.on_recorded = self._leased, self._written
        zalo = self._bots_of("zalo")
        links = card_links(app, self.tokens[zalo[0]] if zalo else None) if shared.is_listening else None
        self.cards = None if links is None else ChatFiles(app, self.office, threads, links)
        self._feed_base = feed_base(app, is_listening=shared.is_listening)
        self._menu_watch = MenuWatch()
        self._menus: set[asyncio.Task[None]] = set()
        self.health_check = HealthCheck(
            app, threads, self._receiving, shared.served, partial(shared.idle_until, self.id),
            is_of_installation=is_of_installation,
        )  # fmt: skip
        self.evidence = OrganisationEvidence(app, threads, self._fetchers(), self.health_check, shared.may_send)
        self.watch = OrganisationWatch(app, threads, self.health_check)
        for connector in self._received().values():
            connector.on_alarm = partial(shared.alarmed, self)

    def _bots_of(self, platform: str) -> list[str]:
        """The channels of its bots on a platform, in their order."""
        return sorted(name for name in self.tokens if platform_of(name) == platform)

    def _run_here(self) -> dict[str, SharedBot]:
        """Shared bots that this organisation runs for all."""
        return {name: bot for name, bot in self._shared_bots.items() if bot.is_run_by(self.id)}

    def _together(self) -> GroupCommit | None:
        """With whom it records what was sent: with all, where there are others and nobody counts its messages."""
        return None if self.quotas or len(self._shared.served()) == 1 else self._shared.receipts

    def _joins(self) -> Joins | None:
        """With whose morning messages its own go as one: of the organisations on the bots that it shares."""
        mornings = {name: bot.mornings for name, bot in self._shared_bots.items()}
        return (self.id, self.app.organisation.code or "", mornings) if mornings else None

    @property
    def shares_a_bot(self) -> bool:
        """Whether other organisations are served on one of its bots."""
        return bool(self._shared_bots)

    def _received(self) -> dict[str, PlatformConnector]:
        """The connectors that are run here: its own, and those of shared bots that it runs for all."""
        elsewhere = self._shared_bots.keys() - self._run_here().keys()
        return {name: connector for name, connector in self.connectors.items() if name not in elsewhere}

    @property
    def id(self) -> int:
        """The number of the organisation in the database."""
        return self.app.organisation.id

    @property
    def name(self) -> str:
        """What names it in logs and in the health: its code, where there are several."""
        return self.app.organisation.code or self.app.organisation.name

    @contextmanager
    def logged(self) -> Iterator[None]:
        """Lines of the log that are written meanwhile are marked as of this organisation."""
        with log_organisation(self.app.organisation.code or ""):
            yield

    async def open(self, session: aiohttp.ClientSession) -> None:
        """Make ready to receive and to send on the session that all bots share."""
        for name, connector in self.connectors.items():
            await (self._shared_bots.get(name) or connector).open(session)
        await self.renew()
        self.is_open = True

    async def renew(self) -> None:
        """Make ready again after its end."""
        for bot in self._shared_bots.values():
            bot.wakes[self.id] = self.wake
        self.sender = await self._outgoing.open()
        self.dispatcher, self._uploads = self._dispatching()

    def begin(self) -> None:
        """Receive and send from now on."""
        with log_organisation(self.app.organisation.code or ""):
            receiving = (
                asyncio.create_task(connector.receive(), name=f"receive {name}")
                for name, connector in self._received().items()
            )
            self._receiving_tasks = list(receiving)
            if self._outgoing.is_probing:
                self._receiving_tasks.append(asyncio.create_task(self._outgoing.probe(), name="probe"))
            self._sending = asyncio.create_task(self.sender.run(), name="send")

    @property
    def tasks(self) -> list[asyncio.Task[None]]:
        """What runs for it until it is ended."""
        return [*self._receiving_tasks, self._sending]

    async def end(self) -> None:
        """End cleanly: messages in flight are sent and recorded first."""
        self.sender.stop()
        for task in self._receiving_tasks:
            task.cancel()
        await self._uploads.close()
        await asyncio.gather(*self.tasks, *self._menus, return_exceptions=True)
        for bot in self._shared_bots.values():
            bot.ended(self.id)

    def wake(self) -> None:
        """There may be something to send."""
        self.sender.wake()

    @property
    def leased(self) -> int:
        """How many messages have been leased so far."""
        return self._outgoing.leased

    @property
    def in_flight(self) -> frozenset[int]:
        """The messages that are being sent at this moment."""
        return self.sender.in_flight

    async def work(self) -> int:
        """Handle a batch of the updates that wait; returns how many moved. Raises what the database raises."""
        handled = await self._shared.threads(self.dispatcher.work)
        self._uploads.begin(self._shared.threads, self._handled)
        if handled:
            self._handled()
        return handled

    def _handled(self) -> None:
        """Something was handled: there may be something to send, and somebody may wait for it at a page."""
        self._outgoing.hurry()
        self._shared.handled(self.id)

    def new_contacts(self) -> list[tuple[int, BotContact]]:
        """When its bots' platforms last answered, where that is new; of a bot that it runs for several, for each."""
        own = (one for name, one in self.connectors.items() if name not in self._shared_bots)
        found = [(self.id, contact) for one in own if (contact := one.new_contact()) is not None]
        return [*found, *(one for bot in self._run_here().values() for one in bot.new_contacts())]

    async def refresh(self) -> None:
        """Set what the platforms show in chats that were linked or unlinked since."""
        for connector in self._received().values():
            await connector.refresh()

    def webhooks(self) -> dict[str, WebhookReceiver]:
        """What takes pushed updates, by the end of its address."""
        found = {name: connector.webhook for name, connector in self._received().items()}
        return {self._place(name) or name: receiver for name, receiver in found.items() if receiver is not None}

    def _place(self, name: str) -> str | None:
        return self.bots.place(name) if name in self.tokens else None

    def _connect(self, more: Sequence[Connect]) -> dict[str, PlatformConnector]:
        settings = self.app.settings
        connectors = [connect(self.context) for connect in more]
        for name in (name for platform in PLATFORMS for name in self._bots_of(platform)):
            if (bot := self._shared_bots.get(name)) is not None:
                connectors.append(bot.connector)
                continue
            token = self.tokens[name]
            one = bot_settings(
                settings, name, token, links_pictures=card_links(self.app, token) is not None,
                webhook=self._place(name), link=self.bots.links.get(name, ""),
            )  # fmt: skip
            connectors.append(PLATFORMS[platform_of(name)].connect(self.context, one))
        if not connectors:
            raise ValueError("no bot token at all")
        return {connector.name: connector for connector in connectors}

    def _fetchers(self) -> dict[str, Callable[..., Coroutine[None, None, bytes]]]:
        fetchers = {name: connector.fetch for name, connector in self.connectors.items()}
        return {**fetchers, PAGE: partial(fetch_upload, self.app)}

    def _dispatching(self) -> tuple[Dispatcher, UploadWorker]:
        app, shared = self.app, self._shared
        readers = {PAGE: read_press, **{name: connector.read for name, connector in self.connectors.items()}}
        can = {PAGE: ON_PAGE, **{name: each.channel.capabilities for name, each in self.connectors.items()}}
        plain = [name for name, able in can.items() if not _shows_pictures(able)]
        no_files = [name for name, able in can.items() if not able.has_files]
        edited = [name for name, able in can.items() if able.has_edits]
        recall = partial(recall_chat, app.database, app.organisation.id)
        uploads = UploadWorker(
            self.office, self._fetchers(), shared.read_text, app.clock.now, recall, shared.read_file, edited,
            keep_pictures=self._keep_pictures,
        )  # fmt: skip
        dispatcher = Dispatcher(
            self.office, readers, app.clock.now, plain, uploads, shared.threads.are_awaited, no_files,
            app.clock.machine_now,
        )  # fmt: skip
        return dispatcher, uploads

    def _keep_pictures(self, reading: PlanReading) -> PlanReading:
        return with_pictures_kept(reading, draft_pictures(self.app.settings), self.app.clock.now())

    def _receiving(self) -> dict[str, ReceivingState]:
        return {name: self._outgoing.seen(name, connector.receiving) for name, connector in self.connectors.items()}

    def _leased(self, deliveries: Sequence[Delivery]) -> None:
        self.health_check.leased()
        for delivery in deliveries:
            self._menu_watch.leased(delivery)

    def _render(self, delivery: Delivery, capabilities: Capabilities) -> Message:
        message = self.rendered(delivery.responses, delivery.language, capabilities)
        if delivery.names_organisation and not all(one.is_of_no_organisation for one in delivery.responses):
            organisation = self.app.organisation
            message = under_name(message, organisation.code or "", organisation.name, capabilities.max_length)
        if self.cards is not None:
            message = self.cards.linked(message, delivery.outbox_id, capabilities)
        if delivery.reference is None:
            return message
        return with_reference(message, delivery.reference, capabilities.max_length)

    def rendered(self, responses: Sequence[Response], language: str, capabilities: Capabilities) -> Message:
        """The message that says this."""
        zone, superior = self.app.organisation.zone, self.app.settings.superior
        public = {"superior": superior, "public_url": self._feed_base, "board_url": self._shared.board_base()}
        invited = {name: newest_channel(name, self.connectors) for name in PLATFORMS}
        addresses = {name: self.connectors[at].link for name, at in invited.items() if at is not None}
        links = BotLinks(**addresses, platforms=tuple(addresses))
        return render(responses, language, capabilities, zone=zone, links=links, **public)

    def _written(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            chat = self._menu_watch.recorded(outcome.outbox_id, is_sent=outcome.result is Result.SENT)
            if chat is not None:
                self._greet(*chat)

    def _greet(self, channel: str, chat_id: str) -> None:
        task = asyncio.create_task(self.connectors[channel].welcomed(chat_id))
        self._menus.add(task)
        task.add_done_callback(self._menus.discard)


def program_context(app: App, shared: Shared, office: ConnectedOffice, arrived: Callable[[], None]) -> ProgramContext:
    """What a connector needs of the program; files that were handed in are read in a thread."""
    folder, pictures = evidence_folder(app.settings), draft_pictures(app.settings)

    async def stored_file(digest: str) -> bytes | None:
        return await asyncio.to_thread(lambda: folder.read(digest) or pictures.read(digest))

    return ProgramContext(
        app.clock, office, shared.threads, _Arrived(arrived), stored_file, shared.introductions,
        shared.introduction_pause,
    )  # fmt: skip


class _Arrived:
    """Tells the program for whom something was stored."""

    __slots__ = ("set",)

    def __init__(self, call: Callable[[], None]) -> None:
        self.set = call


def _shows_pictures(can: Capabilities) -> bool:
    return can.has_pictures or can.has_picture_links


def _quotas(app: App, bots: OrganisationBots) -> list[MonthQuota]:
    """Zalo alone counts a bot's messages of a month; 0 stands for a plan without that limit."""
    found = []
    for name, token in bots.tokens.items():
        sharing = bots.sharing.get(name)
        limit = app.settings.zalo_monthly_quota if sharing is None else sharing.month_quota
        if platform_of(name) == ZaloChannel.name and limit:
            found.append(MonthQuota(name, bot_of(token), limit))
    return found


def with_reference(message: Message, reference: str, limit: int) -> Message:
    """The message with a short mark at the end, within `limit` UTF-16 units: the same mark twice is the same twice."""
    mark = f"\n({reference})"
    short = shortened(message, limit - utf16_length(mark))
    return replace(short, text=short.text + mark)
