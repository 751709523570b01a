"""Word documents: the grid by python-docx, the text by our own reader, with changes accepted and lists numbered.

Old formats are converted by LibreOffice first.
"""

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from documents.plans.blocks import MOST_BLOCKS, Block, Paragraph, PlanUnreadable, Row
from documents.zip_limits import is_bomb
from domain.names import tidy

_DEEPEST_LEVEL = 9  # Word's own bound
_LONGEST_STYLE_CHAIN = 12
_ROMANS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE file: an encrypted .docx, or an old .doc named .docx
_SECOND_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box written twice
_GONE = {qn(t) for t in ("w:del", "w:moveFrom", "w:pPrChange", "w:rPrChange", "w:instrText", "w:delText")} | {
    _SECOND_COPY
}
_WRAPPERS = {qn(t) for t in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml")}
_WIDEST, _DEEPEST, _DEEPEST_TABLE = 200, 60, 3

LONGEST_CONVERSION = 90.0  # seconds; LibreOffice alone takes up to ten to start for the first time
_ADVICE = (
    "đề nghị mở bằng Word, chọn Tệp (File) → Lưu thành (Save As) → Tài liệu Word (*.docx) rồi gửi lại tệp .docx đó."
)


class _ListNumbers:
    """Counts list numbers while a document is read once from top to bottom; without lists there are no labels."""

    def __init__(self, lists: dict[str, Any], abstract: dict[str, Any], styles: dict[str, Any]) -> None:
        self._lists, self._abstract, self._styles = lists, abstract, styles
        self._counts: dict[tuple[str, int], int] = {}
        self._restarted: set[tuple[str, int]] = set()

    @classmethod
    def of(cls, document: Any) -> "_ListNumbers":
        """The lists of an opened Word document."""
        root = _numbering_of(document)
        return cls(
            _by_id(root, "w:num", "w:numId"),
            _by_id(root, "w:abstractNum", "w:abstractNumId"),
            _by_id(document.styles.element, "w:style", "w:styleId"),
        )

    @classmethod
    def without_lists(cls) -> "_ListNumbers":
        """Counts nothing: for words that are read a second time."""
        return cls({}, {}, {})

    def label_of(self, paragraph: Any) -> str:
        """The label of the next numbered paragraph, "" for one without a number; bullets are "-"."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, level = place
        definition = self._definition(number, level)
        if definition is None:
            return ""
        self._count(number, level)
        return self._label(number, level, definition)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or those of its style."""
        number, level = "", None
        for properties in self._properties(paragraph):
            if (own := properties.find(qn("w:numPr"))) is not None:
                number = number or _value(own.find(qn("w:numId")))
                level = level if level is not None else _value(own.find(qn("w:ilvl"))) or None
        depth = int(level) if level and level.isdigit() else 0
        return (number, depth) if number in self._lists and depth < _DEEPEST_LEVEL else None

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        """The paragraph's own properties, then those of its style and of the styles that one is based on."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return
        yield properties
        style = self._styles.get(_value(properties.find(qn("w:pStyle"))))
        for _ in range(_LONGEST_STYLE_CHAIN):
            if style is None:
                return
            if (inherited := style.find(qn("w:pPr"))) is not None:
                yield inherited
            style = self._styles.get(_value(style.find(qn("w:basedOn"))))

    def _count(self, number: str, level: int) -> None:
        """One step at the level; deeper levels begin again. Lists of one abstract list count on from each other."""
        key = self._key(number)
        override = self._override(number, level)
        if override is not None and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            self._counts[key, level] = override
        else:
            known = self._counts.get((key, level))
            self._counts[key, level] = self._start(number, level) if known is None else known + 1
        for deeper in range(level + 1, _DEEPEST_LEVEL):
            self._counts.pop((key, deeper), None)

    def _label(self, number: str, level: int, definition: Any) -> str:
        style = _value(definition.find(qn("w:numFmt")))
        if style == "bullet":
            return "-"
        text = _value(definition.find(qn("w:lvlText")))
        legal = definition.find(qn("w:isLgl")) is not None
        for above in range(level + 1):
            if f"%{above + 1}" in text:
                text = text.replace(f"%{above + 1}", self._shown(number, above, plain=legal))
        return text.strip()

    def _shown(self, number: str, level: int, *, plain: bool) -> str:
        definition = self._definition(number, level)
        style = _value(definition.find(qn("w:numFmt"))) if definition is not None else "decimal"
        count = self._counts.get((self._key(number), level), self._start(number, level))
        return written(count, "decimal" if plain else style)

    def _key(self, number: str) -> str:
        return _value(self._lists[number].find(qn("w:abstractNumId")))

    def _override(self, number: str, level: int) -> int | None:
        for override in self._lists[number].findall(qn("w:lvlOverride")):
            start = _value(override.find(qn("w:startOverride")))
            if override.get(qn("w:ilvl")) == str(level) and start.isdigit():
                return int(start)
        return None

    def _start(self, number: str, level: int) -> int:
        definition = self._definition(number, level)
        start = _value(definition.find(qn("w:start"))) if definition is not None else ""
        return int(start) if start.isdigit() else 1

    def _definition(self, number: str, level: int) -> Any:
        for place in (*self._lists[number].findall(qn("w:lvlOverride")), self._abstract.get(self._key(number))):
            levels = place.findall(qn("w:lvl")) if place is not None else ()
            for definition in levels:
                if definition.get(qn("w:ilvl")) == str(level):
                    return definition
        return None


def written(count: int, style: str) -> str:
    """A count as Word writes it: decimal, letters (a ... z, aa), Roman; anything else as a plain number."""
    if style in {"lowerLetter", "upperLetter"} and count > 0:
        letters = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        return _roman(count) if style == "upperRoman" else _roman(count).lower()
    if style == "none":
        return ""
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, sign in _ROMANS:
        letters += sign * (count // value)
        count %= value
    return letters


def _numbering_of(document: Any) -> Any:
    try:
        return parse_xml(document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).blob)
    except KeyError:
        return None


def _by_id(root: Any, tag: str, attribute: str) -> dict[str, Any]:
    found = root.findall(qn(tag)) if root is not None else ()
    return {key: element for element in found if (key := element.get(qn(attribute)))}


def _value(element: Any) -> str:
    return element.get(qn("w:val")) or "" if element is not None else ""


def blocks_of_docx(content: bytes) -> list[Block]:
    """Paragraphs and rows in order. Raises PlanUnreadable for files that are broken, encrypted or a bomb."""
    _check(content)
    try:
        document = docx.Document(BytesIO(content))
        return list(_blocks(document.element.body, _ListNumbers.of(document)))
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


def _blocks(body: Any, numbers: _ListNumbers) -> Iterator[Block]:
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


# Not python-docx's `cell.text`: it loses tracked insertions and content controls. docx2python cuts a row that holds a
# table, markitdown shifts the columns under merged cells.
class Tables:
    """Lays out tables: a cell spanning columns fills the first, one spanning rows stands in each.

    A table inside a cell is told twice, as words of the cell and as a table of its own behind the row: a plan may be
    set inside the cell of a frame.
    """

    def __init__(self, numbers: _ListNumbers) -> None:
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
            inside = _ListNumbers.without_lists()
            rows = Tables(inside).rows(element, _DEEPEST_TABLE)
            return "; ".join(" ".join(tidy(c) for c in row.cells if tidy(c)) for row in rows)
        return "\n".join(tidy(line) for line in _numbered(element, self._numbers).split("\n")).strip()


def _looks_like_rows(table: Any) -> bool:
    rows = list(_inside(table, "w:tr"))
    return len(rows) >= 2 and len(list(_inside(rows[0], "w:tc"))) >= 3


def _numbered(paragraph: Any, numbers: _ListNumbers) -> str:
    """The words of a paragraph behind the label that Word counts for it; a deleted paragraph takes no number."""
    # Word counts numbers when it shows a document; the file only says which list a paragraph is in.
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


def blocks_of_converted(content: bytes, ending: str) -> list[Block]:
    """The blocks of an old file, converted to .docx first. Raises PlanUnreadable with how to do it by hand."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise PlanUnreadable(f"Máy chủ chưa có LibreOffice để đọc tệp {ending}; {_ADVICE}")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"plan{ending}"
        source.write_bytes(content)
        converted = _converted(program, source)
        return blocks_of_docx(converted.read_bytes())


def _converted(program: str, source: Path) -> Path:
    """A profile of its own lets several conversions run at once and leaves nothing behind."""
    profile = (source.parent / "profile").as_uri()
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", "docx", "--outdir", str(source.parent / "out"), str(source)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_CONVERSION)  # noqa: S603 - no shell, own arguments
    except (subprocess.SubprocessError, OSError) as error:
        raise PlanUnreadable(f"Không chuyển được tệp {source.suffix}; {_ADVICE}") from error
    made = source.parent / "out" / "plan.docx"
    if not made.exists():
        raise PlanUnreadable(f"Không chuyển được tệp {source.suffix}; {_ADVICE}")
    return made
