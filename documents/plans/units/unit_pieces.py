"""Pieces of a cell: whether each is a name, a class or letters, and which known names cover the text.

A name is known as a whole, whatever commas, "và" or heads of other names are inside it. Which known names stand in a
text is decided for the whole of it, by the cheapest cover: dynamic programming over the spans between the places where
a unit may end.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents.plans.units.unit_names import (
    BARE_POSTS,
    BEFORE_A_HEAD,
    CAPITAL,
    CAPITAL_IS_ONE,
    FIELDS,
    FULL_NAMES,
    HEADS,
    HEADS_APART,
    HEADS_OF_FIELDS,
    NO_HEADS,
    OFFICE_CLASSES,
    ONE_BODY,
    PARTY_CLASSES,
    PEOPLE_CLASSES,
    POSTS_BY_DUTY,
    SMALL_HEADS,
    TERRITORIES,
    TOPIC_HEADS,
    TOPIC_LETTERS,
    WHOLE_NAMES,
    head_written_out,
)
from domain.names import fold

_FAMILIES = {"office": OFFICE_CLASSES, "party": PARTY_CLASSES, "territory": TERRITORIES, "people": PEOPLE_CLASSES}

_PLURAL = re.compile(r"(?:tất cả |toàn bộ )?(?:các|một số|những|toàn thể)\s+", re.IGNORECASE)
_QUALIFIER = re.compile(
    r"\s*(?:$|,|(?:có )?liên quan|thuộc|trực thuộc|có|khác|còn lại|trên địa bàn|được|là|của|đủ|phường|xã|thành phố"
    r"|tỉnh|cấp|ở|tại"
    r"|chuyên|sự nghiệp|quản lý|giải quyết|chính trị|đại diện|đầu mối|giao|đảng|liên|ngoài|trong|công lập|cơ sở"
    r"|thụ hưởng|sử dụng)"
)
# The cell of one place: "chi hội khu phố 3", "chi đoàn thôn Đông".
_CELL_OF_A_PLACE = (
    rf"chi (?:hội|đoàn|bộ) (?:(?:thôn|khu phố|tổ dân phố|khu|xóm|ấp|khóm|bản) (?:số )?)?"
    rf"(?=\d|(?<!chi hội )(?<!chi đoàn )(?<!chi bộ ){CAPITAL})"
)
# "văn phòng Đảng ủy" typed small is still one office.
_OWN_OFFICE = re.compile(
    rf"{_CELL_OF_A_PLACE}|"
    r"(?:văn phòng|ủy ban|trung tâm) (?:Đảng ủy|đảng ủy|HĐND|UBND|Kiểm tra|kiểm tra|MTTQ|nhân dân)|tổ (?:trưởng|phó)\b"
)

_TOPICS = tuple(f"{head} " for head in TOPIC_HEADS)
NUMBER_ALONE = re.compile(r"(?:số )?(?P<number>\d{1,3}[A-Z]?)")
PLACE_NAMED = re.compile(
    rf"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh) (?={CAPITAL})|(?:Phường|Quận) (?=\d)"
)
_SCHOOLS = ("MN", "TH", "THCS", "THPT", "TH&THCS")

DOT = "\x02"  # stands for the space behind a title's full stop: "BS. Nguyễn Văn A" is no sentence end

BEGINS, ENDS = "\x0e", "\x05"  # round a name that is known
APART = "\x03"  # between two names where nothing separates them
_MASKS = str.maketrans({",": "\x01", "/": "\x04", "&": "\x07", "-": "\x08"})
_UNMASKS = {1: ",", 4: "/", 7: "&", 8: "-", 3: None, 5: None, 14: None}
_SIGN = re.compile(rf"\s*[,;/\n]\s*|\s+(?:và|&|cùng với|cùng|với|[-+•])\s+|(?<=\w)\.\s+(?={CAPITAL})")
_REMARK = re.compile(r"\s*\x00\d+\x00$")
# A head of one syllable, unless in capitals, needs a name behind it: "Hải Phòng", "Tỉnh Đoàn" are none.
_SHORT = tuple(head for head in HEADS_APART if " " not in head and not head.isupper())
_LONG = tuple(head for head in HEADS_APART if head not in _SHORT)

_PARTY_OFFICE = re.compile(r"(?:Văn phòng|Ủy ban Kiểm tra|Ban [^,;/]*|Thường trực) Đảng ủy$")

_ROOM = re.compile(r"(?:Phòng|Khoa|Đội|Tổ|Văn phòng|Chi bộ|Công đoàn|Đoàn|Đảng ủy|Đảng bộ|Hội)\b")
_BOARD, _BODY = re.compile(r"(?:Ban|Văn phòng|Tổ|Đoàn)\b"), re.compile(r"(?:HĐND|Đảng ủy)\b")
_BRANCH, _MINISTRY = re.compile(r"(?:Vụ|Cục|Tổng cục|Chi cục|Đảng ủy|Công đoàn)\b"), re.compile(r"(?:Sở|Bộ)\b")
_HOUSE = re.compile(r"(?:Bệnh viện|Trường|Học viện|Công ty|Tổng công ty|Tập đoàn|Công an (?:tỉnh|[Tt]hành phố))\b")
_WORD = re.compile(r"\w+")

# What a span costs: a known name, a beginning of one, one behind another without a sign, each complete name inside,
# each other head inside, and what begins no name behind a known one, which then was only the beginning of a longer one.
_KNOWN, _BEGINNING, _APART, _SWALLOWED, _HIDDEN, _ORPHAN = 0.3, 1.0, 0.2, 2.0, 0.5, 3.0
_LOOKED_BACK, _LOOKED_AT = 60, 120  # characters
_MOST_WORDS = 12  # of a name of the lexicon

_key = lru_cache(maxsize=4096)(fold)

_LEXICON = (*FULL_NAMES, *WHOLE_NAMES, *(f"{head} {field}" for head in HEADS_OF_FIELDS for field in FIELDS))


def any_of(words: tuple[str, ...]) -> str:
    """A pattern of all these words, longer ones first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


