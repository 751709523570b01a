"""`/bao-cao`: the report of any period on the page, and as a document, as `báo cáo` makes it."""

from collections.abc import Mapping
from datetime import date, timedelta

from domain.authorisation import may_confirm
from domain.board.lists import ReportsPage
from domain.followed_plans import name_of_plan
from domain.reports import LONGEST_SPAN_DAYS, ReportKind, ReportPeriod, period_around, period_before
from services.context.command_context import CommandContext
from services.context.find_task import short_enough
from services.reminders.build_report import build_report

EARLIEST_YEAR = 2020


def read_reports(context: CommandContext, values: Mapping[str, str]) -> ReportsPage | None:
    """`loai` is the kind of period, `ngay` a day in it, or the first of a span whose last is `den`; `kh` a plan.

    Without them this month. `de-xuat` is what the document proposes. None for what is no period; Raises
    Refused(NoSuchPlan).
    """
    try:
        kind = ReportKind(values.get("loai") or "month")
        first = date.fromisoformat(values["ngay"]) if values.get("ngay") else context.today
        last = date.fromisoformat(values["den"]) if values.get("den") else max(first, context.today)
    except ValueError:
        return None
    if not _is_sound(context, kind, first, last):
        return None
    span = ReportPeriod(ReportKind.SPAN, f"{first.isoformat()}..{last.isoformat()}", first, last)
    period = span if kind is ReportKind.SPAN else period_around(kind, first)
    has_begun = period.first_day <= context.today
    plan, proposals = values.get("kh", ""), values.get("de-xuat")
    report = build_report(context, period, plan, short_enough(proposals)) if has_begun else None
    plans = [each for each in context.plans if not each.is_of_orders]
    named = tuple((name_of_plan(each, context.plans), each.number or each.title) for each in plans)
    return ReportsPage(
        kind, first, last, period if has_begun else None, report, _shortcuts(context), plan,
        named if len(named) > 1 else (), may_confirm(context.person), proposals,
    )  # fmt: skip


def _is_sound(context: CommandContext, kind: ReportKind, first: date, last: date) -> bool:
    is_near = first.year >= EARLIEST_YEAR and first <= context.today + timedelta(days=366)
    return is_near and (kind is not ReportKind.SPAN or 0 <= (last - first).days <= LONGEST_SPAN_DAYS)


def _shortcuts(context: CommandContext) -> tuple[tuple[str, ReportPeriod], ...]:
    """Periods that are asked for most, each with its name in the words of the page."""
    month, week = period_around(ReportKind.MONTH, context.today), period_around(ReportKind.WEEK, context.today)
    quarter = period_around(ReportKind.QUARTER, context.today)
    year = period_around(ReportKind.YEAR, context.today)
    return (
        ("this_week", week), ("last_week", period_before(week)), ("this_month", month),
        ("last_month", period_before(month)), ("this_quarter", quarter), ("last_quarter", period_before(quarter)),
        ("this_year", year),
    )  # fmt: skip
