"""Recognises the role of a column (task, lead, deadline, …) by the words of its header."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache

from documents.words import word_lists
from domain.names import fold, tidy

UNDER = " > "  # between the upper and the lower words of a header of two rows
_SURE = 3  # of a claim to be the lead
_GROUP = re.compile(r"\\\((.*?)\\\)")
_OR = re.escape(" / ")
_LONGEST_HEADER = 80  # characters; a task of the table may use the same words, but is longer


class Role(StrEnum):
    """The columns a reader of plans cares about."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DEADLINE = "deadline"
    PRODUCT = "product"
    RHYTHM = "rhythm"


@dataclass(frozen=True, slots=True)
class Columns:
    """Column index -> role, the headers of columns without one, and how many columns the header had.

    `marked` are the headers of columns whose marks say who leads ("VP Đảng ủy": x) or when it is due ("Tháng 4": x).
    `limit_header` are the words of the deadline column, which may name the year or say "trước ngày" once for all rows,
    `headers` those of every column.
    """

    roles: Mapping[int, Role]
    width: int
    others: Mapping[int, str] = field(default_factory=dict)
    marked: Mapping[Role, Mapping[int, str]] = field(default_factory=dict)
    limit_header: str = ""
    headers: tuple[str, ...] = ()
    is_visits: bool = False  # the tasks are visits to the units of a column
    wide_limit: int | None = None  # the column of weeks or months beside one of days
    extended_limit: int | None = None  # the column of limits that were moved
    half: int = 0  # columns of the left half where a right one goes on beside it
    second_lead: int | None = None  # the column of units that prepare, beside that of who chairs


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
        visited = next((i for i, c in enumerate(cells) if _is_listed("visited", c)), None)
        roles = roles if visited is None else {i: r for i, r in roles.items() if i != visited} | {visited: Role.TASK}
    limit = next((tidy(cells[i]) for i, r in roles.items() if r is Role.DEADLINE), "")
    others = {i: tidy(c) for i, c in enumerate(cells) if c and i not in roles}
    is_visits = any(r is Role.TASK and _is_listed("visited", cells[i]) for i, r in roles.items())
    headers = tuple(map(tidy, cells))
    extended = next((i for i, h in enumerate(headers) if i not in roles and _is_extended(h)), None)
    second = next((i for i in others if Role.LEAD in roles.values() and _is_sure_lead(headers[i])), None)
    return Columns(
        roles, len(cells), others, limit_header=limit, headers=headers, is_visits=is_visits, extended_limit=extended,
        second_lead=second,
    )  # fmt: skip


def may_be_visited(header: str) -> bool:
    """The words of a header name units that are visited ("Cơ sở được kiểm tra")."""
    return _is_listed("visited", header)


def may_hold(header: str, role: Role) -> bool:
    """The words of a header claim the role, however weakly, though another column may claim it more surely."""
    return _claim(fold(header))[0] is role


def is_named_otherwise(header: str) -> bool:
    """The words say that the column is none of ours, whatever stands in it ("Cơ quan thẩm định", "Ngày giao")."""
    return _claim(fold(header)) == (None, -1) or _is_listed("invites", header)


def is_of_another_kind(cells: Sequence[str], known: Collection[Role]) -> bool:
    """A table that counts or invites and assigns nothing: prices without deadline or sure lead, places without a lead.

    "Đơn vị thực hiện" in a table of prices says who spends, "Đơn vị chủ trì" who leads.
    """
    headers = [fold(c) for c in cells]
    is_assigned = Role.DEADLINE in known or any(r is Role.LEAD and s >= _SURE for r, s in map(_claim, headers))
    counts = any(_is_listed("counts", c) for c in cells) and not is_assigned
    return counts or (Role.LEAD not in known and any(_is_listed("invites", c) for c in cells))


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


@lru_cache(maxsize=4096)
def _claim(header: str) -> tuple[Role | None, int]:
    """The role of the words and how surely; (None, -1) for a column of another kind, (None, 0) for unknown words.

    In a header of two rows ("Thời gian > Bắt đầu") the lower words decide where they say anything.
    """
    for words in (header.rpartition(UNDER)[2], header.replace(UNDER, " ")):
        full = _in_full(words)
        for role, sure, pattern in _claims():
            if pattern.search(full):
                return role, sure or -1
    return None, 0


def _in_full(words: str) -> str:
    for short, full in _short_forms():
        words = short.sub(full, words)
    return words.strip()


def _is_sure_lead(header: str) -> bool:
    role, sure = _claim(fold(header))
    return role is Role.LEAD and sure >= _SURE


def _is_extended(header: str) -> bool:
    return _is_listed("extended", header.rpartition(UNDER)[2])


def _is_listed(key: str, header: str) -> bool:
    return bool(_other_columns()[key].search(fold(header)))


@cache
def _claims() -> tuple[tuple[Role | None, int, re.Pattern[str]], ...]:
    """Role, sureness and pattern of each list of claims; no role for columns that only look like one of ours."""
    claims = []
    for key, entries in word_lists("headers").lists("claims").items():
        name, sure = key.split("_")[:2]
        claims.append((None if name == "none" else Role(name), int(sure), _pattern(entries)))
    return tuple(claims)


@cache
def _other_columns() -> dict[str, re.Pattern[str]]:
    return {key: _pattern(entries) for key, entries in word_lists("headers").lists("other_columns").items()}


@cache
def _short_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = word_lists("headers").pairs("short")
    return tuple((re.compile(rf"(?<!\w){re.escape(fold(short))}(?!\w)"), fold(full)) for short, full in pairs.items())


def _pattern(entries: Sequence[str]) -> re.Pattern[str]:
    """The notation of headers.toml over folded text: ^ begins, = is all, … anything between, (a / b) one of them."""
    return re.compile("|".join(_entry(entry) for entry in entries))


def _entry(entry: str) -> str:
    begins, is_all = entry[0] in "^=", entry[0] == "="
    parts = (re.escape(fold(part)) for part in entry.lstrip("^=").split("…"))
    words = r"\b.*\b".join(_GROUP.sub(lambda m: f"(?:{m[1].replace(_OR, '|')})", part) for part in parts)
    return ("^" if begins else r"(?<!\w)") + words + ("$" if is_all else r"(?!\w)")
