"""`dondoc webhook set|info|delete`: where each platform pushes messages to, when they are not fetched."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.platforms.telegram.client import BotApi, open_session
from bot.platforms.telegram.inbound import ALLOWED_UPDATES
from bot.platforms.zalo.client import ZaloApi
from domain.bounds import LARGEST_ID, whole_number
from dondoc.cli.printing import print_line
from dondoc.failures import CannotDo
from dondoc.run.webhook_addresses import address_in, failed_verification, trouble_with
from dondoc.settings import Settings, load_settings

SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform's webhook: how to call its methods, its secret, and what else it wants to know."""

    name: str
    call: Callable[[str, dict[str, object]], Awaitable[Any]]
    secret: str
    more: dict[str, object]


class NotDone(Exception):
    """A platform did not do what it was asked; the text says what failed."""


def run(action: str, url: str) -> int:
    """Act on every platform that has a token; `set` on those that have a secret, too. Return 1 when one failed.

    Raises CannotDo when there is nothing to act on, or the address is no https address.
    """
    if action not in {"set", "info", "delete"}:
        raise CannotDo("Dùng: dondoc webhook set | info | delete")
    return asyncio.run(_run(load_settings(), action, url))


async def _run(settings: Settings, action: str, url: str) -> int:
    base = (url or settings.public_url).rstrip("/")
    if action == "set" and not base.startswith("https://"):
        raise CannotDo("Cần địa chỉ https công khai: đặt DONDOC_PUBLIC_URL hoặc thêm --url https://…")
    done: list[bool | None] = []
    async with open_session() as session:
        async for platform in _platforms(settings, session):
            is_done, told = await _act(platform, action, base)
            done.append(is_done)
            print_line(f"{platform.name}: {told}")
    if not done:
        raise CannotDo("Chưa có mã bot nào: đặt DONDOC_TELEGRAM_TOKEN hoặc DONDOC_ZALO_TOKEN.")
    if action == "set" and settings.public_url and base != settings.public_url.rstrip("/"):
        print_line(
            f"Lưu ý: DONDOC_PUBLIC_URL là {settings.public_url}; sửa thành {base}, nếu không /health sẽ báo sai."
        )
    return 1 if False in done or not any(done) else 0


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


async def _act(platform: Platform, action: str, base: str) -> tuple[bool | None, str]:
    """Whether the platform did it (None: it was left out), and what to tell."""
    try:
        if action == "info":
            return True, _told(await platform.call("getWebhookInfo", {}))
        if action == "delete":
            await platform.call("deleteWebhook", {})
            return True, "đã bỏ webhook. Xóa luôn chuỗi bí mật trong .env để chương trình tự hỏi tin."
        if not platform.secret:
            return None, f"bỏ qua: chưa có DONDOC_{platform.name.upper()}_WEBHOOK_SECRET"
        return True, f"đã đặt {await _set(platform, f'{base}/webhook/{platform.name}')}"
    except Exception as error:  # the platform's own words are what the administrator needs; never the token
        return False, f"không được: {error or type(error).__name__}"


async def _set(platform: Platform, address: str) -> str:
    """Set the webhook and ask what the platform kept, for it may say yes all the same. Raises NotDone."""
    given = {"url": address, "secret_token": platform.secret, **platform.more}
    result = await platform.call("setWebhook", given)
    if failure := failed_verification(result):
        raise NotDone(f"nền tảng gọi thử {address} nhưng không thành: {failure}")
    info = await platform.call("getWebhookInfo", {})
    if trouble_with(info, address):
        raise NotDone(f"nền tảng không giữ địa chỉ này, đang đẩy tin tới: {address_in(info) or 'không nơi nào'}")
    return address


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
