"""Bytes of a .csv or .xlsx to rows of plain text, within limits; what the rows mean is for the callers."""

import csv
import io
import re
import zipfile
import zlib
from pathlib import PurePath

from python_calamine import load_workbook

Grid = list[list[str]]

MAX_BYTES = 5_000_000
MAX_UNPACKED = 50_000_000
MAX_ROWS = 5_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# A cell beyond column ZZ or row 99,999 would make the reader lay out the whole rectangle up to it.
_FAR_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*\br=["'](?:[A-Z]{3,}\d+|[A-Z]+\d{6,})["']""")


class GridUnreadable(Exception):
    """The file is no table that can be read; the text is one sentence for the person who sent it."""


def read_grid(content: bytes, filename: str) -> Grid:
    """All rows of a .csv (comma, semicolon or tab) or of the first sheet of an .xlsx, each cell text as it stands.

    Nothing is calculated: a cell that looks like a formula is text. Raises GridUnreadable with a Vietnamese sentence.
    """
    if not content.strip():
        raise GridUnreadable(f"Tệp {filename} trống.")
    if len(content) > MAX_BYTES:
        raise GridUnreadable(f"Tệp {filename} lớn hơn {MAX_BYTES // 1_000_000} MB; hãy chia nhỏ.")
    kind = PurePath(filename).suffix.lower()
    if kind not in {".csv", ".xlsx"}:
        raise GridUnreadable(f"Chưa đọc được tệp “{kind or filename}”; hãy lưu danh sách dạng .xlsx hoặc .csv.")
    rows = _from_csv(content, filename) if kind == ".csv" else _from_xlsx(content, filename)
    if len(rows) > MAX_ROWS:
        raise GridUnreadable(f"Tệp {filename} có hơn {MAX_ROWS} dòng; hãy chia nhỏ.")
    return rows


def _from_csv(content: bytes, filename: str) -> Grid:
    text = _decoded(content, filename)
    first = next(line for line in text.splitlines() if line.strip())
    delimiter = max(",;\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return list(reader)
    except csv.Error as error:
        raise GridUnreadable(f"Tệp {filename} hỏng ở gần dòng {reader.line_num}: dấu ngoặc kép không khớp.") from error


def _decoded(content: bytes, filename: str) -> str:
    # Excel's "Unicode text" is UTF-16 with a mark; everything else that keeps Vietnamese is UTF-8.
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise GridUnreadable(f"Tệp {filename} không ở dạng UTF-8; hãy lưu lại dạng “CSV UTF-8” hoặc .xlsx.") from error
    if "\0" in text or not text.strip():
        raise GridUnreadable(f"Tệp {filename} không phải là bảng .csv.")
    return text


def _from_xlsx(content: bytes, filename: str) -> Grid:
    _check_xlsx(content, filename)
    try:
        with load_workbook(io.BytesIO(content)) as book:
            # The empty rows above the first cell are kept, so that a row's place is the number that Excel shows.
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the library panics on torn files, and its panic is no Exception
        raise GridUnreadable(f"Không mở được tệp {filename}: tệp .xlsx hỏng hoặc đặt mật khẩu.") from error
    return [[_shown(cell) for cell in row] for row in rows]


def _check_xlsx(content: bytes, filename: str) -> None:
    """Refuse what would swell: a small file can hold gigabytes of packed zeros, or one cell at the far corner."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(item.file_size for item in packed.infolist()) > MAX_UNPACKED:
                raise GridUnreadable(f"Tệp {filename} quá lớn khi mở ra; hãy chia nhỏ.")
            for item in packed.infolist():
                part = packed.read(item)  # also finds a part that is longer than it claims
                if _SHEET.fullmatch(item.filename) and _FAR_CELL.search(part):
                    raise GridUnreadable(f"Tệp {filename} có ô nằm quá xa trong bảng tính; hãy xóa dòng, cột thừa.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise GridUnreadable(f"Không mở được tệp {filename}: tệp .xlsx hỏng hoặc đặt mật khẩu.") from error


def _shown(cell: object) -> str:
    """A cell as text: whole numbers without the ".0" that spreadsheets store."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
