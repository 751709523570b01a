"""Paragraphs as statements: hard-wrapped lines joined, list signs taken off, roster names masked, sentences cut."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeVar, cast

from documents.plans.block_account import Passage, sentences_of
from documents.plans.blocks import Block, Paragraph, Row
from documents.plans.deadlines.cleaned_text import plain_words
from documents.plans.prose.assignments import assigned_in, units_alone
from documents.plans.units import split_units
from documents.plans.units.unit_names import TERRITORIES
from documents.plans.units.unit_pieces import Known
from domain.names import fold, modern_tone
from domain.plans import UnitMention

_SIGNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("part", r"(?:(?:Phần|PHẦN|Mục|MỤC)\s+)?(?P<label>[IVXL]{1,6})\s*(?:[.):-]\s*|/(?![vV]\b)\s*)(?=\S)"),
        ("part", r"(?:Phần|PHẦN)\s+(?:thứ|THỨ)\s+(?P<label>\w+)\s*[.:)-]?\s*"),
        ("part", r"(?:Điều|ĐIỀU)\s+(?P<label>\d{1,2})\s*[.:]\s*(?=\S)"),
        ("chapter", r"(?P<label>[A-HĐ])\s*[.)/]\s+(?=\S)"),
        ("counted", r"\((?P<label>\d{1,2})\)\s*(?=\S)"),
        ("roman", r"\((?P<label>[ivx]{1,4})\)\s*(?=\S)"),
        ("number", r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)]\s+(?=\S)"),
        ("number", r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)/]\s*(?=[^\d\s])"),
        ("number", r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\d\s])"),
        (
            "number",
            r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\s?[-–]\s+(?=[A-ZĐÀ-Ỹ][^\d\s])",
        ),  # of Party documents: "2- Giao"
        ("letter", r"(?P<label>[a-zđ](?:\.\d{1,2})?)\s*[.)/]\s*(?=[^\d\s])"),
        ("plus", r"(?P<label>[+])\s*(?=\S)"),
        ("dash", r"(?P<label>[-–—])\s*(?=\D|\d{1,3}\b)"),
        ("dot", r"(?P<label>[•●○▪►✓✔➢·*o])\s+(?=\S)"),
    )
)
_DECORATION = re.compile(r"^[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+\s*")

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

T = TypeVar("T")
_LONGEST = 200  # characters of a name
_LEAST_SYLLABLES = 3  # a shorter name may be common words of a sentence
_STAND_IN = re.compile(r"Trạm Zq([a-z]+)", re.IGNORECASE)
# Behind the whole name of a unit stands its territory, or what it does, which is no part of the name.
_ITS_VERB = re.compile(rf"(Trạm Zq[a-z]+) (?!(?:{'|'.join(TERRITORIES)}|thuộc|của)\b)[a-zà-ỹđ][^()]*")
_BESIDE = ("Công an phường", "Trạm Y tế")  # units beside which a name must be read whole


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of a line: `level` is its kind ("part", "number", "number.2", "letter", "dash"), `label` its words."""

    level: str
    label: str


def _split_sign(text: str) -> tuple[Sign | None, str]:
    """The sign that a line begins with and the words behind it; None and the line where it begins with words."""
    text = _DECORATION.sub("", text)
    for kind, pattern in _SIGNS:
        if found := pattern.match(text):
            label = found["label"]
            depth = label.count(".")
            return Sign(f"{kind}.{depth + 1}" if depth and kind == "number" else kind, label), text[found.end() :]
    return None, text


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
        b[:1].islower() and not _split_sign(b)[0] and a.strip() and not _ENDED.search(a.strip())
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
    if (_split_sign(text)[0] and not is_figure) or _NEW.match(text) or text.isupper() or above.isupper():
        return False
    return text[:1].islower() or is_figure or bool(_MUST_GO_ON.search(above)) or len(before.text) >= full


def _is_in_brackets(group: Sequence[Sequence[Passage]], block: Block, full: float) -> bool:
    """A line behind a bracket that is still open, where lines are wrapped or the last one ends in mid-sentence."""
    if isinstance(block, Row) or _split_sign(plain_words(block.text))[0]:
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
        if not (_is_open(words) or _is_list_of_units(_split_sign(words)[1])):
            yield Sentence(words, ids)
            words, ids = "", ()
    if ids:
        yield Sentence(words, ids)


