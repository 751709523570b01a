"""What a piece takes from the name before it (a number's stem, a body, a kind), and which names take no more."""

import re
from collections.abc import Sequence

from documents.plans.units.names import (
    BARE_POSTS,
    BODIES_OF_PLACES,
    CAPITAL,
    FIELD_HEADS,
    SCHOOL_KINDS,
    TOPIC_HEADS,
)
from documents.plans.units.pieces import NUMBER_ALONE, PLACE_NAMED, Piece

_NUMBERED = re.compile(
    r"(?P<stem>(?:[Cc]ác )?(?:Tổ|tổ|Thôn|thôn|Khu|khu|Xóm|xóm|Ấp|ấp|Khóm|khóm|Đội|đội|Chi bộ|chi bộ|Bản|bản|Trạm)"
    r"\b(?:(?!Đề án|Nghị quyết)[^,\d])*)(?P<number>\d{1,3}[A-Z]?)"
)
_BODY_OF_ONE_PLACE = re.compile(rf"(?P<body>{'|'.join(BODIES_OF_PLACES)}) (?:{PLACE_NAMED.pattern})[^,]*")
# "Trưởng thôn Đông, thôn Đoài": the same post of the next place.
_HEAD_OF_A_PLACE = re.compile(
    rf"(?P<post>(?:Trưởng|Phó|Bí thư|Tổ trưởng|Chi bộ|Chi ủy)\b[^,]*?) ?\b(?P<kind>thôn|ấp|xóm|khu phố|tổ dân phố|bản)"
    rf" (?:{CAPITAL}|\d)[^,]*"
)
INSTITUTES = ("Trung tâm ", "Viện ", "Học viện ", "Trường ", "Khoa ", "Bảo tàng ", "Tập đoàn ", "Bệnh viện ")
_NAMED_SCHOOL = re.compile(
    rf"Trường (?:{'|'.join(SCHOOL_KINDS)})(?: cơ sở| phổ thông)? (?!{'|'.join(SCHOOL_KINDS)}){CAPITAL}"
)
_TOPICS = tuple(f"{head} " for head in TOPIC_HEADS)
_POSTS = "bác sĩ|điều dưỡng|nhân viên|giáo viên"
# A name that ends with its place or its number, or a short name of a post.
_WHOLE = re.compile(
    r"(?:(?!.*\b(?:các|những|phụ trách|thuộc|về|và)\b).*\b(?:phường|xã|tỉnh|huyện|quận|khu vực|số \d+|khu vực \d+)"
    rf"|(?i:{'|'.join(BARE_POSTS)}|hiệu trưởng)|(?i:{_POSTS})(?: (?!phụ trách|các)\w+){{1,2}})"
)
_NAME_WITH_AND = re.compile(r" (?:và|&|-) ")


def shared_with(before: str, piece: Piece) -> str | None:
    """The name of a piece that leaves its beginning to the name before it, else None."""
    if piece.sign not in {",", "và", "/"}:
        return None
    return _counted_on(before, piece) or _elsewhere(before, piece) or _next_school(before, piece)


def one_of_them(name: str, piece: Piece) -> str:
    """ "Các thôn số 1" before ", 2" is the first of them: "Thôn số 1"; any other name as it is."""
    numbered = _NUMBERED.fullmatch(name) if NUMBER_ALONE.fullmatch(piece.text) else None
    return f"{_stem(numbered)}{numbered['number']}" if numbered else name


def _stem(numbered: re.Match[str]) -> str:
    stem = numbered["stem"].removeprefix("các ").removeprefix("Các ")
    return stem if stem == numbered["stem"] else stem[:1].upper() + stem[1:]


def _counted_on(before: str, piece: Piece) -> str | None:
    """ "Tổ dân phố số 1, 2, 3": a bare number counts on with the one before."""
    number, numbered = NUMBER_ALONE.fullmatch(piece.text), _NUMBERED.fullmatch(before)
    return f"{_stem(numbered)}{number['number']}" if number and numbered else None


def _elsewhere(before: str, piece: Piece) -> str | None:
    """ "UBND xã Bình An, xã Tân Lập": the same body, or the same post, of another place."""
    post = _HEAD_OF_A_PLACE.fullmatch(before)
    if post and re.match(rf"{post['kind']} (?:{CAPITAL}|\d)", piece.text):
        return f"{post['post']} {piece.text}"
    body = _BODY_OF_ONE_PLACE.fullmatch(before)
    return f"{body['body']} {piece.text}" if body and PLACE_NAMED.match(piece.text) else None


def _next_school(before: str, piece: Piece) -> str | None:
    """ "Trường Mầm non Hoa Sen, Tiểu học Kim Đồng": the kind and name of another school."""
    school = f"Trường {piece.text}"
    return school if _NAMED_SCHOOL.match(before) and _NAMED_SCHOOL.match(school) else None


def closings(pieces: Sequence[Piece]) -> list[bool]:
    """For each piece whether it begins the rest of one name, whose last words stand behind "và" or a sign for it.

    "Trung tâm Văn hóa, Thông tin, Thể thao và Du lịch": true for "Thông tin", two pieces before the end.
    """
    closing = [False] * (len(pieces) + 1)
    for i in range(len(pieces) - 1, -1, -1):
        piece = pieces[i]
        goes_on = piece.sign == "," and closing[i + 1] and not piece.begins_a_unit
        closing[i] = goes_on or _NAME_WITH_AND.search(piece.text) is not None
    return closing[:-1]


def begins_anew(before: str, piece: Piece) -> bool:
    """A capital after a comma, behind a name that takes no further fields: "VNPT, Viettel", "Công an, Quân sự"."""
    if piece.text.startswith(SCHOOL_KINDS):
        return False
    is_capital = piece.text[:1].isupper() and piece.sign in {",", "/"}
    return is_capital and not before.startswith(tuple(f"{head} " for head in FIELD_HEADS))


def stands_behind_an_institute(before: str, piece: Piece) -> bool:
    """ "Trung tâm Khảo thí, Ký túc xá": without any "và" to come, a capital letter begins the next name."""
    is_capital = piece.sign == "," and piece.text[:1].isupper() and not piece.text.startswith(SCHOOL_KINDS)
    return is_capital and " và " not in before and before.startswith(INSTITUTES)


def follows_a_whole_name(before: str, piece: Piece) -> bool:
    """Small letters behind a name that can take no more: "Hạt Kiểm lâm khu vực, chủ rừng", "Bác sĩ trực, hộ lý"."""
    is_more = piece.sign != "," or piece.family is not None or before.startswith(_TOPICS)
    return not is_more and _WHOLE.fullmatch(before) is not None
