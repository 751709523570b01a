"""Word documents: python-docx gives the grid, our own walker the words, as they stand with all changes accepted."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from documents.plans.blocks import MOST_BLOCKS, Block, Paragraph, PlanUnreadable, Row
from domain.names import tidy

_LARGEST_INSIDE = 200 * 1024 * 1024  # bytes unpacked; a plan's text is a few hundred kilobytes
_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE file: an encrypted .docx, or an old .doc named .docx
_SECOND_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box written twice
_GONE = {qn(t) for t in ("w:del", "w:moveFrom", "w:pPrChange", "w:rPrChange", "w:instrText", "w:delText")} | {
    _SECOND_COPY
}
_WRAPPERS = {qn(t) for t in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml")}
_WIDEST, _DEEPEST = 200, 60


def blocks_of_docx(content: bytes) -> list[Block]:
    """Paragraphs and rows in order. Raises PlanUnreadable for files that are broken, encrypted or a bomb."""
    _check(content)
    try:
        body = docx.Document(BytesIO(content)).element.body
        return list(_blocks(body))
    except PlanUnreadable:
        raise
    except Exception as error:  # the library raises whatever a damaged file provokes: KeyError, XMLSyntaxError, ...
        raise PlanUnreadable(
            "Tệp Word bị hỏng, không mở được; đề nghị mở bằng Word, lưu lại thành .docx rồi gửi lại."
        ) from error


def _check(content: bytes) -> None:
    if content.startswith(_ENCRYPTED):
        raise PlanUnreadable(
            "Tệp Word đang đặt mật khẩu hoặc là định dạng .doc cũ; đề nghị bỏ mật khẩu, lưu lại thành .docx rồi gửi "
            "lại."
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(i.file_size for i in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise PlanUnreadable(
            "Tệp không phải là tệp Word (.docx) nguyên vẹn; đề nghị mở bằng Word, lưu lại thành .docx rồi gửi lại."
        ) from error
    if unpacked > _LARGEST_INSIDE:
        raise PlanUnreadable("Tệp Word nén quá nhiều dữ liệu bên trong; đề nghị chỉ giữ phần kế hoạch rồi gửi lại.")


def _blocks(body: Any) -> Iterator[Block]:
    table = paragraph = count = 0
    for element in _content(body):
        count += 1
        if count > MOST_BLOCKS:
            return
        if element.tag == qn("w:tbl"):
            table += 1
            yield from _rows(element, table)
            continue
        for line in _text(element).split("\n"):
            paragraph += bool(tidy(line))
            yield Paragraph(tidy(line), paragraph)


def _content(parent: Any, depth: int = 0) -> Iterator[Any]:
    """Paragraphs and tables in order, also inside content controls and tracked insertions; nothing that was deleted."""
    for child in parent:
        if child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in _WRAPPERS and depth < _DEEPEST:
            yield from _content(child, depth + 1)


def _rows(table: Any, number: int) -> Iterator[Row]:
    """Rows with merged cells laid out: a cell spanning columns fills the first, one spanning rows stands in each."""
    above: dict[int, str] = {}
    count = 0
    for row in _inside(table, "w:tr"):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        count += 1
        yield Row(tuple(_cells(row, above)), number, count)


def _cells(row: Any, above: dict[int, str]) -> Iterator[str]:
    column = 0
    for _ in range(_grid_number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"))):
        yield ""
        column += 1
    for cell in _inside(row, "w:tc"):
        width = max(1, _grid_number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1))
        text = _merged(cell, column, above)
        yield from (text, *[""] * (width - 1))
        column += width


def _merged(cell: Any, column: int, above: dict[int, str]) -> str:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    if merge is not None and merge.get(qn("w:val"), "continue") != "restart":
        return above.get(column, "")
    text = "\n".join(t for p in _content(cell) if (t := _cell_line(p)))
    above[column] = text if merge is not None else ""
    return text


def _cell_line(element: Any) -> str:
    if element.tag == qn("w:tbl"):
        return "; ".join(" ".join(tidy(c) for c in row.cells if tidy(c)) for row in _rows(element, 0))
    return "\n".join(tidy(line) for line in _text(element).split("\n")).strip()


def _inside(parent: Any, tag: str, depth: int = 0) -> Iterator[Any]:
    for child in parent:
        if child.tag == qn(tag):
            yield child
        elif child.tag in _WRAPPERS and depth < _DEEPEST:
            yield from _inside(child, tag, depth + 1)


def _grid_number(element: Any, default: int = 0) -> int:
    value = element.get(qn("w:val")) if element is not None else None
    return min(int(value), _WIDEST) if value and value.isdigit() else default


def _text(element: Any, depth: int = 0) -> str:
    """The words of a paragraph: insertions and controls kept, deletions and moved-away text left out."""
    pieces: list[str] = []
    for child in element:
        if child.tag == qn("w:t"):
            pieces.append(child.text or "")
        elif child.tag in {qn("w:tab"), qn("w:ptab")}:
            pieces.append(" ")
        elif child.tag in {qn("w:br"), qn("w:cr")}:
            pieces.append("\n")
        elif child.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif child.tag not in _GONE and isinstance(child.tag, str) and depth < _DEEPEST:
            pieces.append(_text(child, depth + 1))
    return "".join(pieces)
