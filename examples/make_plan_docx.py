"""Makes ke-hoach-thuy-nguyen.docx from the .txt beside it: run it again after the text has changed.

It is set as the paper is: A4 upright, Times New Roman 14, letterhead and signature in two columns without lines. The
header row of the table repeats on each page and row 11 is torn in two, as the pages of the plan have it.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

DAY = datetime(2026, 4, 9, tzinfo=UTC)
HERE = Path(__file__).parent
SOURCE, RESULT = HERE / "ke-hoach-thuy-nguyen.txt", HERE / "ke-hoach-thuy-nguyen.docx"
FONT, SIZE, OFFICE_SIZE, TABLE_SIZE, ADDRESSEES_SIZE, LINE = "Times New Roman", Pt(14), Pt(12), Pt(12), Pt(12), Pt(17)
MARGINS = {"top_margin": Mm(20), "bottom_margin": Mm(20), "left_margin": Mm(30), "right_margin": Mm(15)}
WIDTHS = (Mm(11), Mm(65), Mm(26), Mm(36), Mm(27))  # number, task, lead, coordinating, time: 165 mm between the margins
HALVES = (Mm(80), Mm(85))
CENTRED = frozenset({0, 2, 4})  # columns of the table
BOLD = re.compile(r"\*\*(.+?)\*\*")
HEADING = re.compile(r"[IVX]+\. [A-ZĐ]|\d\. (?!.*chủ trì)")
# The text begins below these lines of the letterhead, which are printed on the paper.
PARTY, OFFICE = "ĐẢNG CỘNG SẢN VIỆT NAM", ("ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG", "ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN")
CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def main() -> None:
    """Write the Word document next to the text."""
    document = new_document()
    head, body, addressees, signature = parts(SOURCE.read_text(encoding="utf-8"))
    add_letterhead(document, head)
    add_body(document, body)
    add_signature(document, addressees, signature)
    save(document)


def save(document: Any) -> None:
    """The file, the same bytes each time: every part of the archive gets one fixed day."""
    written = BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(RESULT, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in made.infolist():
            kept.writestr(zipfile.ZipInfo(part.filename, DAY.timetuple()[:6]), made.read(part), zipfile.ZIP_DEFLATED)


def new_document() -> Any:
    """A4 with the margins and the type of party papers; a fixed day keeps the file the same."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, width in MARGINS.items():
        setattr(section, name, width)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, SIZE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(0)
    style.paragraph_format.line_spacing = 1.0
    document.core_properties.author = "dondoc"
    document.core_properties.created = document.core_properties.modified = DAY
    return document


def parts(text: str) -> tuple[list[str], str, list[str], list[str]]:
    """Letterhead, body, addressees and signature of the text: lines, but for the body."""
    text = re.sub(r"\*\*([^*\n]+)\n([^*\n]+)\*\*", r"**\1**\n**\2**", text)
    head, rest = text.split("KẾ HOẠCH\n", 1)
    body, end = rest.split("Nơi nhận:", 1)
    addressees, signature = end.split("**", 1)
    return _lines(head), f"KẾ HOẠCH\n{body}", _lines(f"Nơi nhận:\n{addressees}"), _lines(f"**{signature}")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def add_letterhead(document: Any, lines: Sequence[str]) -> None:
    """Who issues the paper and its number on the left; the party, place and day on the right."""
    star, number, place_and_day = lines
    left, right = add_halves(document)
    for line in (*OFFICE, star, number):
        add_line(left, line, size=OFFICE_SIZE, is_bold=line == OFFICE[-1], align=CENTRE)
    add_line(right, PARTY, is_bold=True, align=CENTRE)
    right.paragraphs[-1].runs[0].underline = True
    for _ in range(2):
        add_line(right, "", size=OFFICE_SIZE, align=CENTRE)
    add_line(right, place_and_day, size=Pt(13), is_italic=True, align=CENTRE)


