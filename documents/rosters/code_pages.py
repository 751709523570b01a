"""Text of lists that were saved or typed in an old code page: windows-1258, TCVN3 (ABC) and VNI become Unicode.

Which one it is, the syllables tell: read in the right code page they are Vietnamese, in a wrong one they are not.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from domain.names import fold

_TCVN3_SMALL = {
    "a": "¸µ¶·¹", "ă": "¾»¼½Æ", "â": "ÊÇÈÉË", "e": "ÐÌÎÏÑ", "ê": "ÕÒÓÔÖ", "i": "Ý×ØÜÞ", "o": "ãßáâä", "ô": "èåæçé",
    "ơ": "íêëìî", "u": "óïñòô", "ư": "øõö÷ù", "y": "ýúûüþ",
}  # fmt: skip
_TCVN3_BARE = dict(zip("¨©®ª«¬\u00ad¡¢§£¤¥¦", "ăâđêôơưĂÂĐÊÔƠƯ", strict=True))
_TONES = "\u0301\u0300\u0309\u0303\u0323"  # in the order of the letters above and below
_VNI_PLAIN = dict(zip("ùøûõï", _TONES, strict=True))
_VNI_SHORT = dict(zip("éèúüë", _TONES, strict=True))  # with the bow of ă
_VNI_HAT = dict(zip("áàåãä", _TONES, strict=True))  # with the hat of â, ê, ô
_VNI_ALONE = dict(zip("ñôöîíìæóò", ("đ", "ơ", "ư", "ỵ", "í", "ì", "ỉ", "ĩ", "ị"), strict=True))
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_LETTERS = frozenset("aăâbcdđeêghiklmnoôơpqrstuưvxy" + _TONES + "\u0306\u0302\u031b")
_ENOUGH = 0.8  # of the words with marks; a list in another code page has far fewer
_HEALTHY = 0.9


class CodePageUnknown(ValueError):
    """The bytes are no text in any code page that lists are kept in."""


class LettersLost(ValueError):
    """A program that saved the file wrote "?" for each letter it had no place for."""


_LOST = re.compile(r"[^\W\d_][?\ufffd]+|[?\ufffd]+[^\W\d_]")
_MOST_LOST = 0.1  # of the words


def text_of(content: bytes) -> str:
    """The text of a file without any format: UTF-8, UTF-16 with or without its mark, or an old code page.

    Raises CodePageUnknown, or LettersLost.
    """
    text = _text(content)
    if len(_LOST.findall(text)) > _MOST_LOST * len(_WORD.findall(text)):
        raise LettersLost
    return text


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if content[1::2].count(0) > len(content) // 4 or content[::2].count(0) > len(content) // 4:
        return _decoded(content, "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be")
    try:
        return modernised([unicodedata.normalize("NFC", content.decode("utf-8-sig"))])[0]
    except UnicodeDecodeError:
        return _from_old_code_page(content)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise CodePageUnknown from error


def _from_old_code_page(content: bytes) -> str:
    latin = content.decode("latin-1")
    candidates = [unicodedata.normalize("NFC", content.decode("cp1258", "replace")), tcvn3(latin), vni(latin)]
    best = max(candidates, key=health)
    if health(best) < _ENOUGH:
        raise CodePageUnknown
    return best


def modernised(texts: Sequence[str]) -> list[str]:
    """The texts of one file, converted when they were typed with the fonts of TCVN3 or VNI; else as they are."""
    whole = "\n".join(texts)
    if health(whole) >= _HEALTHY:
        return list(texts)
    converters: tuple[Callable[[str], str], ...] = (tcvn3, vni)
    best = max(converters, key=lambda convert: health(convert(whole)))
    return [best(text) for text in texts] if health(best(whole)) >= _ENOUGH else list(texts)


def health(text: str) -> float:
    """Which share of the words with other letters than a to z are Vietnamese syllables; 1 where there are none."""
    words = [word.lower() for word in _WORD.findall(_with_symbols(text)) if not word.isascii()]
    return sum(map(_is_vietnamese, words)) / len(words) if words else 1.0


def _with_symbols(text: str) -> str:
    """Signs that stand for letters in an old font count as letters, so that they are judged."""
    return "".join(_SYMBOLS.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


_SYMBOLS = dict.fromkeys("¸µ¶·¹¾»¼½¨©®«¬\u00ad¡¢§£¤¥¦×÷¿±", "ƶ")


@cache
def _is_vietnamese(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word)
    tones = [letter for letter in letters if letter in _TONES]
    is_spelt = set(letters) <= _LETTERS and len(tones) <= 1
    return is_spelt and _SYLLABLE.fullmatch(fold(word)) is not None


@cache
def _tcvn3_letters() -> dict[str, str]:
    toned = {
        code: unicodedata.normalize("NFC", letter + tone)
        for letter, codes in _TCVN3_SMALL.items()
        for code, tone in zip(codes, _TONES, strict=True)
    }
    return toned | _TCVN3_BARE


def tcvn3(text: str) -> str:
    """Text typed with a font of TCVN3 ("NguyÔn V¨n"); its capitals with marks were a font of their own."""
    letters = _tcvn3_letters()
    return _WORD_OR_SIGN.sub(lambda m: _cased("".join(letters.get(c, c) for c in m.group())), text)


_WORD_OR_SIGN = re.compile(r"[^\s,;.:()/\-\"]+")


def _cased(word: str) -> str:
    """ "NGUYễN": a shouted word whose letters with marks came out small."""
    plain = [c for c in word if c.isascii() and c.isalpha()]
    is_shouted = sum(c.isupper() for c in word) > 1 and all(c.isupper() for c in plain)
    return word.upper() if is_shouted else word


def vni(text: str) -> str:
    """Text typed with a font of VNI ("Nguyeãn Vaên"): a letter and behind it its mark."""
    found: list[str] = []
    for letter in text:
        small = letter.lower()
        before = found[-1] if found else ""
        if before and (mark := _vni_mark(before, small)):
            found[-1] = unicodedata.normalize("NFC", before + mark)
        elif small in _VNI_ALONE:
            found.append(_VNI_ALONE[small] if letter == small else _VNI_ALONE[small].upper())
        else:
            found.append(letter)
    return "".join(found)


def _vni_mark(before: str, sign: str) -> str:
    """What the sign behind this letter adds to it; nothing where it is no mark."""
    base = before.lower()
    if base in "aeouyơư" and sign in _VNI_PLAIN:
        return _VNI_PLAIN[sign]
    if base == "a" and sign == "ê":
        return "\u0306"
    if base == "a" and sign in _VNI_SHORT:
        return "\u0306" + _VNI_SHORT[sign]
    if base in "aeo" and sign == "â":
        return "\u0302"
    if base in "aeo" and sign in _VNI_HAT:
        return "\u0302" + _VNI_HAT[sign]
    return ""
