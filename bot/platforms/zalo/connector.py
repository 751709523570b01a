"""One Zalo bot as the program sees it: poller, webhook, channel. Zalo has no cursor and no menu."""

import logging
from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.conversation.admission import arrival_of
from bot.conversation.rate_limits import Pacer
from bot.messages import Attachment, Incoming
from bot.platforms.connector import BotConnector, BotSettings, Platform, ProgramContext, jitter
from bot.platforms.polling import Poller
from bot.platforms.zalo.client import ZaloApi
from bot.platforms.zalo.errors import trouble_of
from bot.platforms.zalo.inbound import RawEvent, ZaloFiles, chat_of, is_check, read_update, sent_at, update_key
from bot.platforms.zalo.outbound import ZaloChannel
from bot.platforms.zalo.polling import ZaloEvents
from bot.platforms.zalo.webhook import ZaloAdmin
from domain.evidence import LARGEST_BYTES
from domain.inbox import CursorNow

# Zalo names no speed. Five a second, and one a second for a chat, stay well below what a small office could notice.
SENDS_PER_SECOND = 5.0

_log = logging.getLogger(__name__)


class ZaloConnector(BotConnector):
    """One Zalo bot."""

    name = ZaloChannel.name
    secret_header = "X-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

    def __init__(self, program: ProgramContext, settings: BotSettings) -> None:
        super().__init__(program, settings)
        self.pacer = Pacer(program.clock.monotonic(), rate=SENDS_PER_SECOND, capacity=1)

    def read(self, raw: Mapping[str, Any]) -> Incoming:
        """A raw event; raises Unreadable."""
        return read_update(raw)

    async def open(self, session: aiohttp.ClientSession) -> None:
        """Make ready. There is no cursor to restore: Zalo has no offset in its queue."""
        api = ZaloApi(session, self.settings.token, self.settings.api_url)
        self._files = ZaloFiles(session, self.settings.api_url, LARGEST_BYTES)
        self.channel: ZaloChannel = ZaloChannel(api, may_link=self.settings.links_pictures)
        self.begin_watch(ZaloAdmin(api).webhook_info, trouble_of)
        self.poller = Poller(
            ZaloEvents(api, self._store, self.name),
            now=self.downtime.contact,
            alert=self.alert,
            jitter=jitter,
            timeout=self.settings.poll_seconds,
            on_caught_up=self.clocks.caught_up,
        )

    async def take(self, raw: RawEvent) -> bool:
        """Store one pushed event, also of a kind not known yet."""
        self.downtime.contact()
        await self._store(raw)
        return True

    async def fetch(self, attachment: Attachment) -> bytes:
        """The content of a picture; bots of Zalo receive no other files. Raises FetchFailed."""
        return await self._files.fetch(attachment)

    async def probe(self) -> None:
        """Ask who the bot is; raises when the platform does not answer."""
        await self.channel.identify()

    async def _store(self, event: RawEvent) -> None:
        """Store one event durably: the platform has forgotten it already. A check of the webhook is only answered."""
        if is_check(event):
            _log.info("an event without a message was not kept", extra={"action": "event_ignored"})
            return
        program = self.program
        arrival = arrival_of(read_update, event, update_key(event), chat_of(event), said_at=sent_at(event))
        now, at = CursorNow(0, 0, program.clock.now()), program.clock.monotonic()
        self.clocks.compare([arrival], now.last_contact_at)
        await program.in_thread(
            program.office.inbox.receive, self.name, self.bot, now, [arrival], self.downtime.take(), at
        )
        program.arrived.set()


ZALO = Platform(
    name=ZaloChannel.name,
    label="Zalo",
    capabilities=ZaloChannel.capabilities,
    read=read_update,
    connect=ZaloConnector,
    admin=lambda session, settings: ZaloAdmin(ZaloApi(session, settings.token, settings.api_url)),
)
