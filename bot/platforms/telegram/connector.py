"""One Telegram bot as the program sees it: poller with cursor, webhook, channel, menu of commands."""

import asyncio
import logging
import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import aiohttp

from bot.conversation.admission import arrival_of
from bot.conversation.rate_limits import Pacer
from bot.messages import Attachment, Incoming
from bot.platforms.connector import BotConnector, BotSettings, Platform, ProgramContext, jitter
from bot.platforms.errors import Trouble, Unreadable, reason_of
from bot.platforms.polling import Poller
from bot.platforms.receiving import SecondPoller
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.errors import trouble_of
from bot.platforms.telegram.inbound import (
    RawUpdate,
    TelegramFiles,
    album_of,
    chat_of,
    read_update,
    sent_at,
    update_id,
    update_key,
)
from bot.platforms.telegram.menu_button import MenuButtons
from bot.platforms.telegram.outbound import TelegramChannel, telegram_address
from bot.platforms.telegram.polling import BATCH, Cursor, PressAnswers, TelegramUpdates
from bot.platforms.telegram.profile import Profile, set_profile
from bot.platforms.telegram.webhook import ReorderBuffer, TelegramAdmin
from domain.deliveries import AT_ONCE
from domain.evidence import LARGEST_BYTES
from domain.inbox import CursorNow
from wording.languages import bot_profile, describe

CAUGHT_UP = BATCH // 2  # updates in a batch that had room for more, also when some of it was left out
TOGETHER = timedelta(seconds=3)  # within which the pictures of an album arrive
BURST = 5  # messages at once after a pause; the sliding window of a second limits them all the same

_log = logging.getLogger(__name__)


