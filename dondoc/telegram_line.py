"""Telegram as the program sees it: the poller with its cursor, the channel, the menu of commands."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import aiohttp

from bot.intake import LARGEST_BYTES
from bot.messages import Attachment, Incoming
from bot.pacing import Pacer
from bot.telegram.cursor import Cursor
from bot.telegram.files import TelegramFiles
from bot.telegram.http import BotApi
from bot.telegram.inbound import RawUpdate, chat_of, read_update, update_key
from bot.telegram.outbound import TelegramChannel
from bot.telegram.poller import Poller
from bot.telegram.troubles import sentence_for
from bot.wording.menus import describe
from domain.arrivals import Arrival, CursorNow
from dondoc.bootstrap import House
from dondoc.lines import Receiving, bot_of, jitter
from dondoc.silence import Silence
from dondoc.threads import OfficeThreads
from services.office import Office

log = logging.getLogger(__name__)


class TelegramLine:
    """One Telegram bot. `arrived` is set when something was stored."""

    name = TelegramChannel.name

    def __init__(
        self, house: House, office: Office, threads: OfficeThreads, arrived: asyncio.Event, token: str
    ) -> None:
        self._house = house
        self._office = office
        self._threads = threads
        self._arrived = arrived
        self._token = token
        self._silence = Silence(house.clock.now, house.clock.elapsed)
        self.bot = bot_of(token)
        self.pacer = Pacer(house.clock.monotonic(), rate=house.settings.sends_per_second)

    @property
    def receiving(self) -> Receiving:
        """How receiving stands at this moment."""
        state = self._poller.state
        trouble = state.trouble
        return Receiving(state.last_contact, trouble, trouble is not None and sentence_for(trouble) is not None)

    def read(self, raw: Mapping[str, Any]) -> Incoming:
        """A raw update; raises `Unreadable`."""
        return read_update(raw)

    async def open(self, session: aiohttp.ClientSession) -> None:
        """Go on where the stored cursor stands."""
        api = BotApi(session, self._token, self._house.settings.telegram_api_url)
        self.channel = TelegramChannel(api)
        self._files = TelegramFiles(api, LARGEST_BYTES)
        kept = await self._threads(self._office.cursor, self.name, self.bot)
        self._poller = Poller(
            api.call,
            self._store,
            Cursor() if kept is None else Cursor(kept.next_offset, kept.epoch),
            now=self._silence.contact,
            alert=lambda trouble, text: log.error(text, extra={"action": "alert", "trouble": trouble.value}),
            jitter=jitter,
            timeout=self._house.settings.poll_seconds,
        )

    async def receive(self) -> None:
        """Receive until cancelled."""
        await self._poller.run()

    async def fetch(self, attachment: Attachment) -> bytes:
        """The content of a file somebody sent; raises FetchFailed."""
        return await self._files.fetch(attachment)

    async def note_contact(self) -> None:
        """Keep the instant of the last answer, with the longest silence before it."""
        state = self._poller.state
        if state.last_contact is not None:
            now = CursorNow(state.cursor.epoch, state.cursor.next_offset, state.last_contact)
            await self._threads(self._office.note_contact, self.name, self.bot, now, self._silence.take())

    async def welcomed(self, chat_id: str) -> None:
        """The person's own commands behind the menu button; a failure costs nothing but the menu."""
        commands, _ = await self._threads(self._office.commands_of, self.name, chat_id)
        if not commands:
            return
        with suppress(Exception):
            await self.channel.set_menu(chat_id, describe(commands, "vi"), None)
            await self.channel.set_menu(chat_id, describe(commands, "vi"), "vi")
            await self.channel.set_menu(chat_id, describe(commands, "en"), "en")

    async def _store(self, updates: Sequence[RawUpdate], cursor: Cursor) -> None:
        """Updates and cursor in one transaction; the platform hears of it with the next request."""
        # As plain ASCII: half a surrogate pair that somebody sent could not be stored and would come again for ever.
        arrivals = [Arrival(update_key(raw), chat_of(raw), json.dumps(raw)) for raw in updates]
        now = CursorNow(cursor.epoch, cursor.next_offset, self._house.clock.now())
        await self._threads(self._office.receive, self.name, self.bot, now, arrivals, self._silence.take())
        self._arrived.set()
