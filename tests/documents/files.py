"""Plans made by program in every format, for tests: the same few rows, or as many as asked for."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import docx
import openpyxl
import xlwt

from tests.documents.annex import escaped, pdf_of

HEADER = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành", "Ghi chú")
ROWS = (
    ("1", "Xây dựng kế hoạch tuyên truyền", "Phòng VH-XH", "Công an phường", "Trước ngày 20/5/2026", "gấp"),
    ("2", "Rà soát hộ kinh doanh trên địa bàn", "Phòng KT-HT&ĐT", "các tổ dân phố", "Quý II/2026", ""),
    ("3", "Báo cáo kết quả thực hiện nhiệm vụ", "Văn phòng HĐND và UBND phường", "", "Hằng tháng", ""),
)
HEAD = (
    "UBND PHƯỜNG THỦY NGUYÊN",
    "Số: 15/KH-UBND",
    "Thủy Nguyên, ngày 09 tháng 4 năm 2026",
    "KẾ HOẠCH",
    "năm 2026",
    "",
)
Table = Sequence[Sequence[Any]]


def many_rows(count: int) -> list[tuple[str, ...]]:
    """As many tasks as asked for, no two alike."""
    return [
        (str(i), f"Rà soát, hoàn thiện hồ sơ quản lý khu dân cư số {i} trên địa bàn phường", *ROWS[i % 3][2:])
        for i in range(1, count + 1)
    ]


def docx_of(rows: Table = ROWS, header: Sequence[str] = HEADER) -> bytes:
    """A Word file with a letterhead and one table."""
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=len(rows) + 1, cols=len(header))
    cells = table._cells
    for i, row in enumerate((header, *rows)):
        for j, words in enumerate(row):
            cells[i * len(header) + j].text = words
    return saved(document)


def pdf_table(rows: Table = ROWS, header: Sequence[str] = HEADER) -> bytes:
    """A digital PDF with the header on every page."""
    heads = ", ".join(f"[{escaped(h)}]" for h in header)
    cells = ",\n".join(f"[{escaped(c)}]" for row in rows for c in row)
    widths = "12mm, 78mm, 48mm, 48mm, 38mm, 26mm"
    return pdf_of(HEAD[:-1], f"#table(columns: ({widths}), table.header({heads}),\n{cells})")


def xlsx_of(rows: Table = ROWS, header: Sequence[str] = HEADER, formats: dict[str, str] | None = None) -> bytes:
    """An Excel file; `formats` gives cells ("E2") their number formats."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (header, *rows):
        sheet.append(list(row))
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    return saved(book)


def xls_of(rows: Table = ROWS, header: Sequence[str] = HEADER, number_format: str = "DD/MM/YYYY") -> bytes:
    """An old Excel file; dates carry the date format."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("KH")
    style = xlwt.easyxf(num_format_str=number_format)
    for i, row in enumerate((header, *rows)):
        for j, value in enumerate(row):
            if isinstance(value, date | datetime):
                sheet.write(i, j, value, style)
            else:
                sheet.write(i, j, value)
    return saved(book)


def ods_of(rows: Table = ROWS, header: Sequence[str] = HEADER) -> bytes:
    """An OpenDocument spreadsheet as LibreOffice writes it, in short."""
    lines = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{escape(str(c))}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in (header, *rows)
    )
    names = "office table text"
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names.split())
    body = f"<office:body><office:spreadsheet><table:table>{lines}</table:table></office:spreadsheet></office:body>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return content.getvalue()


def csv_of(rows: Table = ROWS, header: Sequence[str] = HEADER) -> bytes:
    """A .csv with semicolons, as Vietnamese Excel writes it."""
    return "\n".join(";".join(f'"{c}"' for c in row) for row in (header, *rows)).encode("utf-8-sig")


def markdown_of(rows: Table = ROWS, header: Sequence[str] = HEADER) -> bytes:
    """A Markdown text with a pipe table."""
    ruler = "|" + "---|" * len(header)
    lines = [f"| {' | '.join(row)} |" for row in (header, *rows)]
    return "\n".join((*HEAD, lines[0], ruler, *lines[1:])).encode()


def text_of(rows: Table = ROWS, header: Sequence[str] = HEADER) -> bytes:
    """A text with tabs."""
    return "\n".join((*HEAD, *("\t".join(row) for row in (header, *rows)))).encode()


def saved(document: Any) -> bytes:
    """The bytes of anything that knows how to save itself."""
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
