"""`dondoc invite`: a one-time code for one person, or a printable sheet of cards for all who have not linked."""

import asyncio
import logging
import sys
from datetime import tzinfo
from pathlib import Path

import segno

from bot.platforms.client import open_session
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.outbound import TelegramChannel, telegram_address
from domain.inbox import MessageContext
from domain.messages import Refused
from domain.messages.codes import CodesPrinted
from domain.messages.people import StrangeName
from domain.names import strange_letter, tidy
from dondoc.app import open_chosen, open_to_write
from dondoc.cli.printing import print_json, print_line
from dondoc.failures import CannotDo
from dondoc.private_files import write_private
from dondoc.settings import Settings, load_settings
from dondoc.stored_bots import with_stored_bots
from services.commands.change_people import PersonNotFound, invite_person
from services.commands.print_codes import make_codes, unlinked_shown
from services.context.command_context import CommandContext
from storage.organisations import lock_organisation
from storage.people import load_contacts
from wording.codes import sheet_facts, sheet_text
from wording.languages import words_for
from wording.layout import BotLinks, RenderContext
from wording.messages import Capabilities
from wording.sheets.code_sheet import draw_sheet

log = logging.getLogger(__name__)
_ON_PAPER = Capabilities(
    has_buttons=False, has_edits=False, has_pictures=False, max_length=4000, max_caption=0, has_files=True
)


def run(
    name: str, *, is_for_all: bool, is_for_missing: bool, out: Path | None, as_json: bool, org: str | None = None
) -> None:
    """One code (`name`), a sheet of cards (`out`), or the list of who has not linked (`is_for_missing` alone).

    Raises CannotDo for options that do not go together, and as the three of them do.
    """
    if bool(name) == (is_for_all or is_for_missing):
        raise CannotDo("Ghi họ tên một người, hoặc --all --out TỆP.pdf để in thẻ cho mọi người chưa liên kết.")
    if name and out is not None:
        raise CannotDo("--out chỉ dùng với --all hoặc --missing; mã của một người hiện ngay trên màn hình.")
    if name:
        _invite_one(name, org, as_json=as_json)
    elif out is not None:
        _print_sheet(out, org, as_json=as_json)
    elif is_for_all:
        raise CannotDo("Ghi cả tên tệp sẽ in, ví dụ: dondoc invite --all --out the-moi.pdf")
    else:
        _list_missing(org, as_json=as_json)


def _print_sheet(out: Path, org: str | None, *, as_json: bool) -> None:
    """Make a code for each person who has not linked and write the cards; the codes hold once the file is written.

    As JSON: {"cards", "ended", "linked", "out", "expires_at"}. Raises CannotDo when there is nobody to print for.
    """
    if out.suffix.lower() != ".pdf":
        raise CannotDo("Tên tệp của --out phải kết thúc bằng .pdf, ví dụ: --out the-moi.pdf")
    with open_to_write(load_settings(), org) as app:
        settings = with_stored_bots(app)
        links = _links(settings)
        try:
            with app.database.transaction() as tx:
                organisation = lock_organisation(tx, app.organisation.id)
                printed = make_codes(CommandContext(tx, organisation, app.clock.now(), MessageContext("", "")))
                write_private(out, _drawn(printed, organisation.zone, links))
        except Refused as refused:
            words = words_for("vi")
            raise CannotDo(words.refusals[type(refused.refusal)](refused.refusal, words)) from None
        zone = app.organisation.zone
    if as_json:
        count, until = len(printed.cards), printed.expires_at
        facts = {"cards": count, "ended": printed.ended, "linked": printed.linked, "out": str(out), "expires_at": until}
        print_json(facts)
        return
    print_line(_sheet_text(printed, zone, links, out))
    if settings.telegram_token is not None and not links.telegram:
        print_line("(Chưa liên lạc được với Telegram: thẻ không có mã QR, chỉ ghi “tìm trong Telegram”.)")
    if settings.zalo_token is not None and not links.zalo:
        print_line("(Chưa ghi địa chỉ của bot Zalo: thẻ không có mã QR của Zalo, chỉ ghi “tìm trong Zalo”.")
        print_line("Ghi: DONDOC_ZALO_LINK trong tệp .env, hoặc dondoc bot add --zalo --link ĐỊA_CHỈ.)")


def _drawn(printed: CodesPrinted, zone: tzinfo, links: BotLinks) -> bytes:
    context = RenderContext(words_for("vi"), _ON_PAPER, zone, links=links)
    try:
        return draw_sheet(sheet_facts(printed, context))
    except ImportError as error:
        raise CannotDo("Chưa cài typst nên không in được thẻ; cấp mã từng người: dondoc invite “họ tên”.") from error


