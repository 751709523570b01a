"""`dondoc bot`: keeps the tokens of organisations' bots in the database, sealed; no command ever shows one."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.platforms.client import open_session
from bot.platforms.connector import bot_of
from bot.platforms.errors import TokenRefused
from bot.platforms.registry import PLATFORMS
from domain.bots import LONGEST_LINK, LONGEST_NAME, LONGEST_TOKEN, Bot
from domain.channels import MOST_BOTS, channel_of, shown_channel
from domain.organisations import Organisation
from dondoc.app import listed, open_chosen, open_installation, open_to_write
from dondoc.bots import bot_settings
from dondoc.cli.printing import print_json, print_line, print_table
from dondoc.error_words import reason_in_words
from dondoc.failures import CannotDo
from dondoc.sealing import KeyMissing, new_key, seal, seal_again
from dondoc.settings import WHOLE_LINK, Settings, load_settings
from services.administration.keep_bots import (
    GivenBot,
    HasBot,
    NoSuchBot,
    NotShared,
    SeveralBots,
    TooManyBots,
    add_bot,
    remove_bot,
)
from storage.across_organisations import everywhere
from storage.bots import list_bots, people_on_bots, seal_anew, serving_since
from storage.engine.database import Transaction
from storage.organisations import list_organisations

ASK_SECONDS = 10
NOTICED = "đang chạy tự nhận ra trong nửa phút"
SEVERAL = frozenset({"zalo"})  # platforms that count the people of a bot and do not tell its address


def add(*, org: str | None, telegram: bool, zalo: bool, is_further: bool = False, link: str = "") -> None:
    """Keep the token on standard input for the organisation, after the platform has said whose it is.

    `is_further`: beside the bot that the organisation has there; `link`: where people find the bot.
    Raises CannotDo for no or two platforms, a token that is none or is refused, a platform out of reach, no key, a link
    that is none, or where the organisation has another bot there.
    """
    platform, settings = _platform(telegram=telegram, zalo=zalo), load_settings()
    label = PLATFORMS[platform].label
    _check_options(platform, link, is_further=is_further)
    with open_to_write(settings, org) as app:
        if settings.secret_key is None:
            raise KeyMissing  # before anybody types a token
        organisation, token = app.organisation, _token(label)
        if is_further and _is_of_settings(settings, platform, token):
            raise CannotDo(f"Bot {label} này đã ghi trong tệp .env, là bot đầu tiên. Đưa mã của bot khác.")
        name, sealed = _name(settings, platform, token), seal(settings, token)
        given = GivenBot(platform, bot_of(token), name, sealed, link)
        with everywhere(app.database).transaction() as tx, _told(organisation, given, _option(org)):
            is_new = add_bot(tx, organisation, given, app.clock.now(), is_further=is_further)
            others, is_found = _others(tx, given, organisation.id), _is_found(tx, given)
    print_line(f"Đã {'giữ' if is_new else 'thay mã của'} bot {label} {name} cho “{organisation.name}”.")
    if others:
        print_line(f"Bot này dùng chung với: {listed(others)}. Người thuộc nhiều tổ chức gõ kèm mã tổ chức.")
    if not is_found:
        print_line("Chưa ghi địa chỉ của bot: thẻ mời không có mã QR của Zalo. Chạy lại kèm --link ĐỊA_CHỈ.")
    if not is_further and _token_of_settings(settings, platform) is not None:
        print_line(f"Hãy xóa DONDOC_{platform.upper()}_TOKEN trong tệp .env: mã ở đó được dùng trước.")
    print_line(f"“dondoc run” {NOTICED}; nếu chạy từ trước khi đặt DONDOC_SECRET_KEY thì khởi động lại.")


@contextmanager
def _told(organisation: Organisation, given: GivenBot, option: str) -> Iterator[None]:
    """Why a bot is not added, as a sentence that says what to do."""
    label, platform = PLATFORMS[given.platform].label, given.platform
    try:
        yield
    except HasBot as other:
        seen = f"“{organisation.name}” đã có bot {label} {other.bot.name}. "
        if platform in SEVERAL:
            seen += f"Dùng thêm bot này song song: dondoc bot add --{platform} --another{option}\n"
        raise CannotDo(
            f"{seen}Thôi dùng bot đó trước: dondoc bot remove --{platform} --bot {other.bot.number}{option}"
        ) from None
    except NotShared:
        raise CannotDo(
            f"Bot {label} {given.name} đang phục vụ tổ chức khác. Bot bổ sung chỉ phục vụ một tổ chức, không dùng "
            "chung; tạo bot mới rồi đưa mã của bot đó."
        ) from None
    except TooManyBots:
        raise CannotDo(f"“{organisation.name}” đã có {MOST_BOTS} bot {label}, không thêm được nữa.") from None


def show(*, as_json: bool) -> None:
    """List the bots. As JSON: [{"platform", "number", "name", "added_at", "organisations", "channel", "people"}]."""
    with open_installation(load_settings()) as app, everywhere(app.database).reading() as tx:
        known, names = list_bots(tx), {one.id: one.code or one.name for one in list_organisations(tx)}
        people = people_on_bots(tx)
        zone = ZoneInfo(app.settings.timezone)
    if as_json:
        print_json([
            {
                "platform": bot.platform, "number": bot.number, "name": bot.name, "added_at": bot.added_at,
                "organisations": [names[one] for one in bot.organisations], "channel": _channel(bot),
                "people": people.get(bot.id, 0),
            }
            for bot in known
        ])  # fmt: skip
        return
    if not known:
        print_line("Cơ sở dữ liệu chưa giữ bot nào. Thêm: dondoc bot add --telegram --org MÃ")
        return
    rows = [
        (
            shown_channel(_channel(bot)),
            bot.name,
            str(people.get(bot.id, 0)),
            f"{bot.added_at.astimezone(zone):%d/%m/%Y}",
            ", ".join(names[one] for one in bot.organisations),
        )
        for bot in known
    ]
    print_table(("Kênh", "Bot", "Số người", "Từ ngày", "Tổ chức"), rows)


def remove(*, org: str | None, telegram: bool, zalo: bool, named: str = "") -> None:
    """Let the organisation's bot go, that of this name or number. Raises CannotDo where it has none, or several."""
    platform = _platform(telegram=telegram, zalo=zalo)
    label = PLATFORMS[platform].label
    with open_chosen(load_settings(), org) as app:
        organisation = app.organisation
        try:
            with everywhere(app.database).transaction() as tx:
                bot, is_gone = remove_bot(tx, organisation, platform, app.clock.now(), named)
        except NoSuchBot:
            which = f" tên “{named}”" if named else ""
            raise CannotDo(
                f"“{organisation.name}” không có bot {label} nào{which} được giữ. Xem: dondoc bot list"
            ) from None
        except SeveralBots as several:
            choices = "; ".join(f"--bot {bot.number} ({bot.name})" for bot in several.bots)
            raise CannotDo(
                f"“{organisation.name}” có {len(several.bots)} bot {label}. Thêm --bot: {choices}."
            ) from None
    rest = "mã đã xóa khỏi cơ sở dữ liệu" if is_gone else "bot còn phục vụ tổ chức khác"
    print_line(f"“{organisation.name}” thôi dùng bot {label} {bot.name}; {rest}.")
    print_line(f"“dondoc run” {NOTICED}.")


