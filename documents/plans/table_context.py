"""Rows of tables that are no tasks, each by a rule with a name: letterhead, signature, total, note, list of people."""

import re
from collections.abc import Sequence

from documents.plans.blocks import Row
from documents.plans.columns import Role, is_named_otherwise, named_columns
from documents.plans.deadlines import read_deadline
from documents.plans.deadlines.cleaning import plain_words
from domain.deadlines import DeadlineKind
from domain.names import fold

ADDRESSEES = re.compile(r"noi nhan\b")  # in a spreadsheet recipients and signature stand in the same table as the tasks
_TOTAL = re.compile(
    r"^(?:tong|cong)\s*(?:[:(\d]|$)|^tong (?:cong|so|kinh phi|du toan|nhu cau|muc|diem)\b|^cong (?:chung|so)\b"
)
_SIGNATURE = re.compile(
    r"^(?:t/?m\.?|k/?t\.?|t/?l\.?|t/?u\.?q\.?)\s|^(?:pho )?(?:chu tich|bi thu|giam doc|truong phong|hieu truong"
    r"|chanh van phong|thu truong|cuc truong|chi cuc truong|truong ban)(?:\W|$)"
    r"|^(?:nguoi|can bo) (?:lap|lap bieu|tong hop)|^\((?:da )?ky\b|^ky ten\b|^xac nhan\b|^duyet\b|^thuong truc(?:\W|$)"
)
_LETTERHEAD = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap - tu do|dang cong san viet nam|^so\s*:?\s*[\d/.\-]|^so\s*:|^so$"
    r"|^(?:[^\d.;:,]{2,40},\s*)?ngay\b.{0,12}thang\b.{0,12}nam\b.{0,6}$"
)
_ISSUING = re.compile(
    r"^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|dang (?:bo|uy)|tinh uy|thanh uy|so|bo|ban|phong|truong|cong ty"
    r"|tinh|thanh pho|phuong|xa|huyen|chi bo|trung tam|benh vien)\b"
)
_TITLE = re.compile(r"^(?:phu luc|bieu|danh muc|ke hoach|chuong trinh|bang |lich |phan cong|quyet dinh|thong bao)")
_WITH = re.compile(r"^\(?(?:phu luc )?(?:ban hanh )?kem theo\b")
_LONGEST_TITLE, _SHORT_TITLE = 300, 30  # characters
_NOTE = re.compile(
    r"^[(*\s]*(?:ghi chu|luu y|chu thich|chu giai|de nghi|kien nghi|de xuat|yeu cau (?:cac|thu truong)|trong qua trinh"
    r"|tren day|can cu|cac (?:don vi|co quan|phong)[^.;]{0,60} (?:chu dong|can cu|nghiem tuc)|giai thich"
    r"|danh sach nay)\b"
)
_PEOPLE = re.compile(r"^ho (?:va |, )?ten|^chuc (?:vu|danh)|^nam sinh|^ngay sinh|^so dien thoai|^dien thoai|^dia chi")
_FIGURES = re.compile(
    r"^don vi tinh|^dvt\b|^don gia|^thanh tien|^so luong|^kinh phi|^so tien|^du toan|^tong muc|^ty le|^ti le"
)
_DATED = frozenset(
    {
        DeadlineKind.BY_DATE,
        DeadlineKind.IN_MONTH,
        DeadlineKind.IN_QUARTER,
        DeadlineKind.IN_HALF,
        DeadlineKind.RECURRING_WEEKLY,
        DeadlineKind.RECURRING_MONTHLY,
        DeadlineKind.RECURRING_QUARTERLY,
    }
)
_LONGEST_LETTERHEAD, _WIDEST_LETTERHEAD = 8, 4  # rows and filled columns
_LONGEST_CLOSING, _WIDEST_CLOSING = 12, 3


def is_total(words: str) -> bool:
    """ "Tổng cộng", "Cộng:", "Tổng kinh phí ..."; not "Tổng kết công tác"."""
    return bool(_TOTAL.match(fold(words)))


