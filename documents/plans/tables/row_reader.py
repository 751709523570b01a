"""Reads tables row by row: headers, headings between rows, tasks, continued rows, and rows that are context."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from documents.plans.block_account import Entry, EntryKind
from documents.plans.blocks import Row
from documents.plans.deadlines import read_deadline
from documents.plans.deadlines.cleaned_text import plain_words
from documents.plans.tables.columns import (
    UNDER,
    Columns,
    Role,
    is_column_count,
    is_named_otherwise,
    is_other_header,
    named_columns,
)
from documents.plans.tables.headerless_tables import given_by_heading, is_limit, is_name
from documents.plans.tables.headers import first_half, header_at, second_half
from documents.plans.tables.task_rows import (
    FURTHER,
    ITEM,
    LimitColumn,
    RowDraft,
    begins_anew,
    cells_by_role,
    goes_on,
    limit_column,
    paired,
    with_ditto,
)
from domain.deadlines import DeadlineKind
from domain.names import fold, tidy
from domain.plans import Place

# In a spreadsheet recipients and signature stand in the same table as the tasks.
_ADDRESSEES = re.compile(r"noi nhan\b")
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

_HEADING = re.compile(
    r"^(?:(?:Phần|PHẦN|Mục|MỤC)\s+)?(?P<sign>[IVXL]{1,5}|[A-HĐ])\s*[.:)/-]\s*(?P<title>\S.*)", re.DOTALL
)
_LONGEST_CODE = 12  # characters; what is longer in the column of numbers is a heading or a signature
_LONGEST_SECTION = 60
_MOST_TRIED = 100  # rows of a table in which a header of odd words may come
_LINES_ABOVE = 8  # of a header
_LOOKED_AT = 40  # rows below a sentence without a number
_ASSIGNING = (Role.LEAD, Role.DEADLINE, Role.COORDINATING, Role.PRODUCT)
_TOP, _CAPITAL, _ROMAN, _UNSIGNED = range(4)


def _is_total(words: str) -> bool:
    """ "Tổng cộng", "Cộng:", "Tổng kinh phí ..."; not "Tổng kết công tác"."""
    return bool(_TOTAL.match(fold(words)))


def _is_signature(row: Row) -> bool:
    """Nothing but the posts and names that sign: each filled cell begins with a post, or there is one of few words."""
    filled = [fold(w) for w in row.words if w]
    return bool(filled) and all(_SIGNATURE.match(w) for w in filled)


def _is_note(words: str) -> bool:
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
    is_addressed = any(_ADDRESSEES.match(line) for line in lines)
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


def context(rule: str) -> Entry:
    """An entry for a row that a named rule recognises."""
    return Entry(EntryKind.CONTEXT, rule)


def unread(reason: str) -> Entry:
    """An entry for a row that a person has to look at."""
    return Entry(EntryKind.UNREAD, reason)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A row over others: how high it stands, its name for places, and what its title gives them."""

    level: int
    source: int
    section: str
    given: Mapping[Role, str]


