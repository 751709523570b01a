"""What `dondoc doctor` asks of each platform: does it answer, does it know the bot, how do messages come in.

Each answer is (is it well, what was seen, what to do about it), as in `doctor_checks`.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from bot.platforms.client import open_session
from bot.platforms.connector import BotAdmin, BotSettings
from bot.platforms.errors import TokenRefused, Trouble
from bot.platforms.registry import PLATFORMS
from bot.platforms.webhooks import WebhookInfo, webhook_trouble
from dondoc.bots import configured_bots
from dondoc.error_words import reason_in_words
from dondoc.ops.doctor_checks import REMEDIES, Answer
from dondoc.settings import Settings
from wording.languages import words_for

PLATFORM_SECONDS = 10
LONGEST_ERROR = 200
ZALO_LINK = "Chép đường dẫn của bot từ Zalo Bot Creator (mục chia sẻ bot) vào DONDOC_ZALO_LINK trong tệp .env."
NO_TOKEN = "Ghi DONDOC_TELEGRAM_TOKEN (lấy từ @BotFather) hoặc DONDOC_ZALO_TOKEN (Zalo Bot Creator) vào .env."  # noqa: S105 - words


@dataclass(frozen=True, slots=True)
class _Bot:
    """One bot: the platform's name for people, the settings, and what asks the platform."""

    label: str
    settings: BotSettings
    admin: BotAdmin


def ask_platforms(settings: Settings) -> Iterator[Answer]:
    """Ask each platform that has a token; one without is no fault as long as there is another."""
    if not configured_bots(settings):
        yield False, "Chưa có mã bot nào.", NO_TOKEN
    if settings.zalo_token is not None and not settings.zalo_link:
        yield False, "Chưa đặt DONDOC_ZALO_LINK: thẻ mời và tin gửi mã không có đường dẫn, mã QR của Zalo.", ZALO_LINK
    yield from asyncio.run(_ask_all(settings))


async def _ask_all(settings: Settings) -> list[Answer]:
    async with open_session() as session:
        bots = [
            _Bot(PLATFORMS[name].label, bot, PLATFORMS[name].admin(session, bot))
            for name, bot in configured_bots(settings).items()
        ]
        return [answer for bot in bots for answer in await _ask(bot)]


async def _ask(bot: _Bot) -> list[Answer]:
    try:
        async with asyncio.timeout(PLATFORM_SECONDS):
            who = await bot.admin.identify()
    except TokenRefused:
        return [_ill(bot, Trouble.TOKEN_REFUSED)]
    except Exception as error:  # noqa: BLE001 - the administrator needs the reason; it never shows the token
        seen = f"Không liên lạc được với {bot.label} ({bot.settings.api_url}): {reason_in_words(error)}."
        return [(False, seen, "Kiểm tra mạng, tường lửa và mã bot.")]
    return [(True, f"{bot.label} trả lời: bot {who}.", ""), await _ask_webhook(bot)]


async def _ask_webhook(bot: _Bot) -> Answer:
    try:
        async with asyncio.timeout(PLATFORM_SECONDS):
            return _webhook(bot, await bot.admin.webhook_info())
    except Exception as error:  # noqa: BLE001 - as above
        seen = f"{bot.label}: không hỏi được webhook: {reason_in_words(error)}."
        return False, seen, "Chạy lại sau ít phút; nếu vẫn vậy: dondoc webhook info"


def _webhook(bot: _Bot, info: WebhookInfo) -> Answer:
    address = info.address
    if not bot.settings.webhook_secret:
        return _ill(bot, Trouble.WEBHOOK_SET, address) if address else (True, f"{bot.label}: tự hỏi tin.", "")
    if trouble := webhook_trouble(address, bot.settings.webhook_address):
        return _ill(bot, trouble, address)
    if info.last_error and info.waiting:  # without updates that wait, the error is older than the last delivery
        seen = f"{bot.label} không gọi được {address}: {info.last_error[:LONGEST_ERROR]}, đang chờ {info.waiting} tin."
        return False, seen, "Kiểm tra máy chủ phía trước, chứng chỉ https và “dondoc run”; xem docs/webhooks.md."
    return True, f"{bot.label} đẩy tin tới {address}.", ""


def _ill(bot: _Bot, trouble: Trouble, address: str = "") -> Answer:
    seen = words_for("vi").reach.kinds[trouble].format(names=bot.label)
    return False, f"{seen} ({address})" if address else seen, REMEDIES[trouble]
