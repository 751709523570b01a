"""Telegram as the program sees it: the poller with its cursor, the channel, the menu of commands."""

import asyncio
import logging
import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import aiohttp

from bot.conversation.admission import arrival_of
from bot.conversation.limits import Pacer
from bot.messages import Attachment, Incoming
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.cursor import Cursor
from bot.platforms.telegram.files import TelegramFiles
from bot.platforms.telegram.gaps import ReorderBuffer
from bot.platforms.telegram.inbound import (
    RawUpdate,
    Unreadable,
    album_of,
    chat_of,
    read_update,
    sent_at,
    update_id,
    update_key,
)
from bot.platforms.telegram.outbound import TelegramChannel
from bot.platforms.telegram.poller import BATCH, Poller
from bot.platforms.telegram.troubles import Trouble, sentence_for, trouble_of
from domain.arrivals import CursorNow
from domain.evidence_files import LARGEST_BYTES
from domain.instants import AT_ONCE
from dondoc.app import App, ServiceThreads
from dondoc.ops.evidence import draft_pictures, evidence_folder
from dondoc.run.lines import Receiving, bot_of, jitter
from dondoc.run.receive_watch import ClockWatch, DowntimeTracker, SecondPoller
from dondoc.run.webhook_addresses import own_address
from dondoc.run.webhook_watch import WebhookWatch
from services.office.office import Office
from web.webhooks import Hook
from wording.languages import describe

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
WEBHOOK_SECONDS = 10.0
MOST_ANSWERING = 32
CAUGHT_UP = BATCH // 2  # updates in a batch that had room for more, also when some of it was left out
TOGETHER = timedelta(seconds=3)  # within which the pictures of an album arrive
BURST = 5  # messages at once after a pause; the strict second holds all the same


