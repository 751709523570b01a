"""Cuts a cell at everything that may separate units, and says of every piece how it was cut off and what it is."""

import re
from dataclasses import dataclass

from documents.plans.units.abbreviations import head_written_out
from documents.plans.units.names import (
    BARE_POSTS,
    BEFORE_A_HEAD,
    CAPITAL,
    CAPITAL_IS_ONE,
    HEADS,
    OFFICE_CLASSES,
    ONE_BODY,
    PARTY_CLASSES,
    PEOPLE_CLASSES,
    POSTS_BY_DUTY,
    SMALL_HEADS,
    STRONG_HEADS,
    TERRITORIES,
    TOPIC_HEADS,
    TOPIC_LETTERS,
)
from domain.names import fold


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


# "Phòng, chống thiên tai" is a purpose and no office.
# ... and "Khoa học và Công nghệ" a field and no faculty.
_NO_OFFICE = (
    r"(?!(?:Phòng|phòng)[,\x01]? (?:chống|cháy|ngừa|thủ)\b|[Kk]hoa học\b"
    r"|[Cc]ơ sở (?:vật chất|hạ tầng|dữ liệu|pháp lý)\b)"
)
_HEAD = re.compile(rf"{_NO_OFFICE}(?:{_any_of(HEADS)})(?!\w)")
_ACRONYM = re.compile(
    rf"(?!(?:UB|MN|TH|THCS|THPT|TH&THCS|{_any_of(TOPIC_LETTERS)})\b)[A-ZĐ][A-ZĐ0-9&]{{1,9}}"
    rf"(?=$|[\s,]+(?:[(]|{CAPITAL}|phường|xã|tỉnh|thành phố))"
)
_FAMILIES = {"office": OFFICE_CLASSES, "party": PARTY_CLASSES, "territory": TERRITORIES, "people": PEOPLE_CLASSES}
_CLASS = {k: re.compile(rf"{_NO_OFFICE}(?:{_any_of(v)})(?!\w)", re.IGNORECASE) for k, v in _FAMILIES.items()}
_PLURAL = re.compile(r"(?:tất cả |toàn bộ )?(?:các|một số|những|toàn thể)\s+", re.IGNORECASE)
_QUALIFIER = re.compile(
    r"\s*(?:$|,|(?:có )?liên quan|thuộc|trực thuộc|có|khác|còn lại|trên địa bàn|được|là|của|đủ|phường|xã|thành phố"
    r"|tỉnh|cấp|ở|tại"
    r"|chuyên|sự nghiệp|quản lý|giải quyết|chính trị|đại diện|đầu mối|giao|đảng|liên|ngoài|trong|công lập|cơ sở"
    r"|thụ hưởng|sử dụng)"
)
_AND = re.compile(r"\s+(?:và|&|cùng với|cùng|với)\s+(?=(?P<next>.*))", re.DOTALL)
_BODY_PAIR = re.compile(
    r"(?:Văn phòng|Ban|Đoàn) (?:HĐND|Hội đồng nhân dân|ĐBQH|Đảng ủy|Đoàn ĐBQH|Đoàn [Đđ]ại biểu Quốc hội)(?: \w+)?$"
)
_BODY_AFTER = re.compile(r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Đoàn ĐBQH|ĐBQH)\b")
_STRONG = re.compile(rf"(?<=[^\W\d_])\s+(?=(?:{_any_of(STRONG_HEADS)})\s+{CAPITAL})")
# "văn phòng Đảng ủy" typed small is still one office.
_OWN_OFFICE = re.compile(
    r"(?:văn phòng|ủy ban|trung tâm) (?:Đảng ủy|đảng ủy|HĐND|UBND|Kiểm tra|kiểm tra|MTTQ|nhân dân)|tổ (?:trưởng|phó)\b"
)
_CAPITAL_IS_ONE = re.compile(
    rf"(?!Tổ dân phố)(?:{_any_of(CAPITAL_IS_ONE)}|Ban (?:quản lý|chỉ \w+|chấp hành|đại diện)|Phòng giao dịch) \S"
)
_TOPICS = tuple(f"{head} " for head in TOPIC_HEADS)
# Bodies in a row with hyphens between: "Đảng ủy - HĐND - UBND phường". A person's posts are not cut.
_DASH = re.compile(
    r"\s-\s(?=(?:Đảng ủy|HĐND|UBND|UBMTTQ|(?:Ủy ban |UB )?MTTQ|Sở|Phòng|Ban|Công an|Văn phòng|Trung tâm|Hội|Trạm"
    r"|Trường|Khoa|Đoàn Thanh niên)\b)"
)
_ROOM = re.compile(r"(?:Phòng|Vụ|Cục|Chi cục|Khoa|Đội) \S")
_HOUSE_OF_ROOMS = re.compile(rf"(?:Sở|Bộ|Bệnh viện) {CAPITAL}|Công an (?:tỉnh|[Tt]hành phố)\b")
_PERSON = re.compile(
    r"\b(?:Đồng chí|Đ/c|đ/c|Ông|Bà|Bí thư|Phó|Chủ tịch|Trưởng|Giám đốc|Ủy viên|Chánh)\b", re.IGNORECASE
)
NUMBER_ALONE = re.compile(r"(?:số )?(?P<number>\d{1,3}[A-Z]?)")
PLACE_NAMED = re.compile(rf"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh) (?={CAPITAL})")
DOT = "\x02"  # stands for the space behind a title's full stop: "BS. Nguyễn Văn A" is no sentence end
# A person's post behind the name: "Đ/c Phạm Văn Hùng, Phó Chủ tịch UBND phường" is one.
_COMMA = "\x01"
_SCHOOLS = ("MN", "TH", "THCS", "THPT", "TH&THCS")
_NAME_BEHIND = re.compile(rf"\s+(?!(?:{_any_of((*_SCHOOLS, *TOPIC_LETTERS))})\b)(?:{CAPITAL}|(?:số )?\d)")
_PREVENTION = re.compile(r"(?<=[Pp]hòng),(?= (?:chống|ngừa)\b)")
_NAMED_PERSON = re.compile(
    r"(?:[Đđ]ồng chí|\x00\d+\x00|[Đđ]/c|[Ôô]ng|[Bb]à):? (?!Phó|Chủ|Bí|Trưởng|Giám|Chánh|Ủy|Chỉ|Hiệu|Kế|Công|Cán)"
    rf"{CAPITAL}\w*(?: {CAPITAL}\w*)*, "
    r"(?=(?:P?CT|Phó|Chủ tịch|Bí thư|Trưởng|Giám đốc|Ủy viên|Chánh|Chỉ huy|Hiệu trưởng)\b)"
)
# Whole for good: remarks, quoted words, and the short form of comrade.
_BRACKETS = re.compile(r"\([^()]*\)|\"[^\"]*\"|“[^”]*”|\b[Đđ]/c\b")
_SMALL_HEAD = re.compile(
    rf"(?:{_any_of(SMALL_HEADS)})(?!\w)"
    rf"|(?:sở|bộ|phòng|ban|ủy ban|trung tâm|trường|hội|bộ phận|thôn|ấp|xóm|chi bộ|khu phố|khoa|tổ"
    rf"|thầy|cô) (?={CAPITAL})"
    r"|(?:tổ dân phố|tổ|thôn|ấp|xóm|khu phố|khu|đội)(?: số)? (?=\d)"
    rf"|(?:{_any_of(POSTS_BY_DUTY)}) (?!(?:và|các|trong|của|thuộc|toàn|nhà|trường|liên|viên)\b)\w"
    rf"|(?:{_any_of(BARE_POSTS)})$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a cell; `sign` is what cut it off from the piece before: ";", ",", "/", "và" or "" for none."""

    text: str
    sign: str

    @property
    def is_plural(self) -> bool:
        """It begins a class by itself: "các sở", "một số tỉnh"."""
        return _PLURAL.match(self.text) is not None

    @property
    def family(self) -> str | None:
        """Which classes it belongs to when it is one ("ngành", "đơn vị thuộc phường"), else None."""
        if self.text in ONE_BODY:
            return None
        bare = _PLURAL.sub("", self.text, count=1)
        if not self.is_plural and (_OWN_OFFICE.match(bare) or _CAPITAL_IS_ONE.match(bare)):
            return None
        longest = sorted(_CLASS.items(), key=lambda item: -_length(item[1], bare))
        for family, pattern in longest:
            match = pattern.match(bare)
            if match and (bare[:1].islower() or self.is_plural or match.end() == len(bare)
                          or _QUALIFIER.match(bare, match.end())) and not _named(bare[match.end() :]):  # fmt: skip
                return family
        return None

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


def pieces_of(text: str) -> list[Piece]:
    """All pieces from left to right; brackets are never cut open."""
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match.group())
        return f"\x00{len(hidden) - 1}\x00"

    masked = _BRACKETS.sub(hide, text)
    pieces = [p for chunk, sign in _cut(masked) for p in _cut_and(chunk, sign)]
    shown = [Piece(_unhide(p.text, hidden).strip(" .,:;"), p.sign) for p in pieces]
    return [p for p in shown if p.text]


