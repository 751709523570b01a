"""`/bao-cao`: the report of any period, on the page and as a document."""

from datetime import tzinfo

from domain.board.lists import ReportsPage
from domain.messages.reports import PeriodReportFile, PeriodReportShown
from domain.people import SEES_ALL
from services.board.reports_page import read_reports
from services.context.command_context import CommandContext
from web.board.page import Page
from wording.messages import Capabilities, Document, Message
from wording.render import render
from wording.reports import KINDS

_TEXT = Capabilities(has_buttons=True, has_edits=False, has_pictures=False, max_length=12_000, max_caption=0)
_FILE = Capabilities(
    has_buttons=False, has_edits=False, has_pictures=False, max_length=12_000, max_caption=1000, has_files=True
)


def report_message(page: ReportsPage, language: str, zone: tzinfo) -> Message | None:
    """The report as the chat tells it; None for a period that has not begun."""
    return None if page.report is None else render([PeriodReportShown(page.report)], language, _TEXT, zone=zone)


def report_document(page: ReportsPage, kind: str, language: str, zone: tzinfo, superior: str = "") -> Document | None:
    """The report as a file ("docx", "xlsx", "pdf"); None for another kind, or a period that has not begun."""
    if page.report is None or kind not in KINDS:
        return None
    return render([PeriodReportFile(page.report, kind)], language, _FILE, zone=zone, superior=superior).document


def _file(facts: ReportsPage, kind: str, context: CommandContext, superior: str) -> Document | None:
    return report_document(facts, kind, context.person.language, context.organisation.zone, superior)


REPORTS = Page(name="reports", path="/bao-cao", read=read_reports, roles=SEES_ALL, is_in_menu=True, file=_file)
