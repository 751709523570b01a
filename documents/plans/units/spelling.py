"""Gives shouted cells their small letters back, and cells typed without diacritics their diacritics, by known words.

Known are the words names of units are made of; what is not known stays as it was typed.
"""

import re
from collections.abc import Iterable

from documents.plans.units.abbreviations import is_short_form
from documents.plans.units.names import (
    COMMON_WORDS,
    FIELDS,
    HEADS,
    OFFICE_CLASSES,
    PARTY_CLASSES,
    PEOPLE_CLASSES,
    TERRITORIES,
)
from domain.names import fold

_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"([;\n])")
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")


def _phrases(phrases: Iterable[str]) -> dict[tuple[str, ...], list[str]]:
    """Words, folded, of every phrase -> the words as they are written; with and without the "và" inside."""
    known: dict[tuple[str, ...], list[str]] = {}
    for phrase in phrases:
        words = _WORD.findall(phrase)
        for form in (words, [w for w in words if w != "và"] or words):
            known.setdefault(tuple(map(fold, form)), form)
    return known


_CLASSES = (*OFFICE_CLASSES, *PARTY_CLASSES, *PEOPLE_CLASSES, *TERRITORIES)
_KNOWN = _phrases((*COMMON_WORDS, *FIELDS, *_CLASSES, *HEADS))
_CLASS_WORDS = {tuple(_WORD.findall(phrase)) for phrase in _CLASSES}
_LONGEST = max(map(len, _KNOWN))


def well_spelt(cell: str) -> str:
    """The cell as its writer would write it by hand: no shouting, and diacritics where there are none at all."""
    is_bare = _is_bare(cell)
    return "".join(_part_spelt(part, is_bare=is_bare) for part in _PARTS.split(cell))


def _part_spelt(cell: str, *, is_bare: bool) -> str:
    is_shouted = _is_shouted(cell)
    if not is_shouted and not is_bare:
        return cell
    words = list(_WORD.finditer(cell))
    spelt: list[str] = []
    while len(spelt) < len(words):
        spelt += _spelt(
            words[len(spelt) : len(spelt) + _LONGEST], _sign_before(cell, words[len(spelt)]), is_shouted=is_shouted
        )
    if is_shouted:
        spelt = _names_of_places(spelt)
    return _filled(cell, words, spelt)


def _is_shouted(cell: str) -> bool:
    syllables = [w for w in _WORD.findall(cell) if _is_syllable(w)]
    return cell.isupper() and (len(syllables) > 1 or any(not w.isascii() for w in syllables))


def _is_bare(cell: str) -> bool:
    return cell.isascii() and any(w.islower() for w in _WORD.findall(cell))


def _is_syllable(word: str) -> bool:
    return len(word) > 1 and _SYLLABLE.fullmatch(fold(word)) is not None and not is_short_form(word)


def _sign_before(cell: str, word: re.Match[str]) -> str:
    return cell[max(0, word.start() - 10) : word.start()].rstrip(" -+•*(\"'")[-1:]


def _spelt(words: list[re.Match[str]], sign: str, *, is_shouted: bool) -> list[str]:
    """The spelling of the longest known phrase these words begin with, or of the first word alone."""
    typed = [m.group() for m in words]
    is_first = not sign or sign in ",:/."
    for many in range(len(typed), 0, -1):
        known = _KNOWN.get(tuple(map(fold, typed[:many])))
        if known and (not is_shouted or _agree(typed, known)):
            is_capital = is_first and not (sign == "," and tuple(known) in _CLASS_WORDS)
            is_capital = is_capital if is_shouted else typed[0][:1].isupper()
            return [known[0][:1].upper() + known[0][1:], *known[1:]] if is_capital else list(known)
    if is_shouted and _is_syllable(typed[0]):
        return [typed[0].capitalize() if is_first else typed[0].lower()]
    return typed[:1]


def _agree(typed: list[str], known: list[str]) -> bool:
    """A shouted word that has its diacritics must have those of the phrase."""
    return all(t.isascii() or t.lower() == k.lower() for t, k in zip(typed, known, strict=False))


def _names_of_places(words: list[str]) -> list[str]:
    """What stands unknown behind "phường" or "tỉnh" is the name of the place."""
    spelt = list(words)
    for i in range(1, len(spelt)):
        behind = " ".join(spelt[max(0, i - 2) : i]).lower()
        is_name = behind.endswith(TERRITORIES) or (i > 1 and spelt[i - 1].istitle() and _is_place(spelt, i - 1))
        if is_name and spelt[i].islower() and (fold(spelt[i]),) not in _KNOWN:
            spelt[i] = spelt[i].capitalize()
    return spelt


def _is_place(words: list[str], index: int) -> bool:
    return " ".join(words[max(0, index - 2) : index]).lower().endswith(TERRITORIES)


def _filled(cell: str, words: list[re.Match[str]], spelt: list[str]) -> str:
    parts, end = [], 0
    for match, word in zip(words, spelt, strict=True):
        parts += [cell[end : match.start()], word]
        end = match.end()
    return "".join([*parts, cell[end:]])
