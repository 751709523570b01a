"""The tables of an office list, whatever kind of file it came in: rows of text, merged cells filled in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from documents.plans.blocks import Block, Paragraph, PlanUnreadable, Row
from documents.plans.formats.file_formats import blocks_of
from documents.rosters.code_pages import CodePageUnknown, LettersLost, modernised, text_of
from documents.rosters.roster_rows import RosterUnreadable
from documents.sheets import Cell, CsvBroken, Sheet, SheetFault, SheetUnreadable, csv_rows, sheets_of, shown_cells
from domain.names import tidy

SHEETS, TEXTS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"}), frozenset({".csv", ".tsv", ".txt"})
DOCUMENTS = frozenset({".docx", ".doc", ".rtf", ".odt", ".pdf"})
KNOWN_KINDS = ".xlsx, .xls, .ods, .csv, .docx"
_LEAST_PHONE = 10_000_000  # a number in a cell from here on is a telephone number and shown with all its digits
_LINES_BEFORE = 8
_FAULTS = {
    SheetFault.BROKEN: "Không mở được tệp {}: tệp hỏng hoặc đặt mật khẩu.",
    SheetFault.TOO_LARGE: "Tệp {} quá lớn khi mở ra; hãy chia nhỏ.",
    SheetFault.TOO_MANY_ROWS: "Tệp {} có quá nhiều dòng; hãy chia nhỏ.",
    SheetFault.FAR_CELL: "Tệp {} có ô nằm quá xa trong bảng tính; hãy xóa dòng, cột thừa.",
}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; `number` as the file shows it. `inherited` are the places of cells that say again what stands above.

    `is_banner`: one cell fills (nearly) the whole row.
    """

    number: int
    cells: tuple[str, ...]
    inherited: frozenset[int] = frozenset()
    is_banner: bool = False

    def text(self, place: int) -> str:
        """The cell as a person reads it; "" where the row is shorter."""
        return tidy(self.raw(place))

    def raw(self, place: int) -> str:
        """The cell with its line breaks."""
        return self.cells[place] if 0 <= place < len(self.cells) else ""

    @property
    def filled(self) -> tuple[int, ...]:
        """The places of cells with a text of their own."""
        return tuple(at for at in range(len(self.cells)) if at not in self.inherited and self.text(at))


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """A sheet, or a table of a document with the lines above it; `name` is the sheet's."""

    rows: tuple[TableRow, ...]
    name: str = ""
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """All tables of a file in order, and the lines of its running text."""

    tables: tuple[OfficeTable, ...]
    lines: tuple[str, ...] = ()


def read_file(content: bytes, filename: str) -> OfficeFile:
    """The tables of a file. Raises RosterUnreadable with one sentence that says what to do."""
    kind = PurePath(filename).suffix.lower()
    if kind in SHEETS:
        return _modern(_from_sheets(content, kind, filename))
    if kind in TEXTS:
        return OfficeFile((_from_text(content, filename),))
    if kind in DOCUMENTS:
        return _modern(_from_document(content, filename))
    raise RosterUnreadable(f"Chưa đọc được tệp “{kind or filename}”; hãy lưu danh sách dạng {KNOWN_KINDS}.")


def _from_sheets(content: bytes, kind: str, filename: str) -> OfficeFile:
    try:
        sheets = list(sheets_of(content, ".xlsx" if kind == ".xlsm" else kind))
    except SheetUnreadable as error:
        raise RosterUnreadable(_FAULTS[error.fault].format(filename)) from error
    return OfficeFile(tuple(table_of_sheet(sheet) for sheet in sheets))


def table_of_sheet(sheet: Sheet) -> OfficeTable:
    """The rows of a sheet: what stands in a cell over several rows stands in each of them."""
    grid = [
        [_digits(cell, text) for cell, text in zip(cells, texts, strict=True)]
        for cells, texts in zip(sheet.cells, shown_cells(sheet), strict=True)
    ]
    inherited: dict[int, set[int]] = {}
    for top, left, bottom, _ in sheet.merges:
        for at in range(top + 1, min(bottom, len(grid))):
            if left < len(grid[at]) and left < len(grid[top]):
                grid[at][left] = grid[top][left]
                inherited.setdefault(at, set()).add(left)
    rows = tuple(
        TableRow(at + 1, tuple(cells), frozenset(inherited.get(at, ())), at in sheet.banners)
        for at, cells in enumerate(grid)
    )
    return OfficeTable(rows, sheet.name)