def _channel(bot: Bot) -> str:
    """A bot of several organisations has the same place for each of them."""
    return channel_of(bot.platform, max(bot.places.values(), default=1))


def _check_options(platform: str, link: str, *, is_further: bool) -> None:
    """Raises CannotDo for what a bot of the platform has not."""
    if is_further and platform not in SEVERAL:
        raise CannotDo("--another chỉ dùng với --zalo: một bot Telegram đủ cho mọi người của tổ chức.")
    if link and platform not in SEVERAL:
        raise CannotDo("--link chỉ dùng với --zalo: Telegram tự cho biết địa chỉ của bot.")
    if link and (len(link) > LONGEST_LINK or not WHOLE_LINK.fullmatch(link)):
        raise CannotDo("--link cần một địa chỉ đầy đủ, ví dụ: https://zalo.me/s/botcreator/…")


def _others(tx: Transaction, given: GivenBot, organisation_id: int) -> list[Organisation]:
    """The other organisations that the bot serves."""
    serving = serving_since(tx, given.platform, given.number)
    return [one for one in list_organisations(tx) if one.id in serving and one.id != organisation_id]


def _is_found(tx: Transaction, given: GivenBot) -> bool:
    """Whether people know where the bot is: its platform tells, or somebody has said so."""
    same = (one for one in list_bots(tx) if (one.platform, one.number) == (given.platform, given.number))
    return given.platform not in SEVERAL or any(one.link for one in same)


def make_key() -> None:
    """Print a new key."""
    print_line(new_key())


def reseal() -> None:
    """Seal every token under the first key. Raises KeyMissing and KeyWrong; then nothing is changed."""
    settings = load_settings()
    with open_installation(settings) as app, everywhere(app.database).transaction() as tx:
        known = list_bots(tx)
        for bot in known:
            seal_anew(tx, bot.id, seal_again(settings, bot.sealed_token))
    print_line(f"Đã niêm phong lại mã của {len(known)} bot bằng khóa đầu tiên; có thể bỏ các khóa cũ.")


def _platform(*, telegram: bool, zalo: bool) -> str:
    if telegram == zalo:
        raise CannotDo("Chọn một: --telegram hoặc --zalo.")
    return "telegram" if telegram else "zalo"


def _token(label: str) -> str:
    """From standard input, unseen at a terminal: as an argument it would stand in lists of processes."""
    typed = getpass(f"Mã của bot {label} (không hiện khi gõ): ") if sys.stdin.isatty() else sys.stdin.readline()
    token = typed.strip()
    if not token or len(token) > LONGEST_TOKEN or not token.isascii() or " " in token:
        raise CannotDo(f"Chưa có mã bot {label}. Đưa vào từ stdin, ví dụ: dondoc bot add --telegram < tệp-mã")
    return token


def _name(settings: Settings, platform: str, token: str) -> str:
    """What the platform calls the bot of this token."""
    label = PLATFORMS[platform].label
    try:
        return asyncio.run(_identified(settings, platform, token))[:LONGEST_NAME]
    except TokenRefused:
        raise CannotDo(f"{label} không nhận mã này. Chép lại nguyên mã của bot.") from None
    except Exception as error:  # noqa: BLE001 - the administrator needs the reason; it never shows the token
        raise CannotDo(
            f"Không hỏi được {label} bot này là ai ({reason_in_words(error)}). Thử lại khi có mạng."
        ) from None


async def _identified(settings: Settings, platform: str, token: str) -> str:
    async with asyncio.timeout(ASK_SECONDS), open_session() as session:
        admin = PLATFORMS[platform].admin(session, bot_settings(settings, platform, token))
        return str(await admin.identify())


def _is_of_settings(settings: Settings, platform: str, token: str) -> bool:
    own = _token_of_settings(settings, platform)
    return own is not None and bot_of(own.get_secret_value()) == bot_of(token)


def _token_of_settings(settings: Settings, platform: str) -> SecretStr | None:
    return settings.telegram_token if platform == "telegram" else settings.zalo_token


def _option(org: str | None) -> str:
    return "" if org is None else f" --org {org}"
