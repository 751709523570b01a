"""Examples about plans as a whole, for the page of messages and for the tests."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.messages import Response
from domain.messages.plans import (
    EndAsked,
    NoSuchPlan,
    NoWithdrawal,
    PlanClosed,
    PlanOver,
    PlansShown,
    PlanSummary,
    RowNotInPlan,
    WithdrawalAsked,
    WithdrawalNews,
)
from domain.messages.reports import MorningDigest, StatusShown
from domain.messages.requests import RequestNews
from domain.messages.summaries import FourCells, PlanFigures, RequestSummary
from tests.samples.requests import TASK

_NOW = datetime(2026, 5, 4, 0, 30, tzinfo=UTC)
_HA, _HUNG = "Trần Thu Hà", "Phạm Quốc Hùng"
_STAFF = PlanFigures(
    "45", "45-KH/ĐU", "Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư", date(2026, 4, 9),
    FourCells(18, 3, 1, 12, 2, 1, undated=1),
)  # fmt: skip
_HEALTH = PlanFigures(
    "#2", "", "Kế hoạch tổ chức ngày hội sức khỏe toàn dân", None, FourCells(4, 0, 0, 4, undated=1, without_lead=1)
)
_ORDERS = PlanFigures("", "", "", None, FourCells(1, 0, 0, 1, deadline_set_late=1))

_OVERDUE = replace(TASK, days_left=-20)
_LATE = RequestSummary(
    "deadline", "open", _HA, _NOW, "28/5/2026", wanted_day=date(2026, 5, 28), old_day=date(2026, 4, 14)
)

PLAN_LIST_NOTICES: tuple[Response, ...] = (
    PlansShown(
        (
            PlanSummary(_ORDERS),
            PlanSummary(_HEALTH, asked_by=_HA),
            PlanSummary(replace(_STAFF, name="#1"), "ended", datetime(2026, 4, 30, 9, tzinfo=UTC)),
        ),
        _NOW,
    ),
    PlansShown((PlanSummary(_STAFF),), _NOW, is_one=True),
    PlansShown((), _NOW),
    StatusShown(
        "", _NOW, None, None, FourCells(23, 3, 1, 17, 2, 1, undated=2, without_lead=1, deadline_set_late=1), (), (), (),
        plans=(_STAFF, _HEALTH, _ORDERS),
    ),
    WithdrawalNews("asked", _HEALTH, _HA, "đã lồng ghép vào Kế hoạch 45", 4),
    WithdrawalNews("brought", _HEALTH, _HA, "đã lồng ghép vào Kế hoạch 45", 4),
    WithdrawalNews("kept", _HEALTH, _HUNG, "", 4),
    EndAsked("withdrawn", _HEALTH, (19, 20, 21, 22), (), ("/agree #2 sure",), 21),
    EndAsked("ended", _STAFF, (1, 4), (9, 12), ("/endplan 45 sure",), 22),
    PlanClosed("withdrawn", _HEALTH, _HUNG, "đã lồng ghép vào Kế hoạch 45", (replace(TASK, state="cancelled"),)),
    RequestNews("asked", _OVERDUE, _LATE),
    RequestNews("brought", _OVERDUE, replace(_LATE, awaits="decide")),
    RequestNews(
        "decided",
        replace(_OVERDUE, wording="28/5/2026", last_day=date(2026, 5, 28), days_left=24, is_set_late=True),
        replace(_LATE, state="granted", decided_by=_HUNG, decided_at=_NOW, granted_day=date(2026, 5, 28)),
    ),
    RequestNews("decided", _OVERDUE, replace(_LATE, state="refused", decided_by=_HUNG, decided_at=_NOW)),
    MorningDigest(date(2026, 5, 4), _HA, (), undated=(9, 20)),
    PlanClosed("ended", _STAFF, _HA, "", going_on=(9, 12), is_mine=True, stopped=2, told=5),
)  # fmt: skip
PLAN_LIST_REFUSALS: tuple[Response, ...] = (
    NoSuchPlan("12", ("#2 – Kế hoạch tổ chức ngày hội sức khỏe toàn dân", "45 – Kế hoạch triển khai Kết luận")),
    NoSuchPlan(""),
    RowNotInPlan(17, "45"),
    PlanOver("45", "ended", _NOW),
    PlanOver("#2", "withdrawn", _NOW),
    WithdrawalAsked("#2", _HA, _NOW),
    NoWithdrawal("45"),
)
