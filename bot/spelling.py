"""How a typed word is compared with a name of the vocabulary: diacritics may be left out, but not contradicted."""

import re
import unicodedata
from functools import lru_cache

from domain.names import fold

LONGEST_REMEMBERED = 40  # characters; the same few words come again and again
_STROKE = "\u0335"
_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text in NFC, without what cannot be seen or stored, or turns the text round (controls, lone surrogates)."""
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("", text.replace("\r\n", "\n")))


def key(text: str) -> str:
    """Look-up key: folded and without spaces ("Tiến  độ" -> "tiendo")."""
    return _key_of_word(text) if len(text) <= LONGEST_REMEMBERED else fold(text).replace(" ", "")


@lru_cache(maxsize=8192)
def _key_of_word(text: str) -> str:
    return fold(text).replace(" ", "")


def agrees(typed: str, name: str) -> bool:
    """Whether `typed`, whose key equals the name's, may stand for it: each syllable bare or with the name's own marks.

    "nhan" and "nhận" stand for "nhận"; "nhân" (a person) does not. Where in a syllable a tone mark stands is free.
    """
    letters = _letters(typed)
    start = 0
    for syllable in name.split():
        wanted = _letters(syllable)
        marks = _marks(letters[start : start + len(wanted)])
        if marks and marks != _marks(wanted):
            return False
        start += len(wanted)
    return start == len(letters)


def _letters(text: str) -> list[str]:
    """Each base letter with the marks that follow it; a stroke counts as a mark of d."""
    spread = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d" + _STROKE)
    letters: list[str] = []
    for char in spread:
        if (unicodedata.combining(char) or char == _STROKE) and letters:
            letters[-1] += char
        elif not char.isspace():
            letters.append(char)
    return letters


def _marks(letters: list[str]) -> list[str]:
    return sorted(mark for letter in letters for mark in letter[1:])
