"""What each column of a task table holds, by the words of its header."""

import re
from collections.abc import Collection, Mapping, Sequence
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
    RHYTHM = "rhythm"


# The first that holds gives the role; a number says how surely, for tables where two headers claim one role ("Tiến độ"
# is the time limit unless another column is called "Thời hạn"). No role: a column that only looks like one.
_HEADERS: tuple[tuple[Role | None, int, re.Pattern[str]], ...] = (
    (Role.NUMBER, 2, re.compile(r"^(?:so )?(?:tt|stt|thu tu)\b|^so tt$|^so$|^ma(?: so| nhiem vu| viec)?$|^no\.?$|^#$"
                                r"|^wbs$|^id$")),
    (Role.RHYTHM, 1, re.compile(r"^tan suat|^chu ky\b|^dinh ky\b|^frequency\b")),
    (None, 0, re.compile(r"^ghi chu\b|^ket qua thuc hien\b|^ti le|^ty le|kinh phi|^tinh hinh|^trang thai|^can cu"
                         r"|(?<!noi dung )van ban giao|^so (?:van ban|ngay)|^muc do|cap (?:trinh|ban hanh|phe duyet)"
                         r"|^co quan (?:trinh|ban hanh|tham (?:dinh|tra)|phe duyet)|thuc te\b"
                         r"|^(?:(?:thoi gian|ngay|thoi diem) )?(?:bat dau|giao|khoi cong)\b|^start\b"
                         r"|^nguoi (?:ky|duyet)|^(?:nguoi|lanh dao) .*chi dao|^status\b|^ngay sinh")),
    (Role.PRODUCT, 2, re.compile(r"san pham|san phan|dau ra|deliverable")),
    (Role.PRODUCT, 1, re.compile(r"ket qua|hinh thuc van ban|minh chung|^output")),
    (Role.DEADLINE, 1, re.compile(r"^(?:thoi gian|ngay|thoi diem) trien khai")),
    (Role.DEADLINE, 4, re.compile(r"thoi han|han hoan thanh|thoi gian hoan thanh|^han\b|moc (?:thoi gian|hoan thanh)"
                                  r"|ngay (?:trinh|ket thuc|den han)|deadline|bao gio|khi nao|^due\b|^(?:end|finish)\b"
                                  r"|^(?:thoi gian )?ket thuc\b")),
    (Role.DEADLINE, 3, re.compile(r"ngay hoan thanh|(?:phai )?xong\b")),
    (Role.LEAD, 4, re.compile(r"chu tri")),
    (Role.COORDINATING, 2, re.compile(r"phoi hop")),
    (Role.LEAD, 3, re.compile(r"chiu trach nhiem|dau moi|don vi chinh|tham muu|soan thao|chuan bi\b|\bowner\b"
                              r"|^assign(?:ed to|ee)|^responsible")),
    (Role.LEAD, 2, re.compile(r"(?:don vi|co quan|to chuc|ca nhan|bo phan|nguoi|chu the|can bo|phong|thanh phan"
                              r"|trach nhiem|nhan su)\b.*(?:thuc hien|xu ly|giai quyet)|phan cong|^chu dau tu"
                              r"|^ai\b|^nguoi (?:lam|nhan)\b|^(?:don vi|co quan|nguoi) nhan viec")),
    (Role.COORDINATING, 1, re.compile(r"lien quan|cung thuc hien|^ho tro|^support")),
    (Role.LEAD, 1, re.compile(r"phu trach|thuc hien boi|^(?:don vi|co quan)$|giao cho|^trach nhiem$|^thuc hien$")),
    (Role.DEADLINE, 2, re.compile(r"tien do|thoi gian|hoan thanh|\bmoc\b|thoi diem|lo trinh|^dates?\b")),
    (Role.DEADLINE, 1, re.compile(r"^(?:thang|quy|tuan|ngay)$")),
    (Role.TASK, 3, re.compile(r"(?:nhiem vu|noi dung|cong viec).*\bcu the|^ten (?:nhiem vu|cong viec)|dau viec"
                              r"|viec can lam|noi dung (?:nhiem vu|cong viec|thuc hien)|^task (?:name|title)")),
    (Role.TASK, 2, re.compile(r"nhiem vu|cong viec|hoat dong|^noi dung|^viec$|^tasks?$")),
    (Role.TASK, 1, re.compile(r"noi dung|giai phap|muc tieu|^ten\b|chi tieu|linh vuc|de an|chuyen de|\bviec\b"
                              r"|^activit(?:y|ies)|^(?:work )?items?$|^lam gi")),
)  # fmt: skip
# Units that are visited, where no column says what is done: the row is the visit.
_VISITED = re.compile(
    r"(?:duoc|chiu su) (?:kiem tra|giam sat|thanh tra|lam viec|khao sat)|^doi tuong (?:kiem|giam|thanh)"
)
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
UNDER = " > "  # between the upper and the lower words of a header of two rows
_SURE = 3  # of a claim to be the lead
_LONGEST_HEADER = 80  # characters; a task of the table may use the same words, but is longer


