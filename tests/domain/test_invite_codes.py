"""One-time codes are found however people write them, and what only looks like one is not taken for it."""

import secrets
from itertools import cycle

import pytest

from domain.invite_codes import CODE_ALPHABET, CODE_LENGTH, codes_in, draw_code, is_code_shaped, spell_code

CODE = "Q3XM4N27NS"
WAYS = (
    "Q3XM4-N27NS",
    "q3xm4n27ns",
    "Q3XM4 N27NS",
    "Q3XM4 - N27NS",
    "“Q3XM4‑N27NS”.",
    "'Q3XM4–N27NS'",
    "Q3XM4—N27NS!",
    "Q3XM4−N27NS",
    "(Q3XM4_N27NS)",
    "Mã của tôi là Q3XM4-N27NS",
    "Dạ em chào anh/chị, mã của em là q3xm4 n27ns ạ. Em cảm ơn!",
    "mã Q3XM4-N27NS",
    "Mã mời: Q3XM4-N27NS",
    "start Q3XM4 N27NS",
    "/startQ3XM4N27NS",
    "/start Q3XM4N27NS",
    "/start@phuong_bot Q3XM4-N27NS",
    "Ｑ３ＸＭ４－Ｎ２７ＮＳ",
)


@pytest.mark.parametrize("text", WAYS)
def test_a_code_is_found_however_it_is_written(text: str) -> None:
    assert CODE in codes_in(text)


@pytest.mark.parametrize(
    "text",
    ["thanh trung", "Nguyễn Thanh Trung", "0912345678", "23456 78923", "START START", "12345-ABCDE"],
)
def test_words_and_numbers_are_not_shaped_as_a_code(text: str) -> None:
    assert not any(map(is_code_shaped, codes_in(text)))


def test_every_code_drawn_has_a_letter_and_a_digit_in_each_half() -> None:
    drawn = [draw_code(secrets.choice) for _ in range(2000)]
    assert len(set(drawn)) == len(drawn)
    assert all(is_code_shaped(code) and len(code) == CODE_LENGTH for code in drawn)
    assert {char for code in drawn for char in code} == set(CODE_ALPHABET)


def test_a_half_without_a_digit_is_drawn_again() -> None:
    letters = cycle("ABCDE" + "A2CDE")
    assert spell_code(draw_code(lambda _: next(letters))) == "A2CDE-A2CDE"
