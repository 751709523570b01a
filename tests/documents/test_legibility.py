import random
import unicodedata

import pytest

from documents.plans.plan_reader import PlanUnreadable, read_pasted
from tests.documents.gold import EXAMPLES, rows

SEED = (EXAMPLES / "ke-hoach-thuy-nguyen.txt").read_text(encoding="utf-8")
HEADER = "TT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời hạn\n"
ANNEX = HEADER + "\n".join(
    f"{i}\t{r['task']}\t{r['lead']}\t{r['coordination']}\t{r['deadline']}"
    for i, r in enumerate(rows("plan_rows.tsv", "01"), 1)
)
TONES = "\u0300\u0301\u0303\u0309\u0323"


def _shuffled_tones(text: str, share: float = 1.0) -> str:
    """Every tone mark turned into any other, as copy protection does."""
    order = random.Random(7)  # noqa: S311 - noise, no secret
    plain = unicodedata.normalize("NFD", text)
    turned = (order.choice(TONES) if c in TONES and order.random() < share else c for c in plain)
    return unicodedata.normalize("NFC", "".join(turned))


def _one_alphabet_for_another(text: str) -> str:
    """Each marked vowel exchanged for another one, always the same."""
    vowels = sorted({c for c in text.lower() if not c.isascii() and c.isalpha()})
    table = dict(zip(vowels, vowels[7:] + vowels[:7], strict=True))
    return "".join(table.get(c, c) for c in text)


@pytest.mark.parametrize("text", [SEED, ANNEX, HEADER + "1\tViệc ngắn\tSở A\t\t30/6/2026"])
def test_real_vietnamese_is_never_refused(text: str) -> None:
    assert read_pasted(text).tasks
    assert read_pasted(unicodedata.normalize("NFD", text)).tasks


def test_text_without_any_marks_is_no_scrambled_text() -> None:
    plain = unicodedata.normalize("NFD", ANNEX.replace("đ", "d").replace("Đ", "D"))
    assert read_pasted("".join(c for c in plain if not unicodedata.combining(c))).tasks


def test_old_spelling_and_a_few_slips_are_no_scrambled_text() -> None:
    assert read_pasted(_shuffled_tones(SEED, share=0.05)).tasks
    assert read_pasted(SEED.replace("ủy", "uỷ").replace("hóa", "hoá")).tasks


@pytest.mark.parametrize("text", [SEED, ANNEX])
@pytest.mark.parametrize("scramble", [_shuffled_tones, _one_alphabet_for_another])
def test_scrambled_marks_are_refused_with_advice(text: str, scramble: object) -> None:
    assert callable(scramble)
    with pytest.raises(PlanUnreadable, match=r"xáo trộn.*bản gốc"):
        read_pasted(scramble(text))


@pytest.mark.parametrize("text", [SEED, ANNEX])
def test_half_of_the_marks_scrambled_is_enough(text: str) -> None:
    with pytest.raises(PlanUnreadable, match="xáo trộn"):
        read_pasted(_shuffled_tones(text, share=0.5))


@pytest.mark.parametrize(
    "line",
    [
        "§¶ng ñy ph­êng Thñy Nguyªn, ngµy 09 th¸ng 4 n¨m 2026 x©y dùng kÕ ho¹ch triÓn khai thùc hiÖn nhiÖm vô\n",
        "Ñaûng uûy phöôøng Thuûy Nguyeân, ngaøy 09 thaùng 4 naêm 2026 xaây döïng keá hoaïch trieån khai thöïc hieän\n",
    ],
)
def test_the_old_fonts_are_refused_with_the_way_to_unicode(line: str) -> None:
    with pytest.raises(PlanUnreadable, match="Unicode"):
        read_pasted(line * 4 + HEADER + "1\tViệc\tSở A\t\t30/6/2026")
