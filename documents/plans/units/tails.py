"""Words said once at the end that hold for the units before: the ward, an office's house, a post's body."""

import re
from dataclasses import dataclass

from documents.plans.units.abbreviations import head_written_out
from documents.plans.units.names import NEEDS_TERRITORY
from domain.names import fold

_TERRITORY_TAIL = re.compile(r"(?:^|\s)(?:thuộc |cấp )?(?P<t>phường|xã|Phường|Xã|Thành phố|thành phố|tỉnh|huyện|quận)$")
_OF_A_BODY = re.compile(r"^(?:Ban|Văn phòng|Tổ|Đoàn|Ủy ban) .*\b(?P<body>HĐND|UBND|Đảng ủy)$")
_LED = re.compile(
    r"^(?:Lãnh đạo|Thường trực|Chủ tịch|Phó Chủ tịch|Bí thư|Cơ quan|Ban Thường vụ|Chi bộ|Trưởng|Phó Trưởng) "
)
_PLACE = r"(?: (?:phường|xã|đặc khu|tỉnh|thành phố|huyện|quận|cơ sở))?"
_BOARDS = r"Ban Thường vụ|Ban Chấp hành|Thường trực"
_PARTY_OFFICES = r"Văn phòng|Ủy ban Kiểm tra|Ban (?:Tổ chức|Tuyên giáo(?: và Dân vận)?|Dân vận|Nội chính)"


@dataclass(frozen=True, slots=True)
class _House:
    """A body with offices: an office named with it, and the offices that may leave it to the one after them."""

    named: re.Pattern[str]
    offices: re.Pattern[str]


def _house(office: str, house: str, offices: str) -> _House:
    return _House(re.compile(rf"(?:{office}) (?P<house>(?:{house}){_PLACE})"), re.compile(offices))


# "Đảng ủy" and "Công đoàn" are bodies of a ward too; only before a board of directors they are those of its house.
_HOUSES = (
    _house(
        r"(?:các ban|Ban|Văn phòng|Ủy ban Kiểm tra)(?: .*?)?",
        "Tỉnh ủy|Thành ủy|Tỉnh đoàn|Thành đoàn",
        f"{_PARTY_OFFICES}|{_BOARDS}",
    ),
    _house(
        "(?:các [Bb]an|Ban|Tổ đại biểu)(?: .*?)?",
        "HĐND",
        "Thường trực|Tổ đại biểu|Ban (?:Pháp chế|Kinh tế - Ngân sách|Kinh tế - Xã hội|Văn hóa - Xã hội|Đô thị|Dân tộc)",
    ),
    _house(f"{_BOARDS}|Ủy ban Kiểm tra", "Đảng bộ|Đảng ủy", _BOARDS),
    _house(
        rf"(?:Ban|Văn phòng|các [Bb]an|{_BOARDS})(?: .*?)?",
        r"(?:Hội|Liên đoàn|Liên hiệp|Đoàn) (?!đồng|trường).*?",
        f"Văn phòng|{_BOARDS}",
    ),
    _house(
        "Ban (?:Giám đốc|Giám hiệu|Lãnh đạo)",
        "(?:Công an|Sở|Bệnh viện|Trung tâm|Trường|Công ty).*?",
        "Đảng ủy|Chi ủy|Ban Thường vụ Đảng ủy|Công đoàn|Đoàn Thanh niên",
    ),
)


def tails_shared(names: list[str]) -> list[str]:
    """ "Đảng ủy, UBND phường" -> both are of the ward: the territory said last serves the bodies before it."""
    shared = _houses_shared(_posts_shared(names))
    territory: str | None = None
    after = ""
    for i in range(len(shared) - 1, -1, -1):
        tail = _TERRITORY_TAIL.search(shared[i])
        if tail and not re.search(r"(?:các|,) \w+$", shared[i]):
            territory = tail["t"]
        elif territory and _lacks_territory(shared[i], after):
            shared[i] = f"{shared[i]} {territory}"
        after = shared[i]
    return shared


def _posts_shared(names: list[str]) -> list[str]:
    """ "Chủ tịch, các Phó Chủ tịch UBND phường": both posts are of the same body."""
    shared = list(names)
    for i, following in enumerate(shared[1:]):
        behind = re.fullmatch(rf"(?:các )?Phó {re.escape(shared[i])} (?P<body>.+)", following, re.IGNORECASE)
        if behind:
            shared[i] += f" {behind['body']}"
    return shared


def _houses_shared(names: list[str]) -> list[str]:
    """ "Ban Tổ chức, Ủy ban Kiểm tra Tỉnh ủy", "Văn phòng, các ban Tỉnh đoàn": the offices are of the same house."""
    shared = list(names)
    kind, house = None, ""
    for i in range(len(shared) - 1, -1, -1):
        if kind and kind.offices.fullmatch(shared[i]):
            shared[i] = f"{shared[i]} {house}"
            continue
        kind, house = next(((h, m["house"]) for h in _HOUSES if (m := h.named.fullmatch(shared[i]))), (None, ""))
    return shared


def _lacks_territory(name: str, after: str) -> bool:
    """The body exists in every ward and city, or it belongs to the same body as the next one ("Ban A HĐND, Ban B HĐND
    tỉnh")."""
    body = _OF_A_BODY.search(name)
    if name.startswith("Hội ") and after.startswith(("Hội ", "Đoàn ", "Liên đoàn ", "Liên hiệp ", "Liên minh ")):
        return True
    return fold(_LED.sub("", head_written_out(name))) in NEEDS_TERRITORY or bool(
        body and re.search(rf" {body['body']} \w+$", after)
    )
