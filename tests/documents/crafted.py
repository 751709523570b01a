"""Files crafted to cost far more than they weigh: small once packed, enormous once read."""

import io
import zipfile
import zlib
from collections.abc import Sequence

import docx
import openpyxl

from tests.documents.files import saved

WORDS = b"BT /F 10 Tf 50 500 Td 12 TL (line of words) ' (another line of words) ' ET\n"
_LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
BILLION_LAUGHS = f'<!DOCTYPE l [<!ENTITY a "{"a" * 60}">{_LAUGHS}]>'  # &j; is 60 thousand million letters
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_O = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))


def pdf_of_streams(streams: Sequence[bytes], *, size: int = 800, forms: Sequence[bytes] = ()) -> bytes:
    """A PDF whose pages are drawn by these commands; `forms` are named /X0, /X1, … and may draw each other."""
    count = len(streams)
    first_form = 4 + 2 * count
    named = b" ".join(b"/X%d %d 0 R" % (i, first_form + i) for i in range(len(forms)))
    resources = b"<< /Font << /F 3 0 R >> /XObject << %s >> >>" % named
    kids = b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, stream in enumerate(streams):
        objects.append(_stream(stream, b""))
        box = b"/MediaBox [0 0 %d %d]" % (size, size)
        contents = b"/Contents %d 0 R" % (4 + 2 * i)
        objects.append(b"<< /Type /Page /Parent 2 0 R %s %s /Resources %s >>" % (box, contents, resources))
    kind = b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d] /Resources %s" % (size, size, resources)
    objects += [_stream(form, kind) for form in forms]
    return _numbered(objects)


def _stream(commands: bytes, entries: bytes) -> bytes:
    packed = zlib.compress(commands, 9)
    return b"<< %s /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def _numbered(objects: Sequence[bytes]) -> bytes:
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(written))
    return bytes(written) + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end


def grid(lines: int, size: int) -> bytes:
    """As many lines across as down, over the whole page."""
    places = [i * size // lines for i in range(lines)]
    return WORDS + b"".join(b"%d 0 m %d %d l S 0 %d m %d %d l S\n" % (p, p, size, p, size, p) for p in places)


def boxes(count: int) -> bytes:
    """Small boxes strewn over the page, no two alike: they do not pack well."""
    return WORDS + b"".join(
        b"%d %d %d %d re S\n" % (i * 7919 % 700, i * 104729 % 700, i * 31 % 61 + 1, i * 17 % 53 + 1)
        for i in range(count)
    )


def letters(count: int) -> bytes:
    """One page of so many letters."""
    return b"BT /F 10 Tf 50 500 Td\n" + b"(%s) Tj\n" % (b"a" * 50) * (count // 50) + b"ET\n"


def forms_in_forms(depth: int) -> bytes:
    """A page of one form that draws another ten times, which draws another ten times, and so on."""
    inner = [b"/X%d Do\n" % (i + 1) * 10 for i in range(depth)]
    return pdf_of_streams([WORDS + b"/X0 Do\n"], forms=[*inner, WORDS * 10])


def blanks(megabytes: int) -> bytes:
    """A page whose commands are so many megabytes of nothing: a thousandth of it in the file."""
    return pdf_of_streams([WORDS + b" " * (megabytes * 1_000_000)])


def docx_with(body: str, doctype: str = "") -> bytes:
    """A Word file with this inside its body."""
    text = f'<?xml version="1.0"?>{doctype}<w:document {_W}><w:body>{body}</w:body></w:document>'
    return _with_part(saved(docx.Document()), "word/document.xml", text)


def xlsx_with(data: str, doctype: str = "", behind: str = "") -> bytes:
    """An Excel file whose only sheet has these rows, and this behind them."""
    text = f'<?xml version="1.0"?>{doctype}<worksheet {_S}><sheetData>{data}</sheetData>{behind}</worksheet>'
    return _with_part(saved(openpyxl.Workbook()), "xl/worksheets/sheet1.xml", text)


def ods_with(rows: str, doctype: str = "") -> bytes:
    """An OpenDocument spreadsheet with these rows."""
    body = f"<office:body><office:spreadsheet><table:table>{rows}</table:table></office:spreadsheet></office:body>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        text = f'<?xml version="1.0"?>{doctype}<office:document-content {_O}>{body}</office:document-content>'
        archive.writestr("content.xml", text)
    return content.getvalue()


def _with_part(document: bytes, name: str, text: str) -> bytes:
    """The same zipped document with another part of that name."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item.filename, text if item.filename == name else old.read(item))
    return content.getvalue()
