"""The same words as people type them: marks left out or wrong, the keyboard off (Telex, VNI), odd spaces."""

import random
import re
import unicodedata

from domain.names import fold

_TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_VNI = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TONES = "".join(_TELEX)
_WORD = re.compile(r"[^\W\d_]+")


def unmarked(text: str) -> str:
    """All words without their marks."""
    return fold(text.replace("\n", " ; ")).replace(" ; ", "\n")


def partly_unmarked(rng: random.Random, text: str) -> str:
    """Some words without their marks, as people type who are in a hurry."""
    return _WORD.sub(lambda found: fold(found.group()) if rng.random() < 0.4 else found.group(), text)


def typed_out(rng: random.Random, text: str) -> str:
    """As the keys were pressed while the Vietnamese keyboard was off: all words, or about every third."""
    is_telex, share = rng.random() < 0.5, rng.choice((1.0, 0.34))
    return _WORD.sub(
        lambda found: keys_of(found.group(), is_telex=is_telex) if rng.random() < share else found.group(), text
    )


def keys_of(word: str, *, is_telex: bool) -> str:
    """The keys of one word, the tone last."""
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFC", word):
        spread = unicodedata.normalize("NFD", letter)
        base, marks = spread[:1], spread[1:]
        if base in "đĐ":
            keys += ("d" if base == "đ" else "D") + ("d" if is_telex else "9")
            continue
        keys += base
        for mark in marks:
            if mark in _TELEX:
                tone = (_TELEX if is_telex else _VNI)[mark]
            else:
                keys += {"\u0302": base.lower() if is_telex else "6", "\u031b": "w" if is_telex else "7",
                         "\u0306": "w" if is_telex else "8"}.get(mark, "")  # fmt: skip
    return keys + tone


def wrongly_marked(rng: random.Random, text: str, words: str) -> str:
    """One syllable of these words with another tone: the words mean something else, or nothing."""
    syllables = [word for word in words.split() if word.isalpha()]
    if not syllables:
        return text
    chosen = rng.choice(syllables)
    spread = unicodedata.normalize("NFD", chosen)
    bare = "".join(char for char in spread if char not in _TONES)
    vowel = next((at for at, char in enumerate(bare) if char.casefold() in "aeiouy"), None)
    if vowel is None:
        return text
    end = vowel + 1
    while end < len(bare) and unicodedata.combining(bare[end]):
        end += 1
    own = next((char for char in spread if char in _TONES), "")
    tone = rng.choice([mark for mark in _TONES if mark != own])
    wrong = unicodedata.normalize("NFC", bare[:end] + tone + bare[end:])
    return re.sub(rf"(?<!\w){re.escape(chosen)}(?!\w)", wrong, text, count=1)
