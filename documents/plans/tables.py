"""Rows of task tables: columns, headers that repeat, headings between rows, rows that go on with the row before."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from documents.plans.blocks import Row
from documents.plans.columns import Columns, Role, columns_of, is_column_count, is_other_header, second_header
from documents.plans.deadlines.cleaning import plain_words
from documents.plans.families import with_inheritance
from documents.plans.guessing import headless_tables
from documents.plans.rows import FURTHER, ITEM, RowDraft
from domain.names import fold
from domain.plans import Place

_HEADING = re.compile(r"^(?:(?:Phần|PHẦN|Mục|MỤC)\s+)?(?P<sign>[IVXL]{1,5}|[A-HĐ])\s*[.:)/-]\s*\S")
_DITTO = re.compile(r"[-\s]*(?:nt|nhu tren|\"|''|”|“)[-\s.]*")
_LONGEST_CODE = 12  # characters; what is longer in the column of numbers is a heading or a signature
_TOTAL = re.compile(r"^(?:tong(?: cong| so)?|cong)\b")
_ENDS = re.compile(r"noi nhan\b")  # in a spreadsheet recipients and signature stand in the same table as the tasks
_BEGINS = re.compile(r"^(?:[-+•*–]\s*)?[A-ZĐÀ-Ỹ0-9“\"(]")
_GOES_ON = re.compile(r"(?:[,\-–]|\b(?:và|với|của|cho|các|về|theo|để|trong|tại|từ|đến|là))$")


def rows_of(rows: Iterable[Row]) -> list[RowDraft]:
    """All task rows of the document; tables without a header of tasks (letterheads, signatures) give none.

    Where no table has such a header, one that holds numbers, units and time limits is read by what stands in it.
    """
    reader, rows = _Reader(), list(rows)
    for row in rows:
        reader.read(row)
    for columns, table in () if reader.drafts else headless_tables(rows):
        reader.columns, reader.table = columns, table[0].table
        for row in table:
            reader.read(row)
    return with_inheritance(reader.drafts)


@dataclass(slots=True)
class _Reader:
    """Goes down the tables; knows the columns that hold, the table, the heading and what was read before."""

    drafts: list[RowDraft] = field(default_factory=list)
    columns: Columns | None = None
    table: int = 0
    header_at: int = -1
    section: str = ""
    after_header: bool = False
    upper: tuple[str, ...] = ()  # a row that may be the upper half of a header

    def read(self, row: Row) -> None:
        """A header changes the columns; anything else under known columns is a heading, a task or part of one."""
        words, upper = row.words, self.upper
        self.upper = ()
        if found := columns_of(words) or columns_of(_over(upper, words)):
            self._take_header(found, row)
        elif self.columns and self._is_under_header(row) and (more := second_header(self.columns, words)):
            self.columns, self.header_at = more, row.row
        elif is_other_header(words) or _ENDS.match(fold(next(filter(None, words), ""))):
            self.columns, self.upper = None, words
        elif self.columns and self._belongs(row) and not (self.after_header and is_column_count(words)):
            self.table = row.table
            self._add(self.columns, row)
            self.after_header = False

    def _is_under_header(self, row: Row) -> bool:
        is_heading = row.is_banner or any(_HEADING.match(w) for w in row.words)
        return self.table == row.table and self.header_at == row.row - 1 and not is_heading

    def _take_header(self, found: Columns, row: Row) -> None:
        self.section = self.section if row.table == self.table or found == self.columns else ""
        self.columns, self.table, self.header_at, self.after_header = found, row.table, row.row, True

    def _belongs(self, row: Row) -> bool:
        return self.columns is not None and (row.table == self.table or len(row.cells) == self.columns.width)

    def _add(self, columns: Columns, row: Row) -> None:
        cells = self._same_again(_by_role(columns, row.cells))
        code = _code(cells.pop(Role.NUMBER, ""))
        if heading := self._heading(row, code, cells):
            self.section = heading
            return
        is_signature = not cells.get(Role.TASK) and len(code) > _LONGEST_CODE
        if is_signature or not any(cells.values()) or _TOTAL.match(fold(code or cells.get(Role.TASK, ""))):
            return
        notes = tuple(
            (h, w) for i, h in columns.others.items() if i < len(row.cells) and (w := plain_words(row.cells[i]))
        )
        place = Place(part=self.section or None, table=row.table, row=row.row, page=row.page)
        draft = RowDraft(code, place, cells, notes)
        number_at = next((i for i, r in columns.roles.items() if r is Role.NUMBER), None)
        self._place(draft, row, number_at, columns)

    def _same_again(self, cells: dict[Role, str]) -> dict[Role, str]:
        """ "nt", "như trên" and a ditto mark stand for the words of the row before."""
        before = self.drafts[-1] if self.drafts else None
        return {r: before.cell(r) if before and _DITTO.fullmatch(fold(w)) else w for r, w in cells.items()}

    def _place(self, draft: RowDraft, row: Row, number_at: int | None, columns: Columns) -> None:
        """A row without a number of its own goes on with the row before it, or is a task of the same number."""
        is_further = number_at in row.repeated
        before = self.drafts[-1] if self.drafts else None
        if before is None or number_at is None or not (is_further or draft.code in {"", ITEM}):
            self.drafts.append(draft if draft.code else replace(draft, code=str(len(self.drafts) + 1)))
        elif draft.code == ITEM or self._is_task_of_its_own(draft, row, before, columns):
            self.drafts.append(replace(draft, code=FURTHER if is_further else ITEM))
        else:
            own = {role: "" if i in row.repeated else draft.cell(role) for i, role in columns.roles.items()}
            self.drafts[-1] = _continued(before, own, draft.notes)

    def _is_task_of_its_own(self, draft: RowDraft, row: Row, before: RowDraft, columns: Columns) -> bool:
        """It begins like a sentence, names units or a time of its own, and no page end can have torn it off."""
        is_repeated = {columns.roles.get(i) for i in row.repeated}
        if (
            Role.TASK in is_repeated
            or not _BEGINS.match(draft.cell(Role.TASK))
            or _GOES_ON.search(before.cell(Role.TASK))
        ):
            return False
        may_be_torn = self.after_header or row.page != before.place.page or row.table != before.place.table
        needed = (Role.LEAD, Role.DEADLINE)
        has = [bool(draft.cell(role)) for role in needed]
        return all(has) if may_be_torn else any(has)

    def _heading(self, row: Row, code: str, cells: Mapping[Role, str]) -> str:
        """ "I. CÔNG TÁC XÂY DỰNG ĐẢNG" over the whole width, or in capitals without any assignment."""
        filled = [w for w in row.words if w]
        alone = len(filled) == 1 or (len(filled) == 2 and filled[0] == row.words[0] and not any(
            cells.get(r) for r in (Role.LEAD, Role.DEADLINE, Role.COORDINATING, Role.PRODUCT)))  # fmt: skip
        if not alone or not filled:
            return ""
        sign = _HEADING.match(f"{code}. {filled[-1]}" if len(filled) == 2 else plain_words(filled[0]))
        if sign:
            return sign["sign"]
        is_title = filled[0].isupper() and len(filled[0]) > 8
        return filled[0][:60] if len(filled) == 1 and (row.is_banner or is_title) else ""


def _over(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """Two rows as one header, the lower words before the upper; () when they do not fit."""
    if len(upper) != len(lower):
        return ()
    return tuple(low or up for up, low in zip(upper, lower, strict=True))


def _by_role(columns: Columns, cells: tuple[str, ...]) -> dict[Role, str]:
    return {role: plain_words(cells[i]) for i, role in columns.roles.items() if i < len(cells)}


def _code(cell: str) -> str:
    if cell and not cell.strip(" -+*•–"):
        return ITEM
    code = cell.strip(" .):(-")
    return str(int(code)) if code.isascii() and code.isdigit() and len(code) < 6 else code


def _continued(draft: RowDraft, cells: Mapping[Role, str], notes: tuple[tuple[str, str], ...]) -> RowDraft:
    joined: dict[Role, str] = {
        role: f"{draft.cell(role)} {more}".strip() for role, more in cells.items() if role is not Role.NUMBER
    }
    return replace(draft, cells=draft.cells | joined, notes=draft.notes + notes)
