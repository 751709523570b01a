"""Word documents: python-docx gives the grid, our own walker the words, as they stand with all changes accepted."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from documents.plans.blocks import MOST_BLOCKS, Block, Paragraph, PlanUnreadable, Row
from documents.plans.formats.numbering import ListNumbers
from documents.plans.formats.packed import is_bomb
from domain.names import tidy

_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE file: an encrypted .docx, or an old .doc named .docx
_SECOND_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box written twice
_GONE = {qn(t) for t in ("w:del", "w:moveFrom", "w:pPrChange", "w:rPrChange", "w:instrText", "w:delText")} | {
    _SECOND_COPY
}
_WRAPPERS = {qn(t) for t in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml")}
_WIDEST, _DEEPEST, _DEEPEST_TABLE = 200, 60, 3


def blocks_of_docx(content: bytes) -> list[Block]:
    """Paragraphs and rows in order. Raises PlanUnreadable for files that are broken, encrypted or a bomb."""
    _check(content)
    try:
        document = docx.Document(BytesIO(content))
        return list(_blocks(document.element.body, ListNumbers.of(document)))
    except (PlanUnreadable, MemoryError):
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
            swells = is_bomb(archive)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise PlanUnreadable(
            "Tệp không phải là tệp Word (.docx) nguyên vẹn; đề nghị mở bằng Word, lưu lại thành .docx rồi gửi lại."
        ) from error
    if swells:
        raise PlanUnreadable("Tệp Word nén quá nhiều dữ liệu bên trong; đề nghị chỉ giữ phần kế hoạch rồi gửi lại.")


def _blocks(body: Any, numbers: ListNumbers) -> Iterator[Block]:
    tables, paragraph, count = Tables(numbers), 0, 0
    for element in _content(body):
        count += 1
        if count > MOST_BLOCKS:
            return
        if element.tag == qn("w:tbl"):
            yield from tables.rows(element)
            continue
        for line in _numbered(element, numbers).split("\n"):
            paragraph += bool(tidy(line))
            yield Paragraph(tidy(line), paragraph)


def _content(parent: Any, depth: int = 0) -> Iterator[Any]:
    """Paragraphs and tables in order, also inside content controls and tracked insertions; nothing that was deleted."""
    for child in parent:
        if child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in _WRAPPERS and depth < _DEEPEST:
            yield from _content(child, depth + 1)


class Tables:
    """Lays out tables: a cell spanning columns fills the first, one spanning rows stands in each.

    A table inside a cell is told twice, as words of the cell and as a table of its own behind the row: a plan may be
    set inside the cell of a frame.
    """

    def __init__(self, numbers: ListNumbers) -> None:
        self._numbers, self._count = numbers, 0

    def rows(self, table: Any, depth: int = 0) -> Iterator[Row]:
        """The rows of a table and of the tables inside it."""
        self._count += 1
        number, count = self._count, 0
        above: dict[int, str] = {}
        for row in _inside(table, "w:tr"):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            count += 1
            yield self._row(row, above, number, count)
            if depth < _DEEPEST_TABLE:
                for inner in self._inner_tables(row):
                    yield from self.rows(inner, depth + 1)

    def _inner_tables(self, row: Any) -> Iterator[Any]:
        for cell in _inside(row, "w:tc"):
            yield from (e for e in _content(cell) if e.tag == qn("w:tbl") and _looks_like_rows(e))

    def _row(self, row: Any, above: dict[int, str], number: int, count: int) -> Row:
        cells: list[str] = [""] * _grid_number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"))
        repeated: set[int] = set()
        widest = many = 0
        for cell in _inside(row, "w:tc"):
            width = max(1, _grid_number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1))
            widest, many = max(widest, width), many + 1
            text, is_repeated = self._merged(cell, len(cells), above)
            if is_repeated:
                repeated.add(len(cells))
            cells += [text, *[""] * (width - 1)]
        is_banner = widest >= 3 and many <= 2
        return Row(tuple(cells), number, count, repeated=frozenset(repeated), is_banner=is_banner)

    def _merged(self, cell: Any, column: int, above: dict[int, str]) -> tuple[str, bool]:
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merge is not None and merge.get(qn("w:val"), "continue") != "restart":
            return above.get(column, ""), True
        text = "\n".join(t for p in _content(cell) if (t := self._line(p)))
        above[column] = text if merge is not None else ""
        return text, False

    def _line(self, element: Any) -> str:
        if element.tag == qn("w:tbl"):
            inside = ListNumbers.without_lists()
            rows = Tables(inside).rows(element, _DEEPEST_TABLE)
            return "; ".join(" ".join(tidy(c) for c in row.cells if tidy(c)) for row in rows)
        return "\n".join(tidy(line) for line in _numbered(element, self._numbers).split("\n")).strip()


def _looks_like_rows(table: Any) -> bool:
    rows = list(_inside(table, "w:tr"))
    return len(rows) >= 2 and len(list(_inside(rows[0], "w:tc"))) >= 3


def _numbered(paragraph: Any, numbers: ListNumbers) -> str:
    """The words of a paragraph behind the label that Word counts for it; a deleted paragraph takes no number."""
    text = _text(paragraph)
    if not text.strip() and paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
        return ""
    label = numbers.label_of(paragraph)
    return f"{label} {text}".strip() if label else text


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
