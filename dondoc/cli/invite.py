"""`dondoc invite`: a one-time code for either platform; for Telegram also a link and a QR."""

import asyncio
import logging
import sys

import segno

from bot.platforms.client import open_session
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.outbound import TelegramChannel
from domain.messages.people import StrangeName
from domain.names import strange_letter, tidy
from dondoc.app import open_app
from dondoc.cli.printing import print_json, print_line
from dondoc.failures import CannotDo
from dondoc.settings import Settings, load_settings
from services.commands.change_people import PersonNotFound, invite_person
from wording.languages import words_for

log = logging.getLogger(__name__)


def run(name: str, *, as_json: bool) -> None:
    """Print the code once; it is kept only as a hash.

    Raises CannotDo when nobody, or several people, are called that.
    """
    settings = load_settings()
    if (letter := strange_letter(name)) is not None:
        words = words_for("vi")
        raise CannotDo(words.refusals[StrangeName](StrangeName(tidy(name), letter), words))
    with open_app(settings) as app:
        try:
            with app.database.transaction() as tx:
                invitation = invite_person(tx, app.organisation.id, name, app.clock.now())
        except PersonNotFound as missing:
            raise CannotDo(_advice(missing)) from None
        zone = app.organisation.zone
    link = _deep_link(settings, invitation.code)
    if as_json:
        print_json(
            {"person": invitation.person, "code": invitation.code, "link": link, "expires_at": invitation.expires_at}
        )
        return
    until = invitation.expires_at.astimezone(zone)
    print_line(f"Mã mời của {invitation.person}: {invitation.code}")
    print_line(f"Dùng một lần, đến {until:%H:%M} ngày {until.day}/{until.month}/{until.year}.")
    print_line(f"Trên {_places(settings)}, mở bot và gõ: /start {invitation.code}")
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


def _deep_link(settings: Settings, code: str) -> str | None:
    """https://t.me/BOT?start=CODE, when the platform tells the bot's name within a few seconds."""
    if settings.telegram_token is None:
        return None
    try:
        username = asyncio.run(_username(settings, settings.telegram_token.get_secret_value()))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with line or token: the code works without the link
        log.debug("no t.me link: %s", type(error).__name__, extra={"action": "deep_link_failed"})
        return None
    return f"https://t.me/{username}?start={code}"


async def _username(settings: Settings, token: str) -> str:
    async with asyncio.timeout(8), open_session() as session:
        return (await TelegramChannel(BotApi(session, token, settings.telegram_api_url)).identify()).username
