"""Reads spreadsheets for plans and rosters: every cell as the text that the screen shows.

The values stored in a file are not what its author saw: a date typed as 10/6/2026 may be stored as 6 October with a
format that shows 10/6/2026. So every reader keeps the number format beside the value, and `shown_cells` applies it.
"""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any

from documents.number_formats import SHORT_DATES, shown
from documents.zip_limits import is_bomb

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 60, 40
# Column ZZ; a cell beyond it, or below row 99,999, was left by accident in a corner of the sheet.
_FARTHEST_ROW, _FARTHEST_COLUMN = 99_999, 702
_MOST_COPIES = 50  # of one row with text; LibreOffice stores equal rows once with their number
_DAY_FIRST_TEXT = re.compile(r"(?:1[3-9]|2\d|3[01])/\d{1,2}/\d{4}")
_XLS_SHORT_DATE = 14  # the number of Excel's own short date, which each computer shows in its own way
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_Merge = tuple[int, int, int, int]  # first row and column from 0, the row and the column behind the last


class SheetFault(Enum):
    """Why a spreadsheet cannot be read; plans and rosters say it in sentences of their own."""

    BROKEN = "broken"  # damaged, or locked with a password
    TOO_LARGE = "too_large"  # would swell beyond all measure once it is unpacked
    TOO_MANY_ROWS = "too_many_rows"
    FAR_CELL = "far_cell"


