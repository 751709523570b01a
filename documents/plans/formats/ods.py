"""OpenDocument spreadsheets: the file itself holds the text each cell shows, so nothing is calculated or formatted."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.oxml.parser import parse_xml

from documents.plans.blocks import Block, PlanUnreadable, Row
from documents.plans.formats.packed import is_bomb

_MOST_ROWS, _MOST_COLUMNS = 5_000, 60
_BROKEN = "Không mở được bảng tính .ods: tệp hỏng hoặc đặt mật khẩu; đề nghị lưu lại thành .xlsx rồi gửi lại."
_T = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def blocks_of_ods(content: bytes) -> list[Block]:
    """All rows of all sheets. Raises PlanUnreadable for broken or encrypted files and for bombs."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            root = None if is_bomb(archive) else parse_xml(archive.read("content.xml"))
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError, zlib.error, OSError) as error:
        raise PlanUnreadable(_BROKEN) from error
    except (ValueError, SyntaxError) as error:  # broken XML: lxml's own error is a SyntaxError
        raise PlanUnreadable(_BROKEN) from error
    if root is None:
        raise PlanUnreadable("Bảng tính quá lớn so với một kế hoạch; đề nghị chỉ giữ bảng nhiệm vụ.")
    return [row for number, table in enumerate(root.iter(f"{_T}table"), 1) for row in _rows(table, number)]


def _rows(table: Any, number: int) -> Iterator[Row]:
    above: dict[int, tuple[str, int]] = {}
    count = 0
    for row in table.iter(f"{_T}table-row"):
        many = _number(row, "number-rows-repeated")
        cells, repeated, is_banner = _cells(row, above)
        if count + many > _MOST_ROWS:
            many = 1  # the empty rest of the sheet
        if not any(cells):
            count += many
            continue
        for _ in range(min(many, 50)):
            count += 1
            yield Row(tuple(cells), number, count, repeated=frozenset(repeated), is_banner=is_banner)


def _cells(row: Any, above: dict[int, tuple[str, int]]) -> tuple[list[str], set[int], bool]:
    cells: list[str] = []
    repeated: set[int] = set()
    is_banner = False
    for cell in row:
        if cell.tag not in {f"{_T}table-cell", f"{_T}covered-table-cell"}:
            continue
        text = "\n".join("".join(p.itertext()) for p in cell.findall(f"{_TEXT}p"))
        is_banner = is_banner or (bool(text) and _number(cell, "number-columns-spanned") >= 3)
        for _ in range(min(_number(cell, "number-columns-repeated"), _MOST_COLUMNS - len(cells))):
            cells.append(_laid_out(cell, text, len(cells), above, repeated))
    return cells, repeated, is_banner


def _laid_out(cell: Any, text: str, column: int, above: dict[int, tuple[str, int]], repeated: set[int]) -> str:
    """A cell spanning rows says its words again in each of them."""
    words, left = above.get(column, ("", 0))
    if cell.tag == f"{_T}covered-table-cell" and left > 0:
        above[column] = (words, left - 1)
        repeated.add(column)
        return words
    above[column] = (text, _number(cell, "number-rows-spanned") - 1)
    return text


def _number(element: Any, name: str) -> int:
    value = element.get(_T + name) or ""
    return max(1, int(value)) if value.isdigit() and len(value) < 9 else 1
