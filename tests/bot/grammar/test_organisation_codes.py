"""Codes of organisations in a text, and what the text does without them."""

import pytest

from bot.grammar.organisation_codes import SHOWS, read_whose, without_code
from domain.shared_chats import Reading

CODES = ("HB", "LC", "KH", "CO")


@pytest.mark.parametrize(
    ("text", "codes", "rest"),
    [
        ("HB việc", ("HB",), "việc"),
        ("hb viec", ("HB",), "viec"),
        ("Lc: tình hình", ("LC",), "tình hình"),
        ("HB 3", ("HB",), "3"),
        ("HB-3", ("HB",), "3"),
        ("xong HB-3", ("HB",), "xong 3"),
        ("xong hb-3", ("HB",), "xong 3"),
        ("/done HB-3 đã gửi", ("HB",), "/done 3 đã gửi"),
        ("xong HB-3, HB-5", ("HB",), "xong 3, 5"),
        ("HB", ("HB",), ""),
        ("lc.", ("LC",), ""),
        ("KH: việc", ("KH",), "việc"),
    ],
)
def test_a_code_is_read_and_taken_out(text: str, codes: tuple[str, ...], rest: str) -> None:
    read = read_whose(text, CODES)
    assert read.codes == codes
    assert without_code(text, codes[0]) == rest
    assert read.is_bare == (not rest)


@pytest.mark.parametrize(
    "text",
    [
        "việc", "xong 3", "xong TN-3", "TN việc", "KH 45", "xong 3 KH 45", "co viec gi", "có", "việc HB",
        "xong 4: đã gửi công văn HB-3", "thahb 3", "xong xHB-3", "",
    ],
)  # fmt: skip
def test_what_may_be_something_else_is_no_code(text: str) -> None:
    assert read_whose(text, CODES).codes == ()


@pytest.mark.parametrize("text", ["xong HB-3, LC-5", "xong hb-3, lc-5", "HB xong 3; LC xong 5", "xong 3 HB, xong 5 LC"])
def test_a_text_that_names_several_is_of_several(text: str) -> None:
    assert set(read_whose(text, CODES).codes) == {"HB", "LC"}


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("việc", Reading.SHOWS), ("tình hình", Reading.SHOWS), ("trợ giúp", Reading.SHOWS), ("/start", Reading.SHOWS),
        ("HB việc", Reading.SHOWS), ("việc quá hạn", Reading.SHOWS),
        ("3", Reading.ANSWER), ("đúng", Reading.ANSWER), ("ừ", Reading.ANSWER), ("B", Reading.ANSWER),
        ("HB-3", Reading.ANSWER), ("5 6", Reading.ANSWER),
        ("cảm ơn ạ", Reading.NOTHING), ("abc xyz", Reading.NOTHING),
        ("xong", Reading.DEED), ("xong 3", Reading.DEED), ("việc 3", Reading.DEED), ("hoàn tác", Reading.DEED),
        ("việc HB", Reading.DEED), ("báo cáo tuần", Reading.DEED), ("nghỉ 20/5", Reading.DEED),
        ("xong 3 " + "rất dài " * 60, Reading.DEED),
    ],
)  # fmt: skip
def test_what_a_text_does(text: str, reading: Reading) -> None:
    assert read_whose(text, CODES).reading is reading


def test_what_only_shows_changes_nothing() -> None:
    assert {kind.__name__ for kind in SHOWS if kind.undo is not None} <= {"Start"}  # with a code that holds: its own
