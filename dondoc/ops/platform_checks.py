"""What `dondoc doctor` asks of each platform: does it answer, does it know the bot, how do messages come in.

Each answer is (is it well, what was seen, what to do about it), as in `doctor_checks`.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import aiohttp

from bot.platforms.client import open_session
from bot.platforms.connector import BotAdmin, BotSettings
from bot.platforms.errors import TokenRefused, Trouble
from bot.platforms.registry import PLATFORMS
from bot.platforms.webhooks import WebhookInfo, webhook_trouble
from domain.channels import newest_channel, platform_of, shown_channel
from dondoc.bots import bot_settings, configured_bots
from dondoc.error_words import reason_in_words
from dondoc.ops.doctor_checks import REMEDIES, Answer
from dondoc.settings import Settings
from dondoc.stored_bots import OrganisationBots
from wording.languages import words_for

PLATFORM_SECONDS = 10
LONGEST_ERROR = 200
AT_A_TIME = 20  # bots that are asked together
MOST_ILL, MOST_CODES = 20, 3  # that are named
# By whether the settings name the bot, or the database keeps it:
MISSING_LINK = {True: "Chưa đặt DONDOC_ZALO_LINK", False: "Chưa ghi địa chỉ của bot Zalo"}
ZALO_LINK = {
    True: "Chép đường dẫn của bot từ Zalo Bot Creator (mục chia sẻ bot) vào DONDOC_ZALO_LINK trong tệp .env.",
    False: "Chép đường dẫn của bot từ Zalo Bot Creator (mục chia sẻ bot), rồi: dondoc bot add --zalo --link ĐỊA_CHỈ",
}
SHARES = "Giảm phần của từng tổ chức: dondoc org set --zalo-quota SỐ --org MÃ"
NO_TOKEN = "Ghi DONDOC_TELEGRAM_TOKEN (lấy từ @BotFather) hoặc DONDOC_ZALO_TOKEN (Zalo Bot Creator) vào .env."  # noqa: S105 - words


@dataclass(frozen=True, slots=True)
class _Bot:
    """One bot: the platform's name for people, the settings, and what asks the platform."""

    label: str
    settings: BotSettings
    admin: BotAdmin


def ask_platforms(settings: Settings, bots: OrganisationBots | None = None) -> Iterator[Answer]:
    """Ask each platform about each bot of the organisation, without `bots` about those that the settings name.

    A platform without a bot is no fault as long as there is another.
    """
    asked = configured_bots(settings) if bots is None else _bots_of(settings, bots)
    if not asked:
        yield False, "Chưa có mã bot nào.", NO_TOKEN
    zalo = newest_channel("zalo", asked)
    if zalo is not None and not asked[zalo].link:
        is_in_settings = bots is None or (bots.is_of_settings and zalo == "zalo" and settings.zalo_token is not None)
        seen = "thẻ mời và tin gửi mã không có đường dẫn, mã QR của Zalo."
        yield False, f"{MISSING_LINK[is_in_settings]}: {seen}", ZALO_LINK[is_in_settings]
    yield from asyncio.run(_ask_all(asked))


def _bots_of(settings: Settings, bots: OrganisationBots) -> dict[str, BotSettings]:
    return {
        name: bot_settings(settings, name, token, webhook=bots.place(name), link=bots.links.get(name, ""))
        for name, token in bots.tokens.items()
    }


def ask_every_bot(settings: Settings, served: Sequence[OrganisationBots]) -> Iterator[Answer]:
    """Ask the platforms of the bots of all organisations, many at a time: how many answer, and what is wrong with
    which.
    """
    bots: dict[tuple[str, str], list[OrganisationBots]] = {}
    for one in served:
        for name, token in one.tokens.items():
            bots.setdefault((name, token), []).append(one)
    if not bots:
        yield False, "Chưa có mã bot nào.", NO_TOKEN
        return
    found = asyncio.run(_ask_each(settings, bots))
    ill = [(codes, answer) for codes, answers in found for answer in answers if not answer[0]]
    yield not ill, f"{len(bots)} bot, {len({codes for codes, _ in ill})} cần xử lý.", ""
    for codes, (_, seen, remedy) in ill[:MOST_ILL]:
        yield False, f"{codes}: {seen}", remedy
    if len(ill) > MOST_ILL:
        yield False, f"Và {len(ill) - MOST_ILL} điều khác.", "Xem của từng tổ chức: dondoc doctor --org MÃ"
    yield from _too_many_shares(settings.zalo_monthly_quota, bots)


def _too_many_shares(limit: int, bots: Mapping[tuple[str, str], Sequence[OrganisationBots]]) -> Iterator[Answer]:
    """Bots whose organisations may send more together than the platform takes in a month."""
    for (name, _), its in bots.items():
        given = [one.organisation.month_quota for one in its]
        total = sum(own for own in given if own is not None)
        if platform_of(name) == "zalo" and limit and len(its) > 1 and total > limit:
            yield False, f"{_codes(its)}: các phần tin Zalo cộng lại {total}, nhiều hơn {limit} tin của tháng.", SHARES


def _codes(its: Sequence[OrganisationBots]) -> str:
    return ", ".join(each.organisation.code or each.organisation.name for each in its[:MOST_CODES])


async def _ask_each(
    settings: Settings, bots: Mapping[tuple[str, str], Sequence[OrganisationBots]]
) -> list[tuple[str, list[Answer]]]:
    turns = asyncio.Semaphore(AT_A_TIME)

    async def one(name: str, token: str, its: Sequence[OrganisationBots]) -> tuple[str, list[Answer]]:
        bot = bot_settings(settings, name, token, webhook=its[0].place(name))
        async with turns:
            return _codes(its), await _ask(_bot(session, name, bot))

    async with open_session() as session:
        return await asyncio.gather(*(one(*bot, its) for bot, its in bots.items()))


async def _ask_all(asked: Mapping[str, BotSettings]) -> list[Answer]:
    async with open_session() as session:
        bots = [_bot(session, name, bot) for name, bot in asked.items()]
        return [answer for bot in bots for answer in await _ask(bot)]


def _bot(session: aiohttp.ClientSession, name: str, bot: BotSettings) -> _Bot:
    return _Bot(shown_channel(name), bot, PLATFORMS[platform_of(name)].admin(session, bot))


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
