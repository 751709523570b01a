"""Checks whether a document is readable Vietnamese; old fonts, lost letters and scrambled marks are refused."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from documents.plans.blocks import Block, Paragraph, PlanUnreadable
from documents.words import word_lists
from domain.names import fold

_WORD = re.compile(r"\w+")
_FIGURE_INSIDE = re.compile(r"[^\W\d_]\d+[^\W\d_]")
_LETTERS = frozenset(
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz0123456789_²³½ºª"
)
_FINAL_STOP = re.compile(r"(?:c|ch|p|t)$")
_TONES = {"\u0300": "falling", "\u0309": "asking", "\u0303": "tumbling", "\u0301": "rising", "\u0323": "heavy"}
# Real texts stay under 0.01, 0.01 and 0.001 (measured); short ones may stray further before they are refused.
_MOST_STRANGE, _MOST_MISSPELT, _MOST_IMPOSSIBLE = 0.06, 0.12, 0.03
_MOST_FIGURES = 0.05  # real texts have none; the text layers that scanners make had a fifth
_LEAST_WORDS, _ENOUGH_WORDS, _SHORT_MAY_STRAY = 25, 80, 3


def _by_letters() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for syllable in word_lists("syllables").words("common"):
        found.setdefault(fold(syllable), set()).add(syllable)
    return {letters: frozenset(syllables) for letters, syllables in found.items()}


_COMMON_BY_LETTERS = _by_letters()


class Illegible(PlanUnreadable):
    """The words of the document are no Vietnamese."""


def check_legible(blocks: Iterable[Block]) -> None:
    """Raises Illegible for texts in old fonts, letters lost, scrambled marks or a scanner's bad text layer.

    Scrambled words are told by two facts of the language: a syllable that ends in c, ch, p or t bears the rising or the
    heavy tone only, and the commonest syllables of official texts are nearly always written with the same marks.
    """
    words = Counter(w for block in blocks for w in _words(block))
    if _share(words, _has_figure_inside) > _MOST_FIGURES:
        raise Illegible(
            "Lớp chữ của tệp là bản nhận dạng hỏng của một bản quét (ảnh chụp), đọc sẽ sai; đề nghị gửi bản gốc dạng "
            "Word hoặc PDF xuất từ Word."
        )
    if _share(words, _is_strange) > _MOST_STRANGE:
        raise Illegible(
            "Chữ trong tệp dùng phông cũ (TCVN3, VNI) hoặc bị lỗi mã; đề nghị chuyển sang Unicode (ví dụ bằng Unikey: "
            "Ctrl+Shift+F6) rồi gửi lại."
        )
    marked = Counter({w: n for w, n in words.items() if not w.isascii()})
    common = Counter({w: n for w, n in marked.items() if fold(w) in _COMMON_BY_LETTERS})
    if _share(common, _is_misspelt) > _MOST_MISSPELT or _share(marked, _is_impossible) > _MOST_IMPOSSIBLE:
        raise Illegible(
            "Dấu tiếng Việt trong tệp bị xáo trộn (thường do tệp được chống sao chép), đọc sẽ sai; đề nghị gửi bản gốc "
            "dạng Word."
        )


def _words(block: Block) -> list[str]:
    texts = [block.text] if isinstance(block, Paragraph) else block.cells
    return [w for t in texts for w in _WORD.findall(unicodedata.normalize("NFC", t).lower())]


def _share(words: Counter[str], test: Callable[[str], bool]) -> float:
    """How many of the words, by their number, pass the test; 0 where there are too few, a third of it where few."""
    total = words.total()
    if total < _LEAST_WORDS:
        return 0.0
    share = sum(n for w, n in words.items() if test(w)) / total
    return share if total >= _ENOUGH_WORDS else share / _SHORT_MAY_STRAY


def _has_figure_inside(word: str) -> bool:
    """ "c6ng", "th6ng": a scanner's program took a letter with its marks for a figure."""
    return _FIGURE_INSIDE.search(word) is not None


def _is_strange(word: str) -> bool:
    return any(c not in _LETTERS and not unicodedata.combining(c) for c in word)


def _is_misspelt(word: str) -> bool:
    return word not in _COMMON_BY_LETTERS[fold(word)]


def _is_impossible(word: str) -> bool:
    """A stop at the end with a tone that no Vietnamese syllable has there ("quyểt"), or two tones in one syllable."""
    tones = [_TONES[c] for c in unicodedata.normalize("NFD", word) if c in _TONES]
    if len(tones) > 1:
        return True
    return bool(_FINAL_STOP.search(fold(word))) and bool(tones) and tones[0] not in {"rising", "heavy"}