def _unhide(text: str, hidden: list[str]) -> str:
    return re.sub("\x00(\\d+)\x00", lambda m: hidden[int(m.group(1))], text).replace(_COMMA, ",").replace(DOT, " ")


def _cut(text: str) -> list[tuple[str, str]]:
    """Semicolons, commas, slashes, sentence ends, bullets; and heads that follow with no separator at all."""
    text = ";".join(part if _PERSON.search(part) else _DASH.sub(_dash, part) for part in text.split(";"))
    text = _PREVENTION.sub(_COMMA, text)
    text = _NAMED_PERSON.sub(lambda m: m.group().replace(",", _COMMA), text)
    parts = re.split(rf"\s*([;,/]|(?<=\w)\.\s+(?={CAPITAL})|\s[+•]\s|\s-\s(?=các |Các ))\s*", text)
    chunks: list[tuple[str, str]] = []
    for i in range(0, len(parts), 2):
        sign = (parts[i - 1].strip() if i else "").replace(".", ";").replace("+", ";").replace("•", ";")
        chunks += _cut_strong(parts[i], sign)
    return chunks


def _dash(match: re.Match[str]) -> str:
    """ "Phòng Cảnh sát giao thông - Công an tỉnh": behind a room's name stands the house it is in."""
    before = re.split(r"[,;/\n]\s*| - ", match.string[: match.start()])[-1]
    is_room_of_it = _ROOM.match(before) and _HOUSE_OF_ROOMS.match(match.string, match.end())
    return match.group() if is_room_of_it else ", "


