"""A period's report: in words beside the period before, as a document, and in short within the morning message."""

import logging
from collections.abc import Iterator
from datetime import timedelta

from bot.grammar.report_periods import typed_period
from bot.messages import Button, Document
from bot.wording.cleaning import clean
from bot.wording.drafts import Block, Draft, lines
from bot.wording.layouts import parts
from bot.wording.layouts.buttons import if_possible, in_rows
from bot.wording.layouts.parts import RenderContext
from bot.wording.layouts.status import RED, drawn, figures, figures_beside, heading_of, plan_lines, short_list
from domain.notices import StatusShown, UnitFigures
from domain.report_facts import PeriodReport, UnitReport
from domain.report_notices import PeriodReportFile, PeriodReportShown
from domain.reports import ReportKind, ReportPeriod

MOST_UNITS = 12
UNIT_NAME = 36
PLAN_NAME = 16
KINDS = ("docx", "xlsx", "pdf")

_log = logging.getLogger(__name__)


def shown(notice: PeriodReportShown, setting: RenderContext) -> Draft:
    """The figures as the sum they are, what happened, the units, what is overdue."""
    report, words = notice.report, setting.words.periodic
    if not report.figures.standing.total:
        return Draft((lines(_heading(report, setting)), lines(words.nothing)))
    blocks = [_head(report, setting), _happened(report, setting), *_units(report, setting)]
    blocks += short_list(f"{RED} {setting.words.status.overdue}", report.overdue, setting, is_overdue=True)
    typed = typed_period(report.period)
    plan = clean(report.plan, PLAN_NAME)
    closing = words.files.format(report=setting.words.command("report"), typed=_typed(report.period, setting, plan))
    behind = f" plan {plan}" if plan else ""
    buttons = in_rows([Button(words.kinds[kind], f"report {typed} {kind}{behind}") for kind in KINDS], len(KINDS))
    return Draft(tuple(blocks), (closing,), if_possible(setting, buttons), _picture(report, setting))


def _picture(report: PeriodReport, setting: RenderContext) -> bytes | None:
    """The figures as the card that /status draws, under the name of the period."""
    if not (setting.capabilities.has_pictures or setting.capabilities.has_picture_links):
        return None
    return drawn(
        StatusShown(
            title=_heading(report, setting).strip("📋 "),
            as_of=report.as_of,
            unit_id=None,
            unit_name=None,
            cells=report.figures.standing,
            units=tuple(UnitFigures(unit.unit_id, unit.name, unit.figures.standing) for unit in report.units),
            overdue=report.overdue,
            due_soon=(),
            organisation=report.organisation,
        ),
        setting,
    )


def as_file(notice: PeriodReportFile, setting: RenderContext) -> Draft:
    """The document with a line of text; the text alone where no file can be sent or made."""
    report, words = notice.report, setting.words.periodic
    kind = words.kinds.get(notice.file, notice.file)
    at = _as_of(report, setting)
    caption = words.file.format(period=period_name(report.period, setting), kind=kind, at=at)
    if not (setting.capabilities.has_files or setting.capabilities.has_picture_links):
        name = f"bao-cao.{clean(notice.file, 4)}"
        return Draft((lines(words.no_files.format(code=typed_period(report.period), name=name)),))
    document = _document(notice, setting)
    if document is None:
        return Draft((lines(words.not_made.format(kind=kind)),))
    return Draft((lines(caption, words.file_note if notice.file == "docx" else ""),), document=document)


def in_digest(report: PeriodReport, setting: RenderContext) -> Block:
    """The few lines that a leader's morning message carries when a regular report has fallen due."""
    words, now, before = setting.words.periodic, report.figures, report.before.happened
    done = words.digest_done.format(
        done=now.happened.done_on_time + now.happened.done_late,
        done_before=before.done_on_time + before.done_late,
        due=now.happened.fell_due,
        granted=now.happened.extensions_granted,
        raised=now.happened.obstacles_raised,
    )
    more = words.digest_more.format(report=setting.words.command("report"), typed=_typed(report.period, setting))
    return lines("\n" + _heading(report, setting), figures(now.standing, setting), done, more)


