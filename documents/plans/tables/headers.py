"""Finds the header of a task table, in one row or several, and completes it by what the cells below hold."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from documents.plans.blocks import Row
from documents.plans.tables.columns import (
    UNDER,
    Columns,
    Role,
    columns_of,
    is_named_otherwise,
    is_of_another_kind,
    may_be_header,
    may_be_visited,
    may_hold,
    named_columns,
)
from documents.plans.tables.headerless_tables import (
    given_by_heading,
    is_agenda,
    is_figures,
    is_limit,
    is_mark,
    is_mostly,
    is_name,
    is_post,
    is_rhythm,
    limit_of_heading,
)
from documents.plans.tables.task_rows import is_within_period
from domain.names import fold

_LOOKED_AT = 40  # rows below a header
_NARROWEST_HALF = 3  # columns
_NEARLY = 0.9  # of the rows
_LONGEST_LOWER = 40  # characters of a cell in the second row of a header
_STATES = re.compile(r"(?:hoan thanh|chua|dat|khong|co|dang|buoc|muc|diem|qua han|tre han)\b(?! an\b)")
Bodies = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns of a task table and how many rows named them."""

    columns: Columns
    height: int


def header_at(rows: Sequence[Row], at: int, *, is_open: bool) -> _Header | None:
    """The header that begins with row `at`; `is_open`: a task table already goes on here, so only a sure one counts."""
    row = rows[at]
    if not may_be_header(row.words):
        return None
    if half := _half_of(row):
        return _of_halves(rows, at, half, is_open=is_open)
    forms = _forms(rows, at)
    for cells, height in forms:
        if not (columns := columns_of(cells)):
            continue
        body = _below(rows, at + height, row)
        if not (is_agenda(body) or _is_measured(columns, cells, body) or _is_of_members(columns, body)):
            return _Header(completed(columns, body), height)
    return None if is_open or row.is_banner else _weak_header(rows, at, forms)


def _weak_header(rows: Sequence[Row], at: int, forms: Sequence[tuple[tuple[str, ...], int]]) -> _Header | None:
    """A header that names a task and too little else, when the cells or the groups below it bear it out."""
    for cells, height in forms:
        named = named_columns(cells) if _is_mostly_claimed(cells) else None
        if named is None or Role.TASK not in named.roles.values():
            continue
        body = _below(rows, at + height, rows[at])
        if columns := _by_evidence(named, body) or _by_groups(named, rows, at + height):
            return _Header(columns, height)
    return None


def _of_halves(rows: Sequence[Row], at: int, half: int, *, is_open: bool) -> _Header | None:
    """The header of the left half, which holds for the right half as well."""
    header = header_at([first_half(row, half) for row in rows[at : at + _LOOKED_AT]], 0, is_open=is_open)
    if header is None:
        return None
    return replace(header, columns=replace(header.columns, half=half, width=len(rows[at].cells)))


def _is_measured(columns: Columns, cells: Sequence[str], body: Bodies) -> bool:
    """The column "Đơn vị" holds units of measure ("%", "người"), and no other column says who or when."""
    units = [i for i, r in columns.roles.items() if r is Role.LEAD and fold(cells[i]) == "don vi"]
    if not units or Role.DEADLINE in columns.roles.values():
        return False
    return is_mostly(_column(body, units[0]), lambda c: not c[:1].isupper(), 1)


def _is_of_members(columns: Columns, body: Bodies) -> bool:
    """ "Nhiệm vụ" of the members of a committee: "Trưởng ban", "Ủy viên"."""
    return any(r is Role.TASK and is_mostly(_column(body, i), is_post, 1) for i, r in columns.roles.items())


def completed(columns: Columns, body: Bodies) -> Columns:
    """The columns with those found by their cells: a lead or deadline column of odd words, and columns of marks."""
    columns = _by_days(_by_details(_without_marks(columns, body), body), body)
    roles = dict(columns.roles)
    if Role.DEADLINE not in roles.values() and (periods := _marked(columns, body, _is_period)):
        upper = columns.others[min(periods)].rpartition(UNDER)[0]
        columns = replace(columns, marked={**columns.marked, Role.DEADLINE: periods}, limit_header=upper)
    if Role.LEAD not in roles.values() and (units := _marked(columns, body, _may_be_unit)):
        columns = replace(columns, marked={**columns.marked, Role.LEAD: units})
    taken = {i for group in columns.marked.values() for i in group}
    taken |= {i for i in (columns.wide_limit, columns.extended_limit) if i is not None}
    for role, test in ((Role.LEAD, is_name), (Role.DEADLINE, is_limit), (Role.RHYTHM, is_rhythm)):
        if role in roles.values() or role in columns.marked:
            continue
        free = [i for i, h in columns.others.items() if i not in {*taken, *roles} and not is_named_otherwise(h)]
        if (found := next((i for i in free if is_mostly(_column(body, i), test)), None)) is not None:
            roles[found] = role
    limit = next(
        (columns.others.get(i, columns.limit_header) for i, r in roles.items() if r is Role.DEADLINE),
        columns.limit_header,
    )
    others = {i: h for i, h in columns.others.items() if i not in roles and i not in taken}
    return replace(columns, roles=roles, others=others, limit_header=limit)


