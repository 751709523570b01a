"""Paragraphs as statements: hard-wrapped lines joined, the sign of the list taken off, sentences with their ids."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.plans.account import Passage, sentences_of
from documents.plans.blocks import Block, Paragraph, Row
from documents.plans.deadlines.cleaning import plain_words
from documents.plans.prose.assigning import units_alone
from documents.plans.prose.signs import Sign, split_sign
from domain.names import fold

_ENDED = re.compile(r"[.;:!?…]['\"”)]*$|/\.$")
_MUST_GO_ON = re.compile(
    r"(?:,|\b(?:và|với|của|cho|các|những|về|theo|để|trong|tại|từ|đến|là|trước|ngày|tháng|năm|do|bởi|hoặc|qua|số"
    r"|hoàn thành|thuộc|gửi|trên))$"
)
_NEW = re.compile(r"(?:(?i:nơi nhận|kính gửi|trân trọng|trên đây|tm\.|kt\.|tl\.)|Số\b)")
_DATE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{4}\b")
_COUNTS = re.compile(r"\b(?:số|ngày|tháng|năm|quý|khoản|điều|điểm|mục|tuần|tổ)$", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\bsố$", re.IGNORECASE)
_LISTED = re.compile(r"\d{1,2}[.)]\s+(?=[^\W\d_])(?![a-zà-ỹđ])")  # "cao điểm" above "1. Đợt 1" is no figure
_WIDEST_WRAP = 130  # characters; a longer line shows that the text is not wrapped by hand
_NEARLY_FULL = 0.72
_LONGEST_BRACKET, _LONGEST_LIST = 500, 250  # characters
_DASHED_NAME = re.compile(  # the dash of a name that a wrapped line may begin with
    r"(?i:văn hóa|văn hoá|kinh tế|văn phòng|phát thanh|quốc phòng|địa chính|tài chính|tư pháp|hđnd)\s[-–]\s"
    r"(?i:xã hội|an ninh|thống kê|truyền hình|hộ tịch|kế hoạch|xây dựng|ubnd)"
)
_CLOSING = re.compile(r"(?<!^\w)(?<![\s(]\w)\)")  # of a bracket, not of "a)"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Some words that stand together and the ids of the blocks they stand in, one a line."""

    text: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph or a list point; `source` is the index of its first block, `is_row` when it is a row of one cell."""

    sign: Sign | None
    sentences: tuple[Sentence, ...]
    source: int
    paragraph: int
    page: int | None

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(s.text for s in self.sentences)

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of all its blocks."""
        return tuple(i for s in self.sentences for i in s.ids)


def statements_of(blocks: Sequence[Block], passages: Iterable[Passage], lines: Collection[int]) -> list[Statement]:
    """The statements of the blocks with these indexes; `passages` are those of the whole document."""
    by_source: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.source in lines:
            by_source.setdefault(passage.source, []).append(passage)
    return [_statement(blocks, group) for group in _grouped(blocks, by_source)]


def _grouped(blocks: Sequence[Block], by_source: dict[int, list[Passage]]) -> Iterator[list[list[Passage]]]:
    """Lines that belong together, each as its passages."""
    full = _full_width(blocks)
    group: list[list[Passage]] = []
    before = -1
    for source, passages in by_source.items():
        block = blocks[source]
        if (
            group
            and source == before + 1
            and (_goes_on(blocks[before], block, full) or _is_in_brackets(group, block, full))
        ):
            group.append(passages)
        else:
            if group:
                yield group
            group = [passages]
        before = source
    if group:
        yield group


def _full_width(blocks: Sequence[Block]) -> float:
    """How long a line is that was broken for want of room; infinite where no line goes on in small letters."""
    texts = [b.text for b in blocks if isinstance(b, Paragraph)]
    widest = max(map(len, texts), default=0)
    is_wrapped = any(
        b[:1].islower() and not split_sign(b)[0] and a.strip() and not _ENDED.search(a.strip())
        for a, b in pairwise(texts)
    )
    return _NEARLY_FULL * widest if is_wrapped and widest <= _WIDEST_WRAP else float("inf")