# "Phòng, chống thiên tai" is a purpose and no office, "Khoa học và Công nghệ" a field and no faculty.
_NO_OFFICE = (
    r"(?!(?:Phòng|phòng)[,\x01]? (?:chống|cháy|ngừa|thủ)\b"
    rf"|(?:{any_of(tuple(form for word in NO_HEADS for form in (word, word.capitalize())))})(?!\w))"
)
_HEAD = re.compile(rf"{_NO_OFFICE}(?:{any_of(HEADS)})(?!\w)")
_ACRONYM = re.compile(
    rf"(?!(?:UB|MN|TH|THCS|THPT|TH&THCS|{any_of(TOPIC_LETTERS)})\b)[A-ZĐ][A-ZĐ0-9&]{{1,9}}"
    rf"(?=$|[\s,]+(?:[(]|{CAPITAL}|phường|xã|tỉnh|thành phố))"
)
_CLASS = {k: re.compile(rf"{_NO_OFFICE}(?:{any_of(v)})(?!\w)", re.IGNORECASE) for k, v in _FAMILIES.items()}
_CAPITAL_IS_ONE = re.compile(
    rf"(?!Tổ dân phố)(?:{any_of(CAPITAL_IS_ONE)}|Ban (?:quản lý|chỉ \w+|chấp hành|đại diện)|Phòng giao dịch) \S"
)
_NAME_BEHIND = re.compile(rf"\s+(?!(?:{any_of((*_SCHOOLS, *TOPIC_LETTERS))})\b)(?:{CAPITAL}|(?:số )?\d)")
_SMALL_HEAD = re.compile(
    rf"(?:{any_of(SMALL_HEADS)})(?!\w)"
    rf"|(?:sở|bộ|phòng|ban|ủy ban|trung tâm|trường|hội|bộ phận|thôn|ấp|xóm|chi bộ|khu phố|khoa|tổ"
    rf"|thầy|cô) (?={CAPITAL})"
    r"|(?:tổ dân phố|tổ|thôn|ấp|xóm|khu phố|khu|đội)(?: số)? (?=\d)"
    rf"|(?:{any_of(POSTS_BY_DUTY)}) (?!(?:và|các|trong|của|thuộc|toàn|nhà|trường|liên|viên)\b)\w"
    rf"|(?:{any_of(BARE_POSTS)})$|{_CELL_OF_A_PLACE}"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a cell; `sign` is what cut it off from the piece before: ";", ",", "/", "và" or "" for none.

    `is_whole` says that the text is a known name: nothing that follows belongs to it.
    """

    text: str
    sign: str
    is_whole: bool = False

    @property
    def is_plural(self) -> bool:
        """It begins a class by itself: "các sở", "một số tỉnh"."""
        return _PLURAL.match(self.text) is not None

    @property
    def family(self) -> str | None:
        """Which classes it belongs to when it is one ("ngành", "đơn vị thuộc phường"), else None."""
        return _family(self.text)

    @property
    def is_head(self) -> bool:
        """It begins the name of a unit of its own."""
        return any(rule.match(head_written_out(self.text)) for rule in (_HEAD, _ACRONYM, _SMALL_HEAD))

    @property
    def is_named(self) -> bool:
        """It begins as names of units and of places do, but for its capital letter."""
        is_place = PLACE_NAMED.match(self.text[:1].lower() + self.text[1:])
        return is_place is not None or _HEAD.match(head_written_out(self.text)) is not None

    @property
    def is_small_class(self) -> bool:
        """Typed small with mere letters behind, it is a class where one stands before: "các trường, trung tâm GDTX"."""
        match = _CLASS["office"].match(self.text)
        return bool(match and self.text[:1].islower() and re.match(r"\s+[A-ZĐ]{2}", self.text[match.end() :]))

    @property
    def is_acronym(self) -> bool:
        """Capital letters and no head of a name: a unit ("VNPT") or a purpose ("CĐS")."""
        return _ACRONYM.match(self.text) is not None and _HEAD.match(self.text) is None

    def continues_a_topic(self, before: str) -> bool:
        """Behind the letters of a purpose more letters belong to it: "Ban Chỉ đạo CCHC" goes on with "CĐS phường"."""
        last = before.rsplit(" ", 1)[-1]
        return before.startswith(_TOPICS) and last.isupper() and len(last) > 1

    @property
    def begins_a_unit(self) -> bool:
        """It can stand first in the name of a unit or of a class of units."""
        return self.is_plural or self.is_head or self.family is not None

    @property
    def is_bare_class(self) -> bool:
        """Nothing but the class word itself: "ngành", "ban"."""
        return any(p.fullmatch(self.text) for p in _CLASS.values())


def _length(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _named(rest: str) -> bool:
    return bool(_NAME_BEHIND.match(rest)) and not re.match(r"\s+(?:Đảng|UBND|Thành phố|Trung ương|MTTQ)", rest)


@lru_cache(maxsize=4096)
def _family(text: str) -> str | None:
    is_plural = _PLURAL.match(text) is not None
    if text in ONE_BODY:
        return None
    bare = _PLURAL.sub("", text, count=1)
    if not is_plural and (_OWN_OFFICE.match(bare) or _CAPITAL_IS_ONE.match(bare)):
        return None
    longest = sorted(_CLASS.items(), key=lambda item: -_length(item[1], bare))
    for family, pattern in longest:
        match = pattern.match(bare)
        if match and (bare[:1].islower() or is_plural or match.end() == len(bare)
                      or _QUALIFIER.match(bare, match.end())) and not _named(bare[match.end() :]):  # fmt: skip
            return family
    return None


_HEAD_APART = re.compile(rf"(?<=\w)\s+(?=(?:{any_of(_LONG)})(?!\w)|(?:{any_of(_SHORT)}) {CAPITAL})")
# Words that the next head goes on with: "Văn phòng UBND", "thuộc Sở".
GOES_ON_WITH_A_HEAD = re.compile(rf"(?:^|\s)(?:{any_of(BEFORE_A_HEAD)})$", re.IGNORECASE)
_COMPLETE = re.compile(
    rf"\s(?:(?:{any_of(TERRITORIES)}|Thành phố)(?: {CAPITAL}\w*){{0,3}}"
    r"|(?:Đảng|Tỉnh|Thành) ủy|UBND|HĐND|Việt Nam|Chính phủ)$"
)


class _Node(dict[str, "_Node"]):
    """Names that begin alike: the words that may come next; `is_end` where one of the names is complete."""

    is_end = False


def _tree(names: Iterable[str], root: _Node) -> _Node:
    for name in names:
        node = root
        for word in map(_key, _WORD.findall(name)):
            node = node if word == "va" else node.setdefault(word, _Node())
        node.is_end = node is not root
    return root


class Known:
    """Names by their words, without regard to marks, capitals, signs and "và"; the lexicon is always among them."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """`names` as the text writes them, abbreviations written out; classes of units are left out."""
        self._tree = _tree((*_LEXICON, *filter(self.is_unit, names)), _Node())

    @staticmethod
    def is_unit(name: str) -> bool:
        """False for a class of units, "các sở", and for no name at all."""
        return bool(name) and Piece(name, "").family is None and not Piece(name, "").is_plural

    def ends(self, keys: Sequence[str], words: Sequence[str], at: int) -> Iterator[int]:
        """Where the known names end that begin with the word at this place, also with their territories behind.

        `keys` are the words folded, `words` each with the sign before it ("Trạm Y tế" + "xã Hòa Bình").
        """
        node = self._tree
        for here in range(at, len(keys)):
            if keys[here] != "va":
                if keys[here] not in node:
                    return
                node = node[keys[here]]
            if node.is_end:
                yield here + 1
                yield from _places(words, here + 1)


def _places(words: Sequence[str], at: int) -> Iterator[int]:
    """Where a territory ends that begins here, with and without its name."""
    kind = next((n for n in (2, 1) if " ".join(words[at : at + n]).lower() in TERRITORIES), 0)
    if kind:
        yield at + kind
        for here in range(at + kind, min(at + kind + 3, len(words))):
            if not words[here][:1].isupper():
                return
            yield here + 1


_OF_LEXICON = Known()


def ends_whole(text: str) -> bool:
    """The text ends with a whole name: one of the lexicon, or one with its territory."""
    return _COMPLETE.search(text[-_LOOKED_BACK:]) is not None or ends_with_a_known_name(text)


def ends_with_a_known_name(text: str) -> bool:
    """The last words of the text are a name of the lexicon."""
    keys, words = (parts[-_MOST_WORDS:] for parts in _words(text, list(_WORD.finditer(text))))
    return any(len(words) in _OF_LEXICON.ends(keys, words, at) for at in range(len(words)))


def is_whole_name(text: str) -> bool:
    """The text is a name of the lexicon and nothing else, but for its territory."""
    keys, words = _words(text, list(_WORD.finditer(text)))
    return bool(words) and len(words) in _OF_LEXICON.ends(keys, words, 0)


def _words(text: str, found: Sequence[re.Match[str]]) -> tuple[list[str], list[str]]:
    """The words folded, and each with the sign before it: "tỉnh, Đoàn" is no place."""
    ends = [0, *(m.end() for m in found)]
    return [_key(m.group()) for m in found], [text[end : m.end()].strip() for end, m in zip(ends, found, strict=False)]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A place where a unit may end and the next begin: with a sign between them, or behind a name that is complete."""

    end: int
    begin: int
    has_sign: bool
    is_complete: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    """A cover up to a bound: what it costs, where its last span begins, whether that is known, and the way before."""

    cost: float = 0.0
    begin: int = 0
    is_known: bool = False
    before: "_Way | None" = None


def covered(text: str, known: Known) -> str:
    """The text with every known name marked, its inner signs masked, and names that nothing separates set apart."""
    bounds = _bounds(text)
    apart = {bound.begin for bound in bounds if not bound.has_sign}
    ends = {bound.begin: bound.end for bound in bounds}
    spans = _spans(_cheapest(text, bounds, known))
    parts: list[str] = []
    for (begin, is_known), (following, _) in zip(spans, [*spans[1:], (len(text), False)], strict=True):
        span = text[begin : ends[following]]
        parts.append(f"{BEGINS}{_masked(span)}{ENDS}" if is_known else span)
        parts.append(APART if following in apart else text[ends[following] : following])
    return "".join(parts)


def uncovered(text: str) -> str:
    """The text as it was, without marks and masks."""
    return text.translate(_UNMASKS).replace("v\x06", "và")


def _masked(span: str) -> str:
    return re.sub(r"(?<=\s)và(?=\s)", "v\x06", span.translate(_MASKS))


def _bounds(text: str) -> list[_Bound]:
    signs = [
        _Bound(m.start(), m.end(), has_sign=True) for m in _SIGN.finditer(text) if m.start() and m.end() < len(text)
    ]
    begins = {bound.begin for bound in signs}
    heads = [_apart(text, m) for m in _HEAD_APART.finditer(text) if m.end() not in begins]
    inner = sorted([*signs, *filter(None, heads)], key=lambda bound: bound.end)
    return [_Bound(0, 0, has_sign=True), *inner, _Bound(len(text), len(text), has_sign=True)]


def _apart(text: str, head: re.Match[str]) -> _Bound | None:
    """A head without any sign before it; None where the words before go on with it ("Văn phòng UBND", "thuộc Sở")."""
    before = text[max(0, head.start() - _LOOKED_BACK) : head.start()]
    if GOES_ON_WITH_A_HEAD.search(before) and not _PARTY_OFFICE.search(before):
        return None
    return _Bound(head.start(), head.end(), has_sign=False, is_complete=_COMPLETE.search(before) is not None)


def _spans(way: _Way) -> list[tuple[int, bool]]:
    spans = []
    while way.before:
        spans.append((way.begin, way.is_known))
        way = way.before
    return spans[::-1]


def _cheapest(text: str, bounds: Sequence[_Bound], known: Known) -> _Way:
    """The way to the end of the text that costs least; of two alike the one with longer names."""
    cover = _Cover(text, bounds, known)
    for i in range(len(bounds) - 1):
        cover.go_on(i)
    return cover.best(len(bounds) - 1)


class _Cover:
    """The best ways to each bound, one that ends with a known name and one that does not."""

    def __init__(self, text: str, bounds: Sequence[_Bound], known: Known) -> None:
        self._text, self._bounds, self._known = text, bounds, known
        self._ways: list[dict[bool, _Way]] = [{} for _ in bounds]
        self._ways[0][False] = _Way()
        words = list(_WORD.finditer(text))
        self._keys, self._words = _words(text, words)
        self._at = {m.start(): index for index, m in enumerate(words)}
        behind = {m.end(): index + 1 for index, m in enumerate(words)}
        # The bound after this number of words; a remark in brackets belongs to the words before it.
        self._bound_at = {
            behind[end]: j for j, b in enumerate(bounds) if j and (end := self._without_remark(b.end)) in behind
        }

    def _without_remark(self, end: int) -> int:
        remark = _REMARK.search(self._text, max(0, end - 6), end)
        return remark.start() if remark else end

    def best(self, i: int) -> _Way:
        """The cheapest way to this bound."""
        return min(self._ways[i].values(), key=lambda way: way.cost)

    def go_on(self, i: int) -> None:
        """Add every span that may begin at this bound to the ways that end there."""
        begin, names = self._bounds[i].begin, self._names(i)
        for way in self._ways[i].values():
            if self._bounds[i].has_sign or self._may_part(way, self._bounds[i]):
                extra = 0.0 if self._bounds[i].has_sign else _APART
                for j in names:
                    self._keep(j, _Way(way.cost + extra + _KNOWN, begin, is_known=True, before=way))
                cost = way.cost + extra + self._loose(i, way)
                for j, swallowed in self._chunk(i, names):
                    self._keep(j, _Way(cost + swallowed, begin, is_known=False, before=way))

    def _keep(self, j: int, way: _Way) -> None:
        last = self._ways[j].get(way.is_known)
        if last is None or way.cost < last.cost:
            self._ways[j][way.is_known] = way

    def _may_part(self, way: _Way, bound: _Bound) -> bool:
        """Nothing separates the names: the one before is complete, and no room of the house that follows."""
        if bound.is_complete:
            return True
        rooms = ((_ROOM, _HOUSE), (_BOARD, _BODY), (_BRANCH, _MINISTRY))
        is_room = any(a.match(self._text, way.begin) and b.match(self._text, bound.begin) for a, b in rooms)
        return way.is_known and not is_room

    def _loose(self, i: int, way: _Way) -> float:
        is_beginning = Piece(self._text[self._bounds[i].begin :][:_LOOKED_AT], "").begins_a_unit
        return _ORPHAN if way.is_known and not is_beginning else _BEGINNING

    def _names(self, i: int) -> frozenset[int]:
        """The bounds where a known name ends that begins here."""
        first = self._at.get(self._bounds[i].begin)
        if first is None:
            return frozenset()
        ends = (self._bound_at.get(behind) for behind in self._known.ends(self._keys, self._words, first))
        return frozenset(j for j in ends if j is not None)

    def _chunk(self, i: int, names: frozenset[int]) -> Iterator[tuple[int, float]]:
        """The bounds up to the next sign, each with what the names cost that a span to there would swallow."""
        swallowed = 0.0
        for j in range(i + 1, len(self._bounds)):
            yield j, swallowed
            if self._bounds[j].has_sign:
                return
            swallowed += _SWALLOWED if self._bounds[j].is_complete or j in names else _HIDDEN