def _sheet_text(printed: CodesPrinted, zone: tzinfo, links: BotLinks, out: Path) -> str:
    context = RenderContext(words_for("vi"), _ON_PAPER, zone, links=links)
    return f"Đã ghi {out}.\n{sheet_text(printed, context)}"


def _list_missing(org: str | None, *, as_json: bool) -> None:
    """Who has not linked, by unit; as JSON: [{"unit", "people"}]."""
    with open_chosen(load_settings(), org) as app, app.database.reading() as tx:
        shown = unlinked_shown(load_contacts(tx, app.organisation.id))
    if as_json:
        print_json([{"unit": unit.name or None, "people": unit.people} for unit in shown.units])
        return
    if not shown.units:
        print_line(f"Không còn ai chưa liên kết: {shown.linked}/{shown.people} người đã liên kết.")
        return
    print_line(f"Chưa liên kết: {shown.people - shown.linked}/{shown.people} người.")
    for unit in shown.units:
        print_line(f"- {unit.name or 'Không thuộc đơn vị'}: {', '.join(unit.people)}")
    print_line("In thẻ mời: dondoc invite --all --out the-moi.pdf")


def _links(settings: Settings) -> BotLinks:
    """Where people find the bots that are set; of Telegram only when it answers within a few seconds."""
    telegram = _bot_address(settings)
    given = {"telegram": settings.telegram_token, "zalo": settings.zalo_token}
    platforms = tuple(name for name, token in given.items() if token is not None)
    return BotLinks(telegram, settings.zalo_link, platforms or tuple(given))


def _invite_one(name: str, org: str | None, *, as_json: bool) -> None:
    """Print the code once; it is kept only as a hash.

    Raises CannotDo when nobody, or several people, are called that.
    """
    settings = load_settings()
    if (letter := strange_letter(name)) is not None:
        words = words_for("vi")
        raise CannotDo(words.refusals[StrangeName](StrangeName(tidy(name), letter), words))
    with open_to_write(settings, org) as app:
        settings = with_stored_bots(app)
        try:
            with app.database.transaction() as tx:
                invitation = invite_person(tx, app.organisation.id, name, app.clock.now())
        except PersonNotFound as missing:
            raise CannotDo(_advice(missing)) from None
        zone = app.organisation.zone
    link = BotLinks(_bot_address(settings)).start(invitation.code) or None
    if as_json:
        print_json(
            {"person": invitation.person, "code": invitation.code, "link": link, "expires_at": invitation.expires_at}
        )
        return
    until = invitation.expires_at.astimezone(zone)
    print_line(f"Mã mời của {invitation.person}: {invitation.code}")
    print_line(f"Dùng một lần, đến {until:%H:%M} ngày {until.day}/{until.month}/{until.year}.")
    print_line(f"Trên {_places(settings)}, mở bot và gửi: {invitation.code}")
    if settings.zalo_token is not None and settings.zalo_link:
        print_line(f"Bot Zalo: {settings.zalo_link}")
    if link:
        print_line(f"Hoặc mở: {link}")
        segno.make(link).terminal(out=sys.stdout, compact=True)
    elif settings.telegram_token is not None or settings.zalo_token is None:
        print_line("(Chưa tạo được đường dẫn t.me: chưa có mã bot hoặc chưa liên lạc được với Telegram.)")


def _places(settings: Settings) -> str:
    """Where the code may be typed: it links whichever account types it first."""
    tokens = (("Telegram", settings.telegram_token), ("Zalo", settings.zalo_token))
    return " hoặc ".join(name for name, token in tokens if token is not None) or "điện thoại"


def _advice(missing: PersonNotFound) -> str:
    if not missing.candidates:
        return "Chưa có ai trong danh sách. Nạp danh sách trước: dondoc load DANH-SACH.csv"
    return f"Không xác định được “{missing.name}”. Ghi đủ họ tên, ví dụ: {'; '.join(missing.candidates)}."


def _bot_address(settings: Settings) -> str:
    """https://t.me/BOT, when the platform tells the bot's name within a few seconds; else ""."""
    if settings.telegram_token is None:
        return ""
    try:
        username = asyncio.run(_username(settings, settings.telegram_token.get_secret_value()))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with line or token: the code works without the link
        log.debug("no t.me link: %s", type(error).__name__, extra={"action": "deep_link_failed"})
        return ""
    return telegram_address(username)


async def _username(settings: Settings, token: str) -> str:
    async with asyncio.timeout(8), open_session() as session:
        return (await TelegramChannel(BotApi(session, token, settings.telegram_api_url)).identify()).username
