"""Spreadsheets and .csv as rows of a plan: merged cells serve each of their rows, banners are marked."""

from collections.abc import Iterator

from documents.plans.blocks import Block, PlanUnreadable, Row
from documents.plans.formats.text_files import decoded_writing
from documents.sheets import CsvBroken, Sheet, SheetFault, SheetUnreadable, csv_rows, sheets_of, shown_cells

_BROKEN = "Không mở được bảng tính: tệp hỏng hoặc đặt mật khẩu; đề nghị mở bằng Excel, lưu lại thành .xlsx rồi gửi lại."
_BROKEN_ODS = "Không mở được bảng tính .ods: tệp hỏng hoặc đặt mật khẩu; đề nghị lưu lại thành .xlsx rồi gửi lại."
_TOO_LARGE = "Bảng tính quá lớn so với một kế hoạch; đề nghị chỉ giữ bảng nhiệm vụ rồi gửi lại."
_SAMPLE_LINES = 20  # of a .csv, from which its delimiter is told


def blocks_of_xlsx(content: bytes) -> list[Block]:
    """All rows of all visible sheets of an .xlsx or .xlsm. Raises PlanUnreadable."""
    return _blocks(content, ".xlsx")


def blocks_of_xls(content: bytes) -> list[Block]:
    """All rows of all visible sheets of an old Excel file. Raises PlanUnreadable."""
    return _blocks(content, ".xls")


def blocks_of_ods(content: bytes) -> list[Block]:
    """All rows with text of all sheets of an OpenDocument file. Raises PlanUnreadable."""
    return _blocks(content, ".ods")


def blocks_of_csv(content: bytes) -> list[Block]:
    """Rows separated by commas, semicolons, tabs or pipes, as the first lines are. Raises PlanUnreadable."""
    text = decoded_writing(content)
    try:
        rows = csv_rows(text, "\n".join(text.splitlines()[:_SAMPLE_LINES]), delimiters=",;\t|")
    except CsvBroken as error:
        raise PlanUnreadable("Tệp .csv hỏng: dấu ngoặc kép không khớp; đề nghị lưu lại thành .xlsx.") from error
    return [Row(tuple(row), 1, i) for i, row in enumerate(rows, 1) if any(c.strip() for c in row)]


def _blocks(content: bytes, kind: str) -> list[Block]:
    try:
        rows = [row for n, sheet in enumerate(sheets_of(content, kind), 1) for row in _rows(sheet, n)]
    except SheetUnreadable as error:
        broken = _BROKEN_ODS if kind == ".ods" else _BROKEN
        raise PlanUnreadable(broken if error.fault is SheetFault.BROKEN else _TOO_LARGE) from error
    # LibreOffice stores the unused rest of a sheet as rows; in .xlsx and .xls an empty row was left so by its author.
    return [row for row in rows if kind != ".ods" or any(row.cells)]


def _rows(sheet: Sheet, number: int) -> Iterator[Row]:
    texts = shown_cells(sheet)
    repeated = _filled_down(sheet, texts)
    for i, cells in enumerate(texts):
        yield Row(tuple(cells), number, i + 1, repeated=frozenset(repeated.get(i, ())), is_banner=i in sheet.banners)


def _filled_down(sheet: Sheet, texts: list[list[str]]) -> dict[int, set[int]]:
    """Repeats the text of a cell merged downwards in each row it covers; returns the places of the repeats by row."""
    repeated: dict[int, set[int]] = {}
    for top, left, end, _ in sheet.merges:
        for i in range(top + 1, min(end, len(texts))):
            if left < len(texts[i]):
                texts[i][left] = texts[top][left]
                repeated.setdefault(i, set()).add(left)
    return repeated