def _by_details(columns: Columns, body: Bodies) -> Columns:
    """Where the same words of tasks stand in several rows beside details of their own, the details are the tasks.

    "Đầu việc" merged over several rows of "Nội dung chi tiết" names groups, as "Lĩnh vực" does beside "Tên văn bản".
    """
    at = next((i for i, r in columns.roles.items() if r is Role.TASK), None)
    if at is None or not _is_shared(_column(body, at)):
        return columns
    named = [i for i, h in columns.others.items() if may_hold(h, Role.TASK) or may_be_visited(h)]
    detail = next((i for i in named if _is_own(_column(body, i), len(body))), None)
    if detail is None:
        return columns
    roles = {i: r for i, r in columns.roles.items() if i != at} | {detail: Role.TASK}
    others = {i: h for i, h in columns.others.items() if i != detail} | {at: columns.headers[at]}
    is_visits = columns.is_visits or may_be_visited(columns.headers[detail])
    return replace(columns, roles=dict(sorted(roles.items())), others=dict(sorted(others.items())), is_visits=is_visits)


def _by_days(columns: Columns, body: Bodies) -> Columns:
    """Of two columns of time the one of days is the limit; that of weeks or months says it where no day stands.

    "Tuần" beside "Ngày", or both under one "Thời gian".
    """
    wide = next((i for i, r in columns.roles.items() if r is Role.DEADLINE), None)
    if wide is None or not _is_shared(_column(body, wide)):
        return columns
    if not is_mostly(_column(body, wide), lambda c: bool(limit_of_heading(c)) or is_rhythm(c)):
        return columns
    beside = [i for i in (wide - 1, wide + 1) if 0 <= i < columns.width and i not in columns.roles]
    free = [i for i in beside if not columns.headers[i] or may_hold(columns.headers[i], Role.DEADLINE)]
    days = (i for i in free if is_mostly(_column(body, i), lambda c: is_limit(c) or is_within_period(c)))
    if (day := next(days, None)) is None:
        return columns
    roles = {i: r for i, r in columns.roles.items() if i != wide} | {day: Role.DEADLINE}
    others = {i: h for i, h in columns.others.items() if i not in {wide, day}}
    header = columns.headers[day] or columns.headers[wide]
    return replace(columns, roles=dict(sorted(roles.items())), others=others, wide_limit=wide, limit_header=header)


def _is_shared(cells: Sequence[str]) -> bool:
    """Several rows say the same."""
    return len(set(cells)) < len(cells)


def _is_own(cells: Sequence[str], rows: int) -> bool:
    """Nearly every row says something of its own."""
    return len(set(cells)) >= _NEARLY * rows


def _without_marks(columns: Columns, body: Bodies) -> Columns:
    """Columns of crosses under "Đơn vị thực hiện" or "Thời gian" name one of several units or months, not all rows'."""
    crossed = {}
    for i, role in columns.roles.items():
        upper, under, lower = columns.headers[i].rpartition(UNDER)
        beside = [j for j, h in enumerate(columns.headers) if h.startswith(f"{upper}{UNDER}")]
        cells = [cell for j in beside for cell in _column(body, j)]
        is_period = role is Role.DEADLINE and _is_period(lower)
        is_crossed = role in {Role.LEAD, Role.DEADLINE} and is_mostly(cells, is_mark, 1)
        if under and (is_period or is_crossed):
            crossed[i] = columns.headers[i]
    roles = {i: role for i, role in columns.roles.items() if i not in crossed}
    return replace(columns, roles=roles, others={**columns.others, **crossed}) if crossed else columns


def _by_evidence(named: Columns, body: Bodies) -> Columns | None:
    """A header that names a task and one thing more, when the cells below bear it out."""
    if not body or is_agenda(body):
        return None
    columns = completed(named, body)
    at = {role: i for i, role in columns.roles.items()}
    known = {*at, *columns.marked}
    proofs = [
        Role.DEADLINE in at and is_mostly(_column(body, at[Role.DEADLINE]), is_limit, 1),
        Role.LEAD in at and is_mostly(_column(body, at[Role.LEAD]), is_name, 1),
        bool(columns.marked),
    ]
    return columns if any(proofs) and not is_of_another_kind(named.headers, known) else None


def _by_groups(named: Columns, rows: Sequence[Row], at: int) -> Columns | None:
    """A header of tasks without leads and limits, when lines over groups of its rows give them."""
    known = set(named.roles.values())
    below = [row for row in rows[at : at + _LOOKED_AT] if row.table == rows[at - 1].table]
    banners = [next(filter(None, row.words)) for row in below if row.is_banner and any(row.words)]
    is_given = len(below) > len(banners) and any(any(given_by_heading(words)) for words in banners)
    return completed(named, _below(rows, at, rows[at - 1])) if is_given and Role.NUMBER in known else None