def add_signature(document: Any, addressees: Sequence[str], signature: Sequence[str]) -> None:
    """The addressees on the left in small type, who signs on the right."""
    left, right = add_halves(document)
    for number, line in enumerate(addressees):
        add_line(left, line, size=ADDRESSEES_SIZE, is_bold=number == 0, is_italic=number == 0)
    *office, name = signature
    for line in office:
        add_line(right, line.strip("*"), is_bold=True, align=CENTRE)
    for _ in range(4):  # the place of the seal
        add_line(right, "", align=CENTRE)
    add_line(right, name, is_bold=True, align=CENTRE)


def add_halves(document: Any) -> tuple[Any, Any]:
    """Two columns without lines."""
    table = document.add_table(rows=1, cols=2)
    set_widths(table, HALVES)
    left, right = table.rows[0].cells
    return left, right


def add_line(
    cell: Any,
    words: str,
    *,
    size: Length | None = None,
    is_bold: bool = False,
    is_italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    """One paragraph of a cell; the empty one that a new cell has is used first."""
    is_new = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs and not cell.paragraphs[0].alignment
    paragraph = cell.paragraphs[0] if is_new else cell.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = is_bold, is_italic, size


def add_body(document: Any, text: str) -> None:
    """Prose, and the table."""
    for piece in pieces(text):
        if isinstance(piece, str):
            add_paragraph(document, piece)
        else:
            add_table(document, piece)


def pieces(text: str) -> Iterator[str | list[list[str]]]:
    """Lines of prose, and a table as its rows: the header that each page of the paper repeats stands in it once."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        if "\t" in line:
            row = [cell.strip() for cell in line.split("\t")]
            rows += [row] if row not in rows else []
            continue
        if not line.strip():
            continue
        if rows:
            yield rows
            rows = []
        yield line.strip()


def add_paragraph(document: Any, line: str) -> None:
    """One line; the two lines of the title stand in the middle, prose is indented and set to both margins."""
    paragraph = document.add_paragraph()
    if line.startswith("** ") and line.endswith(".*"):  # the note under the table, a star and italics on paper
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
        paragraph.add_run(line[1:-1]).italic = True
        return
    is_title = line == "KẾ HOẠCH" or line.startswith(("triển khai thực hiện", "đồng chí Tổng Bí thư"))
    layout = paragraph.paragraph_format
    if is_title:
        paragraph.alignment = CENTRE
        layout.space_before = Pt(14 if line == "KẾ HOẠCH" else 0)
        layout.space_after = Pt(10 if line.startswith("đồng chí") else 0)
    else:
        paragraph.alignment = BOTH
        layout.first_line_indent, layout.space_after = Mm(10), Pt(4)
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    is_heading = is_title or HEADING.match(line) is not None
    layout.keep_with_next = is_heading
    for i, words in enumerate(BOLD.split(line)):
        if words:
            paragraph.add_run(words).bold = bool(i % 2) or is_heading


def add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    """A grid table whose first row is the header, which Word repeats where the table runs over a page.

    Pages end between rows.
    """
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        for column, (cell, words) in enumerate(zip(table.add_row().cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = CENTRE if number == 0 or column in CENTRED else None
            run = paragraph.add_run(words)
            run.bold, run.font.size = number == 0, TABLE_SIZE
        if not row[0]:
            join_rows(table.rows[number - 1], table.rows[number])
    set_widths(table, WIDTHS)
    for number, row in enumerate(table.rows):
        for name in ("w:cantSplit", "w:tblHeader") if number == 0 else ("w:cantSplit",):
            row.cells[0].paragraphs[0].paragraph_format.element.getparent().getparent().get_or_add_trPr().append(
                OxmlElement(name)
            )


def join_rows(upper: Any, lower: Any) -> None:
    """No line between the halves of a row that the paper tears in two."""
    for row, edge in ((upper, "w:bottom"), (lower, "w:top")):
        for cell in row.cells:
            borders, line = OxmlElement("w:tcBorders"), OxmlElement(edge)
            line.set(qn("w:val"), "nil")
            borders.append(line)
            cell.paragraphs[0].paragraph_format.element.getparent().get_or_add_tcPr().append(borders)


def set_widths(table: Any, widths: Sequence[Length]) -> None:
    """These columns, whatever stands in them; both programs look at the grid, one also at each cell."""
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


if __name__ == "__main__":
    main()