def _cut_strong(chunk: str, sign: str) -> list[tuple[str, str]]:
    chunks: list[tuple[str, str]] = []
    start = 0
    for match in _STRONG.finditer(chunk):
        before = fold(chunk[start : match.start()])
        if not any(before == fold(w) or before.endswith(" " + fold(w)) for w in BEFORE_A_HEAD):
            chunks.append((chunk[start : match.start()], sign))
            sign, start = ";", match.end()
    return [*chunks, (chunk[start:], sign)]


def _cut_and(chunk: str, sign: str) -> list[Piece]:
    """ "và" separates units when what follows can begin one; inside "Khoa học và Công nghệ" it does not."""
    pieces: list[Piece] = []
    start = 0
    for match in _AND.finditer(chunk):
        before, after = chunk[start : match.start()], Piece(match["next"], "và")
        if _may_begin(after) and not _are_one(before, after):
            pieces.append(Piece(before, sign))
            sign, start = "và", match.end()
    return [*pieces, Piece(chunk[start:], sign)]


def _are_one(before: str, after: Piece) -> bool:
    """The "và" is inside one name: "Văn phòng HĐND và UBND", "Ban Chỉ đạo CCHC và CĐS"."""
    if after.is_acronym and after.continues_a_topic(before.strip()):
        return True
    return _BODY_AFTER.match(after.text) is not None and _BODY_PAIR.search(before) is not None


def _may_begin(piece: Piece) -> bool:
    if piece.is_plural or piece.family in {"office", "party"}:
        return True
    if NUMBER_ALONE.fullmatch(piece.text) or PLACE_NAMED.match(piece.text):
        return True
    first = piece.text.split(" ")[0]
    return (piece.is_head and first not in {"Đài", "Nhà", "Quỹ", "Đội", "Tổ", "Hội"}) or bool(
        re.match(f"Hội {CAPITAL}", piece.text)
    )