def _is_mostly_claimed(cells: Sequence[str]) -> bool:
    """At least half of the filled cells are names of columns, ours or others."""
    named = named_columns(cells)
    claimed = len(named.roles) + sum(is_named_otherwise(h) for h in named.others.values())
    return claimed * 2 >= sum(map(bool, cells))


def _half_of(row: Row) -> int:
    """How many columns the left half has where the right half of a header says the same again; 0 for other rows."""
    half, rest = divmod(len(row.words), 2)
    is_twice = not rest and half >= _NARROWEST_HALF and row.words[:half] == row.words[half:]
    return half if is_twice and len(set(row.words)) == half else 0


def first_half(row: Row, half: int) -> Row:
    """The left part of a row."""
    return replace(row, cells=row.cells[:half], repeated=frozenset(i for i in row.repeated if i < half))


def second_half(row: Row, half: int) -> Row:
    """The right part of a row."""
    return replace(row, cells=row.cells[half:], repeated=frozenset(i - half for i in row.repeated if i >= half))


def _forms(rows: Sequence[Row], at: int) -> list[tuple[tuple[str, ...], int]]:
    """The cells of the header that may begin here and its height: three rows, two, or one."""
    upper = rows[at]
    forms = [(upper.words, 1)]
    for height in (2, 3):
        lower = rows[at + height - 1] if at + height <= len(rows) else None
        cells = _one_header(upper, lower) if lower else ()
        if not cells:
            break
        forms.insert(0, (cells, height))
        upper = replace(upper, cells=cells)
    return forms


def _one_header(upper: Row, lower: Row) -> tuple[str, ...]:
    """The cells of two rows that make one header ("Phân công" over "Chủ trì" and "Phối hợp"), or ()."""
    if lower.table != upper.table or len(lower.cells) != len(upper.cells) or lower.is_banner:
        return ()
    if sum(map(bool, upper.words)) < 2 or not _is_mostly_claimed(upper.words):
        return ()
    own = [i for i, w in enumerate(lower.words) if w and i not in lower.repeated and w != upper.words[i]]
    if len(own) < 2 or any(len(lower.words[i]) > _LONGEST_LOWER for i in own):
        return ()
    over = _spread(upper.words, set(own))
    spanned = {i for i in own if not upper.words[i] or (i + 1 in own and not upper.words[i + 1])}
    if spanned != set(own) and not _all_claimed(lower.words, own):
        return ()
    return tuple(
        (f"{over[i]}{UNDER}{low}" if over[i] else low) if i in own else up or low
        for i, (up, low) in enumerate(zip(upper.words, lower.words, strict=True))
    )


def _all_claimed(words: Sequence[str], own: Sequence[int]) -> bool:
    """Each cell of the lower row is itself the name of a column, and none begins like a task's number."""
    cells = [words[i] for i in own]
    return may_be_header(cells) and len(named_columns(cells).roles) == len(own)


def _spread(words: Sequence[str], own: set[int]) -> list[str]:
    """The upper words, carried right over the columns that they span."""
    carried, last = list(words), ""
    for i, word in enumerate(words):
        last = word or (last if i in own else "")
        carried[i] = last
    return carried


def _below(rows: Sequence[Row], at: int, header: Row) -> list[tuple[str, ...]]:
    """The cells of the rows below; those of the next table where the header stands in one of its own."""
    body: list[tuple[str, ...]] = []
    for row in rows[at : at + _LOOKED_AT]:
        if (row.table != header.table and body) or len(row.cells) != len(header.cells):
            break
        if sum(map(bool, row.words)) > 1:
            body.append(row.words)
    return body


def _column(body: Bodies, at: int) -> list[str]:
    return [cells[at] for cells in body if at < len(cells) and cells[at]]


def _marked(columns: Columns, body: Bodies, is_header: Callable[[str], bool]) -> Mapping[int, str]:
    """At least two columns without a role whose headers pass the test and whose cells are marks or, rarely, words."""
    found = {
        i: name
        for i, header in sorted(columns.others.items())
        if (name := _name(header, is_header)) and not any(map(is_figures, _column(body, i)))
    }
    cells = [c for i in found for c in _column(body, i)]
    return found if len(found) >= 2 and is_mostly(cells, is_mark, 1) else {}


def _name(header: str, is_header: Callable[[str], bool]) -> str:
    """The lower words where they tell alone ("Tháng 4" under "Năm 2026"), else both ("4" under "Tháng")."""
    upper, _, lower = header.rpartition(UNDER)
    both = f"{lower} {upper}" if fold(lower).startswith("tuan ") else header.replace(UNDER, " ")
    return next((h for h in (lower, both) if not is_figures(h) and is_header(h)), "")


def _is_period(header: str) -> bool:
    return bool(limit_of_heading(header))


def _may_be_unit(header: str) -> bool:
    folded = fold(header)
    return not _STATES.match(folded) and not is_named_otherwise(header) and not _is_period(header)