@dataclass(frozen=True, slots=True)
class Columns:
    """Column index -> role, the headers of columns without one, and how many columns the header had.

    `marked` are the headers of columns whose marks say who leads ("VP Đảng ủy": x) or when it is due ("Tháng 4": x).
    `limit_header` are the words of the deadline column, which may name the year or say "trước ngày" once for all rows.
    """

    roles: Mapping[int, Role]
    width: int
    others: Mapping[int, str] = field(default_factory=dict)
    marked: Mapping[Role, Mapping[int, str]] = field(default_factory=dict)
    limit_header: str = ""
    is_visits: bool = False  # the tasks are visits to the units of a column


def columns_of(cells: Sequence[str]) -> Columns | None:
    """The columns named by a header row, or None when the row is not surely the header of a task table."""
    if not may_be_header(cells):
        return None
    columns = named_columns(cells)
    known = set(columns.roles.values())
    enough = Role.TASK in known and known & {Role.LEAD, Role.DEADLINE} and len(known) >= 3
    return columns if enough and not is_of_another_kind(cells, known) else None


def may_be_header(cells: Sequence[str]) -> bool:
    """Short cells, none of which begins with a digit as those of tasks do."""
    return all(len(c) <= _LONGEST_HEADER and not c[:1].isdigit() for c in cells)


def named_columns(cells: Sequence[str]) -> Columns:
    """What the words of a header say, however little; a column of visited units is the task where no other is."""
    roles = _roles(cells)
    if Role.TASK not in roles.values():
        visited = next((i for i, c in enumerate(cells) if _VISITED.search(fold(c))), None)
        roles = roles if visited is None else {i: r for i, r in roles.items() if i != visited} | {visited: Role.TASK}
    limit = next((tidy(cells[i]) for i, r in roles.items() if r is Role.DEADLINE), "")
    others = {i: tidy(c) for i, c in enumerate(cells) if c and i not in roles}
    is_visits = any(r is Role.TASK and _VISITED.search(fold(cells[i])) for i, r in roles.items())
    return Columns(roles, len(cells), others, limit_header=limit, is_visits=is_visits)


def is_named_otherwise(header: str) -> bool:
    """The words say that the column is none of ours, whatever stands in it ("Cơ quan thẩm định", "Ngày giao")."""
    return _claim(fold(header)) == (None, -1) or bool(_INVITES.search(fold(header)))


def is_of_another_kind(cells: Sequence[str], known: Collection[Role]) -> bool:
    """A table that counts or invites and assigns nothing: prices without deadline or sure lead, places without a lead.

    "Đơn vị thực hiện" in a table of prices says who spends, "Đơn vị chủ trì" who leads.
    """
    headers = [fold(c) for c in cells]
    is_assigned = Role.DEADLINE in known or any(r is Role.LEAD and s >= _SURE for r, s in map(_claim, headers))
    counts = any(_COUNTS.search(h) for h in headers) and not is_assigned
    return counts or any(_INVITES.search(h) and Role.LEAD not in known for h in headers)


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
    """The role the words give and how surely; (None, -1) when they name a column of another kind, (None, 0) nothing.

    In a header of two rows ("Thời gian > Bắt đầu") the lower words decide where they say anything.
    """
    for words in (header.rpartition(UNDER)[2], header.replace(UNDER, " ")):
        full = _in_full(words)
        for role, sure, pattern in _HEADERS:
            if pattern.search(full):
                return role, sure or -1
    return None, 0


def _in_full(words: str) -> str:
    for short, full in _SHORT:
        words = short.sub(full, words)
    return words.strip()
