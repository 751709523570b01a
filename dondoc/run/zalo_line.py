"""Zalo as the program sees it: the poller and the channel; Zalo has no cursor and no menu."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import aiohttp

from bot.conversation.admission import arrival_of
from bot.conversation.limits import Pacer
from bot.messages import Attachment, Incoming
from bot.platforms.zalo.client import ZaloApi
from bot.platforms.zalo.files import ZaloFiles
from bot.platforms.zalo.inbound import RawEvent, chat_of, is_check, read_update, sent_at, update_key
from bot.platforms.zalo.outbound import ZaloChannel
from bot.platforms.zalo.poller import Poller
from bot.platforms.zalo.troubles import sentence_for, trouble_of
from domain.evidence import LARGEST_BYTES
from domain.inbox import CursorNow
from dondoc.app import App, ServiceThreads
from dondoc.run.lines import Receiving, bot_of, jitter
from dondoc.run.pages import card_links
from dondoc.run.receive_watch import ClockWatch, DowntimeTracker
from dondoc.run.webhook_addresses import own_address
from dondoc.run.webhook_watch import WebhookWatch
from services.office.office import Office
from web.webhooks import Hook

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
# Zalo names no speed. Five a second and one a second for a chat keep well below what a small office could notice.
SENDS_PER_SECOND = 5.0


class ZaloLine:
    """One Zalo bot. `arrived` is set when something was stored."""

    name = ZaloChannel.name

    def __init__(self, app: App, office: Office, threads: ServiceThreads, arrived: asyncio.Event, token: str) -> None:
        self._app = app
        self._office = office
        self._threads = threads
        self._arrived = arrived
        self._token = token
        self._watch: WebhookWatch | None = None
        self._downtime = DowntimeTracker(app.clock.now, app.clock.elapsed)
        self._clocks = ClockWatch(self.name, app.clock)
        self.on_alarm: Callable[[], None] = lambda: None
        self.bot = bot_of(token)
        self.pacer = Pacer(app.clock.monotonic(), rate=SENDS_PER_SECOND, capacity=1)

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
        """Zalo tells nobody of a second program."""
        return None

    def read(self, raw: Mapping[str, Any]) -> Incoming:
        """A raw event; raises `Unreadable`."""
        return read_update(raw)

    async def open(self, session: aiohttp.ClientSession) -> None:
        """Make ready; there is nothing to go on from, Zalo keeps no place in its queue."""
        api = ZaloApi(session, self._token, self._app.settings.zalo_api_url)
        self._files = ZaloFiles(session, self._app.settings.zalo_api_url, LARGEST_BYTES)
        self.channel = ZaloChannel(api, may_link=card_links(self._app, self._token) is not None)
        if self.hook is not None:
            own = own_address(self._app.settings, self.name)
            self._watch = WebhookWatch(partial(api.call, "getWebhookInfo", {}), own, trouble_of, self._downtime.contact)
        self._poller = Poller(
            api,
            self._store,
            now=self._downtime.contact,
            alert=lambda trouble, text: log.error(text, extra={"action": "alert", "trouble": trouble.value}),
            jitter=jitter,
            timeout=self._app.settings.poll_seconds,
            on_caught_up=self._clocks.caught_up,
        )

    async def receive(self) -> None:
        """Receive until cancelled; what is pushed comes by the hook."""
        await (self._watch.run() if self._watch is not None else self._poller.run())

    @property
    def hook(self) -> Hook | None:
        """The way in for what Zalo pushes, when there is a secret for it."""
        secret = self._app.settings.zalo_webhook_secret
        return None if secret is None else Hook(SECRET_HEADER, secret.get_secret_value(), self._take)

    async def _take(self, raw: RawEvent) -> bool:
        """Store one pushed event, also of a kind not known yet."""
        self._downtime.contact()
        await self._store(raw)
        return True

    async def fetch(self, attachment: Attachment) -> bytes:
        """The content of a picture somebody sent; Zalo gives bots no other files. Raises FetchFailed."""
        return await self._files.fetch(attachment)

    async def probe(self) -> None:
        """Ask who the bot is; raises when the platform does not answer."""
        await self.channel.identify()

    async def note_contact(self) -> None:
        """Keep the instant of the last answer, with the longest silence before it."""
        at = self.receiving.last_contact
        if at is not None:
            caught_up_at = self._poller.state.caught_up_at if self._watch is None else None
            now = CursorNow(0, 0, at, caught_up_at)
            await self._threads(self._office.note_contact, self.name, self.bot, now, self._downtime.take())

    async def welcomed(self, chat_id: str) -> None:
        """Zalo shows no menu."""

    async def _store(self, event: RawEvent) -> None:
        """One event, for good: the platform has forgotten it already. Its checks of the webhook are only answered."""
        if is_check(event):
            log.info("an event without a message was not kept", extra={"action": "event_without_message"})
            return
        arrival = arrival_of(read_update, event, update_key(event), chat_of(event), said_at=sent_at(event))
        now, at = CursorNow(0, 0, self._app.clock.now()), self._app.clock.monotonic()
        self._clocks.origin([arrival], now.last_contact_at)
        await self._threads(self._office.receive, self.name, self.bot, now, [arrival], self._downtime.take(), at)
        self._arrived.set()
