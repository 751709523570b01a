"""Row hierarchy: children inherit what their group row says once, and every task has a code of its own."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.plans.tables.columns import Role
from documents.plans.tables.headerless_tables import given_by_heading
from documents.plans.tables.task_rows import FURTHER, ITEM, RowDraft
from domain.names import fold
from domain.plans import Place

_LETTER = re.compile(r"[a-zđ]\d?")
_ROMAN = re.compile(r"[IVXL]+|[CD](?=$)")
_CAPITAL = re.compile(r"[A-HĐ]")
_DOTTED = re.compile(r"(?P<above>[\dIVXL]+(?:\.\d+)*)\.(?:\d+|[a-zđ])")
# "Theo thời hạn cụ thể sau đây": the time stands in the rows below, so there is none to hand down.
_POINTER = re.compile(r"\b(?:duoi day|sau day|ben duoi|tung muc|tung nhiem vu|tung noi dung)\b")
_NEEDED = {Role.LEAD, Role.DEADLINE}
_GIVEN = (Role.LEAD, Role.COORDINATING, Role.DEADLINE, Role.PRODUCT)
_CAPITALS, _ROMANS, _NUMBERS, _LETTERS, _ITEMS = 0, 1, 2, 50, 60


@dataclass(slots=True)
class _Above:
    """A row that others may stand under: how high it stands, and how many nameless rows it has had."""

    rank: int
    row: RowDraft
    items: int


def with_inheritance(drafts: Sequence[RowDraft]) -> list[RowDraft]:
    """The rows that are tasks, each complete; a row that only groups others is none."""
    tasks: list[RowDraft] = []
    line: list[_Above] = []
    for i, draft in enumerate(drafts):
        rank = _rank(draft.code, line)
        while line and line[-1].rank >= rank:
            line.pop()
        whole = _heir(draft, rank, line)
        following = drafts[i + 1] if i + 1 < len(drafts) else None
        is_group = following is not None and _is_group(draft, rank, following)
        line.append(_Above(rank, _with_title_given(whole) if is_group else whole, 0 if is_group else 1))
        is_task_too = is_group and _filled(draft) == _NEEDED and _is_led_throughout(drafts, i, rank)
        if is_task_too or not (is_group or _is_heading(draft, rank)):
            tasks.append(whole)
    return _told_apart(tasks)


def _is_led_throughout(drafts: Sequence[RowDraft], at: int, rank: int) -> bool:
    """Each row below has its own lead and its own limit: the row above hands down nothing and is a task as well."""
    line = [_Above(rank, drafts[at], 0)]
    for below in drafts[at + 1 :]:
        if _rank(below.code, line) <= rank:
            break
        if _filled(below) != _NEEDED:
            return False
    return True


def _with_title_given(group: RowDraft) -> RowDraft:
    """Rows below a group that is named after a unit or a month inherit it where their own cells are empty."""
    title, given = group.cell(Role.TASK), dict(group.cells)
    limit, units = given_by_heading(title)
    if limit and not group.cell(Role.DEADLINE):
        given[Role.DEADLINE] = limit
    if units and not group.cell(Role.LEAD):
        given[Role.LEAD] = "; ".join(u.name for u in units)
    return replace(group, cells=given)


def _rank(code: str, line: Sequence[_Above]) -> int:
    if code in {ITEM, FURTHER}:
        return _ITEMS
    if _LETTER.fullmatch(code):
        return _LETTERS
    if _DOTTED.fullmatch(code):
        return _NUMBERS + code.count(".")
    has_capitals = any(above.rank == _CAPITALS for above in line)
    if _ROMAN.fullmatch(code) and not (has_capitals and code in {"C", "D"}):
        return _ROMANS
    return _CAPITALS if _CAPITAL.fullmatch(code) else _NUMBERS


def _is_group(draft: RowDraft, rank: int, following: RowDraft) -> bool:
    """It heads the rows below: those are letters, go on with its number, or bring what this row leaves open."""
    if following.code == FURTHER or rank == _ITEMS:
        return False
    if following.code == ITEM:
        return not (_filled(draft) & _filled(following))
    if rank <= _ROMANS:
        return _rank(following.code, ()) > rank
    if _LETTER.fullmatch(following.code):
        return rank < _LETTERS
    dotted = _DOTTED.fullmatch(following.code)
    return dotted is not None and dotted["above"] == draft.code


def _filled(draft: RowDraft) -> set[Role]:
    return {role for role in (Role.LEAD, Role.DEADLINE) if draft.cell(role)}


def _is_heading(draft: RowDraft, rank: int) -> bool:
    """A section that assigns nobody and sets no time, though nothing stands under it."""
    return rank <= _ROMANS and not _filled(draft)


def _heir(draft: RowDraft, rank: int, line: Sequence[_Above]) -> RowDraft:
    """The row with what it leaves open filled from the row above it, and with its full code."""
    above = line[-1] if line else None
    if above is None:
        return draft if draft.code not in {ITEM, FURTHER} else replace(draft, code="1")
    is_beside = draft.code == FURTHER  # under one number (or one task cell): what it leaves empty is empty
    roles = () if is_beside else _GIVEN
    given = {role: w for role in roles if not draft.cell(role) and (w := _handed_down(above.row, role))}
    return replace(
        draft,
        code=_code(draft.code, rank, above),
        cells={**draft.cells, **given},
        place=_placed(draft, line),
        groups=(*draft.groups, *(above.row.sources if given else ())),
        headings=(*draft.headings, *(i for a in line for i in a.row.sources)),
    )


def _handed_down(row: RowDraft, role: Role) -> str:
    words = row.cell(role)
    return "" if role is Role.DEADLINE and _POINTER.search(fold(words)) else words


def _code(code: str, rank: int, above: _Above) -> str:
    if rank == _ITEMS:
        above.items += 1
        return f"{above.row.code}.{above.items}"
    return f"{above.row.code}.{code}" if rank == _LETTERS and above.rank >= _NUMBERS else code


def _placed(draft: RowDraft, line: Sequence[_Above]) -> Place:
    section = next((a.row.code for a in reversed(line) if a.rank <= _ROMANS), None)
    return replace(draft.place, part=section) if section else draft.place


def _told_apart(tasks: Sequence[RowDraft]) -> list[RowDraft]:
    """Where numbers begin again in each section, the section is part of the code: "II.1"."""
    often = Counter(t.code for t in tasks)
    if max(often.values(), default=0) == 1:
        return list(tasks)
    return [replace(t, code=f"{p}.{t.code}") if (p := t.place.part) and len(p) < 6 else t for t in tasks]
