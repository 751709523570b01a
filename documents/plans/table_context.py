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
    r"|ngay\b.{0,12}thang\b.{0,12}nam\b"
)
_ISSUING = re.compile(
    r"^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|dang (?:bo|uy)|tinh uy|thanh uy|so|bo|ban|phong|truong|cong ty"
    r"|tinh|thanh pho|phuong|xa|huyen|chi bo|trung tam|benh vien)\b"
)
_TITLE = re.compile(r"^(?:phu luc|bieu|danh muc|ke hoach|chuong trinh|bang |lich |phan cong|quyet dinh|thong bao)")
_NOTE = re.compile(
    r"^[(*\s]*(?:ghi chu|luu y|chu thich|chu giai|de nghi|kien nghi|de xuat|yeu cau (?:cac|thu truong)|trong qua trinh"
    r"|tren day|can cu|cac (?:don vi|co quan|phong)[^.;]{0,60} (?:chu dong|can cu|nghiem tuc)|giai thich"
    r"|danh sach nay)\b"
)
_PEOPLE = re.compile(r"^ho (?:va |, )?ten|^chuc (?:vu|danh)|^nam sinh|^ngay sinh|^so dien thoai|^dien thoai|^dia chi")
_FIGURES = re.compile(r"^don vi tinh|^dvt\b|^don gia|^thanh tien|^so luong|^kinh phi|^du toan|^tong muc|^ty le|^ti le")
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
_WIDEST_LETTERHEAD = 4  # filled columns


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
    """A line that names the paper or an annex: "PHỤ LỤC I", "KẾ HOẠCH CÔNG TÁC QUÝ II"."""
    filled = [w for w in row.words if w]
    return len(filled) == 1 and bool(_TITLE.match(fold(filled[0]))) and (filled[0].isupper() or len(filled[0]) < 30)


def is_letterhead(table: Sequence[Row]) -> bool:
    """A table that holds the motto, the number or the place and day beside the body that issues."""
    cells = [line for row in table for c in row.cells for line in map(plain_words, c.split("\n")) if line]
    filled = max((sum(map(bool, row.words)) for row in table), default=0)
    folded = [fold(line) for line in cells]
    signs = sum(bool(_LETTERHEAD.search(line)) for line in folded)
    return len(table) <= 8 and filled <= _WIDEST_LETTERHEAD and signs >= 1 and any(map(_ISSUING.match, folded))


def is_closing(table: Sequence[Row]) -> bool:
    """A table of addressees and signature: "Nơi nhận" beside "TM. ỦY BAN NHÂN DÂN"."""
    lines = [fold(line) for row in table for c in row.cells for line in map(plain_words, c.split("\n")) if line]
    filled = max((sum(map(bool, row.words)) for row in table), default=0)
    is_addressed = any(ADDRESSEES.match(line) for line in lines)
    is_signed = any(_SIGNATURE.match(line) for line in lines) and filled <= 2
    is_counted = any(word.strip(" .)").isdigit() for row in table for word in row.words[:1])
    return filled <= 3 and len(table) <= 12 and not is_counted and (is_addressed or is_signed)


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
