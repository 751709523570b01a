"""A period's report: as a message, as a file, and as lines of the morning message."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.messages.plans import ListPlans
from domain.messages.reports import PeriodReportFile, PeriodReportShown, ProposalsAsked, ShowReport, StatusShown
from domain.messages.summaries import UnitFigures
from domain.reports import PeriodReport, ReportKind, ReportPeriod, UnitPlace, ranked
from wording import parts
from wording.buttons import if_possible, in_rows
from wording.history import checkpoint_line, happened
from wording.layout import Block, Layout, RenderContext, clean, lines
from wording.messages import Button, Document
from wording.status import RED, drawn, figures, figures_beside, heading_of, plan_lines, short_list

MOST_UNITS, MOST_NAMED, MOST_TOLD = 12, 6, 3
LONGEST_TOLD = 80
NO_FIGURE = "–"
UNIT_NAME = 36
PLAN_NAME = 16
KINDS = ("docx", "xlsx", "pdf")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """A period's report; what ends in `_before` is the same figure of the period before."""

    heading: str
    as_of: str
    as_of_first: str
    span: str
    week: str
    title_day: Callable[[date], str]
    change: str
    happened: str
    obstacles_told: str
    obstacle: str
    extensions_told: str
    extension: str
    more_told: str
    named: str
    named_entry: str
    done: str
    extensions: str
    obstacles: str
    check_ins: str
    units: str
    unit: str
    units_not_due: str
    more_units: str
    nothing: str
    files: str
    proposals_asked: str
    proposals_how: str
    no_proposals: str
    file: str
    file_note: str
    no_files: str
    not_made: str
    kinds: Mapping[str, str]
    typed: Mapping[str, str]
    end_of_day: str
    digest_done: str
    digest_more: str


def period_report_shown(notice: PeriodReportShown, context: RenderContext) -> Layout:
    """Shows the figures and their sum, what happened, the units, what is overdue."""
    report, words = notice.report, context.words.reports
    checkpoint = _checkpoint(report, context)
    if not report.figures.standing.total:
        return Layout((lines(_heading(report, context)), lines(words.nothing), *_apart(checkpoint)))
    blocks = [_head(report, context), _happened(report, context), *_told(report, context), *_named(report, context)]
    blocks += _units(report, context)
    blocks += short_list(f"{RED} {context.words.status.overdue}", report.overdue, context, is_overdue=True)
    blocks += _apart(checkpoint)
    typed = typed_period(report.period)
    plan = clean(report.plan, PLAN_NAME)
    closing = words.files.format(report=context.words.command(ShowReport), typed=_typed(report.period, context, plan))
    behind = f" plan {plan}" if plan else ""
    buttons = in_rows([Button(words.kinds[kind], f"report {typed} {kind}{behind}") for kind in KINDS], len(KINDS))
    return Layout(tuple(blocks), (closing,), if_possible(context, buttons), _picture(report, context))


def _picture(report: PeriodReport, context: RenderContext) -> bytes | None:
    """The figures as the card that /status draws, under the name of the period."""
    if not (context.capabilities.has_pictures or context.capabilities.has_picture_links):
        return None
    return drawn(
        StatusShown(
            title=_heading(report, context).strip("📋 "),
            as_of=report.as_of,
            unit_id=None,
            unit_name=None,
            cells=report.figures.standing,
            units=tuple(UnitFigures(unit.unit_id, unit.name, unit.figures.standing) for unit in report.units),
            overdue=report.overdue,
            due_soon=(),
            organisation=report.organisation,
        ),
        context,
    )


def proposals_asked(notice: ProposalsAsked, context: RenderContext) -> Layout:
    """Asks what the report proposes; a reply in words is the answer, a button says that there is nothing."""
    words, plan = context.words.reports, clean(notice.plan, PLAN_NAME)
    file = notice.file if notice.file in KINDS else KINDS[0]
    body = words.proposals_asked.format(period=period_name(notice.period, context), kind=words.kinds[file])
    typed = f"{context.words.command(ShowReport)} {_typed(notice.period, context, plan)} {file}"
    behind = f" plan {plan}" if plan else ""
    none = Button(words.no_proposals, f"report {typed_period(notice.period)}{behind} {file} no proposals")
    return Layout((lines(body, words.proposals_how.format(typed=typed)),), (), if_possible(context, in_rows([none], 1)))