def period_name(period: ReportPeriod, setting: RenderContext) -> str:
    """ "tháng 5/2026", "từ 1/4/2026 đến 30/6/2026"."""
    if period.kind is ReportKind.SPAN:
        first, last = map(setting.words.days.bare_day, (period.first_day, period.last_day))
        return setting.words.periodic.span.format(first=first, last=last)
    return setting.words.days.period(clean(period.code, parts.NAME))


def _as_of(report: PeriodReport, setting: RenderContext) -> str:
    """The instant of the figures; of a midnight the day that it ends."""
    local = setting.local(report.as_of)
    if (local.hour, local.minute) == (0, 0):
        ended = setting.words.days.bare_day(local.date() - timedelta(days=1))
        return setting.words.periodic.end_of_day.format(day=ended)
    return setting.words.days.instant(local)


def _typed(period: ReportPeriod, setting: RenderContext, plan: str = "") -> str:
    """What to type for this very period (of one plan), in the reader's language."""
    name, space, rest = typed_period(period).partition(" ")
    behind = f" {setting.words.command('plans')} {plan}" if plan else ""
    return setting.words.periodic.typed.get(name, name) + space + rest + behind


def _heading(report: PeriodReport, setting: RenderContext) -> str:
    return setting.words.periodic.heading.format(period=period_name(report.period, setting).upper())


def _head(report: PeriodReport, setting: RenderContext) -> Block:
    words, then = setting.words.periodic, report.before.standing
    at = _as_of(report, setting)
    change = words.change.format(
        on_time=then.done_on_time, late=then.done_late, open=then.open_in_time, overdue=then.open_overdue
    )
    return lines(
        _heading(report, setting),
        words.as_of.format(at=at, before=period_name(report.period_before, setting)),
        "\n" + figures(report.figures.standing, setting),
        *figures_beside(report.figures.standing, setting.words),
        heading_of(report.plan_title, report.plans, setting.words) if report.plans else "",
        *plan_lines(report.plans, setting.words),
        change,
    )


def _happened(report: PeriodReport, setting: RenderContext) -> Block:
    words, now, before = setting.words.periodic, report.figures.happened, report.before.happened
    return lines(
        "\n" + words.happened,
        words.done.format(
            on_time=now.done_on_time,
            on_time_before=before.done_on_time,
            late=now.done_late,
            late_before=before.done_late,
            due=now.fell_due,
            due_before=before.fell_due,
        ),
        words.extensions.format(
            granted=now.extensions_granted,
            granted_before=before.extensions_granted,
            refused=now.extensions_refused,
            refused_before=before.extensions_refused,
        ),
        words.obstacles.format(
            raised=now.obstacles_raised,
            raised_before=before.obstacles_raised,
            cleared=now.obstacles_cleared,
            cleared_before=before.obstacles_cleared,
        ),
        words.check_ins.format(
            silent=now.check_ins_silent,
            asked=now.check_ins_asked,
            silent_before=before.check_ins_silent,
            asked_before=before.check_ins_asked,
        ),
    )


def _units(report: PeriodReport, setting: RenderContext) -> Iterator[Block]:
    words = setting.words.periodic
    for place, unit in enumerate(report.units[:MOST_UNITS]):
        entry = _unit(unit, setting)
        yield lines("\n" + words.units, entry) if place == 0 else lines(entry)
    hidden = len(report.units) - MOST_UNITS
    if hidden > 0:
        yield lines(words.more_units.format(count=hidden))


def _unit(unit: UnitReport, setting: RenderContext) -> str:
    cells = unit.figures.standing
    return setting.words.periodic.unit.format(
        unit=clean(unit.name, UNIT_NAME),
        done=cells.done_on_time + cells.done_late,
        total=cells.total,
        overdue=cells.open_overdue,
        overdue_before=unit.before.standing.open_overdue,
    )


def _document(notice: PeriodReportFile, setting: RenderContext) -> Document | None:
    """Made here, in a thread, when it is sent: tens to hundreds of milliseconds."""
    from documents.reports.paper import Letterhead  # noqa: PLC0415 -- Word and Excel are slow to import
    from documents.reports.writing import FileKind, file_name, write_report  # noqa: PLC0415

    try:
        kind = FileKind(notice.file)
        content = write_report(notice.report, kind, setting.zone, Letterhead(setting.superior))
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        _log.warning("no report file: %s", error, extra={"action": "report_failed"})
        return None
    return Document(file_name(notice.report, kind), content)
