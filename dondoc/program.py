"""The running program: receive, decide, send. Everything is wired here and nowhere else."""

import asyncio
import json
import logging
import random
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack, suppress

from bot.dispatcher import Dispatcher
from bot.messages import Capabilities, Message
from bot.pacing import Pacer
from bot.sender import Sender
from bot.telegram.cursor import Cursor
from bot.telegram.http import BotApi, open_session
from bot.telegram.inbound import RawUpdate, chat_of, read_update, update_key
from bot.telegram.outbound import TelegramChannel
from bot.telegram.poller import Poller
from bot.wording.menus import describe
from bot.wording.rendering import render
from domain.arrivals import Arrival, CursorNow
from domain.deliveries import Delivery, Outcome, Result
from domain.notices import Welcome
from dondoc.bootstrap import House
from dondoc.silence import Silence
from dondoc.threads import OfficeThreads
from scheduler.metronome import Metronome, Tick

log = logging.getLogger(__name__)

TELEGRAM = TelegramChannel.name
CONTACT_SECONDS = 60.0
WAITS_SECONDS = 30.0


class Program:
    """One organisation's program on one Telegram bot. `run` goes on until cancelled or `stop` is called."""

    def __init__(self, house: House, token: str) -> None:
        self._house = house
        self._token = token
        self._bot = token.partition(":")[0]
        self._office = house.office()
        self._threads = OfficeThreads(1 if house.is_sqlite else 4)
        self._arrived = asyncio.Event()
        self._stopping = asyncio.Event()
        self._welcomed: dict[int, str] = {}
        self._menus: set[asyncio.Task[None]] = set()
        self._silence = Silence(house.clock.now, house.clock.elapsed)
        self._metronome: Metronome | None = None
        self.started = asyncio.Event()

    def stop(self) -> None:
        """End cleanly: what is in flight is finished and recorded."""
        self._stopping.set()

    async def tick_now(self) -> None:
        """Look for due reminders at once (the clock was moved)."""
        if self._metronome is not None:
            await self._metronome.now("remind")

    async def run(self) -> None:
        """Run everything until stopped."""
        async with AsyncExitStack() as stack:
            stack.callback(self._threads.close)
            session = await stack.enter_async_context(open_session())
            api = BotApi(session, self._token, self._house.settings.telegram_api_url)
            self._channel = TelegramChannel(api)
            self._poller = await self._make_poller(api)
            self._sender = self._make_sender()
            self._metronome = Metronome(self._ticks())
            stack.callback(self._metronome.stop)
            await self._threads(self._office.take_back_abandoned, self._house.clock.now())
            await self._metronome.start()
            await self._work()

    async def _work(self) -> None:
        dispatcher = Dispatcher(self._office, {TELEGRAM: read_update}, self._house.clock.now)
        receiving = [
            asyncio.create_task(self._poller.run(), name="receive"),
            asyncio.create_task(dispatcher.run(self._threads, self._arrived, self._sender.wake), name="dispatch"),
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
            await asyncio.gather(*receiving, stopping, sending, *self._menus, return_exceptions=True)
            log.info("stopped", extra={"action": "stopped"})
        for task in (*receiving, sending):
            if not task.cancelled() and (error := task.exception()) is not None:
                raise error

    def _ticks(self) -> list[Tick]:
        return [
            Tick("remind", self._house.settings.tick_seconds, self._remind),
            Tick("contact", CONTACT_SECONDS, self._note_contact),
            Tick("waits", WAITS_SECONDS, self._set_waits_right),
        ]

    async def _remind(self) -> None:
        if await self._threads(self._office.plan, self._house.clock.now()):
            self._sender.wake()

    async def _note_contact(self) -> None:
        """Remember when the platform last answered, so that a long silence is noticed after a restart."""
        state = self._poller.state
        if state.last_contact is not None:
            now = CursorNow(state.cursor.epoch, state.cursor.next_offset, state.last_contact)
            await self._threads(self._office.note_contact, TELEGRAM, self._bot, now, self._silence.take())

    async def _set_waits_right(self) -> None:
        """The clock may have been set back, an outcome may not have been written down."""
        in_flight = tuple(self._sender.in_flight)
        if await self._threads(self._office.set_waits_right, self._house.clock.now(), in_flight):
            self._sender.wake()

    async def _make_poller(self, api: BotApi) -> Poller:
        kept = await self._threads(self._office.cursor, TELEGRAM, self._bot)
        return Poller(
            api.call,
            self._store,
            Cursor() if kept is None else Cursor(kept.next_offset, kept.epoch),
            now=self._silence.contact,
            alert=lambda trouble, text: log.error(text, extra={"action": "alert", "trouble": trouble.value}),
            jitter=lambda: random.uniform(1.0, 1.3),  # noqa: S311 - spreads retries, guards no secret
            timeout=self._house.settings.poll_seconds,
        )

    async def _store(self, updates: Sequence[RawUpdate], cursor: Cursor) -> None:
        """Updates and cursor in one transaction; the platform hears of it with the next request."""
        # As plain ASCII: half a surrogate pair that somebody sent could not be stored and would come again for ever.
        arrivals = [Arrival(update_key(raw), chat_of(raw), json.dumps(raw)) for raw in updates]
        now = CursorNow(cursor.epoch, cursor.next_offset, self._house.clock.now())
        await self._threads(self._office.receive, TELEGRAM, self._bot, now, arrivals, self._silence.take())
        self._arrived.set()

    def _make_sender(self) -> Sender:
        rate = self._house.settings.sends_per_second
        return Sender(
            {TELEGRAM: self._channel},
            {TELEGRAM: Pacer(self._house.clock.monotonic(), rate=rate)},
            lease=self._lease,
            render=self._render,
            record=self._record,
            monotonic=self._house.clock.monotonic,
        )

    async def _lease(self, limit: int) -> list[Delivery]:
        deliveries = await self._threads(self._office.lease, self._house.clock.now(), limit)
        for delivery in deliveries:
            if any(isinstance(saying, Welcome) for saying in delivery.sayings):
                self._welcomed[delivery.outbox_id] = delivery.chat_id
        return deliveries

    def _render(self, delivery: Delivery, capabilities: Capabilities) -> Message:
        message = render(delivery.sayings, delivery.language, capabilities, zone=self._house.organisation.zone)
        return message if delivery.reference is None else with_reference(message, delivery.reference)

    async def _record(self, outcomes: Sequence[Outcome]) -> None:
        await self._threads(self._office.record, outcomes, self._house.clock.now())
        for outcome in outcomes:
            chat_id = self._welcomed.pop(outcome.outbox_id, None)
            if chat_id is not None and outcome.result is Result.SENT:
                self._begin(self._set_menu(chat_id))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._menus.add(task)
        task.add_done_callback(self._menus.discard)

    async def _set_menu(self, chat_id: str) -> None:
        """The person's own commands behind the menu button; a failure costs nothing but the menu."""
        commands, _ = await self._threads(self._office.commands_of, TELEGRAM, chat_id)
        if not commands:
            return
        with suppress(Exception):
            await self._channel.set_menu(chat_id, describe(commands, "vi"), None)
            await self._channel.set_menu(chat_id, describe(commands, "vi"), "vi")
            await self._channel.set_menu(chat_id, describe(commands, "en"), "en")


def with_reference(message: Message, reference: str) -> Message:
    """The message with a short mark at the end: the same mark twice is the same message twice."""
    return Message(f"{message.text}\n({reference})", message.buttons, message.picture)
