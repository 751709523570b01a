"""Old Excel files (.xls): values with their number formats and merged cells, laid out like new ones."""

from datetime import timedelta
from io import StringIO
from typing import Any

import xlrd

from documents.plans.blocks import Block, PlanUnreadable
from documents.plans.formats.sheets import BROKEN, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, TOO_LARGE, Cell, laid_out

_SHORT_DATE = 14  # the number of Excel's own short date, which each computer shows in its own way
_EMPTY = {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR}


def blocks_of_xls(content: bytes) -> list[Block]:
    """All rows of all visible sheets. Raises PlanUnreadable."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
        sheets = [s for s in book.sheets() if s.visibility == 0][:MOST_SHEETS]
        return [row for number, sheet in enumerate(sheets, 1) for row in laid_out(*_grid(book, sheet), number)]
    except (PlanUnreadable, MemoryError):
        raise
    except Exception as error:  # the library raises whatever a damaged file provokes: XLRDError, AssertionError, ...
        raise PlanUnreadable(BROKEN) from error


def _grid(book: Any, sheet: Any) -> tuple[list[list[Cell]], list[tuple[int, int, int, int]]]:
    if sheet.nrows > MOST_ROWS:
        raise PlanUnreadable(TOO_LARGE)
    width = min(sheet.ncols, MOST_COLUMNS)
    rows = [[_cell(book, c) for c in sheet.row_slice(i, 0, width)] for i in range(sheet.nrows)]
    return [row + [Cell(None, "General")] * (width - len(row)) for row in rows], [
        (top, left, bottom, right) for top, bottom, left, right in sheet.merged_cells
    ]


def _cell(book: Any, cell: Any) -> Cell:
    if cell.ctype in _EMPTY:
        return Cell(None, "General")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(bool(cell.value), "General")
    value = _moment(book, cell.value) if cell.ctype == xlrd.XL_CELL_DATE else cell.value
    return Cell(value, _number_format(book, cell.xf_index))


def _moment(book: Any, days: float) -> object:
    """A day, a length where there is no day, and the plain number where it is no date of the calendar."""
    if 0 <= days < 1:
        return timedelta(days=days)
    try:
        return xlrd.xldate_as_datetime(days, book.datemode)
    except (ValueError, OverflowError):
        return days


def _number_format(book: Any, index: int | None) -> str:
    if index is None or index >= len(book.xf_list):
        return "General"
    key = book.xf_list[index].format_key
    if key == _SHORT_DATE:
        return "mm-dd-yy"
    return book.format_map[key].format_str if key in book.format_map else "General"
