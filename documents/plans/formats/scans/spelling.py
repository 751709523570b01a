"""Puts right what a scan spells wrong again and again: marks of common phrases, and the figure of a quarter."""

import re
from collections.abc import Sequence
from functools import cache

from documents.plans.words import word_lists
from domain.names import fold

_CORE = re.compile(r"^(\W*)(\w+)(\W*)$")
_LONGEST = 4  # syllables of a phrase
_QUARTER = re.compile(r"(?P<roman>[IlH1|!T]{1,3})(?P<rest>(?:[/.-](?:19|20|21)\d\d)?[.,;:)]*)")
_NUMERALS = {"I": 1, "II": 2, "III": 3}
# How much broader a word of figures is than high, by its count of I's with a year behind it; both kinds of letters in
# use (Times, Arial) agree within a tenth. A Roman II is told from I by nothing else on a coarse scan.
_RATIOS_WITH_YEAR = ((1, 3.87), (2, 4.31), (3, 4.76))
_NEAR = 0.16


def corrected(texts: Sequence[str]) -> list[str]:
    """The words with the marks of `scan_phrases.toml`; capitals and signs stay as they were read."""
    fixed = list(texts)
    cores = [_CORE.match(text) for text in texts]
    keys = [fold(core[2]) if core else "" for core in cores]
    for at in range(len(texts)):
        for length in range(min(_LONGEST, len(texts) - at), 1, -1):
            phrase = _phrases().get(tuple(keys[at : at + length]))
            if phrase is None:
                continue
            for i, syllable in enumerate(phrase, at):
                core = cores[i]
                if core and fold(core[2]) == fold(syllable):
                    fixed[i] = f"{core[1]}{_as_cased(syllable, core[2])}{core[3]}"
            break
    return fixed


def quarter(text: str, width: int, height: int) -> str:
    """The word behind "quý" with the Roman figure that its breadth tells: "I/2026" as broad as "II/2026" is that."""
    match = _QUARTER.fullmatch(text)
    if match is None:
        return text
    if re.search(r"\d{4}$", match["rest"]) is None:
        return text if match["roman"] in _NUMERALS else text.replace("H", "II", 1)
    ratio = width / max(height, 1)
    count, expected = min(_RATIOS_WITH_YEAR, key=lambda known: abs(known[1] - ratio))
    if abs(expected - ratio) > _NEAR:
        return text
    return "I" * count + match["rest"]


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    listed = (tuple(phrase.split()) for phrase in word_lists("scan_phrases").words("phrases"))
    return {tuple(fold(syllable) for syllable in phrase): phrase for phrase in listed}


def _as_cased(syllable: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return syllable.upper()
    return syllable.capitalize() if like[:1].isupper() else syllable.lower()
