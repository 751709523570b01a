"""`dondoc webhook set|info|delete`: where each platform pushes messages to, when they are not fetched."""

import asyncio
from collections.abc import Sequence

from bot.platforms.client import open_session
from bot.platforms.connector import BotAdmin, BotSettings
from bot.platforms.registry import PLATFORMS
from bot.platforms.webhooks import WebhookInfo, WebhookNotSet, path_of, webhook_trouble
from domain.channels import platform_of
from dondoc.app import open_installation
from dondoc.bots import bot_settings, configured_bots
from dondoc.cli.printing import print_line
from dondoc.failures import CannotDo
from dondoc.settings import Settings, load_settings
from dondoc.stored_bots import OrganisationBots, organisations_to_serve


class NotDone(Exception):
    """A platform did not do what it was asked; the text says what failed."""


def run(action: str, url: str) -> int:
    """Act on every platform that has a token; `set` on those that have a secret, too. Return 1 when one failed.

    Raises CannotDo when there is nothing to act on, or the address is no https address.
    """
    if action not in {"set", "info", "delete"}:
        raise CannotDo("Dùng: dondoc webhook set | info | delete")
    settings = load_settings()
    bots = list(configured_bots(settings).items())
    if settings.secret_key is not None:
        with open_installation(settings) as app:
            found = {place: bot for one in organisations_to_serve(app) for place, bot in _bots_of(settings, one)}
            bots = list(found.items())  # a bot that several organisations share has one address
    return asyncio.run(_run(settings, bots, action, url))


def _bots_of(settings: Settings, served: OrganisationBots) -> list[tuple[str, BotSettings]]:
    """Each bot of an organisation, by the end of the address that is pushed to."""
    places = {name: served.place(name) for name in served.tokens}
    return [
        (places[name] or name, bot_settings(settings, name, token, webhook=places[name]))
        for name, token in served.tokens.items()
    ]


async def _run(settings: Settings, bots: Sequence[tuple[str, BotSettings]], action: str, url: str) -> int:
    base = (url or settings.public_url).rstrip("/")
    if action == "set" and not base.startswith("https://"):
        raise CannotDo("Cần địa chỉ https công khai: đặt DONDOC_PUBLIC_URL hoặc thêm --url https://…")
    done: list[bool | None] = []
    async with open_session() as session:
        for name, bot in bots:
            admin = PLATFORMS[platform_of(bot.channel)].admin(session, bot)
            is_done, told = await _act(name, bot, admin, action, base)
            done.append(is_done)
            print_line(f"{name}: {told}")
    if not done:
        raise CannotDo("Chưa có mã bot nào: đặt DONDOC_TELEGRAM_TOKEN hoặc DONDOC_ZALO_TOKEN.")
    if action == "set" and settings.public_url and base != settings.public_url.rstrip("/"):
        print_line(
            f"Lưu ý: DONDOC_PUBLIC_URL là {settings.public_url}; sửa thành {base}, nếu không /health sẽ báo sai."
        )
    return 1 if False in done or not any(done) else 0


async def _act(name: str, bot: BotSettings, admin: BotAdmin, action: str, base: str) -> tuple[bool | None, str]:
    """Whether the platform did it (None: it was left out), and what to tell."""
    try:
        if action == "info":
            return True, _told(await admin.webhook_info())
        if action == "delete":
            await admin.delete_webhook()
            return True, "đã bỏ webhook. Xóa luôn chuỗi bí mật trong .env để chương trình tự hỏi tin."
        if not bot.webhook_secret:
            return None, f"bỏ qua: chưa có DONDOC_{platform_of(bot.channel).upper()}_WEBHOOK_SECRET"
        return True, f"đã đặt {await _set(admin, f'{base}{path_of(name)}', bot.webhook_secret)}"
    except Exception as error:  # noqa: BLE001 - the platform's own words are what the administrator needs; never the token
        return False, f"không được: {error or type(error).__name__}"


async def _set(admin: BotAdmin, address: str, secret: str) -> str:
    """Set the webhook and ask what the platform kept, for it may accept and keep another. Raises NotDone."""
    try:
        await admin.set_webhook(address, secret)
    except WebhookNotSet as failure:
        raise NotDone(f"nền tảng gọi thử {address} nhưng không thành: {str(failure) or 'không rõ lý do'}") from failure
    kept = (await admin.webhook_info()).address
    if webhook_trouble(kept, address):
        raise NotDone(f"nền tảng không giữ địa chỉ này, đang đẩy tin tới: {kept or 'không nơi nào'}")
    return address


def _told(info: WebhookInfo) -> str:
    if not info.address:
        return "chưa đặt webhook; chương trình tự hỏi tin"
    return (
        f"{info.address}"
        + (f", đang chờ {info.waiting} tin" if info.waiting else "")
        + (f"; lỗi gần nhất: {info.last_error}" if info.last_error else "")
    )
