"""Sets of phrases found in a row of words: bare or with their own marks, never with others."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from bot.spelling import agrees
from domain.names import fold

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """The word without marks, in small letters."""
    return fold(word)


@lru_cache(maxsize=8192)
def is_same(typed: str, syllable: str) -> bool:
    """Whether a typed syllable may stand for this one: bare, or with exactly its marks."""
    return agrees(typed, syllable)


@lru_cache(maxsize=8192)
def toneless(word: str) -> str:
    """The word in small letters without its tone; the shapes of its letters ("â", "ơ", "đ") stay."""
    spread = unicodedata.normalize("NFD", word.casefold())
    return unicodedata.normalize("NFC", "".join(char for char in spread if char not in _TONES))


class Phrases:
    """Phrases by what they mean; `strict` ones must be typed with their marks ("à" is not the "a" of "ạ")."""

    def __init__(self, meanings: Mapping[str, Iterable[str]], strict: Iterable[str] = ()) -> None:
        self._strict = frozenset(strict)
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                self._add(meaning, phrase)
        for found in (*self._by_first.values(), *self._by_last.values()):
            found.sort(key=lambda entry: -len(entry[0]))

    def _add(self, meaning: str, phrase: str) -> None:
        syllables = tuple(phrase.split())
        keys = tuple(folded(syllable) for syllable in syllables)
        entry = (keys, syllables, meaning)
        self._by_first.setdefault(keys[0], []).append(entry)
        self._by_last.setdefault(keys[-1], []).append(entry)

    def at(self, words: Sequence[str], start: int, end: int) -> tuple[str, int]:
        """The longest phrase that begins at `start`: its meaning and its length; ("", 0) when there is none."""
        if start >= end:
            return "", 0
        for keys, syllables, meaning in self._by_first.get(folded(words[start]), ()):
            if start + len(keys) <= end and self._fits(words[start : start + len(keys)], keys, syllables):
                return meaning, len(keys)
        return "", 0

    def loosely_at(self, words: Sequence[str], start: int, end: int) -> tuple[str, int]:
        """As `at`, with tones that may be wrong: "tiếp nhẫn" for "tiếp nhận". Never enough to act on."""
        if start >= end:
            return "", 0
        for keys, syllables, meaning in self._by_first.get(folded(words[start]), ()):
            typed = words[start : start + len(keys)]
            if start + len(keys) <= end and all(
                is_same(word, syllable) or toneless(word) == toneless(syllable)
                for word, syllable in zip(typed, syllables, strict=True)
            ):
                return meaning, len(keys)
        return "", 0

    def before(self, words: Sequence[str], end: int, start: int) -> int:
        """The length of the longest phrase that ends just before `end` and begins no earlier than `start`."""
        if end <= start:
            return 0
        for keys, syllables, _ in self._by_last.get(folded(words[end - 1]), ()):
            if end - len(keys) >= start and self._fits(words[end - len(keys) : end], keys, syllables):
                return len(keys)
        return 0

    def _fits(self, typed: Sequence[str], keys: tuple[str, ...], syllables: tuple[str, ...]) -> bool:
        if any(folded(word) != key for word, key in zip(typed, keys, strict=True)):
            return False
        pairs = zip(typed, syllables, strict=True)
        if self._strict and " ".join(syllables) in self._strict:
            return all(word.casefold() == syllable for word, syllable in pairs)
        return all(is_same(word, syllable) for word, syllable in pairs)
