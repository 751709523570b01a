"""`dondoc webhook set|info|delete`: where each platform pushes messages to, when they are not fetched."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.telegram.http import BotApi, open_session
from bot.telegram.inbound import ALLOWED_UPDATES
from bot.zalo.http import ZaloApi
from domain.bounds import LARGEST_ID, whole_number
from dondoc.failures import CannotDo
from dondoc.printing import print_line
from dondoc.settings import Settings, load_settings

SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform's webhook: how to call its methods, its secret, and what else it wants to know."""

    name: str
    call: Callable[[str, dict[str, object]], Awaitable[Any]]
    secret: str
    more: dict[str, object]


def run(action: str, url: str) -> None:
    """Act on every platform that has a token; `set` on those that have a secret, too.

    Raises CannotDo when there is nothing to act on, or the address is no https address.
    """
    if action not in {"set", "info", "delete"}:
        raise CannotDo("Dùng: dondoc webhook set | info | delete")
    asyncio.run(_run(load_settings(), action, url))


async def _run(settings: Settings, action: str, url: str) -> None:
    base = (url or settings.public_url).rstrip("/")
    if action == "set" and not base.startswith("https://"):
        raise CannotDo("Cần địa chỉ https công khai: đặt DONDOC_PUBLIC_URL hoặc thêm --url https://…")
    count = 0
    async with open_session() as session:
        async for platform in _platforms(settings, session):
            count += 1
            print_line(f"{platform.name}: {await _act(platform, action, base)}")
    if not count:
        raise CannotDo("Chưa có mã bot nào: đặt DONDOC_TELEGRAM_TOKEN hoặc DONDOC_ZALO_TOKEN.")


async def _platforms(settings: Settings, session: aiohttp.ClientSession) -> AsyncIterator[Platform]:
    if settings.telegram_token is not None:
        telegram = BotApi(session, settings.telegram_token.get_secret_value(), settings.telegram_api_url)
        # One connection keeps the order in which people wrote.
        more: dict[str, object] = {"allowed_updates": list(ALLOWED_UPDATES), "max_connections": 1}
        secret = settings.telegram_webhook_secret
        yield Platform(
            "telegram",
            lambda method, given: telegram.call(method, given, SECONDS),
            secret.get_secret_value() if secret else "",
            more,
        )
    if settings.zalo_token is not None:
        zalo = ZaloApi(session, settings.zalo_token.get_secret_value(), settings.zalo_api_url)
        secret = settings.zalo_webhook_secret
        yield Platform(
            "zalo",
            lambda method, given: zalo.call(method, given, SECONDS),
            secret.get_secret_value() if secret else "",
            {},
        )


async def _act(platform: Platform, action: str, base: str) -> str:
    try:
        if action == "info":
            return _told(await platform.call("getWebhookInfo", {}))
        if action == "delete":
            await platform.call("deleteWebhook", {})
            return "đã bỏ webhook. Xóa luôn chuỗi bí mật trong .env để chương trình tự hỏi tin."
        if not platform.secret:
            return f"bỏ qua: chưa có DONDOC_{platform.name.upper()}_WEBHOOK_SECRET"
        address = f"{base}/webhook/{platform.name}"
        await platform.call("setWebhook", {"url": address, "secret_token": platform.secret, **platform.more})
    except Exception as error:  # the platform's own words are what the administrator needs; never the token
        return f"không được: {error or type(error).__name__}"
    return f"đã đặt {address}"


def _told(info: object) -> str:
    facts = info if isinstance(info, dict) else {}
    if not facts.get("url"):
        return "chưa đặt webhook; chương trình tự hỏi tin"
    waiting = whole_number(facts.get("pending_update_count"), 1, LARGEST_ID)
    last = facts.get("last_error_message")
    return (
        f"{facts['url']}"
        + (f", đang chờ {waiting} tin" if waiting else "")
        + (f"; lỗi gần nhất: {last}" if last else "")
    )