class TableReader:
    """Reads rows one by one; keeps the columns in force, the table, the headings and what was read before.

    `drafts` are the rows that look like tasks or head others, `entries` what became of the rows that do not,
    `other_headers` the headers of tables of another kind.
    """

    def __init__(
        self, rows: Sequence[Row], *, month_first: bool = False, lines_above: Mapping[int, Sequence[str]] | None = None
    ) -> None:
        self.drafts: list[RowDraft] = []
        self.entries: dict[int, Entry] = {}
        self.other_headers: set[int] = set()
        self._rows, self._month_first, self._lines_above = rows, month_first, lines_above or {}
        self._columns: Columns | None = None
        self._table = self._closed = 0
        self._tried = 0  # rows of this table
        self._headings: list[_Heading] = []
        self._after_header = False
        self._limits = LimitColumn()
        self._caption: Mapping[Role, str] = {}

    def read(self) -> None:
        """Read all rows under the headers that are found."""
        at = 0
        while at < len(self._rows):
            at += self._read(at) if any(self._rows[at].words) else 1

    def read_under(self, columns: Columns, places: Sequence[int]) -> None:
        """Read the rows at these places under columns that were found in another way."""
        self._open(columns, places[0])
        self._after_header, self._headings = False, []
        for at in places:
            self._add(columns, at)

    def _read(self, at: int) -> int:
        """Read the row at this place, or the whole header that begins there; returns how many rows that were."""
        row = self._rows[at]
        self._tried = self._tried + 1 if at and self._rows[at - 1].table == row.table else 1
        is_open = self._columns is not None and row.table == self._table
        if header := header_at(self._rows, at, is_open=is_open or self._tried > _MOST_TRIED):
            self._open(header.columns, at)
            self.entries |= dict.fromkeys(range(at, at + header.height), context("table_header"))
            return header.height
        if _ADDRESSEES.match(fold(next(filter(None, row.words)))):
            self._columns, self._closed = None, row.table
            self.entries[at] = context("addressees")
        elif row.table == self._closed and not self._goes_on_below(row):
            self.entries[at] = context("signature")
        elif self._columns is None and is_title(row):
            self._closed = 0
        elif is_other_header(row.words):
            self._columns = None
            self.other_headers.add(at)
        elif self._columns and (row.table == self._table or len(row.cells) == self._columns.width):
            self._under_header(self._columns, at)
        return 1

    def _goes_on_below(self, row: Row) -> bool:
        """Below a signature in a spreadsheet an annex may begin, and below a name in the table a numbered row."""
        return is_title(row) or (self._columns is not None and row.words[0][:1].isdigit())

    def _open(self, columns: Columns, at: int) -> None:
        row = self._rows[at]
        is_same = row.table == self._table or columns == self._columns
        self._headings = self._headings if is_same else []
        self._columns, self._table, self._after_header = columns, row.table, True
        self._closed = 0
        above = [w for r in reversed(self._rows[max(0, at - _LINES_ABOVE) : at]) if (w := _line(r, row.table))]
        outside = self._lines_above.get(row.table, ())
        self._limits = limit_column(columns.limit_header, month_first=self._month_first, above=(*above, *outside))
        self._caption = _given_by_lines(columns, outside)

    def _under_header(self, columns: Columns, at: int) -> None:
        if self._after_header and is_column_count(self._rows[at].words):
            self.entries[at] = context("column_count")
            return
        self._table = self._rows[at].table
        self._add(columns, at)
        self._after_header = False

    def _add(self, columns: Columns, at: int) -> None:
        row = self._rows[at]
        if entry := self._aside(columns, row):
            self.entries[at] = entry
            self._closed = row.table if entry.rule == "signature" else self._closed
            return
        halves = [first_half(row, columns.half), second_half(row, columns.half)] if columns.half else [row]
        for half in (h for h in halves if any(h.words)):
            for n, cells in enumerate(paired(columns, half.cells)):
                self._add_task(columns, at, replace(half, cells=cells), is_further=n > 0)

    def _aside(self, columns: Columns, row: Row) -> Entry | None:
        """What the row is when it is neither task nor heading nor part of one: a total, signature or note."""
        filled = [w for w in row.words if w]
        cells = cells_by_role(columns, row.cells)
        if _is_code(cells.get(Role.NUMBER, "")):
            return None
        if len(filled) == 1 and filled[0].isdigit() and not row.words[0]:
            return context("page_number")
        if _is_total(filled[0]) and not cells.get(Role.LEAD):
            return context("total")
        if _is_signature(row) or self._is_name_that_signs(columns, row):
            return context("signature")
        if len(filled) == 1 and _is_note(filled[0]):
            return unread("dated_note") if is_dated(filled[0]) else context("closing_note")
        return None

    def _is_name_that_signs(self, columns: Columns, row: Row) -> bool:
        """Long words in the column of numbers, and none in that of tasks: "NGƯỜI LẬP BIỂU" under the table."""
        cells = cells_by_role(columns, row.cells)
        number, filled = cells.get(Role.NUMBER, ""), sum(map(bool, row.words))
        return not cells.get(Role.TASK) and len(number) > _LONGEST_CODE and filled > 1

    def _add_task(self, columns: Columns, at: int, row: Row, *, is_further: bool) -> None:
        before = self.drafts[-1].cells if self.drafts else {}
        cells = with_ditto(cells_by_role(columns, row.cells), before)
        code = FURTHER if is_further else _code_of(cells.pop(Role.NUMBER, ""))
        cells.pop(Role.NUMBER, None)
        if heading := self._heading(columns, at, row, code, cells):
            self._headings = [h for h in self._headings if h.level < heading.level] + [heading]
            self.entries[at] = context("group_heading")
            return
        if len(code) > _LONGEST_CODE or not any(cells.values()):
            self.entries[at] = unread("row_without_task")
            return
        notes = tuple(
            (h.replace(UNDER, " "), w)
            for i, h in columns.others.items()
            if i < len(row.cells) and (w := plain_words(row.cells[i]))
        )
        section = self._headings[-1].section if self._headings else None
        place = Place(part=section or None, table=row.table, row=row.row, page=row.page)
        draft = RowDraft(code, place, cells, notes, (at,), limit_column=self._limits)
        self._place(draft, row, columns)

    def _place(self, draft: RowDraft, row: Row, columns: Columns) -> None:
        """A row without a number of its own goes on with the row before it, or is a task of the same number."""
        if draft.code == FURTHER:
            self._append(draft)
            return
        number_at = next((i for i, r in columns.roles.items() if r is Role.NUMBER), None)
        is_further = number_at in row.repeated
        before = self.drafts[-1] if self.drafts else None
        is_numbered = number_at is None and not draft.code
        if before is None or is_numbered or not (is_further or draft.code in {"", ITEM}):
            self._append(draft if draft.code else replace(draft, code=str(len(self.drafts) + 1)))
            return
        own = {role: "" if i in row.repeated else draft.cell(role) for i, role in columns.roles.items()}
        if draft.code == ITEM or self._is_task_of_its_own(draft, own, row, before):
            title = draft.cell(Role.TASK) or before.cell(Role.TASK)
            cells = {**draft.cells, Role.TASK: title}
            self._append(replace(draft, code=FURTHER if is_further or not draft.cell(Role.TASK) else ITEM, cells=cells))
        elif self._stands_alone(draft, columns, before):
            self.entries[draft.sources[0]] = unread("row_without_assignment")
        else:
            self.drafts[-1] = _continued(before, own, draft)

    def _append(self, draft: RowDraft) -> None:
        given: dict[Role, str] = {}
        groups: list[int] = []
        for heading in self._headings:
            if open_roles := {r: w for r, w in heading.given.items() if not draft.cell(r)}:
                given |= open_roles
                groups.append(heading.source)
        headings = tuple(h.source for h in self._headings)
        cells = {**self._caption, **draft.cells, **given}
        self.drafts.append(replace(draft, cells=cells, groups=tuple(groups), headings=headings))

    def _is_task_of_its_own(self, draft: RowDraft, own: Mapping[Role, str], row: Row, before: RowDraft) -> bool:
        """It begins like a sentence, names units or a time of its own, and no page end can have torn it off.

        Under a merged (or empty) task cell a lead or a day of its own makes it another task of the same title.
        """
        may_be_torn = self._after_header or row.page != before.place.page or row.table != before.place.table
        task = own.get(Role.TASK, "")
        has = [bool(own.get(role)) for role in (Role.LEAD, Role.DEADLINE)]
        if not task:
            return self._is_under_same_task(draft, own, before, may_be_torn=may_be_torn)
        if not begins_anew(task) or goes_on(before.cell(Role.TASK)):
            return False
        return all(has) if may_be_torn else any(has)

    def _is_under_same_task(
        self, draft: RowDraft, own: Mapping[Role, str], before: RowDraft, *, may_be_torn: bool
    ) -> bool:
        lead, limit = own.get(Role.LEAD, ""), own.get(Role.DEADLINE, "")
        new_lead = bool(lead) and begins_anew(lead) and not goes_on(before.cell(Role.LEAD)) and is_name(lead)
        new_limit = bool(limit) and is_limit(limit) and is_limit(before.cell(Role.DEADLINE))
        if may_be_torn or not draft.cell(Role.TASK):  # an empty cell is no merged one: only a whole assignment is new
            return new_lead and new_limit
        return new_lead or new_limit or (bool(lead) and bool(limit) and begins_anew(lead))

    def _stands_alone(self, draft: RowDraft, columns: Columns, before: RowDraft) -> bool:
        """A whole sentence without number and assignment under the last task of a table: a note that no rule knows."""
        at = draft.sources[0]
        filled = [i for i, w in enumerate(self._rows[at].words) if w]
        words = self._rows[at].words[filled[0]]
        is_sentence = len(filled) == 1 and filled[0] in {0, *_front(columns)}
        is_sentence = is_sentence and begins_anew(words) and words[0] not in "-+•*–"
        is_whole = not self._after_header and not goes_on(before.cell(Role.TASK))
        return is_sentence and is_whole and not self._has_tasks_below(at)

    def _has_tasks_below(self, at: int) -> bool:
        """A row with a number follows in the same table."""
        below = takewhile(lambda row: row.table == self._rows[at].table, self._rows[at + 1 : at + 1 + _LOOKED_AT])
        return any(_is_code(row.words[0]) for row in below if row.words)

    def _heading(self, columns: Columns, at: int, row: Row, code: str, cells: Mapping[Role, str]) -> _Heading | None:
        """ "I. CÔNG TÁC XÂY DỰNG ĐẢNG" over the whole width, or in capitals without any assignment."""
        filled = [w for w in row.words if w]
        is_assigned = any(cells.get(r) for r in _ASSIGNING)
        alone = len(filled) == 1 or (len(filled) == 2 and filled[0] == row.words[0] and not is_assigned)
        at_front = next(i for i, w in enumerate(row.words) if w) in {0, *_front(columns)}
        if not (alone and at_front):
            return None
        words = plain_words(filled[-1])
        if sign := _HEADING.match(f"{code}. {words}" if len(filled) == 2 else words):
            level = _ROMAN if sign["sign"][0] in "IVXL" else _CAPITAL
            return _Heading(level, at, sign["sign"], _given(columns, sign["title"]))
        given = _given(columns, words)
        is_title = (words.isupper() and len(words) > 8) or bool(given)
        if len(filled) > 1 or not (row.is_banner or is_title):
            return None
        is_signed = any(h.level in {_CAPITAL, _ROMAN} for h in self._headings)
        return _Heading(_UNSIGNED if is_signed else _TOP, at, words[:_LONGEST_SECTION], given)


