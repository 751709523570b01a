"""Cuts a cell at everything that may separate units, and says of every piece how it was cut off."""

import re

from documents.plans.units.covering import (
    APART,
    BEGINS,
    ENDS,
    GOES_ON_WITH_A_HEAD,
    Known,
    covered,
    ends_whole,
    uncovered,
)
from documents.plans.units.names import CAPITAL, STRONG_HEADS
from documents.plans.units.pieces import DOT, NUMBER_ALONE, PLACE_NAMED, Piece, any_of

_AND = re.compile(r"\s+(?:và|&|cùng với|cùng|với)\s+(?=(?P<next>.{0,200}))", re.DOTALL)
_BODY_PAIR = re.compile(
    r"(?:Văn phòng|Ban|Đoàn) (?:HĐND|Hội đồng nhân dân|ĐBQH|Đảng ủy|Đoàn ĐBQH|Đoàn [Đđ]ại biểu Quốc hội)(?: \w+)?$"
)
_BODY_AFTER = re.compile(r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Đoàn ĐBQH|ĐBQH)\b")
_STRONG = re.compile(rf"(?<=[^\W\d_])\s+(?=(?:{any_of(STRONG_HEADS)})\s+{CAPITAL})")
# Bodies in a row with hyphens between: "Đảng ủy - HĐND - UBND phường". A person's posts are not cut.
_DASH = re.compile(
    rf"\s-\s(?={BEGINS}|(?:Đảng ủy|HĐND|UBND|UBMTTQ|(?:Ủy ban |UB )?MTTQ|Sở|Phòng|Ban|Công an|Văn phòng|Trung tâm|Hội"
    r"|Trạm|Trường|Khoa|Đoàn Thanh niên)\b)"
)
_ROOM = re.compile(r"(?:Phòng|Vụ|Cục|Chi cục|Khoa|Đội) \S")
_UNIT_OF_A_HOUSE = re.compile(r"(?:Vụ|Cục|Tổng cục|Chi cục|Khoa|Đội) \S")
_HOUSE_OF_ROOMS = re.compile(rf"(?:Sở|Bộ|Bệnh viện) {CAPITAL}|Công an (?:tỉnh|[Tt]hành phố)\b")
_PERSON = re.compile(
    r"\b(?:Đồng chí|Đ/c|đ/c|Ông|Bà|Bí thư|Phó|Chủ tịch|Trưởng|Giám đốc|Ủy viên|Chánh)\b", re.IGNORECASE
)
# A person's post behind the name: "Đ/c Phạm Văn Hùng, Phó Chủ tịch UBND phường" is one.
_COMMA = "\x01"
_PREVENTION = re.compile(r"(?<=[Pp]hòng),(?= (?:chống|ngừa)\b)")
_NAMED_PERSON = re.compile(
    r"(?:[Đđ]ồng chí|\x00\d+\x00|[Đđ]/c|[Ôô]ng|[Bb]à):? (?!Phó|Chủ|Bí|Trưởng|Giám|Chánh|Ủy|Chỉ|Hiệu|Kế|Công|Cán)"
    rf"{CAPITAL}\w*(?: {CAPITAL}\w*)*, "
    r"(?=(?:P?CT|Phó|Chủ tịch|Bí thư|Trưởng|Giám đốc|Ủy viên|Chánh|Chỉ huy|Hiệu trưởng"
    r"|(?:công chức|cán bộ|chuyên viên|giáo viên|kế toán|ủy viên|trưởng|phó)(?! các\b))\b)"
)
# Whole for good: remarks, quoted words, and the short form of comrade.
_BRACKETS = re.compile(r"\([^()]*\)|\"[^\"]*\"|“[^”]*”|\b[Đđ]/c\b")
_LOOKED_BACK = 60  # characters
_ENDS_OF_A_UNIT = str.maketrans(".+•" + APART, ";;;;")


def pieces_of(text: str, known: Known) -> list[Piece]:
    """All pieces from left to right; brackets and known names are never cut open."""
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match.group())
        return f"\x00{len(hidden) - 1}\x00"

    masked = _BRACKETS.sub(hide, text)
    masked = _PREVENTION.sub(_COMMA, masked)
    masked = _NAMED_PERSON.sub(lambda m: m.group().replace(",", _COMMA), masked)
    pieces = [p for chunk, sign in _cut(covered(masked, known)) for p in _cut_and(chunk, sign)]
    return [shown for p in pieces if (shown := _shown(p, hidden)).text]


def _shown(piece: Piece, hidden: list[str]) -> Piece:
    """The piece with everything that was hidden or masked in it."""
    text = piece.text.strip(" .,:;")
    is_whole = text.startswith(BEGINS) and text.endswith(ENDS) and text.count(BEGINS) == 1
    text = re.sub("\x00(\\d+)\x00", lambda m: hidden[int(m.group(1))], uncovered(text)).replace(DOT, " ")
    return Piece(text.strip(" .,:;"), piece.sign, is_whole)


def _cut(text: str) -> list[tuple[str, str]]:
    """Semicolons, commas, slashes, sentence ends, bullets; and heads that follow with no separator at all."""
    text = ";".join(part if _PERSON.search(part) else _DASH.sub(_dash, part) for part in text.split(";"))
    parts = re.split(rf"\s*([;,/{APART}]|(?<=\w)\.\s+(?={CAPITAL})|\s[+•]\s|\s-\s(?=các |Các ))\s*", text)
    chunks: list[tuple[str, str]] = []
    for i in range(0, len(parts), 2):
        sign = (parts[i - 1].strip() if i else "").translate(_ENDS_OF_A_UNIT)
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
        if _is_inside(chunk, match.start()):
            continue
        before = chunk[max(start, match.start() - _LOOKED_BACK) : match.start()]
        is_room = _UNIT_OF_A_HOUSE.match(chunk, start) and _HOUSE_OF_ROOMS.match(chunk, match.end())
        if not (is_room and not ends_whole(before)) and not GOES_ON_WITH_A_HEAD.search(before):
            chunks.append((chunk[start : match.start()], sign))
            sign, start = ";", match.end()
    return [*chunks, (chunk[start:], sign)]


def _is_inside(chunk: str, at: int) -> bool:
    """This place is inside a known name."""
    return chunk.rfind(BEGINS, 0, at) > chunk.rfind(ENDS, 0, at)


def _cut_and(chunk: str, sign: str) -> list[Piece]:
    """ "và" separates units when what follows can begin one; inside "Khoa học và Công nghệ" it does not."""
    pieces: list[Piece] = []
    start = 0
    for match in _AND.finditer(chunk):
        before, after = chunk[start : match.start()], Piece(uncovered(match["next"]), "và")
        if match["next"].startswith(BEGINS) or (_may_begin(after) and not _are_one(before, after)):
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
