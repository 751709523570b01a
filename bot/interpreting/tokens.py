"""A text in tokens: words, numbers, percentages, ranges, codes ("15/4", "12-QĐ/ĐU"), marks and line ends."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.interpreting.vocabulary import GLUED, LEFTOVERS
from bot.spelling import key

MOST_DIGITS = 6


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    PERCENT = "percent"
    RANGE = "range"
    CODE = "code"
    MARK = "mark"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Token:
    """Characters `start` to `end`; `word` is the text, of a word typed in Telex or VNI the word meant."""

    kind: Kind
    start: int
    end: int
    word: str
    values: tuple[int, ...] = ()


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_TOKEN = re.compile(
    r"(?P<line>\n)|(?P<space>\s+)"
    r"|(?P<percent>\d{1,6}(?:[.,]\d+)?[ \t]?(?:%|(?i:phần[ \t]trăm|phan[ \t]tram)(?!\w)))"
    r"|(?P<range>\d{1,6}(?:[-–—−]|\.\.+)\d{1,6}(?![\w/]|[-–.]\d))"
    r"|(?P<minus>(?<!\S)[-−–]\d[\w/.-]*)"
    r"|(?P<number>[#№]?\d+(?![\w/]|\.\d|[-–]\w))"
    r"|(?P<code>\d[\w/:.–-]*[\w/])"
    r"|(?P<circled>[\u2460-\u2473])"
    r"|(?P<title>[đĐdD]/c(?!\w))"
    r"|(?P<mixed>[^\W\d_]+\d[^\W_]*(?:[/.-][\w]+)*)"
    r"|(?P<word>[^\W\d_]+(?:[-'’/][^\W\d_]+)*)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
_DIGITS = re.compile(r"\d+")
_GLUED = re.compile(r"([^\W\d_]+)(\d+)")
# A syllable whose marks were typed out as digits (VNI): "trie6u5", "ho62"; "A4", "VB12" and "T6" are codes.
_VNI = re.compile(
    r"(?=[^\d]*[a-z]{2}|[a-z]\d[a-z])(?:d9|[a-z]{0,3})(?:[aeiouy][1-9]{0,2}){1,3}[a-z]{0,2}[1-9]?", re.IGNORECASE
)


def plain_width(text: str) -> str:
    """The text with full-width letters and digits as usual ones, of the same length."""
    return text.translate(_WIDE)


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text in order; spaces lie between them. Linear in the text."""
    found: list[Token] = []
    for match in _TOKEN.finditer(plain_width(text)):
        if match.lastgroup != "space":
            found += _tokens(match)
    return found


def _tokens(match: re.Match[str]) -> list[Token]:
    group, word, start, end = match.lastgroup or "mark", match.group(), match.start(), match.end()
    if group == "number":
        return [_number(word, start, end)]
    if group == "mixed":
        return _mixed(word, start, end)
    if group in {"word", "title"}:
        return [Token(Kind.WORD, start, end, LEFTOVERS.get(word.casefold(), word))]
    return [Token(_KINDS.get(group, Kind.CODE), start, end, word, _values(group, word))]


_KINDS = {
    "line": Kind.LINE, "mark": Kind.MARK, "circled": Kind.NUMBER, "range": Kind.RANGE, "percent": Kind.PERCENT,
}  # fmt: skip


def _values(group: str, word: str) -> tuple[int, ...]:
    if group == "circled":
        return (ord(word) - 0x245F,)
    if group == "range":
        return tuple(int(digits) for digits in re.findall(r"\d+", word))
    is_whole = group == "percent" and "." not in word and "," not in word
    digits = "".join(_DIGITS.findall(word)) if is_whole else ""
    return (int(digits),) if digits.isdecimal() else ()


def _number(word: str, start: int, end: int) -> Token:
    digits = word.lstrip("#№")
    is_plain = len(digits) <= MOST_DIGITS and int(digits) > 0
    return Token(Kind.NUMBER if is_plain else Kind.CODE, start, end, word, (int(digits),) if is_plain else ())


def _mixed(word: str, start: int, end: int) -> list[Token]:
    """ "vie65c" and "trie6u5" are words, "xong3" a word and a number, "QĐ12" and "T6" are codes."""
    if meant := LEFTOVERS.get(word.casefold()):
        return [Token(Kind.WORD, start, end, meant)]
    glued = _GLUED.fullmatch(word)
    if glued and key(glued[1]) in GLUED:
        middle = start + len(glued[1])
        return [Token(Kind.WORD, start, middle, glued[1]), _number(glued[2], middle, end)]
    is_word = not word.isupper() and _VNI.fullmatch(word) is not None
    return [Token(Kind.WORD if is_word else Kind.CODE, start, end, word)]
