"""One clause's tokens with the role that each was given, and the walks over them that readers share."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.interpreting.phrases import Phrases
from bot.interpreting.tokens import Kind, Token
from domain.interpretations import Span, SpanRole

SEPARATING = frozenset(",.:;-–—()!…~*•|>=")
QUESTION = frozenset("?？")
QUOTES = frozenset("\"“”«»'‘’")


@dataclass(slots=True)
class Row:
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
        """Every token is unread until somebody reads it."""
        self.words = [token.word for token in self.tokens]
        self.roles = [SpanRole.UNREAD] * len(self.tokens)

    @property
    def has_marks(self) -> bool:
        """Whether its writer types Vietnamese letters: a bare word then is not one whose marks were left out."""
        return any(not word.isascii() and word.isalpha() for word in self.words)

    @property
    def size(self) -> int:
        """How many tokens."""
        return len(self.tokens)

    def mark(self, start: int, end: int, role: SpanRole) -> None:
        """Give these tokens a role."""
        self.roles[start:end] = [role] * (end - start)

    def kind(self, at: int) -> Kind | None:
        """What the token is; None behind the last."""
        return self.tokens[at].kind if at < self.size else None

    def is_mark(self, at: int, marks: frozenset[str] = SEPARATING) -> bool:
        """Whether a mark of this kind stands there; a line's end is one that separates."""
        kind = self.kind(at)
        if kind is Kind.LINE:
            return marks is SEPARATING
        return kind is Kind.MARK and (self.words[at] in marks or (marks is SEPARATING and self._is_picture(at)))

    def _is_picture(self, at: int) -> bool:
        """Emoji and other signs that are no punctuation."""
        word = self.words[at]
        return ord(word[0]) > 0x2010 and word not in QUESTION and word not in QUOTES and word != "…"

    def skip_marks(self, at: int, end: int) -> int:
        """Behind the marks that separate."""
        while at < end and self.is_mark(at):
            at += 1
        return at

    def skip(self, at: int, end: int, *sets: Phrases, marks: bool = True) -> int:
        """Behind all phrases of these sets, and marks that separate, from here on."""
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
        """Whether a question mark stands from here on."""
        return any(self.is_mark(at, QUESTION) for at in range(start, self.size))

    def note_from(self, at: int) -> str:
        """The text from this token to the clause's end, as written."""
        return self.text[self.tokens[at].start : self.text_end].rstrip() if at < self.size else ""

    def spans(self) -> Iterator[Span]:
        """The clause in spans, gaps belonging to what stands before them."""
        start = self.text_start
        for at in range(self.size):
            end = self.tokens[at + 1].start if at + 1 < self.size else self.span_end
            if at + 1 < self.size and self.roles[at + 1] == self.roles[at]:
                continue
            yield Span(start, end, self.roles[at])
            start = end
        if start < self.span_end:
            yield Span(start, self.span_end, SpanRole.SEPARATOR)
