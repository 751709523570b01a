"""Lays out a report as .xlsx: figures as numbers, lists with filters, sheets set up for printing."""

import io
from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from documents.reports.report_contents import NO_FIGURE, columns, compared, paper_of
from documents.reports.report_paper import Column, Letterhead, Section
from documents.reports.report_phrases import form, instant_of, period_of, words
from domain.names import tidy
from domain.reports import PeriodReport, UnitPlace, ranked

Cell = str | int
_THIN = Side(style="thin", color="808080")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE = PatternFill("solid", fgColor="E8ECF2")
_HEADER_ROW = 4
_LISTS = ("overdue", "finished", "extensions", "obstacles", "due_next")
_MILLIMETRES_OF_A_CHARACTER = 1.9
_MOST_CHARACTERS = 60


def write_workbook(report: PeriodReport, zone: tzinfo) -> bytes:
    """The workbook: a sheet for the figures, for the units and for each list.

    Text is text, whatever it begins with.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    paper = paper_of(report, zone, Letterhead())
    names = form()["workbook"]["names"]
    _sheet(book, names[0], report, zone, _overall_columns(report), _overall(report))
    _sheet(book, names[1], report, zone, _unit_columns(), [_unit(one, report) for one in ranked(report.units)])
    for name, table, section in zip(names[2:], _LISTS, paper.sections[2:], strict=False):  # proposals are no list
        _sheet(book, name, report, zone, columns(table), _rows_of(section))
    book.properties.creator = tidy(report.organisation)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _rows_of(section: Section) -> list[tuple[Cell, ...]]:
    rows = section.table.rows if section.table else ()
    return [tuple(int(cell) if cell.isdecimal() else cell for cell in row) for row in rows]


def _overall_columns(report: PeriodReport) -> tuple[Column, ...]:
    now, before = (period_of(period, is_short=True) for period in (report.period, report.period_before))
    return columns("overall", now=now, before=before)


def _overall(report: PeriodReport) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for title, figures in compared(report):
        rows.append((title, "", "", ""))
        rows += [
            (label, now, *((before, now - before) if report.has_before else (NO_FIGURE, NO_FIGURE)))
            for label, now, before in figures
        ]
    return rows


def _unit_columns() -> tuple[Column, ...]:
    widths = [9.0, 70.0]
    headings = form()["workbook"]["unit_columns"]
    return tuple(
        Column(heading, widths[n] if n < len(widths) else 17.0, "left" if n == 1 else "center")
        for n, heading in enumerate(headings)
    )


def _unit(placed: UnitPlace, report: PeriodReport) -> tuple[Cell, ...]:
    unit = placed.unit
    cells, happened, before = unit.figures.standing, unit.figures.happened, unit.before.standing
    then = (before.total, before.done_on_time, before.done_late, before.open_overdue)
    place, percent = (NO_FIGURE if value is None else value for value in (placed.place, placed.percent))
    return (
        place, tidy(unit.name), cells.total, cells.done_on_time, cells.done_late, cells.open_in_time,
        cells.open_overdue, percent, cells.reported, happened.done_on_time + happened.done_late,
        happened.extensions_granted, happened.extensions_refused, happened.obstacles_raised,
        happened.obstacles_cleared, happened.check_ins_silent,
        *(then if report.has_before else (NO_FIGURE,) * len(then)),
    )  # fmt: skip


def _sheet(
    book: Any,
    name: str,
    report: PeriodReport,
    zone: tzinfo,
    shown: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
) -> None:
    sheet = book.create_sheet(name)
    title = words("workbook", "title", period=period_of(report.period).upper())
    for line, text in enumerate((tidy(report.organisation).upper(), title), 1):
        _put(sheet, line, 1, text, is_bold=True)
    _put(sheet, 3, 1, words("workbook", "as_of", at=instant_of(report.as_of, zone)))
    for place, column in enumerate(shown, 1):
        _put(sheet, _HEADER_ROW, place, column.heading, is_bold=True, align="center", is_header=True)
        width = min(_MOST_CHARACTERS, column.width / _MILLIMETRES_OF_A_CHARACTER)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for at, row in enumerate(rows, _HEADER_ROW + 1):
        for place, (cell, column) in enumerate(zip(row, shown, strict=True), 1):
            _put(sheet, at, place, cell, align=column.align, is_boxed=True, is_bold=row[1:] == ("", "", ""))
    _set_up(sheet, len(shown), _HEADER_ROW + len(rows))


def _put(
    sheet: Any,
    row: int,
    place: int,
    value: Cell,
    *,
    is_bold: bool = False,
    align: str = "",
    is_header: bool = False,
    is_boxed: bool = False,
) -> None:
    """A number as a number; a text as a text even where it looks like a formula, also after somebody edits it."""
    cell = sheet.cell(row, place)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in {"=", "+", "-", "@"}
    cell.font = Font(name=form()["body"]["font"], size=form()["size"]["table"], bold=is_bold)
    if align:
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
    if is_header:
        cell.fill = _SHADE
    if is_header or is_boxed:
        cell.border = _BORDER


def _set_up(sheet: Any, width: int, last: int) -> None:
    """What stays in sight on the screen, and how the sheet comes out of a printer."""
    corner = f"A{_HEADER_ROW + 1}"
    sheet.freeze_panes = corner
    if last > _HEADER_ROW:
        sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(width)}{last}"
    page = form()["page"]
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    for side in ("top", "bottom", "left", "right"):
        setattr(sheet.page_margins, side, page["right" if side in {"left", "right"} else side] / 25.4)
    sheet.oddFooter.center.text = form()["workbook"]["page"]
