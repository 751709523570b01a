"""Names that look like others: what is refused in them, and what must never be."""

import unicodedata
from typing import Literal

import pytest

from domain.names import strange_letter

VIETNAMESE = "Đặng Thị Ngọc Ánh – Ủy ban nhân dân phường Thủy Nguyên (Quý, Hoà, Ươm, Ễnh)"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "name",
    [
        VIETNAMESE, VIETNAMESE.upper(), "Y Bhiông Niê Kđăm", "H’Hen", "François Müller", "Chi bộ Ⅳ", "Tổ 5 – KP 3/2",
        "Phòng VH-XH", "Công ty 中文", "ສະຫວັນ", "Đội nº 3", "Tổ “An toàn” ✅", "",
    ],
)  # fmt: skip
def test_names_as_people_write_them_are_taken(name: str, form: Literal["NFC", "NFD"]) -> None:
    assert strange_letter(unicodedata.normalize(form, name)) is None


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Lê Văn \u041cinh", "\u041c"),  # Cyrillic
        ("Nguyễn Thị L\u0430n", "\u0430"),
        ("UBND ph\u01b0\u1eddng \u0391", "\u0391"),  # Greek
        ("Tr\u0561n", "\u0561"),  # Armenian
        ("\u13aaông an", "\u13aa"),  # Cherokee
        ("\uff28à", "\uff28"),  # full width
        ("\U0001d400n", "\U0001d400"),  # mathematical
        ("L\u0251n", "\u0251"),  # phonetic
        ("\ua4d0an", "\ua4d0"),  # Lisu
        ("\u0418\u0432\u0430\u043d", "\u0418"),  # all of it
    ],
)
def test_a_letter_of_another_alphabet_that_looks_like_ours_is_found(name: str, letter: str) -> None:
    assert strange_letter(name) == letter


@pytest.mark.parametrize("mark", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_a_mark_that_turns_the_text_round_is_found(mark: str) -> None:
    assert strange_letter(f"Lê{mark} Văn Minh") == ""


@pytest.mark.parametrize("hidden", "\u200b\u2060\ufeff\u00ad\u200d")
def test_what_copying_leaves_behind_is_no_reason_to_refuse_a_name(hidden: str) -> None:
    assert strange_letter(f"Lê{hidden} Văn Minh") is None