def _is_list_of_units(words: str) -> bool:
    return words.endswith(";") and len(words) < _LONGEST_LIST and bool(units_alone(words))


def _statement(blocks: Sequence[Block], group: list[list[Passage]]) -> Statement:
    sentences = list(_whole(s for s in _joined(blocks, group) if s.text))
    sign, rest = _split_sign(sentences[0].text) if sentences else (None, "")
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


class KnownNames:
    """Hides the names in statements and shows them again in what was read of these."""

    def __init__(self, names: Collection[str] = ()) -> None:
        """`names` and aliases of the roster."""
        self._keys = frozenset(fold(name) for name in names if Known.is_unit(name))
        taken_apart = sorted(filter(_is_taken_apart, names), key=len, reverse=True)
        words = (r"\s+".join(map(re.escape, modern_tone(name).split())) for name in taken_apart)
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if taken_apart else None
        self._found: list[str] = []

    def hidden(self, statements: Sequence[Statement]) -> list[Statement]:
        """The statements with a made-up name for each of the names."""
        if not self._keys:
            return list(statements)
        return [replace(s, sentences=tuple(map(self._hidden, s.sentences))) for s in statements]

    def _hidden(self, sentence: Sentence) -> Sentence:
        text, modern = sentence.text, modern_tone(sentence.text)
        if text.isupper():  # a heading in capitals is a unit's when it is nothing but its name
            name = text.rstrip(" .:")
            return replace(sentence, text=self._stand_in(name)) if fold(name) in self._keys else sentence
        if self._names is None or len(text) != len(modern):
            return sentence
        parts, at = [], 0
        for found in self._names.finditer(modern):
            parts += [text[at : found.start()], self._stand_in(text[found.start() : found.end()])]
            at = found.end()
        return replace(sentence, text="".join([*parts, text[at:]]))

    def _stand_in(self, words: str) -> str:
        if words not in self._found:
            self._found.append(words)
        return f"Trạm Zq{_letters(self._found.index(words))}"

    def shown(self, value: T) -> T:
        """A text, or a value with texts in it, with the names put back; other values unchanged."""
        return cast("T", self._shown(value)) if self._found else value

    def _shown(self, value: Any) -> Any:
        if isinstance(value, str) and type(value) is str:
            return _STAND_IN.sub(lambda found: self._found[_number(found[1])], value)
        if isinstance(value, tuple | list):
            return type(value)(map(self._shown, value))
        if isinstance(value, dict):
            return {key: self._shown(one) for key, one in value.items()}
        if isinstance(value, UnitMention):
            value = replace(value, name=_ITS_VERB.sub(r"\1", value.name).strip())
        if is_dataclass(value) and not isinstance(value, type):
            each = {field.name: getattr(value, field.name) for field in fields(value)}
            changed = {name: after for name, one in each.items() if (after := self._shown(one)) != one}
            return replace(value, **changed) if changed else value
        return value


@lru_cache(maxsize=512)
def _is_taken_apart(name: str) -> bool:
    """Whether the grammar reads this name otherwise than as one unit, where it leads or stands among others."""
    if len(name) > _LONGEST or len(name.split()) < _LEAST_SYLLABLES or not Known.is_unit(name):
        return False
    before, behind = _BESIDE
    led = assigned_in(f"{name} chuẩn bị hội trường", ())
    beside = assigned_in(f"{before} chủ trì, phối hợp với {name}, {behind} chuẩn bị hội trường", ())
    listed = split_units(f"{before}, {name} và {behind}")
    is_led, is_joined = _is_only(led.lead, name), _is_only(beside.partners[:-1], name)
    return not (is_led and is_joined and len(beside.partners) == 2 and _is_only(listed[1:-1], name))


def _is_only(units: Sequence[UnitMention], name: str) -> bool:
    return [fold(unit.name) for unit in units] == [fold(name)]


def _letters(number: int) -> str:
    """0 is "a", 26 is "ba": figures would be read as days."""
    high, low = divmod(number, 26)
    return (_letters(high) if high else "") + chr(ord("a") + low)


def _number(letters: str) -> int:
    number = 0
    for letter in letters.lower():
        number = number * 26 + ord(letter) - ord("a")
    return number