def period_report_file(notice: PeriodReportFile, context: RenderContext) -> Layout:
    """Sends the report as a file with a caption; the caption alone where no file can be sent or made."""
    report, words = notice.report, context.words.reports
    kind = words.kinds.get(notice.file, notice.file)
    at = _as_of(report, context)
    caption = words.file.format(period=period_name(report.period, context), kind=kind, at=at)
    if not (context.capabilities.has_files or context.capabilities.has_picture_links):
        name = f"bao-cao.{clean(notice.file, 4)}"
        return Layout((lines(words.no_files.format(code=typed_period(report.period), name=name)),))
    document = _document(notice, context)
    if document is None:
        return Layout((lines(words.not_made.format(kind=kind)),))
    return Layout((lines(caption, words.file_note if notice.file == "docx" else ""),), document=document)


def in_digest(report: PeriodReport, context: RenderContext) -> Block:
    """Returns the lines of a leader's morning message when a regular report is due."""
    words, now, before = context.words.reports, report.figures, report.before.happened
    done = words.digest_done.format(
        done=now.happened.done_on_time + now.happened.done_late,
        done_before=before.done_on_time + before.done_late if report.has_before else NO_FIGURE,
        due=now.happened.fell_due,
        granted=now.happened.extensions_granted,
        raised=now.happened.obstacles_raised,
    )
    more = words.digest_more.format(report=context.words.command(ShowReport), typed=_typed(report.period, context))
    return lines(
        "\n" + _heading(report, context), figures(now.standing, context), done, _checkpoint(report, context), more
    )


def _checkpoint(report: PeriodReport, context: RenderContext) -> str:
    return "" if report.checkpoint is None else checkpoint_line(report.checkpoint, context.words)


def _apart(line: str) -> list[Block]:
    return [lines("\n" + line)] if line else []


def period_name(period: ReportPeriod, context: RenderContext) -> str:
    """ "tháng 5/2026", "từ 1/4/2026 đến 30/6/2026"."""
    days, (first, last) = context.words.days, (period.first_day, period.last_day)
    if period.kind is ReportKind.SPAN:
        return context.words.reports.span.format(first=days.bare_day(first), last=days.bare_day(last))
    if period.kind is ReportKind.WEEK:
        words, week = context.words.reports, last.isocalendar().week
        return words.week.format(number=week, first=words.title_day(first), last=words.title_day(last), year=last.year)
    return context.words.days.period(clean(period.code, parts.NAME))


def _as_of(report: PeriodReport, context: RenderContext) -> str:
    """The instant of the figures; of a midnight the day that it ends."""
    local = context.local(report.as_of)
    if (local.hour, local.minute) == (0, 0):
        ended = context.words.days.bare_day(local.date() - timedelta(days=1))
        return context.words.reports.end_of_day.format(day=ended)
    return context.words.days.instant(local)


def _typed(period: ReportPeriod, context: RenderContext, plan: str = "") -> str:
    """What to type for this very period (of one plan), in the reader's language."""
    name, space, rest = typed_period(period).partition(" ")
    behind = f" {context.words.command(ListPlans)} {plan}" if plan else ""
    return context.words.reports.typed.get(name, name) + space + rest + behind


def _heading(report: PeriodReport, context: RenderContext) -> str:
    name, bracket, days = period_name(report.period, context).partition("(")
    return context.words.reports.heading.format(period=name.upper() + bracket + days)


def _head(report: PeriodReport, context: RenderContext) -> Block:
    words, then = context.words.reports, report.before.standing
    at = _as_of(report, context)
    change = words.change.format(
        on_time=then.done_on_time, late=then.done_late, open=then.open_in_time, overdue=then.open_overdue
    )
    return lines(
        _heading(report, context),
        words.as_of.format(at=at, before=period_name(report.period_before, context))
        if report.has_before
        else words.as_of_first.format(at=at),
        "\n" + figures(report.figures.standing, context),
        *figures_beside(report.figures.standing, context.words),
        heading_of(report.plan_title, report.plans, context.words) if report.plans else "",
        *plan_lines(report.plans, context.words),
        change if report.has_before else "",
    )


def _happened(report: PeriodReport, context: RenderContext) -> Block:
    words, now, before = context.words.reports, report.figures.happened, _before(report)
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


def _before(report: PeriodReport) -> Any:
    """What happened in the period before; dashes where nothing was followed yet, as a nought would be a figure."""
    return report.before.happened if report.has_before else _NothingFollowed()


