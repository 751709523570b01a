"""Lays out a paper as .docx: measures of the form, tables whose header rows repeat, page numbers from page two."""

import io
from typing import Any

import docx
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from documents.reports.report_chart import draw_chart
from documents.reports.report_paper import Chart, Paper, Section, Table
from documents.reports.report_phrases import form

_LAST_ROWS = 2
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def write_word(paper: Paper) -> bytes:
    """The .docx; equal papers produce equal bytes."""
    document = _new_document(paper)
    _head(document, paper)
    for line, size in ((paper.kind, "kind"), *((line, "subject") for line in paper.subject)):
        _line(document.add_paragraph(), line, size, "center", is_bold=True)
    _line(document.add_paragraph(), paper.under_subject, "subject", "center")
    _body(document, paper.opening)
    for section in paper.sections:
        _section(document, section)
    _sign(document, paper)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _new_document(paper: Paper) -> Any:
    document = docx.Document()
    page, body = form()["page"], form()["body"]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
    for side in ("top", "bottom", "left", "right"):
        setattr(section, f"{side}_margin", Mm(page[side]))
    section.header_distance = Mm(page["page_number_from_top"])
    style = document.styles["Normal"]
    style.font.name, style.font.size = body["font"], Pt(form()["size"]["body"])
    style.element.rPr.rFonts.set(qn("w:eastAsia"), body["font"])
    style.element.rPr.append(_language())
    style.paragraph_format.line_spacing = 1.0
    document.core_properties.author = " ".join(paper.issuer)
    document.core_properties.title = f"{paper.kind} {' '.join(paper.subject)}"
    document.core_properties.comments = ""
    _number_pages(section)
    return document


def _language() -> Any:
    """Vietnamese, so that Word does not underline every word in red."""
    language = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), "vi-VN")
    return language