class SheetUnreadable(Exception):
    """The file cannot be read as a spreadsheet; `fault` is the reason."""

    def __init__(self, fault: SheetFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class CsvBroken(Exception):
    """Quotation marks of a .csv do not match; `line` is near the place."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds and the format it is shown in."""

    value: object
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet: at most MOST_ROWS rows of MOST_COLUMNS cells, and which cells are merged into one.

    `banners` are the places of rows that one cell fills over three columns or more. `has_far_cell`: a cell lies beyond
    column ZZ.
    """

    cells: Sequence[Sequence[Cell]]
    merges: Sequence[_Merge] = ()
    banners: frozenset[int] = frozenset()
    has_far_cell: bool = False
    name: str = ""


def sheets_of(content: bytes, kind: str) -> Iterator[Sheet]:
    """The visible sheets of a file in order; `kind` is ".xlsx", ".xls" or ".ods".

    Raises SheetUnreadable.
    """
    yield from _all_sheets(content, kind)


# A file is looked at as a list in our own form, as one of an office and as a plan: it is parsed once.
@lru_cache(maxsize=1)
def _all_sheets(content: bytes, kind: str) -> tuple[Sheet, ...]:
    readers: dict[str, Callable[[bytes], Iterator[Sheet]]] = {".xlsx": _xlsx, ".xls": _xls, ".ods": _ods}
    try:
        return tuple(readers[kind](content))
    except (SheetUnreadable, MemoryError):
        raise
    # openpyxl, xlrd and lxml raise whatever a damaged file provokes: KeyError, ParseError, AssertionError, ...
    except Exception as error:
        raise SheetUnreadable(SheetFault.BROKEN) from error


def shown_cells(sheet: Sheet) -> list[list[str]]:
    """The texts of all cells as the screen shows them; merged cells show their text in the first one only."""
    month_first = _shows_month_first(sheet.cells)
    return [[shown(c.value, c.number_format, month_first=month_first) for c in row] for row in sheet.cells]


def csv_rows(text: str, sample: str, *, delimiters: str = ",;\t", is_strict: bool = False) -> list[list[str]]:
    """The rows of a .csv, separated by the delimiter that `sample` holds most of.

    `is_strict` refuses quotation marks that do not match. Raises CsvBroken.
    """
    delimiter = max(delimiters, key=sample.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=is_strict)
    try:
        return list(reader)
    except csv.Error as error:
        raise CsvBroken(reader.line_num) from error


def decoded(content: bytes) -> str:
    """Text in UTF-8, or in UTF-16 with a byte order mark as Excel's "Unicode text". Raises UnicodeDecodeError."""
    return content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")


def _shows_month_first(cells: Iterable[Sequence[Cell]]) -> bool:
    """How the author's computer shows Excel's own short date, whose order the file does not store.

    A date after the 12th that Excel took for a date proves day first; one that it left as text proves month first.
    """
    flat = [cell for row in cells for cell in row]
    days = [c.value for c in flat if c.number_format.lower() in SHORT_DATES]
    if any(isinstance(v, datetime | date) and v.day > 12 for v in days):
        return False
    return bool(days) and any(isinstance(c.value, str) and _DAY_FIRST_TEXT.fullmatch(c.value.strip()) for c in flat)


def _xlsx(content: bytes) -> Iterator[Sheet]:
    import openpyxl  # noqa: PLC0415 -- slow to import, and few runs of the program open a spreadsheet

    _check_archive(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the library leaves out (drawings, validations) is of no use here
        # Not python-calamine, though it takes 0.7 ms instead of 6.2: it reads values without the format that the
        # screen shows.
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for sheet in [s for s in book.worksheets if s.sheet_state == "visible"][:MOST_SHEETS]:
        yield _xlsx_sheet(sheet)


def _check_archive(content: bytes) -> None:
    """Reads every part once before the library lays it out in memory: parts may be torn or longer than they claim."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if is_bomb(archive):
                raise SheetUnreadable(SheetFault.TOO_LARGE)
            # A torn .xlsx made one reader panic, and a part may be longer than the archive says.
            for item in archive.infolist():
                archive.read(item)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, ValueError, OSError) as error:
        raise SheetUnreadable(SheetFault.BROKEN) from error


def _xlsx_sheet(sheet: Any) -> Sheet:
    if sheet.max_row > MOST_ROWS:
        raise SheetUnreadable(SheetFault.FAR_CELL if sheet.max_row > _FARTHEST_ROW else SheetFault.TOO_MANY_ROWS)
    rows = sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS), max_row=sheet.max_row)
    merges = [(m.min_row - 1, m.min_col - 1, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
    cells = [[Cell(c.value, c.number_format or "General") for c in row] for row in rows]
    is_far = sheet.max_column > _FARTHEST_COLUMN
    return Sheet(cells, merges, _banners(merges, len(cells)), is_far, sheet.title)


def _banners(merges: Iterable[_Merge], rows: int) -> frozenset[int]:
    return frozenset(top for top, left, end, right in merges if right - left >= 3 and min(end, rows) - top == 1)


def _xls(content: bytes) -> Iterator[Sheet]:
    import xlrd  # noqa: PLC0415 -- as openpyxl

    book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    for sheet in [s for s in book.sheets() if s.visibility == 0][:MOST_SHEETS]:
        if sheet.nrows > MOST_ROWS:
            raise SheetUnreadable(SheetFault.TOO_MANY_ROWS)
        width = min(sheet.ncols, MOST_COLUMNS)
        rows = [[_xls_cell(xlrd, book, c) for c in sheet.row_slice(i, 0, width)] for i in range(sheet.nrows)]
        cells = [row + [Cell(None)] * (width - len(row)) for row in rows]
        merges = [(top, left, bottom, right) for top, bottom, left, right in sheet.merged_cells]
        yield Sheet(cells, merges, _banners(merges, len(cells)), name=sheet.name)


def _xls_cell(xlrd: Any, book: Any, cell: Any) -> Cell:
    if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR}:
        return Cell(None)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(bool(cell.value))
    value = _xls_moment(xlrd, book, cell.value) if cell.ctype == xlrd.XL_CELL_DATE else cell.value
    return Cell(value, _xls_format(book, cell.xf_index))


def _xls_moment(xlrd: Any, book: Any, days: float) -> object:
    """A day; a duration for a number below one; the number itself where the calendar has no such day."""
    if 0 <= days < 1:
        return timedelta(days=days)
    try:
        return xlrd.xldate_as_datetime(days, book.datemode)
    except (ValueError, OverflowError):
        return days


def _xls_format(book: Any, index: int | None) -> str:
    if index is None or index >= len(book.xf_list):
        return "General"
    key = book.xf_list[index].format_key
    if key == _XLS_SHORT_DATE:
        return "mm-dd-yy"
    return book.format_map[key].format_str if key in book.format_map else "General"


def _ods(content: bytes) -> Iterator[Sheet]:
    """An OpenDocument file stores the text that each cell shows, so no number format is applied."""
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 -- slow to import; it resolves no entities

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if is_bomb(archive):
            raise SheetUnreadable(SheetFault.TOO_LARGE)
        root = parse_xml(archive.read("content.xml"))
    for table in root.iter(f"{_TABLE}table"):
        yield _ods_sheet(table)


def _ods_sheet(table: Any) -> Sheet:
    cells: list[Sequence[Cell]] = []
    merges: list[_Merge] = []
    banners: set[int] = set()
    for row in table.iter(f"{_TABLE}table-row"):
        texts, spans = _ods_row(row)
        copies = _ods_number(row, "number-rows-repeated")
        if len(cells) + copies > MOST_ROWS:
            copies = 1  # the empty rest of the sheet
        if any(texts):
            copies = min(copies, _MOST_COPIES)
        for at in range(len(cells), len(cells) + copies):
            merges += [(at, left, at + height, left + width) for left, height, width in spans]
            if any(width >= 3 and texts[left] for left, _, width in spans):
                banners.add(at)
            cells.append([Cell(text) for text in texts])
    return Sheet(cells, merges, frozenset(banners), name=table.get(f"{_TABLE}name") or "")


def _ods_row(row: Any) -> tuple[list[str], list[tuple[int, int, int]]]:
    """The texts of a row, and its cells that span others: their column, rows and columns."""
    texts: list[str] = []
    spans: list[tuple[int, int, int]] = []
    for cell in row:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        text = "\n".join("".join(p.itertext()) for p in cell.findall(f"{_TEXT}p"))
        height, width = _ods_number(cell, "number-rows-spanned"), _ods_number(cell, "number-columns-spanned")
        for _ in range(min(_ods_number(cell, "number-columns-repeated"), MOST_COLUMNS - len(texts))):
            if height > 1 or width > 1:
                spans.append((len(texts), height, width))
            texts.append(text)
    return texts, spans


def _ods_number(element: Any, name: str) -> int:
    value = element.get(_TABLE + name) or ""
    return max(1, int(value)) if value.isdigit() and len(value) < 9 else 1
