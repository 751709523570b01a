"""Compares typed words with known ones: diacritics may be left out, but not contradicted.

Words typed while the Vietnamese keyboard was off are known by their keys: "vieecj" (Telex), "vie65c" (VNI).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from domain.names import fold

LONGEST_REMEMBERED = 40  # characters; the same few words come again and again
_STROKE = "\u0335"
_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Returns the text in NFC without characters that cannot be seen or stored, or that reverse its direction."""
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("", text.replace("\r\n", "\n")))


def key(text: str) -> str:
    """Returns the look-up key: folded and without spaces ("Tiến  độ" -> "tiendo")."""
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


_TONES = {"\u0301": ("s", "1"), "\u0300": ("f", "2"), "\u0309": ("r", "3"), "\u0303": ("x", "4"), "\u0323": ("j", "5")}
_VOWELS = "aeiouy"
# The mark on a letter: Telex, VNI.
_SHAPES = {"\u0302": ("", "6"), "\u031b": ("w", "7"), "\u0306": ("w", "8")}


def typed_without_marks(syllables: Iterable[str]) -> dict[str, str]:
    """Returns each sequence of Telex or VNI keys that means one of these syllables, with the syllable.

    A sequence that is itself a word without marks is left out.
    """
    plain = {_fold_marks(syllable) for syllable in syllables} | {"as", "is", "of", "or", "if", "off"}
    found: dict[str, str] = {}
    for syllable in syllables:
        for form in _forms(syllable):
            if form not in plain:
                found.setdefault(form, syllable)
    return found


def _fold_marks(syllable: str) -> str:
    """Returns the letters without marks."""
    spread = unicodedata.normalize("NFD", syllable.casefold().replace("đ", "d"))
    return "".join(char for char in spread if not unicodedata.combining(char))


def _forms(syllable: str) -> Iterator[str]:
    letters = _letters_and_marks(syllable)
    if all(not shape and not tone for _, shape, tone in letters):
        return
    for way in (0, 1):
        yield from _written(letters, way)
    if any(a[0] == "u" and a[1] and b[0] == "o" and b[1] for a, b in pairwise(letters)):
        short = [("u", "", tone) if base == "u" else (base, shape, tone) for base, shape, tone in letters]
        for way in (0, 1):  # "vuowng": one key marks both letters
            yield from _written(short, way)


def _letters_and_marks(syllable: str) -> list[tuple[str, str, str]]:
    """(letter, mark of shape, tone) for each letter."""
    letters: list[tuple[str, str, str]] = []
    for char in unicodedata.normalize("NFD", syllable.casefold()):
        if char in _TONES and letters:
            letters[-1] = (*letters[-1][:2], char)
        elif char in _SHAPES and letters:
            letters[-1] = (letters[-1][0], char, letters[-1][2])
        else:
            letters.append(("d", "đ", "") if char == "đ" else (char, "", ""))
    return letters


def _written(letters: list[tuple[str, str, str]], way: int) -> Iterator[str]:
    """The keys with the tone behind its letter, behind the vowels, and at the end; shapes also at the end."""
    tone = next((_TONES[tone][way] for _, _, tone in letters if tone), "")
    keys = [base + _shape(base, shape, way) for base, shape, _ in letters]
    toned = next((at for at, letter in enumerate(letters) if letter[2]), len(letters) - 1)
    vowel = max((at for at, letter in enumerate(letters) if letter[0] in _VOWELS), default=len(letters) - 1)
    for place in {toned, vowel, len(letters) - 1}:
        yield "".join(keys[: place + 1]) + tone + "".join(keys[place + 1 :])
    shapes = "".join(_shape(base, shape, way) for base, shape, _ in letters)
    yield "".join(base for base, _, _ in letters) + shapes + tone


def _shape(base: str, shape: str, way: int) -> str:
    if shape == "đ":
        return ("d", "9")[way]
    if shape == "\u0302":
        return (base, "6")[way]
    return _SHAPES[shape][way] if shape else ""
