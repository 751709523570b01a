"""Spreadsheets: each visible sheet is a table; cells as the screen shows them, since Excel's own dates may lie."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

from documents.plans.blocks import Block, PlanUnreadable, Row
from documents.plans.formats.shown import SHORT_DATES, shown

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 60, 40
_LARGEST_INSIDE = 100 * 1024 * 1024  # bytes unpacked
_BROKEN = "Không mở được bảng tính: tệp hỏng hoặc đặt mật khẩu; đề nghị mở bằng Excel, lưu lại thành .xlsx rồi gửi lại."
_TOO_LARGE = "Bảng tính quá lớn so với một kế hoạch; đề nghị chỉ giữ bảng nhiệm vụ rồi gửi lại."
_DAY_FIRST_TEXT = re.compile(r"(?:1[3-9]|2\d|3[01])/\d{1,2}/\d{4}")


def blocks_of_xlsx(content: bytes) -> list[Block]:
    """All rows of all visible sheets, merged cells laid out. Raises PlanUnreadable."""
    _check(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library leaves out (drawings, validations) is of no use here
            book = openpyxl.load_workbook(BytesIO(content), data_only=True)
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"][:MOST_SHEETS]
        return [row for number, sheet in enumerate(sheets, 1) for row in _sheet_rows(sheet, number)]
    except PlanUnreadable:
        raise
    except Exception as error:  # the library raises whatever a damaged file provokes: KeyError, ParseError, ...
        raise PlanUnreadable(_BROKEN) from error


def blocks_of_xls(content: bytes) -> list[Block]:
    """The same for old .xls files, whose number formats are not read: a date is shown as dd/mm/yyyy."""
    try:
        grids = _grids(content)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the library panics on torn files, and its panic is no Exception
        raise PlanUnreadable(_BROKEN) from error
    if any(len(g) > MOST_ROWS for g in grids):
        raise PlanUnreadable(_TOO_LARGE)
    return [
        Row(tuple(shown(c, "dd/mm/yyyy" if isinstance(c, date) else "General") for c in cells[:MOST_COLUMNS]), n, i)
        for n, grid in enumerate(grids, 1)
        for i, cells in enumerate(grid, 1)
    ]


def _grids(content: bytes) -> list[list[list[Any]]]:
    with load_workbook(BytesIO(content)) as book:
        names = [
            s.name
            for s in book.sheets_metadata
            if s.visible is SheetVisibleEnum.Visible and s.typ is SheetTypeEnum.WorkSheet
        ]
        return [book.get_sheet_by_name(n).to_python(skip_empty_area=False, nrows=MOST_ROWS + 1) for n in names]


def _check(content: bytes) -> None:
    """Refuse what would swell before the library lays it out in memory."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(i.file_size for i in archive.infolist()) > _LARGEST_INSIDE:
                raise PlanUnreadable(_TOO_LARGE)
            for item in archive.infolist():
                archive.read(item)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, ValueError, OSError) as error:
        if isinstance(error, PlanUnreadable):
            raise
        raise PlanUnreadable(_BROKEN) from error


def _sheet_rows(sheet: Any, number: int) -> Iterator[Row]:
    width = min(sheet.max_column or 0, MOST_COLUMNS)
    if (sheet.max_row or 0) > MOST_ROWS:
        last = max((r for r, _ in sheet._cells), default=0)  # the only list of the cells that really exist
        if last > MOST_ROWS:
            raise PlanUnreadable(_TOO_LARGE)
    grid = [list(cells) for cells in sheet.iter_rows(max_col=width, max_row=min(sheet.max_row or 0, MOST_ROWS))]
    month_first = _shows_month_first(grid)
    texts = [[shown(c.value, c.number_format or "General", month_first=month_first) for c in cells] for cells in grid]
    repeated, banners = _merges(sheet, texts)
    for i, cells in enumerate(texts):
        yield Row(tuple(cells), number, i + 1, repeated=frozenset(repeated.get(i, ())), is_banner=i in banners)


def _merges(sheet: Any, texts: list[list[str]]) -> tuple[dict[int, set[int]], set[int]]:
    """Fill cells merged downwards with what stands in the first; tells which were filled and which rows are banners."""
    repeated: dict[int, set[int]] = {}
    banners: set[int] = set()
    for merged in sheet.merged_cells.ranges:
        top, left, bottom = merged.min_row - 1, merged.min_col - 1, min(merged.max_row, len(texts))
        if merged.max_col - merged.min_col >= 2 and bottom - top == 1:
            banners.add(top)
        for i in range(top + 1, bottom):
            if left < len(texts[i]):
                texts[i][left] = texts[top][left]
                repeated.setdefault(i, set()).add(left)
    return repeated, banners


def _shows_month_first(grid: Sequence[Sequence[Any]]) -> bool:
    """How the computer of the one who typed shows Excel's own short date.

    A date after the 12th that Excel took for a date proves day first; one that it left as text proves month first.
    """
    days = [c.value for cells in grid for c in cells if (c.number_format or "").lower() in SHORT_DATES]
    if any(isinstance(v, datetime | date) and v.day > 12 for v in days):
        return False
    return any(
        isinstance(c.value, str) and _DAY_FIRST_TEXT.fullmatch(c.value.strip()) for cells in grid for c in cells
    ) and bool(days)
