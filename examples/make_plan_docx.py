"""Makes ke-hoach-thuy-nguyen.docx from the .txt beside it: run it again after the text has changed.

The table is split in three, the header row repeats and row 11 is torn in two, exactly as the pages of the plan have it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

HERE = Path(__file__).parent
SOURCE, RESULT = HERE / "ke-hoach-thuy-nguyen.txt", HERE / "ke-hoach-thuy-nguyen.docx"
WIDTHS = (Mm(14), Mm(92), Mm(40), Mm(56), Mm(42))
BOLD = re.compile(r"\*\*(.+?)\*\*")


def main() -> None:
    """Write the Word document next to the text."""
    document = new_document()
    for piece in pieces(SOURCE.read_text(encoding="utf-8")):
        if isinstance(piece, str):
            add_paragraph(document, piece)
        else:
            add_table(document, piece)
    document.save(str(RESULT))


def new_document() -> Any:
    """A4 lying on its side, Times New Roman 13, as ward offices write; a fixed day keeps the file the same."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    document.core_properties.author = "dondoc"
    document.core_properties.created = datetime(2026, 4, 9, tzinfo=UTC)
    document.core_properties.modified = datetime(2026, 4, 9, tzinfo=UTC)
    return document


def pieces(text: str) -> Iterator[str | list[list[str]]]:
    """Lines of prose, and tables as lists of rows; bold that runs over two lines is closed on each."""
    rows: list[list[str]] = []
    text = re.sub(r"\*\*([^*\n]+)\n([^*\n]+)\*\*", r"**\1**\n**\2**", text)
    for line in text.splitlines():
        if "\t" in line:
            rows.append([cell.strip() for cell in line.split("\t")])
            continue
        if rows:
            yield rows
            rows = []
        yield line.strip()


def add_paragraph(document: Any, line: str) -> None:
    """One line; the capital lines and the two lines of the title stand in the middle."""
    paragraph = document.add_paragraph()
    if line.startswith("** ") and line.endswith(".*"):  # the note under the table, a star and italics on paper
        paragraph.add_run(line[1:-1]).italic = True
        return
    if line.isupper() or line.startswith(("triển khai thực hiện", "đồng chí Tổng Bí thư")):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for i, words in enumerate(BOLD.split(line)):
        if words:
            paragraph.add_run(words).bold = bool(i % 2) or line.isupper()


def add_table(document: Any, rows: list[list[str]]) -> None:
    """A grid table whose first row is the header."""
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    table.autofit = False
    for number, row in enumerate(rows):
        for cell, words, width in zip(table.add_row().cells, row, WIDTHS, strict=True):
            cell.width = width
            cell.paragraphs[0].add_run(words).bold = number == 0


if __name__ == "__main__":
    main()
