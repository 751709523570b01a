"""Writes what an archive of an organisation holds as a workbook that a person can read."""

import io
from collections.abc import Iterable, Sequence

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

_WIDTHS = (12, 40, 30, 24, 24, 16, 40)
_LONGEST_CELL = 32_000


def write_book(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """The workbook: for each sheet its name, the names of its columns, its rows.

    Text is text, whatever it begins with.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, heads, rows in sheets:
        sheet = book.create_sheet(name)
        for number, row in enumerate((heads, *rows), 1):
            for place, text in enumerate(row, 1):
                cell = sheet.cell(number, place)
                cell.value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL]
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=number == 1)
        sheet.freeze_panes = "A2"
        for place, width in enumerate(_WIDTHS[: len(heads)], 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
