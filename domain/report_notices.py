"""What is told of a period's report: facts only. The report itself is one value, whoever shows it."""

from dataclasses import dataclass

from domain.reports import PeriodReport


@dataclass(frozen=True, slots=True)
class PeriodReportShown:
    """The report of a period, in words."""

    report: PeriodReport


@dataclass(frozen=True, slots=True)
class PeriodReportFile:
    """The report of a period as an official document: `file` is "docx", "xlsx" or "pdf"."""

    report: PeriodReport
    file: str
