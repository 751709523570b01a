"""Rows of task tables: columns, headers that repeat, rows torn by a page, groups that give to their children."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from documents.plans.blocks import Row
from documents.plans.columns import Columns, Role, columns_of, is_column_count, second_header
from documents.plans.deadlines.cleaning import plain_words
from domain.plans import Place

_CHILD = re.compile(r"^[a-zđ](?:\d)?$")
_SECTION = re.compile(r"^(?:[IVXL]+|[A-HĐ])$")


@dataclass(frozen=True, slots=True)
class RowDraft:
    """One task row, its cells by role; `code` is what the document calls it, "1.đ" for a child of row 1."""

    code: str
    place: Place
    cells: dict[Role, str] = field(default_factory=dict)

    def cell(self, role: Role) -> str:
        """The words of a column; "" when the table has no such column."""
        return self.cells.get(role, "")


def rows_of(rows: Iterable[Row]) -> list[RowDraft]:
    """All task rows of the document; tables without a header of tasks (letterheads, signatures) give none."""
    return _children_named(_section_rows_left_out(_joined(rows)))


def _joined(rows: Iterable[Row]) -> list[RowDraft]:
    """Rows under known columns; a row without a number goes on with the row before it, over a page break too."""
    drafts: list[RowDraft] = []
    columns: Columns | None = None
    table, header_at = 0, 0
    for row in rows:
        if found := columns_of(row.words):
            columns, table, header_at = found, row.table, row.row
        elif columns and header_at == row.row - 1 and (more := second_header(columns, row.words)):
            columns, header_at = more, row.row
        elif columns and (row.table == table or len(row.cells) == columns.width) and not is_column_count(row.words):
            table = row.table
            _add(drafts, columns, row)
    return drafts


def _add(drafts: list[RowDraft], columns: Columns, row: Row) -> None:
    cells = {role: _words(row.cells[i]) for i, role in columns.roles.items() if i < len(row.cells)}
    code = _code(cells.pop(Role.NUMBER, ""))
    if not any(cells.values()):
        return
    if code == "" and drafts and Role.NUMBER in columns.roles.values():
        drafts[-1] = _continued(drafts[-1], cells)
    else:
        place = Place(table=row.table, row=row.row, page=row.page)
        drafts.append(RowDraft(code or str(len(drafts) + 1), place, cells))


def _words(cell: str) -> str:
    return plain_words(cell)


def _code(cell: str) -> str:
    code = cell.strip(" .):(-")
    return str(int(code)) if code.isascii() and code.isdigit() and len(code) < 6 else code


def _continued(draft: RowDraft, cells: dict[Role, str]) -> RowDraft:
    joined = {role: f"{draft.cell(role)} {more}".strip() for role, more in cells.items()}
    return replace(draft, cells=draft.cells | joined)


def _section_rows_left_out(drafts: Sequence[RowDraft]) -> list[RowDraft]:
    """ "I. Công tác xây dựng Đảng" over the whole width is a heading: it assigns nobody and sets no time."""
    return [d for d in drafts if not (_SECTION.match(d.code) and not (d.cell(Role.LEAD) or d.cell(Role.DEADLINE)))]


def _children_named(drafts: Sequence[RowDraft]) -> list[RowDraft]:
    """Rows a, b, c belong to the numbered row above, which gives them what it says once and is no task itself."""
    named: list[RowDraft] = []
    parent: RowDraft | None = None
    for i, draft in enumerate(drafts):
        following = drafts[i + 1].code if i + 1 < len(drafts) else ""
        if _CHILD.match(draft.code) and parent:
            named.append(_heir(parent, draft))
        elif _CHILD.match(following) and not _CHILD.match(draft.code):
            parent = draft
        else:
            parent = None
            named.append(draft)
    return named


def _heir(parent: RowDraft, child: RowDraft) -> RowDraft:
    inherited = {role: child.cell(role) or parent.cell(role) for role in (*child.cells, *parent.cells)}
    inherited[Role.TASK] = child.cell(Role.TASK)
    return RowDraft(f"{parent.code}.{child.code}", child.place, inherited)
