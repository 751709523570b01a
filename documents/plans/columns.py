"""What each column of a task table holds, by the words of its header."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from domain.names import fold, tidy


class Role(StrEnum):
    """The columns a reader of plans cares about."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DEADLINE = "deadline"
    PRODUCT = "product"


# The first that holds gives the role; a number says how surely, for tables where two headers claim one role ("Tiến độ"
# is the time limit unless another column is called "Thời hạn"). No role: a column that only looks like one.
_HEADERS: tuple[tuple[Role | None, int, re.Pattern[str]], ...] = (
    (Role.NUMBER, 2, re.compile(r"^(?:so )?(?:tt|stt|thu tu)\b|^so tt$|^so$|^ma (?:so|nhiem vu)$|^no\.?$|^#$")),
    (None, 0, re.compile(r"^ghi chu\b|^ket qua thuc hien\b|^ti le|^ty le|kinh phi|^tinh hinh|^trang thai|^can cu"
                         r"|(?<!noi dung )van ban giao|^so (?:van ban|ngay)|^muc do|cap (?:trinh|ban hanh|phe duyet)"
                         r"|^co quan (?:trinh|ban hanh)")),
    (Role.PRODUCT, 2, re.compile(r"san pham|san phan|dau ra")),
    (Role.PRODUCT, 1, re.compile(r"ket qua|hinh thuc van ban|minh chung")),
    (Role.DEADLINE, 1, re.compile(r"^(?:thoi gian|ngay|thoi diem) (?:bat dau|giao|trien khai|khoi cong)")),
    (Role.DEADLINE, 3, re.compile(r"thoi han|han hoan thanh|thoi gian hoan thanh|^han\b|moc (?:thoi gian|hoan thanh)"
                                  r"|ngay (?:hoan thanh|trinh|ket thuc|den han)|deadline")),
    (Role.LEAD, 4, re.compile(r"chu tri")),
    (Role.COORDINATING, 2, re.compile(r"phoi hop")),
    (Role.LEAD, 3, re.compile(r"chiu trach nhiem|dau moi|don vi chinh|tham muu|soan thao")),
    (Role.LEAD, 2, re.compile(r"(?:don vi|co quan|to chuc|ca nhan|bo phan|nguoi|chu the|can bo|phong|thanh phan)\b"
                              r".*(?:thuc hien|xu ly|giai quyet)|phan cong|^chu dau tu")),
    (Role.COORDINATING, 1, re.compile(r"lien quan|cung thuc hien")),
    (Role.LEAD, 1, re.compile(r"phu trach|thuc hien boi|^(?:don vi|co quan)$|giao cho")),
    (Role.DEADLINE, 2, re.compile(r"tien do|thoi gian|hoan thanh|\bmoc\b|thoi diem|lo trinh")),
    (Role.TASK, 3, re.compile(r"(?:nhiem vu|noi dung|cong viec).*\bcu the|^ten (?:nhiem vu|cong viec)|dau viec"
                              r"|viec can lam|noi dung (?:nhiem vu|cong viec|thuc hien)")),
    (Role.TASK, 2, re.compile(r"nhiem vu|cong viec|hoat dong|^noi dung|^viec$")),
    (Role.TASK, 1, re.compile(r"noi dung|giai phap|muc tieu|^ten\b|chi tieu|linh vuc|de an|chuyen de|\bviec\b")),
)  # fmt: skip
# As people shorten headers where columns are narrow; looked at only behind a fold.
_SHORT = tuple(
    (re.compile(words), full)
    for words, full in (
        (r"\bt\.? ?g(?:ian)?\b", "thoi gian"), (r"\bp[./] ?h(?:op)?\b", "phoi hop"), (r"\bc[./] ?tri\b", "chu tri"),
        (r"^sp\b", "san pham"), (r"\bd[./]vi\b", "don vi"), (r"\bcq\b", "co quan"), (r"^nd\b", "noi dung"),
        (r"^nv\b", "nhiem vu"),
    )
)  # fmt: skip
# Columns of tables that count or invite: figures, prices, meetings. With one of these and no lead nothing is assigned.
_COUNTS = re.compile(r"^don vi tinh|^dvt\b|^don gia|^thanh tien|^so luong")
_INVITES = re.compile(r"^dia diem|^noi to chuc|^thanh phan(?: tham|$)|^dia chi")
_LONGEST_HEADER = 80  # characters; a task of the table may use the same words, but is longer


@dataclass(frozen=True, slots=True)
class Columns:
    """Column index -> role, the headers of columns without one, and how many columns the header had."""

    roles: Mapping[int, Role]
    width: int
    others: Mapping[int, str] = field(default_factory=dict)


def columns_of(cells: Sequence[str]) -> Columns | None:
    """The columns named by a header row, or None when the row is not the header of a task table."""
    roles = _roles(cells)
    known = set(roles.values())
    short = all(len(c) <= _LONGEST_HEADER for c in cells)
    enough = Role.TASK in known and known & {Role.LEAD, Role.DEADLINE} and len(known) >= 3
    if not (short and enough) or any(c[:1].isdigit() for c in cells) or _is_of_another_kind(cells, known):
        return None
    return Columns(roles, len(cells), {i: tidy(c) for i, c in enumerate(cells) if c and i not in roles})


def _is_of_another_kind(cells: Sequence[str], known: set[Role]) -> bool:
    headers = [fold(c) for c in cells]
    return any(_COUNTS.search(h) or (_INVITES.search(h) and Role.LEAD not in known) for h in headers)


def second_header(columns: Columns, cells: Sequence[str]) -> Columns | None:
    """The second row of a header ("Chủ trì", "Phối hợp" under "Phân công"), or None when the row is a task."""
    filled = [c for c in cells if c]
    roles = _roles(cells)
    if not filled or len(roles) < len(filled) or any(len(c) > 40 for c in filled):
        return None
    kept = {i: role for i, role in columns.roles.items() if role not in roles.values() or roles.get(i) == role}
    both = kept | {i: r for i, r in roles.items() if r not in kept.values() or i in kept}
    return Columns(both, columns.width, {i: h for i, h in columns.others.items() if i not in both})


def is_other_header(cells: Sequence[str]) -> bool:
    """The header of a table of another kind ("TT, Chi bộ, Ngày, Địa điểm"): a counted column, all words, no tasks."""
    filled = [c for c in cells if c]
    return (
        len(filled) >= 3
        and _claim(fold(filled[0]))[0] is Role.NUMBER
        and not any(c[:1].isdigit() or len(c) > _LONGEST_HEADER for c in filled)
    )


def is_column_count(cells: Sequence[str]) -> bool:
    """A row "(1) (2) (3)" or "A B 1 2" under the header."""
    filled = [c.strip("() .") for c in cells if c]
    return len(filled) >= 3 and all(re.fullmatch(r"\d{1,2}|[A-Z]", c) for c in filled)


def _roles(cells: Sequence[str]) -> dict[int, Role]:
    """The surest column for each role, the first of equals."""
    best: dict[Role, tuple[int, int]] = {}
    for i, cell in enumerate(cells):
        role, sure = _claim(fold(cell.replace("*", "")))
        if role and sure > best.get(role, (0, 0))[0]:
            best[role] = (sure, i)
    return {i: role for role, (_, i) in sorted(best.items(), key=lambda item: item[1][1])}


def _claim(header: str) -> tuple[Role | None, int]:
    for short, full in _SHORT:
        header = short.sub(full, header)
    return next(((role, sure) for role, sure, words in _HEADERS if words.search(header)), (None, 0))
