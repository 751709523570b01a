"""Examples of a period's report, taken from a real plan: for the page of messages and for the tests."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.messages import Response
from domain.messages.reports import MorningDigest, PeriodReportFile, PeriodReportShown, ProposalsAsked
from domain.messages.summaries import FourCells
from domain.reports import (
    ExtensionTold,
    FinishedTask,
    Happenings,
    ObstacleTold,
    PeriodFigures,
    PeriodReport,
    ReportKind,
    UnitReport,
    period_around,
    period_before,
    span,
)

_XDD, _UBND = "Ban Xây dựng Đảng", "UBND phường"
_WEEK = period_around(ReportKind.WEEK, date(2026, 4, 8))
_NOW = datetime(2026, 4, 13, 0, 30, tzinfo=UTC)  # Monday 13/4/2026, 07:30 in Viet Nam
_FIGURES = PeriodFigures(FourCells(18, 2, 1, 14, 1, 1), Happenings(2, 1, 3, 1, 0, 1, 1, 4, 1))
_BEFORE = PeriodFigures(FourCells(18, 0, 0, 16, 2), Happenings(0, 0, 2, 0, 1, 0, 0, 0, 0))
WEEKLY = PeriodReport(
    organisation="Đảng ủy phường Thủy Nguyên",
    plan_title="Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư",
    plan_number="45-KH/ĐU",
    plan_issued_on=date(2026, 4, 9),
    period=_WEEK,
    period_before=period_before(_WEEK),
    as_of=datetime(2026, 4, 12, 17, tzinfo=UTC),
    made_on=date(2026, 4, 13),
    is_running=False,
    next_until=date(2026, 4, 19),
    figures=_FIGURES,
    before=_BEFORE,
    units=(
        UnitReport(2, _XDD, PeriodFigures(FourCells(12, 2, 1, 8, 1, 1), Happenings(2, 1)), _BEFORE),
        UnitReport(3, _UBND, PeriodFigures(FourCells(6, 0, 0, 6), Happenings()), _BEFORE),
    ),
    finished=(FinishedTask(3, "Rà soát đội ngũ cán bộ", (_XDD,), date(2026, 4, 10), is_on_time=True, note="BC 12"),),
)
_SPAN = span(date(2026, 4, 1), date(2026, 4, 13))
EMPTY = PeriodReport(
    "Đảng ủy phường Thủy Nguyên", "", "", None, _SPAN, period_before(_SPAN), _NOW, date(2026, 4, 13),
    is_running=True, next_until=date(2026, 4, 13),
    figures=PeriodFigures(FourCells(), Happenings()), before=PeriodFigures(FourCells(), Happenings()),
)  # fmt: skip
FIRST = replace(
    WEEKLY,
    has_before=False,
    obstacles=(ObstacleTold(8, "Bổ sung biên chế", (_XDD,), "chưa được giao biên chế năm 2026", date(2026, 4, 8)),),
    extensions=(
        ExtensionTold(6, "Danh mục vị trí việc làm", (_UBND,), date(2026, 4, 10), date(2026, 4, 25),
                      "chờ hướng dẫn của Sở Nội vụ", "Phạm Quốc Hùng", date(2026, 4, 9)),
    ),
)  # fmt: skip
PERIODIC_NOTICES: tuple[Response, ...] = (
    PeriodReportShown(WEEKLY),
    PeriodReportShown(EMPTY),
    PeriodReportShown(FIRST),
    ProposalsAsked(_WEEK, "docx"),
    PeriodReportFile(WEEKLY, "docx"),
    MorningDigest(date(2026, 4, 13), "Phạm Quốc Hùng", (), report=WEEKLY),
)
