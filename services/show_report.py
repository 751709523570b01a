"""The report of a period for those who may see all: in words, or as a document."""

from domain.authorisation import SEES_ALL, may_see_all
from domain.commands import ShowReport
from domain.notices import Saying
from domain.refusals import NoSuchPeriod, OnlyForRole, Refused
from domain.report_notices import PeriodReportFile, PeriodReportShown
from domain.reports import ReportPeriod, settle
from services.build_report import build_report
from services.desk import Desk, Reply

LONGEST_ECHO = 60


def show_report(desk: Desk, command: ShowReport) -> Reply:
    """Leaders, coordinators, inspectors and administrators; a period that is not understood is asked about."""
    if not may_see_all(desk.person):
        raise Refused(OnlyForRole("report", tuple(sorted(SEES_ALL))))
    report = build_report(desk, period_meant(desk, command), command.plan)
    said: Saying = PeriodReportFile(report, command.file) if command.file else PeriodReportShown(report)
    return Reply([said])


def period_meant(desk: Desk, command: ShowReport) -> ReportPeriod:
    """The days that are meant.

    Raises Refused(NoSuchPeriod) when the words name none, or one that does not exist or has not begun.
    """
    refusal = NoSuchPeriod(command.text[:LONGEST_ECHO])
    if command.wish is None:
        raise Refused(refusal)
    try:
        return settle(command.wish, desk.today)
    except (ValueError, OverflowError):
        raise Refused(refusal) from None
