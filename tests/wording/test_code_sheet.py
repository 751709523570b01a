"""The sheet of codes as a PDF reader sees it, in both languages, with every number of bots."""

import io
import re

import pypdf
import pytest
import segno

from bot.platforms.telegram.outbound import TelegramChannel
from domain.messages.codes import CodeCard, CodesPrinted
from tests.world import hanoi
from wording.layout import NO_LINKS, BotLinks
from wording.messages import Capabilities
from wording.render import render
from wording.sheets.code_sheet import qr_code

TELEGRAM, ZALO = "https://t.me/phuong_dondoc_bot", "https://zalo.me/s/botcreator/abc"
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODES = [f"WMW{LETTERS[n % 32]}2-M3W{LETTERS[n // 32]}M" for n in range(40)]  # with the widest letters
LONG = "Phòng Văn hóa - Xã hội và Thông tin truyền thông, phường Thủy Nguyên, thành phố Hải Phòng"


def sheet(language: str = "vi", links: BotLinks = NO_LINKS, count: int = 40, unit: str = "UBND phường") -> list[str]:
    """The text of each page."""
    cards = tuple(CodeCard(f"Nguyễn Thị Phương Thảo {n}", (unit,), CODES[n]) for n in range(count))
    said = CodesPrinted(cards, "Đảng ủy phường Thủy Nguyên", hanoi(27, 8), 0, 0)
    message = render([said], language, TelegramChannel.capabilities, links=links)
    assert message.document is not None
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(message.document.content)).pages]


@pytest.mark.parametrize("links", [NO_LINKS, BotLinks(TELEGRAM, platforms=("telegram",)), BotLinks(TELEGRAM, ZALO)])
@pytest.mark.parametrize("unit", ["UBND phường", LONG])
def test_forty_cards_are_four_pages_and_each_code_is_read_whole(links: BotLinks, unit: str) -> None:
    pages = sheet(links=links, unit=unit)
    assert len(pages) == 4
    assert [re.findall(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", page) for page in pages] == [
        CODES[at : at + 10] for at in (0, 10, 20, 30)
    ]
    assert all(f"Thảo {n}" in pages[n // 10] for n in range(40))
    assert all(page.count("27/4/2026") == 10 for page in pages)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (NO_LINKS, ("tìm trong Telegram", "tìm trong Zalo")),
        (BotLinks(TELEGRAM, ZALO), ("quét mã QR “Telegram”", "quét mã QR “Zalo”")),
        (BotLinks(TELEGRAM), ("quét mã QR “Telegram”", "tìm trong Zalo")),
    ],
)
def test_the_lines_say_how_each_bot_is_found(links: BotLinks, expected: tuple[str, ...]) -> None:
    [page] = sheet(links=links, count=1)
    for words in expected:
        assert words in page.replace("\n", "")


def test_only_the_bots_that_run_are_named_and_there_are_three_lines_all_the_same() -> None:
    [page] = sheet(links=BotLinks(TELEGRAM, platforms=("telegram",)), count=1)
    assert "Zalo" not in page
    assert [number for number in ("1.", "2.", "3.") if number in page] == ["1.", "2.", "3."]


def test_in_english_nothing_is_vietnamese_but_names() -> None:
    [page] = sheet("en", BotLinks(TELEGRAM, ZALO), 1, "UBND")
    assert "Linking code" in page
    assert "Mã" not in page
    assert "scan the code" in page.replace("\n", " ")


def test_the_square_holds_the_address_with_the_code() -> None:
    drawn = qr_code(BotLinks(TELEGRAM).start("A2C2EF3H2K"))
    expected = io.BytesIO()
    made = segno.make(f"{TELEGRAM}?start=A2C2EF3H2K", error="m", micro=False)
    made.save(expected, kind="svg", border=1, xmldecl=False)
    assert drawn == expected.getvalue().decode()


def test_what_people_typed_is_never_read_as_markup() -> None:
    [page] = sheet(count=1, unit="#panic(1) $x$ *đậm* `mã` \\ <nhãn> @ai")
    assert "#panic(1)" in page


def test_a_channel_without_files_says_where_the_sheet_is_made() -> None:
    plain = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=2000, max_caption=0)
    said = CodesPrinted((CodeCard("Lan", (), CODES[0]),), "", hanoi(27, 8), 0, 0)
    message = render([said], "vi", plain)
    assert message.document is None
    assert "dondoc invite --all" in message.text
