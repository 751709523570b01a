"""Puts right what a scan spells wrong again and again: marks of common phrases, and the Roman figure of a quarter."""

import re
from collections.abc import Sequence
from functools import cache

from documents.plans.words import word_lists
from domain.names import fold

_CORE = re.compile(r"^(\W*)(\w+)(\W*)$")
_LONGEST = 4  # syllables of a phrase
_QUARTER = re.compile(r"[IlH1|!T]{1,4}(?P<rest>(?:[/.-](?:19|20|21)\d\d)?[.,;:)]*)")


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


def quarter(text: str, strokes: int) -> str:
    """The word behind "quý" with as many I's as upright strokes were counted at its beginning on the picture.

    "I", "II", "H" and "1" look alike on a coarse scan, and each would be another last day. Without a count from 1 to 3
    the word stays.
    """
    match = _QUARTER.fullmatch(text)
    return "I" * strokes + match["rest"] if match and 1 <= strokes <= 3 else text


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    listed = (tuple(phrase.split()) for phrase in word_lists("scan_phrases").words("phrases"))
    return {tuple(fold(syllable) for syllable in phrase): phrase for phrase in listed}


def _as_cased(syllable: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return syllable.upper()
    return syllable.capitalize() if like[:1].isupper() else syllable.lower()
