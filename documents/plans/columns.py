"""What each column of a task table holds, by the words of its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.names import fold


class Role(StrEnum):
    """The columns a reader of plans cares about."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DEADLINE = "deadline"
    PRODUCT = "product"


# The first that holds decides; "Phân công phối hợp" is coordination, "Thời gian hoàn thành" a time limit.
_HEADERS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.NUMBER, re.compile(r"^(?:so )?(?:tt|stt|thu tu)\b|^so tt$|^so$")),
    (Role.PRODUCT, re.compile(r"san pham|ket qua|dau ra|san phan")),
    (
        Role.LEAD,
        re.compile(r"chu tri|don vi thuc hien|co quan thuc hien|phu trach|dau moi|don vi chinh|nguoi thuc hien"),
    ),
    (Role.COORDINATING, re.compile(r"phoi hop|lien quan")),
    (Role.DEADLINE, re.compile(r"tien do|thoi han|thoi gian|han hoan thanh|hoan thanh|^han\b|moc")),
    (Role.TASK, re.compile(r"nhiem vu|noi dung|cong viec|dau viec|viec can lam|giai phap")),
)
_LONGEST_HEADER = 80  # characters; a task of the table may use the same words, but is longer


@dataclass(frozen=True, slots=True)
class Columns:
    """Column index -> role, and how many columns the header had."""

    roles: dict[int, Role]
    width: int


def columns_of(cells: Sequence[str]) -> Columns | None:
    """The columns named by a header row, or None when the row is not the header of a task table."""
    roles = _roles(cells)
    known = set(roles.values())
    short = all(len(c) <= _LONGEST_HEADER for c in cells)
    enough = Role.TASK in known and known & {Role.LEAD, Role.DEADLINE} and len(known) >= 3
    return Columns(roles, len(cells)) if short and enough else None


def second_header(columns: Columns, cells: Sequence[str]) -> Columns | None:
    """The second row of a header ("Chủ trì", "Phối hợp" under "Phân công"), or None when the row is a task."""
    filled = [c for c in cells if c]
    roles = _roles(cells)
    if not filled or len(roles) < len(filled) or any(len(c) > 40 for c in filled):
        return None
    kept = {i: role for i, role in columns.roles.items() if role not in roles.values() or roles.get(i) == role}
    return Columns(kept | {i: r for i, r in roles.items() if r not in kept.values() or i in kept}, columns.width)


def is_column_count(cells: Sequence[str]) -> bool:
    """A row "(1) (2) (3)" or "A B 1 2" under the header."""
    filled = [c.strip("() .") for c in cells if c]
    return len(filled) >= 3 and all(re.fullmatch(r"\d{1,2}|[A-Z]", c) for c in filled)


def _roles(cells: Sequence[str]) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    for i, cell in enumerate(cells):
        role = next((r for r, words in _HEADERS if words.search(fold(cell.replace("*", "")))), None)
        if role and role not in roles.values():
            roles[i] = role
    return roles