def _number_pages(section: Any) -> None:
    """In the middle of the upper margin, from the second page on."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(form()["size"]["page_number"])
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run.font.element.append(element)


def _head(document: Any, paper: Paper) -> None:
    body = form()["body"]
    left, right = _side_by_side(document, body["head_left"], body["head_right"])
    _line(left.paragraphs[0], paper.superior, "superior", "center")
    for issuer in paper.issuer:
        _line(left.add_paragraph(), issuer, "issuer", "center", is_bold=True)
    _line(left.add_paragraph(), "*", "issuer", "center", is_bold=True)
    _line(left.add_paragraph(), paper.number, "number", "center")
    # The rule under the title is as long as the title: underlining is just that.
    _line(right.paragraphs[0], paper.party_title, "party_title", "center", is_bold=True).underline = True
    _line(right.add_paragraph(), "", "party_title", "center")
    _line(right.add_paragraph(), paper.place_and_day, "place_and_day", "center").italic = True
    _line(document.add_paragraph(), "", "body", "center")


def _section(document: Any, section: Section) -> None:
    heading = document.add_paragraph()
    _line(heading, section.heading, "section", "left", is_bold=True)
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_before = Pt(form()["body"]["space_after_points"])
    heading.paragraph_format.space_after = Pt(form()["body"]["space_after_points"])
    heading.paragraph_format.first_line_indent = Mm(form()["body"]["first_line"])
    for paragraph in section.paragraphs:
        _body(document, paragraph)
    if section.chart is not None:
        _chart(document, section.chart)
    if section.table is not None:
        _table(document, section.table)
    for note in section.notes:
        paragraph = document.add_paragraph()
        _line(paragraph, note, "table", "left").italic = True
        paragraph.paragraph_format.space_before = Pt(form()["body"]["space_after_points"])


def _chart(document: Any, chart: Chart) -> None:
    drawn = draw_chart(chart)
    if drawn is None:
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(2 * form()["body"]["space_after_points"])
    picture = paragraph.add_run().add_picture(io.BytesIO(drawn), width=Mm(form()["body"]["chart_width"]))
    picture._inline.docPr.set("descr", chart.says)  # noqa: SLF001 -- python-docx has no name for the alternative text


def _body(document: Any, text: str) -> None:
    paragraph, body = document.add_paragraph(), form()["body"]
    _line(paragraph, text, "body", "justify")
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after = Mm(body["first_line"]), Pt(body["space_after_points"])
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(body["line_points"])


def _table(document: Any, table: Table) -> None:
    grid = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_widths(grid, [column.width for column in table.columns])
    header = grid.add_row()
    _set_sides(grid, form()["body"]["cell_side"], form()["body"]["cell_top"])
    _mark_row(header, "w:tblHeader")
    for cell, column in zip(header.cells, table.columns, strict=True):
        _cell(cell, column.heading, "center", column.width, is_bold=True)
    for number, row in enumerate(table.rows):
        line = grid.add_row()
        if number in table.strong:
            width = sum(column.width for column in table.columns)
            _cell(line.cells[0].merge(line.cells[-1]), row[0], "left", width, is_bold=True)
            continue
        for cell, text, column in zip(line.cells, row, table.columns, strict=True):
            _cell(cell, text, column.align, column.width)
    for row in grid.rows:
        _mark_row(row, "w:cantSplit")


def _cell(cell: Any, text: str, align: str, width: float, *, is_bold: bool = False) -> None:
    cell.width = Mm(width)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    _line(cell.paragraphs[0], text, "table", align, is_bold=is_bold)


def _mark_row(row: Any, name: str) -> None:
    """Repeat the row on each page (w:tblHeader), or keep it in one piece (w:cantSplit)."""
    _table_row(row).get_or_add_trPr().append(OxmlElement(name))


def _table_row(row: Any) -> Any:
    """The XML of a row (w:tr): python-docx publishes that of paragraphs, which stand in a cell of it."""
    return row.cells[0].paragraphs[0].paragraph_format.element.getparent().getparent()


def _set_widths(grid: Any, widths: list[float]) -> None:
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)


def _sign(document: Any, paper: Paper) -> None:
    """Who signs never stands alone on a page: the end of the last part goes with it."""
    body = form()["body"]
    _line(document.add_paragraph(), "", "body", "left")
    _keep_together(document)
    left, right = _side_by_side(document, body["sign_left"], body["sign_right"])
    _line(left.paragraphs[0], paper.recipients_title, "recipients_title", "left").underline = True
    for recipient in paper.recipients:
        _line(left.add_paragraph(), recipient, "recipients", "left")
    _line(right.paragraphs[0], paper.authority, "authority", "center", is_bold=True)
    _line(right.add_paragraph(), paper.position, "authority", "center")
    for text in ("", "", "", paper.signer):
        _line(right.add_paragraph(), text, "authority", "center", is_bold=True)


def _keep_together(document: Any) -> None:
    """The last rows of the last table, and what stands behind it, stay on the page of what follows."""
    ends = [element for element in document.element.body if element.tag in {qn("w:p"), qn("w:tbl")}]
    last = max((place for place, element in enumerate(ends) if element.tag == qn("w:tbl")), default=len(ends))
    behind = [Paragraph(element, document) for element in ends[last + 1 :]]
    rows = document.tables[-1].rows[-_LAST_ROWS:] if last < len(ends) else []
    for paragraph in (*behind, *(p for row in rows for cell in row.cells for p in cell.paragraphs)):
        paragraph.paragraph_format.keep_with_next = True


def _side_by_side(document: Any, left: float, right: float) -> tuple[Any, Any]:
    """Two cells without lines; the pair is never torn over two pages."""
    grid = document.add_table(rows=1, cols=2)
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_widths(grid, [left, right])
    _set_sides(grid, 0)  # the two halves of the head need every millimetre
    _mark_row(grid.rows[0], "w:cantSplit")
    cells = grid.rows[0].cells
    cells[0].width, cells[1].width = Mm(left), Mm(right)
    return cells[0], cells[1]


def _set_sides(grid: Any, side_by: float, top: float = 0) -> None:
    """Millimetres between text and the edges of its cell: Word's own 1.9 tear words of narrow columns in two."""
    margins = OxmlElement("w:tblCellMar")
    for side, millimetres in (("top", top), ("left", side_by), ("bottom", top), ("right", side_by)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(round(Mm(millimetres).twips)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties = _table_row(grid.rows[0]).getparent().tblPr
    looks = properties.find(qn("w:tblLook"))  # the schema has the margins before this
    if looks is None:
        properties.append(margins)
    else:
        looks.addprevious(margins)


def _line(paragraph: Any, text: str, size: str, align: str, *, is_bold: bool = False) -> Any:
    """Add one run of text to a paragraph without space around it. Returns the run's font."""
    paragraph.alignment = _ALIGN[align]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(form()["size"][size]), is_bold
    return run.font