class TelegramLine:
    """One Telegram bot. `arrived` is set when something was stored."""

    name = TelegramChannel.name

    def __init__(self, app: App, office: Office, threads: ServiceThreads, arrived: asyncio.Event, token: str) -> None:
        self._app = app
        self._office = office
        self._threads = threads
        self._arrived = arrived
        self._token = token
        self._watch: WebhookWatch | None = None
        self._answering: set[asyncio.Task[None]] = set()
        self._downtime = DowntimeTracker(app.clock.now, app.clock.elapsed)
        self._clocks = ClockWatch(self.name, app.clock)
        self._second = SecondPoller(app.clock)
        self.on_alarm: Callable[[], None] = lambda: None
        self.bot = bot_of(token)
        rate = app.settings.sends_per_second
        self.pacer = Pacer(app.clock.monotonic(), rate, BURST, per_second=max(math.ceil(rate), 1))

    @property
    def receiving(self) -> Receiving:
        """How receiving stands at this moment."""
        return replace(self._heard, clock_minutes=self._clocks.minutes)

    @property
    def _heard(self) -> Receiving:
        if self._watch is not None:
            return self._watch.receiving
        state = self._poller.state
        trouble = state.trouble
        return Receiving(state.last_contact, trouble, trouble is not None and sentence_for(trouble) is not None)

    @property
    def shared_since(self) -> datetime | None:
        """Since when another program has been fetching this bot's messages; None while none does."""
        return self._second.since

    def _met(self, trouble: Trouble) -> None:
        if trouble is Trouble.SECOND_POLLER and self._second.met():
            self.on_alarm()

    def read(self, raw: Mapping[str, Any]) -> Incoming:
        """A raw update; raises `Unreadable`."""
        return read_update(raw)

    async def open(self, session: aiohttp.ClientSession) -> None:
        """Go on where the stored cursor stands."""
        api = BotApi(session, self._token, self._app.settings.telegram_api_url)
        folder, pictures = evidence_folder(self._app.settings), draft_pictures(self._app.settings)
        self.channel = TelegramChannel(
            api, lambda digest: asyncio.to_thread(lambda: folder.read(digest) or pictures.read(digest))
        )
        self._files = TelegramFiles(api, LARGEST_BYTES)
        self._api = api
        kept = await self._threads(self._office.cursor, self.name, self.bot)
        self._cursor = Cursor() if kept is None else Cursor(kept.next_offset, kept.epoch)
        self._gaps = ReorderBuffer(self._cursor.next_offset)
        if self.hook is not None:
            own = own_address(self._app.settings, self.name)
            ask = partial(api.call, "getWebhookInfo", {}, WEBHOOK_SECONDS)
            self._watch = WebhookWatch(ask, own, trouble_of, self._downtime.contact)
        self._poller = Poller(
            api.call,
            self._store,
            self._cursor,
            now=self._downtime.contact,
            alert=lambda trouble, text: log.error(text, extra={"action": "alert", "trouble": trouble.value}),
            jitter=jitter,
            timeout=self._app.settings.poll_seconds,
            on_caught_up=self._clocks.caught_up,
            on_trouble=self._met,
        )

    async def receive(self) -> None:
        """Receive until cancelled; what is pushed comes by the hook."""
        await (self._watch.run() if self._watch is not None else self._poller.run())

    @property
    def hook(self) -> Hook | None:
        """The way in for what Telegram pushes, when there is a secret for it."""
        secret = self._app.settings.telegram_webhook_secret
        return None if secret is None else Hook(SECRET_HEADER, secret.get_secret_value(), self._take)

    async def _take(self, raw: RawUpdate) -> bool:
        """Store one pushed update; a press is answered at once, whatever becomes of it."""
        try:
            number = update_id(raw)
        except Unreadable:
            return False
        self._answer_press(raw)
        self._cursor = self._cursor.after([number])
        self._downtime.contact()
        await self._store([raw], self._cursor, self._gaps.hold(number, self._app.clock.now()))
        return True

    def _answer_press(self, raw: RawUpdate) -> None:
        press = raw.get("callback_query")
        number = press.get("id") if isinstance(press, Mapping) else None
        if isinstance(number, str) and len(self._answering) < MOST_ANSWERING:
            task = asyncio.create_task(self._answer(number))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    async def _answer(self, callback_id: str) -> None:
        with suppress(Exception):  # too old, or the line is down: the press itself is kept
            await self._api.call("answerCallbackQuery", {"callback_query_id": callback_id}, WEBHOOK_SECONDS)

    async def fetch(self, attachment: Attachment) -> bytes:
        """The content of a file somebody sent; raises FetchFailed."""
        return await self._files.fetch(attachment)

    async def probe(self) -> None:
        """Ask who the bot is; raises when the platform does not answer."""
        await self.channel.identify()

    async def note_contact(self) -> None:
        """Keep the instant of the last answer, with the longest silence before it."""
        cursor = self._poller.state.cursor if self._watch is None else self._cursor
        at = self.receiving.last_contact
        if at is not None:
            caught_up_at = self._poller.state.caught_up_at if self._watch is None else None
            now = CursorNow(cursor.epoch, cursor.next_offset, at, caught_up_at)
            await self._threads(self._office.note_contact, self.name, self.bot, now, self._downtime.take())

    async def welcomed(self, chat_id: str) -> None:
        """The person's own commands behind the menu button; a failure costs nothing but the menu."""
        commands, language = await self._threads(self._office.commands_of, self.name, chat_id, self._app.clock.now())
        if not commands:
            return
        # Who chose English sees it whatever the phone speaks; else the phone decides.
        with suppress(Exception):
            await self.channel.set_menu(chat_id, describe(commands, language), None)
            await self.channel.set_menu(chat_id, describe(commands, language), "vi")
            await self.channel.set_menu(chat_id, describe(commands, "en"), "en")

    async def _store(self, updates: Sequence[RawUpdate], cursor: Cursor, hold: datetime | None = None) -> None:
        """Updates and cursor in one transaction; the platform hears of it with the next request."""
        at_earliest = hold or AT_ONCE
        received, at = self._app.clock.now(), self._app.clock.monotonic()
        arrivals = [
            arrival_of(read_update, raw, update_key(raw), chat_of(raw), _held(raw, at_earliest, received), sent_at(raw))
            for raw in updates
        ]
        self._clocks.origin(arrivals, received)
        # A pushed update says nothing of those behind it; nor does a batch so full that more may have been left.
        is_caught_up = self._watch is None and len(updates) < CAUGHT_UP
        now = CursorNow(cursor.epoch, cursor.next_offset, received, received if is_caught_up else None)
        await self._threads(self._office.receive, self.name, self.bot, now, arrivals, self._downtime.take(), at)
        self._arrived.set()


def _held(raw: RawUpdate, at_earliest: datetime, now: datetime) -> datetime:
    """The pictures of an album come one by one: they wait for each other, and are handled as one."""
    return max(at_earliest, now + TOGETHER) if album_of(raw) is not None else at_earliest