class TelegramConnector(BotConnector):
    """One Telegram bot."""

    name = TelegramChannel.name
    secret_header = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

    def __init__(self, program: ProgramContext, settings: BotSettings) -> None:
        super().__init__(program, settings)
        rate = settings.sends_per_second
        self.pacer = Pacer(program.clock.monotonic(), rate, BURST, per_second=max(math.ceil(rate), 1))
        self._second = SecondPoller(program.clock)

    @property
    def shared_since(self) -> datetime | None:
        """Since when another program has been fetching this bot's messages; None while none does."""
        return self._second.since

    def read(self, raw: Mapping[str, Any]) -> Incoming:
        """A raw update; raises Unreadable."""
        return read_update(raw)

    async def open(self, session: aiohttp.ClientSession) -> None:
        """Go on where the stored cursor stands."""
        api = self._api = BotApi(session, self.settings.token, self.settings.api_url)
        self.channel: TelegramChannel = TelegramChannel(api, self.program.stored_file)
        self._files = TelegramFiles(api, LARGEST_BYTES)
        kept = await self.program.in_thread(self.program.office.inbox.cursor, self.name, self.bot)
        cursor = Cursor() if kept is None else Cursor(kept.next_offset, kept.epoch)
        linked = partial(self.program.in_thread, self.program.office.commands.chats_with_board, self.name)
        board = self.settings.board_url
        self._buttons = MenuButtons(api.bot, f"{board}{self.settings.mini_app}", linked) if board else None
        self._reorder = ReorderBuffer(cursor.next_offset)
        self._presses = PressAnswers(api.bot)
        self.begin_watch(TelegramAdmin(api).webhook_info, trouble_of)
        self._updates = TelegramUpdates(api, self._store, cursor)
        self.poller = Poller(
            self._updates,
            now=self.downtime.contact,
            alert=self.alert,
            jitter=jitter,
            timeout=self.settings.poll_seconds,
            on_caught_up=self.clocks.caught_up,
            on_trouble=self._note_trouble,
        )

    def _note_trouble(self, trouble: Trouble) -> None:
        if trouble is Trouble.SECOND_POLLER and self._second.met():
            self.on_alarm()

    async def receive(self) -> None:
        """Receive until cancelled; meanwhile the bot introduces itself, which delays and stops nothing."""
        introducing = asyncio.create_task(self._introduce(), name="introduce")
        try:
            await super().receive()
        finally:
            introducing.cancel()

    async def _introduce(self) -> None:
        """Ask for the bot's public address, and set what Telegram shows of it."""
        async with self.program.introductions:
            await self._introduce_now()
            await self.refresh()
            await asyncio.sleep(self.program.introduction_pause)

    async def refresh(self) -> None:
        """Give linked chats the button of the board, and those that are linked no more Telegram's own."""
        if self._buttons is not None:
            await self._buttons.agree()

    async def _introduce_now(self) -> None:
        try:
            identity = await self.channel.identify()
            organisation = await self.program.in_thread(self.program.office.commands.organisation_name)
        except Exception as error:  # noqa: BLE001 - the poller tells of a platform or a token that does not work
            _log.warning("the bot is not introduced: %s", reason_of(error), extra={"action": "profile_failed"})
            return
        self.link = telegram_address(identity.username)
        profiles = {code: Profile(*bot_profile(code or "vi", organisation)) for code in (None, "vi", "en")}
        await set_profile(self._api, identity.id, profiles)

    async def take(self, raw: RawUpdate) -> bool:
        """Store one pushed update; a press is answered at once, independently of the inbox."""
        try:
            number = update_id(raw)
        except Unreadable:
            return False
        self._presses.answer(raw)
        self._updates.cursor = self._updates.cursor.after([number])
        self.downtime.contact()
        # Stored at once all the same, for Telegram drops the update with our 200: only its turn waits.
        hold = self._reorder.hold(number, self.program.clock.now())
        await self._store([raw], self._updates.cursor, hold)
        return True

    async def fetch(self, attachment: Attachment) -> bytes:
        """The content of a file somebody sent; raises FetchFailed."""
        return await self._files.fetch(attachment)

    async def probe(self) -> None:
        """Ask who the bot is; raises when the platform does not answer."""
        self.link = telegram_address((await self.channel.identify()).username)

    @property
    def position(self) -> tuple[int, int]:
        """Epoch and next offset of the cursor."""
        return self._updates.cursor.epoch, self._updates.cursor.next_offset

    async def welcomed(self, chat_id: str) -> None:
        """Set the person's own commands behind the menu button; a failure costs nothing but the menu."""
        await self.refresh()
        program = self.program
        commands, language = await program.in_thread(
            program.office.commands.menu_of, self.name, chat_id, program.clock.now()
        )
        if not commands:
            return
        # Whoever chose English sees it whatever the phone speaks; else the phone decides.
        menus = {None: describe(commands, language), "vi": describe(commands, language), "en": describe(commands, "en")}
        try:
            for language_code, described in menus.items():
                await self.channel.set_menu(chat_id, described, language_code)
        except Exception:  # noqa: BLE001 - a chat without its menu works as well
            _log.exception("menu not set", extra={"action": "menu_failed"})

    async def _store(self, updates: Sequence[RawUpdate], cursor: Cursor, hold: datetime | None = None) -> None:
        """Store updates and cursor in one transaction; the platform learns of it with the next request."""
        program, at_earliest = self.program, hold or AT_ONCE
        received, at = program.clock.now(), program.clock.monotonic()
        arrivals = [
            arrival_of(read_update, raw, update_key(raw), chat_of(raw), _held(raw, at_earliest, received), sent_at(raw))
            for raw in updates
        ]
        self.clocks.compare(arrivals, received)
        # A pushed update says nothing of those behind it; nor does a batch so full that more may have been left.
        is_caught_up = self.watch is None and len(updates) < CAUGHT_UP
        now = CursorNow(cursor.epoch, cursor.next_offset, received, received if is_caught_up else None)
        await program.in_thread(
            program.office.inbox.receive, self.name, self.bot, now, arrivals, self.downtime.take(), at
        )
        program.arrived.set()


def _held(raw: RawUpdate, at_earliest: datetime, now: datetime) -> datetime:
    """The pictures of an album come one by one: they wait for each other, and are handled as one."""
    return max(at_earliest, now + TOGETHER) if album_of(raw) is not None else at_earliest


TELEGRAM = Platform(
    name=TelegramChannel.name,
    label="Telegram",
    capabilities=TelegramChannel.capabilities,
    read=read_update,
    connect=TelegramConnector,
    admin=lambda session, settings: TelegramAdmin(BotApi(session, settings.token, settings.api_url)),
)