def _digits(cell: Cell, shown: str) -> str:
    """A long number with all its digits, whatever the screen shows of it ("9,12E+08")."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return shown
    return str(int(value)) if value >= _LEAST_PHONE and value == int(value) else shown


def _from_text(content: bytes, filename: str) -> OfficeTable:
    try:
        text = text_of(content)
    except LettersLost as error:
        raise RosterUnreadable(
            f"Chữ có dấu trong tệp {filename} đã mất (thành dấu “?”) khi lưu; hãy mở bản gốc, lưu lại dạng .xlsx."
        ) from error
    except CodePageUnknown as error:
        raise RosterUnreadable(
            f"Không nhận ra bảng mã của tệp {filename}; hãy mở bằng Excel rồi lưu lại dạng “CSV UTF-8” hoặc .xlsx."
        ) from error
    if "\0" in text or not text.strip():
        raise RosterUnreadable(f"Tệp {filename} không phải là bảng .csv.")
    lines = text.splitlines()
    try:
        rows = csv_rows(text, "\n".join(lines[:60]))
    except CsvBroken as error:
        raise RosterUnreadable(f"Tệp {filename} hỏng ở gần dòng {error.line}: dấu ngoặc kép không khớp.") from error
    return OfficeTable(tuple(TableRow(at, tuple(cells)) for at, cells in enumerate(rows, 1)))


def _from_document(content: bytes, filename: str) -> OfficeFile:
    try:
        blocks = blocks_of(content, filename)
    except PlanUnreadable as error:
        raise RosterUnreadable(str(error)) from error
    lines = tuple(block.text for block in blocks if isinstance(block, Paragraph) and block.text)
    return OfficeFile(tuple(_tables(blocks)), lines)


def _tables(blocks: Iterable[Block]) -> Iterator[OfficeTable]:
    rows: list[TableRow] = []
    before: list[str] = []
    number = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            if rows:
                yield OfficeTable(tuple(rows), before=tuple(before[-_LINES_BEFORE:]))
                rows, before = [], []
            before += [block.text] if block.text else []
            continue
        if rows and block.table != number:
            yield OfficeTable(tuple(rows), before=tuple(before[-_LINES_BEFORE:]))
            rows, before = [], []
        number = block.table
        rows.append(_row(block))
    if rows:
        yield OfficeTable(tuple(rows), before=tuple(before[-_LINES_BEFORE:]))


def _row(block: Row) -> TableRow:
    return TableRow(block.row, block.cells, block.repeated, block.is_banner)


def _modern(file: OfficeFile) -> OfficeFile:
    """The file with its texts in Unicode, when they were typed with old fonts; rows that are in Unicode stay."""
    rows = [row for table in file.tables for row in table.rows]
    lines = [*file.lines, *(line for table in file.tables for line in table.before)]
    old = [text for row in rows if not _is_unicode(row.cells) for text in row.cells]
    old += [line for line in lines if not _is_unicode([line])]
    modern = dict(zip(old, modernised(old), strict=True))
    if all(text == new for text, new in modern.items()):
        return file
    tables = tuple(
        replace(table, rows=tuple(_new_row(row, modern) for row in table.rows), before=_new(table.before, modern))
        for table in file.tables
    )
    return OfficeFile(tables, _new(file.lines, modern))


def _is_unicode(texts: Sequence[str]) -> bool:
    """Whether a row holds letters that no old font has, such as "ơ" and "ấ"."""
    return any("\u0100" <= letter <= "\u1eff" for text in texts for letter in text)


def _new_row(row: TableRow, modern: dict[str, str]) -> TableRow:
    return row if _is_unicode(row.cells) else replace(row, cells=_new(row.cells, modern))


def _new(texts: Sequence[str], modern: dict[str, str]) -> tuple[str, ...]:
    return tuple(text if _is_unicode([text]) else modern.get(text, text) for text in texts)
