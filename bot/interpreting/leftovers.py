"""Words typed while the Vietnamese keyboard was off: "vieecj" (Telex), "vie65c" (VNI). Only words of the grammar."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

_TONES = {"\u0301": ("s", "1"), "\u0300": ("f", "2"), "\u0309": ("r", "3"), "\u0303": ("x", "4"), "\u0323": ("j", "5")}
_VOWELS = "aeiouy"
# The mark on a letter: Telex, VNI.
_SHAPES = {"\u0302": ("", "6"), "\u031b": ("w", "7"), "\u0306": ("w", "8")}


def leftovers(syllables: Iterable[str]) -> dict[str, str]:
    """Every way in which one of these syllables looks when its keys were typed out, and the syllable."""
    plain = {fold_marks(syllable) for syllable in syllables} | {"as", "is", "of", "or", "if", "off"}
    found: dict[str, str] = {}
    for syllable in syllables:
        for form in _forms(syllable):
            if form not in plain:
                found.setdefault(form, syllable)
    return found


def fold_marks(syllable: str) -> str:
    """The letters without marks."""
    spread = unicodedata.normalize("NFD", syllable.casefold().replace("đ", "d"))
    return "".join(char for char in spread if not unicodedata.combining(char))


def _forms(syllable: str) -> Iterator[str]:
    letters = _letters(syllable)
    if all(not shape and not tone for _, shape, tone in letters):
        return
    for way in (0, 1):
        yield from _written(letters, way)
    if any(a[0] == "u" and a[1] and b[0] == "o" and b[1] for a, b in pairwise(letters)):
        short = [("u", "", tone) if base == "u" else (base, shape, tone) for base, shape, tone in letters]
        for way in (0, 1):  # "vuowng": one key marks both letters
            yield from _written(short, way)


def _letters(syllable: str) -> list[tuple[str, str, str]]:
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
