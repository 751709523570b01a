"""Writes one report as any of its three kinds of files and names the file."""

from datetime import tzinfo
from enum import StrEnum

from documents.reports.pdf_report import write_pdf
from documents.reports.report_contents import paper_of
from documents.reports.report_paper import Letterhead
from documents.reports.word_report import write_word
from documents.reports.workbook_report import write_workbook
from domain.reports import PeriodReport


class FileKind(StrEnum):
    """What a report can be written as."""

    WORD = "docx"
    WORKBOOK = "xlsx"
    PDF = "pdf"


def write_report(report: PeriodReport, kind: FileKind, zone: tzinfo, letterhead: Letterhead | None = None) -> bytes:
    """The file. Days and hours are those of `zone`. Raises RuntimeError or ImportError when a PDF cannot be drawn."""
    if kind is FileKind.WORKBOOK:
        return write_workbook(report, zone)
    paper = paper_of(report, zone, letterhead or Letterhead())
    return write_word(paper) if kind is FileKind.WORD else write_pdf(paper, report.made_on)


def file_name(report: PeriodReport, kind: FileKind) -> str:
    """ "bao-cao-2026-05.docx": letters, digits, dots and dashes only, so that no system stumbles over it."""
    return f"bao-cao-{report.period.code.replace('..', '-den-').lower()}.{kind.value}"