def _line(row: Row, table: int) -> str:
    """The words of a row of the table that has one cell filled, or ""."""
    filled = [w for w in row.words if w]
    return filled[0] if row.table == table and len(filled) == 1 else ""


def _code_of(cell: str) -> str:
    """A number as people say it ("3", "IV", "a"); ITEM for a list sign."""
    if cell and not cell.strip(" -+*•–"):
        return ITEM
    code = cell.strip(" .):(-")
    return str(int(code)) if code.isascii() and code.isdigit() and len(code) < 6 else code


def _is_code(cell: str) -> bool:
    return bool(cell) and len(cell) <= _LONGEST_CODE and any(c.isdigit() for c in cell)


def _front(columns: Columns) -> list[int]:
    """Where headings stand: the columns of numbers and of tasks."""
    return [i for i, role in columns.roles.items() if role in {Role.NUMBER, Role.TASK}]


def _given_by_lines(columns: Columns, lines: Sequence[str]) -> dict[Role, str]:
    """What the nearest heading over a table ("1. Phòng Kinh tế") says for columns that the table does not have."""
    for line in lines:
        if given := _given(columns, line):
            known = {*columns.roles.values(), *columns.marked}
            return {role: words for role, words in given.items() if role not in known}
        if len(line) > _LONGEST_SECTION and not line.endswith(":"):
            break
    return {}


def _given(columns: Columns, title: str) -> dict[Role, str]:
    """What a heading says for all rows below it: the time they are due in, the units that lead, or both."""
    limit, units = given_by_heading(title)
    given = {Role.DEADLINE: limit} if limit else {}
    if units and not (columns.is_visits or Role.LEAD in columns.marked):
        given[Role.LEAD] = "; ".join(u.name for u in units)
    return given


def _continued(before: RowDraft, own: Mapping[Role, str], draft: RowDraft) -> RowDraft:
    """The row before with the words of the next: joined as one text where they go on, else as one more of a list."""
    joined: dict[Role, str] = {}
    for role, more in own.items():
        if role is not Role.NUMBER:
            joined[role] = _joined(before.cell(role), more, role)
    return replace(
        before,
        cells={**before.cells, **joined},
        notes=before.notes + draft.notes,
        sources=(*before.sources, *draft.sources),
    )


def _joined(words: str, more: str, role: Role) -> str:
    if not (words and more):
        return words or more
    is_list = (
        role in {Role.LEAD, Role.COORDINATING} and not goes_on(words) and begins_anew(more) and is_name(tidy(more))
    )
    return f"{words}{';' if is_list else ''} {more}"