def is_signature(row: Row) -> bool:
    """Nothing but the posts and names that sign: each filled cell begins with a post, or there is one of few words."""
    filled = [fold(w) for w in row.words if w]
    return bool(filled) and all(_SIGNATURE.match(w) for w in filled)


def is_note(words: str) -> bool:
    """A sentence about the table as a whole, as stands under its last row."""
    return bool(_NOTE.match(fold(words)))


def is_dated(words: str) -> bool:
    """The words name a day, a month, a quarter or a rhythm, so that a duty may hide in them."""
    return read_deadline(words, None).deadline.kind in _DATED


def is_title(row: Row) -> bool:
    """A line that names the paper or an annex: "PHỤ LỤC I", "KẾ HOẠCH CÔNG TÁC QUÝ II", "(Kèm theo Kế hoạch ...)"."""
    filled = [c for c in row.cells if c.strip()]
    if len(filled) != 1 or len(filled[0]) > _LONGEST_TITLE:
        return False
    lines = [plain_words(line) for line in filled[0].split("\n") if plain_words(line)]
    if not lines:
        return False
    is_named = bool(_TITLE.match(fold(lines[0]))) and (lines[0].isupper() or len(lines[0]) < _SHORT_TITLE)
    return is_named or bool(_WITH.match(fold(lines[0])))


def is_above_title(row: Row) -> bool:
    """A line of the letterhead of a sheet: the body that issues in capitals, the motto, the number, place and day."""
    filled = [w for w in row.words if w]
    if len(filled) != 1 or len(filled[0]) > _LONGEST_TITLE:
        return False
    is_ruler = not any(c.isalnum() for c in filled[0])
    return is_ruler or filled[0].isupper() or bool(_LETTERHEAD.search(fold(filled[0])))


def is_letterhead(table: Sequence[Row]) -> bool:
    """A table that holds the motto, the number or the place and day beside the body that issues."""
    if not _is_small(table, _LONGEST_LETTERHEAD, _WIDEST_LETTERHEAD):
        return False
    lines = _lines(table)
    others = [line for line in lines if not _LETTERHEAD.search(line)]
    return len(others) < len(lines) and any(map(_ISSUING.match, lines)) and not any(map(is_dated, others))


def is_closing(table: Sequence[Row]) -> bool:
    """A table of addressees and signature: "Nơi nhận" beside "TM. ỦY BAN NHÂN DÂN"."""
    if not _is_small(table, _LONGEST_CLOSING, _WIDEST_CLOSING):
        return False
    lines = _lines(table)
    is_addressed = any(ADDRESSEES.match(line) for line in lines)
    is_signed = any(_SIGNATURE.match(line) for line in lines) and _is_small(table, _LONGEST_CLOSING, 2)
    is_counted = any(word.strip(" .)").isdigit() for row in table for word in row.words[:1])
    return (is_addressed or is_signed) and not (is_counted or any(map(is_dated, lines)))


def _is_small(table: Sequence[Row], rows: int, columns: int) -> bool:
    return len(table) <= rows and all(sum(map(bool, row.words)) <= columns for row in table)


def _lines(table: Sequence[Row]) -> list[str]:
    return [fold(line) for row in table for c in row.cells for line in map(plain_words, c.split("\n")) if line]


def other_table(header: Sequence[str]) -> str:
    """What a header without tasks, leads and limits heads: "list_of_people", "figures", or "" when it does not tell."""
    folded = [fold(h) for h in header if h]
    roles = set(named_columns(header).roles.values())
    if Role.DEADLINE in roles:
        return ""
    if Role.TASK not in roles and any(map(_PEOPLE.search, folded)):
        return "list_of_people"
    if Role.LEAD in roles:
        return ""
    is_named = [is_named_otherwise(h) for h in header if h]
    return "figures" if any(map(_FIGURES.search, folded)) and (roles or any(is_named)) else ""
