"""`dondoc report`: a period's report as text, JSON, or an official document."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.grammar.reports import read_report_asked
from documents.reports.report_files import FileKind, write_report
from documents.reports.report_paper import Letterhead
from domain.messages.reports import PeriodReportShown
from domain.reports import PeriodFigures, PeriodReport, PeriodWish, ReportPeriod, ranked, settle
from dondoc.app import App, open_chosen
from dondoc.cli.printing import print_json, print_line
from dondoc.cli.task import TERMINAL
from dondoc.failures import CannotDo
from dondoc.private_files import write_private
from dondoc.settings import load_settings
from services.administration.look_up import look_at_report
from wording.render import render

_ISO_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\s*-\s*(\d{4}-\d{2}-\d{2})")


def run(
    words: Sequence[str], out: Path | None, proposals: str | None, *, as_json: bool, org: str | None = None
) -> None:
    """The report of the period that the words name, this month without words; `out` is written whole or not at all.

    `proposals` stand in its last part; without them a line is left there to be filled in by hand.
    """
    kind = None if out is None else _kind_of(out)
    wish = _wish(" ".join(words))
    with open_chosen(load_settings(), org) as app:
        report = _report(app, wish, proposals)
        zone = app.organisation.zone
        if out is not None and kind is not None:
            content = _made(report, kind, app)
            write_private(out, content)
            print_line(f"Đã ghi {out} ({len(content) // 1024 + 1} KB).")
        elif as_json:
            print_json(report_as_json(report))
        else:
            print_line(render([PeriodReportShown(report)], "vi", TERMINAL, zone=zone).text)


def _kind_of(out: Path) -> FileKind:
    try:
        return FileKind(out.suffix.lower().removeprefix("."))
    except ValueError:
        raise CannotDo("Tên tệp của --out phải kết thúc bằng .docx, .xlsx hoặc .pdf.") from None


def _wish(typed: str) -> PeriodWish:
    asked = read_report_asked(_ISO_SPAN.sub(r"\1..\2", typed))
    if asked.wish is None or asked.file:
        raise CannotDo(f"Hệ thống chưa rõ kỳ báo cáo “{typed[:60]}”. {_EXAMPLES}")
    return asked.wish


_EXAMPLES = "Ví dụ: week, month 4, quarter 2/2026, year, 1/4-30/6, 2026-04-01..2026-06-30."


def _report(app: App, wish: PeriodWish, proposals: str | None) -> PeriodReport:
    now = app.clock.now()
    try:
        period: ReportPeriod = settle(wish, now.astimezone(app.organisation.zone).date())
    except (ValueError, OverflowError):
        raise CannotDo(f"Kỳ báo cáo không có thật hoặc chưa bắt đầu. {_EXAMPLES}") from None
    with app.database.reading() as tx:
        return look_at_report(tx, app.organisation, period, now, proposals)


def _made(report: PeriodReport, kind: FileKind, app: App) -> bytes:
    try:
        return write_report(report, kind, app.organisation.zone, Letterhead(report.superior or app.settings.superior))
    except ImportError as error:
        raise CannotDo("Chưa cài typst nên không tạo được PDF; dùng .docx hoặc .xlsx.") from error


def report_as_json(report: PeriodReport) -> dict[str, Any]:
    """The shape of `report --json`: the figures of the period, of the one before, and of each lead unit."""
    return {
        "period": report.period.code,
        "first_day": report.period.first_day,
        "last_day": report.period.last_day,
        "as_of": report.as_of,
        **_figures(report.figures),
        "before": {"period": report.period_before.code, **_figures(report.before)},
        "units": [
            {"name": unit.name, **_figures(unit.figures), "before": _figures(unit.before)} for unit in report.units
        ],
        "overdue": [line.number for line in report.overdue],
        "finished": [line.number for line in report.finished],
        "due_next": [line.number for line in report.due_next],
        "ranking": [
            {"place": one.place, "name": one.unit.name, "on_time": one.on_time, "judged": one.judged}
            for one in ranked(report.units)
        ],
        "obstacles": [
            {"number": one.number, "text": one.text, "raised_on": one.raised_on, "cleared_on": one.cleared_on}
            for one in report.obstacles
        ],
        "causes": [{"number": one.number, "text": one.text, "by": one.by, "on": one.on} for one in report.causes],
        "extensions": [
            {"number": one.number, "old_day": one.old_day, "new_day": one.new_day, "reason": one.reason, "by": one.by}
            for one in report.extensions
        ],
        "has_before": report.has_before,
    }


def _figures(figures: PeriodFigures) -> dict[str, Any]:
    """The four cells as in `status --json`; what happened within the period stands under "within"."""
    standing, happened = figures.standing, figures.happened
    cells = {name: getattr(standing, name) for name in standing.__slots__}
    return {**cells, "within": {name: getattr(happened, name) for name in happened.__slots__}}
