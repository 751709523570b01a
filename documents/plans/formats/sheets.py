"""New spreadsheets, and how any sheet is laid out: cells as the screen shows them, since Excel's own dates may lie."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl

from documents.plans.blocks import Block, PlanUnreadable, Row
from documents.plans.formats.packed import is_bomb
from documents.plans.formats.shown import SHORT_DATES, shown

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 60, 40
BROKEN = "Không mở được bảng tính: tệp hỏng hoặc đặt mật khẩu; đề nghị mở bằng Excel, lưu lại thành .xlsx rồi gửi lại."
TOO_LARGE = "Bảng tính quá lớn so với một kế hoạch; đề nghị chỉ giữ bảng nhiệm vụ rồi gửi lại."
Merge = tuple[int, int, int, int]  # first row and column from 0, the row and the column behind the last
_DAY_FIRST_TEXT = re.compile(r"(?:1[3-9]|2\d|3[01])/\d{1,2}/\d{4}")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds and the format it is shown in."""

    value: object
    number_format: str


def blocks_of_xlsx(content: bytes) -> list[Block]:
    """All rows of all visible sheets, merged cells laid out. Raises PlanUnreadable."""
    _check(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library leaves out (drawings, validations) is of no use here
            book = openpyxl.load_workbook(BytesIO(content), data_only=True)
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"][:MOST_SHEETS]
        return [row for number, sheet in enumerate(sheets, 1) for row in _sheet_rows(sheet, number)]
    except (PlanUnreadable, MemoryError):
        raise
    except Exception as error:  # the library raises whatever a damaged file provokes: KeyError, ParseError, ...
        raise PlanUnreadable(BROKEN) from error


def _check(content: bytes) -> None:
    """Refuse what would swell before the library lays it out in memory."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if is_bomb(archive):
                raise PlanUnreadable(TOO_LARGE)
            for item in archive.infolist():
                archive.read(item)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, ValueError, OSError) as error:
        if isinstance(error, PlanUnreadable):
            raise
        raise PlanUnreadable(BROKEN) from error


def _sheet_rows(sheet: Any, number: int) -> Iterator[Row]:
    width = min(sheet.max_column or 0, MOST_COLUMNS)
    if (sheet.max_row or 0) > MOST_ROWS:
        last = max((r for r, _ in sheet._cells), default=0)  # the only list of the cells that really exist
        if last > MOST_ROWS:
            raise PlanUnreadable(TOO_LARGE)
    rows = sheet.iter_rows(max_col=width, max_row=min(sheet.max_row or 0, MOST_ROWS))
    grid = [[Cell(c.value, c.number_format or "General") for c in cells] for cells in rows]
    merges = [(m.min_row - 1, m.min_col - 1, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
    return laid_out(grid, merges, number)


def laid_out(grid: Sequence[Sequence[Cell]], merges: Iterable[Merge], number: int) -> Iterator[Row]:
    """The rows of sheet `number`: cells as the screen shows them, merged ones filled downwards."""
    month_first = _shows_month_first(grid)
    texts = [[shown(c.value, c.number_format, month_first=month_first) for c in cells] for cells in grid]
    repeated, banners = _fill(merges, texts)
    for i, cells in enumerate(texts):
        yield Row(tuple(cells), number, i + 1, repeated=frozenset(repeated.get(i, ())), is_banner=i in banners)


def _fill(merges: Iterable[Merge], texts: list[list[str]]) -> tuple[dict[int, set[int]], set[int]]:
    """Fill cells merged downwards with what stands in the first; tells which were filled and which rows are banners."""
    repeated: dict[int, set[int]] = {}
    banners: set[int] = set()
    for top, left, end, right in merges:
        bottom = min(end, len(texts))
        if right - left >= 3 and bottom - top == 1:
            banners.add(top)
        for i in range(top + 1, bottom):
            if left < len(texts[i]):
                texts[i][left] = texts[top][left]
                repeated.setdefault(i, set()).add(left)
    return repeated, banners


def _shows_month_first(grid: Sequence[Sequence[Cell]]) -> bool:
    """How the computer of the one who typed shows Excel's own short date.

    A date after the 12th that Excel took for a date proves day first; one that it left as text proves month first.
    """
    days = [c.value for cells in grid for c in cells if c.number_format.lower() in SHORT_DATES]
    if any(isinstance(v, datetime | date) and v.day > 12 for v in days):
        return False
    return any(
        isinstance(c.value, str) and _DAY_FIRST_TEXT.fullmatch(c.value.strip()) for cells in grid for c in cells
    ) and bool(days)