class _NothingFollowed:
    def __getattr__(self, _: str) -> str:
        return NO_FIGURE


def _told(report: PeriodReport, context: RenderContext) -> Iterator[Block]:
    """Obstacles that stand and time that was granted, in the words of the units; the rest is in the file."""
    words = context.words.reports
    standing = [one for one in report.obstacles if one.cleared_on is None]
    obstacles = [
        words.obstacle.format(
            number=one.number, unit=_units_named(one.lead_names), text=clean(one.text, LONGEST_TOLD),
            day=context.words.days.of_month(one.raised_on),
        )
        for one in standing
    ]  # fmt: skip
    extensions = [
        words.extension.format(
            number=one.number, unit=_units_named(one.lead_names), text=clean(one.reason, LONGEST_TOLD),
            day=NO_FIGURE if one.new_day is None else context.words.days.bare_day(one.new_day),
        )
        for one in report.extensions
    ]  # fmt: skip
    for title, entries in ((words.obstacles_told, obstacles), (words.extensions_told, extensions)):
        if entries:
            more = len(entries) - MOST_TOLD
            behind = words.more_told.format(count=more) if more > 0 else ""
            yield lines("\n" + title, *entries[:MOST_TOLD], behind)


def _units_named(names: tuple[str, ...]) -> str:
    return "; ".join(clean(name, UNIT_NAME) for name in names[:2])


def _named(report: PeriodReport, context: RenderContext) -> Iterator[Block]:
    words = context.words.reports
    for place, event in enumerate(report.named[-MOST_NAMED:]):
        told = happened(event.what, event.detail, context.words)
        day = context.words.days.short_day(context.local(event.at).date())
        entry = words.named_entry.format(day=day, who=clean(event.who, parts.NAME), what=told)
        yield lines("\n" + words.named, entry) if place == 0 else lines(entry)


def _units(report: PeriodReport, context: RenderContext) -> Iterator[Block]:
    words, units = context.words.reports, ranked(report.units)
    placed = [one for one in units if one.place is not None]
    for number, one in enumerate(placed[:MOST_UNITS]):
        entry = _unit(one, context, has_before=report.has_before)
        yield lines("\n" + words.units, entry) if number == 0 else lines(entry)
    hidden, not_due = len(placed) - MOST_UNITS, len(units) - len(placed)
    if hidden > 0:
        yield lines(words.more_units.format(count=hidden))
    if not_due:
        yield lines(("" if placed else "\n") + words.units_not_due.format(count=not_due))


def _unit(placed: UnitPlace, context: RenderContext, *, has_before: bool) -> str:
    unit = placed.unit
    cells = unit.figures.standing
    return context.words.reports.unit.format(
        unit=clean(unit.name, UNIT_NAME),
        done=cells.done_on_time + cells.done_late,
        total=cells.total,
        overdue=cells.open_overdue,
        overdue_before=unit.before.standing.open_overdue if has_before else NO_FIGURE,
        place=placed.place,
        percent=placed.percent,
    )


def _document(notice: PeriodReportFile, context: RenderContext) -> Document | None:
    """Made here, in a thread, when it is sent: tens to hundreds of milliseconds."""
    # Only here: python-docx and openpyxl take most of a second to import, and few answers need them.
    from documents.reports.report_files import FileKind, file_name, write_report  # noqa: PLC0415 - loads Word and typst
    from documents.reports.report_paper import Letterhead  # noqa: PLC0415 -- Word and Excel are slow to import

    try:
        kind = FileKind(notice.file)
        content = write_report(
            notice.report, kind, context.zone, Letterhead(notice.report.superior or context.superior)
        )
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        _log.warning("no report file: %s", error, extra={"action": "report_failed"})
        return None
    return Document(file_name(notice.report, kind), content)


def typed_period(period: ReportPeriod) -> str:
    """Returns the text that asks for this period again: "month 5/2026", "1/4/2026-30/6/2026"."""
    first, last = period.first_day, period.last_day
    if period.kind is ReportKind.SPAN:
        return "-".join(f"{day.day}/{day.month}/{day.year}" for day in (first, last))
    if period.kind is ReportKind.WEEK:
        year, week, _ = first.isocalendar()
        return f"week {week}/{year}"
    number = {ReportKind.MONTH: f"{first.month}/", ReportKind.QUARTER: f"{(first.month + 2) // 3}/"}
    return f"{period.kind.value} {number.get(period.kind, '')}{first.year}"
