"""A piece of a cell: how it was cut off from the piece before, and what it can be: a name, a class, letters."""

import re
from dataclasses import dataclass
from functools import lru_cache

from documents.plans.units.abbreviations import head_written_out
from documents.plans.units.names import (
    BARE_POSTS,
    CAPITAL,
    CAPITAL_IS_ONE,
    HEADS,
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
)


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
_FAMILIES = {"office": OFFICE_CLASSES, "party": PARTY_CLASSES, "territory": TERRITORIES, "people": PEOPLE_CLASSES}
_CLASS = {k: re.compile(rf"{_NO_OFFICE}(?:{any_of(v)})(?!\w)", re.IGNORECASE) for k, v in _FAMILIES.items()}
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
_CAPITAL_IS_ONE = re.compile(
    rf"(?!Tổ dân phố)(?:{any_of(CAPITAL_IS_ONE)}|Ban (?:quản lý|chỉ \w+|chấp hành|đại diện)|Phòng giao dịch) \S"
)
_TOPICS = tuple(f"{head} " for head in TOPIC_HEADS)
NUMBER_ALONE = re.compile(r"(?:số )?(?P<number>\d{1,3}[A-Z]?)")
PLACE_NAMED = re.compile(
    rf"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh) (?={CAPITAL})|(?:Phường|Quận) (?=\d)"
)
_SCHOOLS = ("MN", "TH", "THCS", "THPT", "TH&THCS")
_NAME_BEHIND = re.compile(rf"\s+(?!(?:{any_of((*_SCHOOLS, *TOPIC_LETTERS))})\b)(?:{CAPITAL}|(?:số )?\d)")
_SMALL_HEAD = re.compile(
    rf"(?:{any_of(SMALL_HEADS)})(?!\w)"
    rf"|(?:sở|bộ|phòng|ban|ủy ban|trung tâm|trường|hội|bộ phận|thôn|ấp|xóm|chi bộ|khu phố|khoa|tổ"
    rf"|thầy|cô) (?={CAPITAL})"
    r"|(?:tổ dân phố|tổ|thôn|ấp|xóm|khu phố|khu|đội)(?: số)? (?=\d)"
    rf"|(?:{any_of(POSTS_BY_DUTY)}) (?!(?:và|các|trong|của|thuộc|toàn|nhà|trường|liên|viên)\b)\w"
    rf"|(?:{any_of(BARE_POSTS)})$|{_CELL_OF_A_PLACE}"
)

DOT = "\x02"  # stands for the space behind a title's full stop: "BS. Nguyễn Văn A" is no sentence end


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
