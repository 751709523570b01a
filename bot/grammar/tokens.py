"""Cuts a text into tokens, and walks over the tokens of a clause. Linear in the text.

Tokens are words, numbers, percentages, ranges, codes ("15/4", "12-QĐ/ĐU"), marks and line ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.grammar.phrases import NAMES_WRITTEN_TOGETHER, TYPED_OUT, Phrases
from bot.grammar.spelling import key
from domain.interpretations import Span, SpanRole

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
    """Characters `start` to `end` of the text; `word` is what stands there, or the word meant by Telex or VNI keys."""

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


def _plain_width(text: str) -> str:
    """Returns the text with full-width letters and digits as usual ones, of the same length."""
    return text.translate(_WIDE)


def tokens_of(text: str) -> list[Token]:
    """Returns the tokens of a text in order; spaces lie between them."""
    found: list[Token] = []
    for match in _TOKEN.finditer(_plain_width(text)):
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
        return [Token(Kind.WORD, start, end, TYPED_OUT.get(word.casefold(), word))]
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
    if meant := TYPED_OUT.get(word.casefold()):
        return [Token(Kind.WORD, start, end, meant)]
    glued = _GLUED.fullmatch(word)
    if glued and key(glued[1]) in NAMES_WRITTEN_TOGETHER:
        middle = start + len(glued[1])
        return [Token(Kind.WORD, start, middle, glued[1]), _number(glued[2], middle, end)]
    is_word = not word.isupper() and _VNI.fullmatch(word) is not None
    return [Token(Kind.WORD if is_word else Kind.CODE, start, end, word)]


SEPARATING = frozenset(",.:;-–—()!…~*•|>=")
QUESTION = frozenset("?？")
QUOTES = frozenset("\"“”«»'‘’")


@dataclass(slots=True)
class ClauseTokens:
    """The tokens of a clause within `text`: its words end at `text_end`, its last span at `span_end`.

    `is_slashed`: it begins with a slash.
    """

    text: str
    tokens: list[Token]
    text_start: int
    text_end: int
    span_end: int
    is_slashed: bool = False
    words: list[str] = field(default_factory=list)
    roles: list[SpanRole] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Every token begins as unread."""
        self.words = [token.word for token in self.tokens]
        self.roles = [SpanRole.UNREAD] * len(self.tokens)

    @property
    def has_marks(self) -> bool:
        """Whether the writer types Vietnamese letters: then a word without marks has none."""
        return any(not word.isascii() and word.isalpha() for word in self.words)

    @property
    def size(self) -> int:
        """The number of tokens."""
        return len(self.tokens)

    def mark(self, start: int, end: int, role: SpanRole) -> None:
        """Give these tokens a role."""
        self.roles[start:end] = [role] * (end - start)

    def kind(self, at: int) -> Kind | None:
        """Returns the kind of the token at `at`; None behind the last."""
        return self.tokens[at].kind if at < self.size else None

    def is_mark(self, at: int, marks: frozenset[str] = SEPARATING) -> bool:
        """Whether a mark of these stands at `at`; a line end and an emoji count as marks that separate."""
        kind = self.kind(at)
        if kind is Kind.LINE:
            return marks is SEPARATING
        return kind is Kind.MARK and (self.words[at] in marks or (marks is SEPARATING and self._is_picture(at)))

    def _is_picture(self, at: int) -> bool:
        """Whether the token is an emoji or another sign that is no punctuation."""
        word = self.words[at]
        return ord(word[0]) > 0x2010 and word not in QUESTION and word not in QUOTES and word != "…"

    def skip_marks(self, at: int, end: int) -> int:
        """Returns the place behind the marks that separate."""
        while at < end and self.is_mark(at):
            at += 1
        return at

    def skip(self, at: int, end: int, *sets: Phrases, marks: bool = True) -> int:
        """Returns the place behind all phrases of these sets and, with `marks`, all marks that separate."""
        while at < end:
            if marks and self.is_mark(at):
                at += 1
                continue
            length = max(found.at(self.words, at, end)[1] for found in sets)
            if not length:
                break
            at += length
        return at

    def asks(self, start: int) -> bool:
        """Whether a question mark stands at `start` or later."""
        return any(self.is_mark(at, QUESTION) for at in range(start, self.size))

    def note_from(self, at: int) -> str:
        """Returns the text from the token at `at` to the end of the clause, as written."""
        return self.text[self.tokens[at].start : self.text_end].rstrip() if at < self.size else ""

    def spans(self) -> Iterator[Span]:
        """Yields the clause in spans by role; a gap belongs to the token before it."""
        start = self.text_start
        for at in range(self.size):
            end = self.tokens[at + 1].start if at + 1 < self.size else self.span_end
            if at + 1 < self.size and self.roles[at + 1] == self.roles[at]:
                continue
            yield Span(start, end, self.roles[at])
            start = end
        if start < self.span_end:
            yield Span(start, self.span_end, SpanRole.SEPARATOR)
