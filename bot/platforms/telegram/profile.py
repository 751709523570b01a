"""What Telegram shows of the bot before anybody writes: description, picture, and the menu of strangers.

Set when the program starts, and only what differs. Each call has its timeout; a failure costs nothing but the looks.
"""

import asyncio
import logging
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from telegram import BotCommand, BotCommandScopeAllPrivateChats, InputFile, InputProfilePhotoStatic

from bot.platforms.errors import reason_of
from bot.platforms.telegram.client import BotApi

# https://core.telegram.org/bots/api#setmydescription, #setmyshortdescription
MAX_DESCRIPTION = 512
MAX_SHORT_DESCRIPTION = 120
TIMEOUT = 10.0  # seconds for each call
PHOTO = Path(__file__).with_name("profile_photo.jpg")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is shown in one language; `menu` are (command, description) pairs for who is not linked."""

    description: str
    short_description: str
    menu: Sequence[tuple[str, str]]


async def set_profile(api: BotApi, bot_id: int, profiles: Mapping[str | None, Profile]) -> None:
    """Set what differs from the profiles, by language code (None: any other language), and a missing picture.

    A picture that somebody has set stays. Never raises but for cancellation.
    """
    for code, profile in profiles.items():
        await _tried("description", _describe(api, code, profile))
        await _tried("short description", _describe_shortly(api, code, profile))
        await _tried("menu", _set_menu(api, code, profile))
    if bot_id:
        await _tried("picture", _set_photo(api, bot_id))


async def _tried(what: str, setting: Awaitable[None]) -> None:
    try:
        async with asyncio.timeout(3 * TIMEOUT):
            await setting
    except Exception as error:  # noqa: BLE001 - the bot works without it, and the next start tries again
        _log.warning("%s of the bot not set: %s", what, reason_of(error), extra={"action": "profile_failed"})


async def _describe(api: BotApi, code: str | None, profile: Profile) -> None:
    text = profile.description[:MAX_DESCRIPTION]
    if (await api.bot.get_my_description(language_code=code, read_timeout=TIMEOUT)).description != text:
        await api.bot.set_my_description(text, language_code=code, read_timeout=TIMEOUT)


async def _describe_shortly(api: BotApi, code: str | None, profile: Profile) -> None:
    text = profile.short_description[:MAX_SHORT_DESCRIPTION]
    shown = await api.bot.get_my_short_description(language_code=code, read_timeout=TIMEOUT)
    if shown.short_description != text:
        await api.bot.set_my_short_description(text, language_code=code, read_timeout=TIMEOUT)


async def _set_menu(api: BotApi, code: str | None, profile: Profile) -> None:
    scope = BotCommandScopeAllPrivateChats()
    shown = await api.bot.get_my_commands(scope=scope, language_code=code, read_timeout=TIMEOUT)
    if [(each.command, each.description) for each in shown] != list(profile.menu):
        menu = [BotCommand(name, description) for name, description in profile.menu]
        await api.bot.set_my_commands(menu, scope=scope, language_code=code, read_timeout=TIMEOUT)


async def _set_photo(api: BotApi, bot_id: int) -> None:
    photos = await api.bot.get_user_profile_photos(bot_id, limit=1, read_timeout=TIMEOUT)
    if photos.total_count == 0:
        content = await asyncio.to_thread(PHOTO.read_bytes)
        photo = InputProfilePhotoStatic(InputFile(content, filename=PHOTO.name, attach=True))
        await api.bot.set_my_profile_photo(photo, read_timeout=TIMEOUT)
