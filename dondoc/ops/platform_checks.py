"""What `dondoc doctor` asks of each platform: does it answer, does it know the bot, how do messages come in.

Each answer is (is it well, what was seen, what to do about it), as in `checkups`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.platforms.telegram import errors as telegram_errors
from bot.platforms.telegram.client import BotApi, open_session
from bot.platforms.telegram.outbound import TelegramChannel
from bot.platforms.zalo import errors as zalo_errors
from bot.platforms.zalo.client import ZaloApi
from bot.platforms.zalo.outbound import ZaloChannel
from dondoc.ops.doctor_checks import REMEDIES, Answer
from dondoc.run.webhook_addresses import address_in, own_address, trouble_with
from dondoc.settings import Settings
from wording.languages import words_for

PLATFORM_SECONDS = 10
NO_TOKEN = "Ghi DONDOC_TELEGRAM_TOKEN (lấy từ @BotFather) hoặc DONDOC_ZALO_TOKEN (Zalo Bot Creator) vào .env."  # noqa: S105 - words


@dataclass(frozen=True, slots=True)
class _Platform:
    """One platform: `identify` returns the bot's name in words, `info` what it knows of the webhook.

    `own` is the address it should push to, "" where messages are fetched.
    """

    name: str
    api_url: str
    own: str
    identify: Callable[[], Awaitable[str]]
    info: Callable[[], Awaitable[Any]]


def ask_platforms(settings: Settings) -> Iterator[Answer]:
    """Ask each platform that has a token; one without is no fault as long as there is another."""
    if settings.telegram_token is None and settings.zalo_token is None:
        yield False, "Chưa có mã bot nào.", NO_TOKEN
    yield from asyncio.run(_ask_all(settings))


async def _ask_all(settings: Settings) -> list[Answer]:
    async with open_session() as session:
        platforms = []
        if settings.telegram_token is not None:
            telegram = BotApi(session, settings.telegram_token.get_secret_value(), settings.telegram_api_url)
            platforms.append(_telegram(settings, telegram))
        if settings.zalo_token is not None:
            zalo = ZaloApi(session, settings.zalo_token.get_secret_value(), settings.zalo_api_url)
            platforms.append(_zalo(settings, zalo))
        return [answer for platform in platforms for answer in await _ask(platform)]


def _telegram(settings: Settings, api: BotApi) -> _Platform:
    async def identify() -> str:
        return f"@{(await TelegramChannel(api).identify()).username}"

    own = own_address(settings, "telegram") if settings.telegram_webhook_secret else ""
    info = lambda: api.call("getWebhookInfo", {}, PLATFORM_SECONDS)  # noqa: E731
    return _Platform("Telegram", settings.telegram_api_url, own, identify, info)


def _zalo(settings: Settings, api: ZaloApi) -> _Platform:
    async def identify() -> str:
        identity = await ZaloChannel(api).identify()
        return identity.name or identity.id

    own = own_address(settings, "zalo") if settings.zalo_webhook_secret else ""
    return _Platform("Zalo", settings.zalo_api_url, own, identify, lambda: api.call("getWebhookInfo", {}))


async def _ask(platform: _Platform) -> list[Answer]:
    try:
        async with asyncio.timeout(PLATFORM_SECONDS):
            who = await platform.identify()
    except (telegram_errors.TokenRefused, zalo_errors.TokenRefused):
        return [_ill(platform, "token_refused")]
    except Exception as error:  # the reason is what the administrator needs; the token is never part of it
        reason = str(error) or type(error).__name__
        seen = f"Không liên lạc được với {platform.name} ({platform.api_url}): {reason}"
        return [(False, seen, "Kiểm tra mạng, tường lửa và mã bot.")]
    return [(True, f"{platform.name} trả lời: bot {who}.", ""), await _ask_webhook(platform)]


async def _ask_webhook(platform: _Platform) -> Answer:
    try:
        async with asyncio.timeout(PLATFORM_SECONDS):
            return _webhook(platform, await platform.info())
    except Exception as error:  # as above
        seen = f"{platform.name}: không hỏi được webhook: {str(error) or type(error).__name__}"
        return False, seen, "Chạy lại sau ít phút; nếu vẫn vậy: dondoc webhook info"


def _webhook(platform: _Platform, info: object) -> Answer:
    address = address_in(info)
    if not platform.own:
        return _ill(platform, "webhook_set", address) if address else (True, f"{platform.name}: tự hỏi tin.", "")
    if trouble := trouble_with(info, platform.own):
        return _ill(platform, trouble, address)
    if met := _met_at_our_address(info):
        seen = f"{platform.name} không gọi được {address}: {met}."
        return False, seen, "Kiểm tra máy chủ phía trước, chứng chỉ https và «dondoc run»; xem docs/webhooks.md."
    return True, f"{platform.name} đẩy tin tới {address}.", ""


def _met_at_our_address(info: object) -> str | None:
    """Telegram's last error, while messages wait; one of before the last delivery says nothing any more."""
    facts = info if isinstance(info, dict) else {}
    error, waiting = facts.get("last_error_message"), facts.get("pending_update_count")
    return f"{str(error)[:200]}, đang chờ {waiting} tin" if error and waiting else None


def _ill(platform: _Platform, trouble: str, address: str = "") -> Answer:
    seen = words_for("vi").alerts.kinds[trouble].format(names=platform.name)
    return False, f"{seen} ({address})" if address else seen, REMEDIES[trouble]