def _goes_on(before: Block, block: Block, full: float) -> bool:
    """The line is the rest of the one before: no sign, and the line before is not at an end."""
    if isinstance(before, Row) or isinstance(block, Row):
        return False
    text, above = plain_words(block.text), before.text.strip()
    is_wrapped = full < float("inf")
    if _ENDED.search(above) and not (is_wrapped and above.endswith((";", ",")) and text[:1].islower()):
        return False
    if _DASHED_NAME.search(f"{above} {text}", max(0, len(above) - 12), len(above) + 16):
        return is_wrapped
    may_be_listed = _LISTED.match(text) is not None and not _NUMBER_OF.search(above)
    is_counted = text[:1].isdigit() and bool(_COUNTS.search(above)) and not may_be_listed
    is_figure = bool(_DATE.match(text)) or is_counted
    if (split_sign(text)[0] and not is_figure) or _NEW.match(text) or text.isupper() or above.isupper():
        return False
    return text[:1].islower() or is_figure or bool(_MUST_GO_ON.search(above)) or len(before.text) >= full


def _is_in_brackets(group: Sequence[Sequence[Passage]], block: Block, full: float) -> bool:
    """A line behind a bracket that is still open, where lines are wrapped or the last one ends in mid-sentence."""
    if isinstance(block, Row) or split_sign(plain_words(block.text))[0]:
        return False
    above = " ".join(p.text for line in group for p in line).strip()
    return _is_open(above) and (full < float("inf") or above.endswith((":", ";", ",")))


def _is_open(text: str) -> bool:
    last = text.rfind("(")
    return last > 0 and len(text) - last < _LONGEST_BRACKET and text.count("(") > len(_CLOSING.findall(text))


def _whole(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Sentences that were cut inside a bracket, or inside a list of units ("Các sở; UBND các xã lập …"), as one."""
    words = ""
    ids: tuple[int, ...] = ()
    for sentence in sentences:
        words, ids = f"{words} {sentence.text}".strip(), (*ids, *sentence.ids)
        if not (_is_open(words) or _is_list_of_units(split_sign(words)[1])):
            yield Sentence(words, ids)
            words, ids = "", ()
    if ids:
        yield Sentence(words, ids)


def _is_list_of_units(words: str) -> bool:
    return words.endswith(";") and len(words) < _LONGEST_LIST and bool(units_alone(words))


def _statement(blocks: Sequence[Block], group: list[list[Passage]]) -> Statement:
    sentences = list(_whole(s for s in _joined(blocks, group) if s.text))
    sign, rest = split_sign(sentences[0].text) if sentences else (None, "")
    if sentences:
        sentences[0] = Sentence(rest, sentences[0].ids)
    first = group[0][0].source
    block = blocks[first]
    number = block.number if isinstance(block, Paragraph) else block.row
    return Statement(sign, tuple(sentences), first, number, block.page)


def _joined(blocks: Sequence[Block], group: list[list[Passage]]) -> Iterator[Sentence]:
    """The sentences; the last of a line and the first of the next are one."""
    words = ""
    ids: tuple[int, ...] = ()
    for line in group:
        if isinstance(blocks[line[0].source], Row):
            yield from _of_row(blocks[line[0].source], line[0].id)
            continue
        for i, passage in enumerate(line):
            if i and words:
                yield Sentence(words, ids)
                words, ids = "", ()
            words, ids = f"{words} {plain_words(passage.text)}".strip(), (*ids, passage.id)
    if ids:
        yield Sentence(words, ids)


def _of_row(row: Block, number: int) -> Iterator[Sentence]:
    text = plain_words(" ".join(filter(None, row.words))) if isinstance(row, Row) else ""
    line = Paragraph(text, 0)
    yield from (Sentence(text[a:b], (number,)) for a, b in sentences_of(line))


def is_capitals(text: str) -> bool:
    """A line in capitals, as headings have it; figures and signs do not matter."""
    return text.isupper() and len(fold(text)) > 3
