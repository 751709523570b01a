"""Vietnamese refusals about plans as a whole."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.plans import NoSuchPlan, NoWithdrawal, PlanOver, RowNotInPlan, WithdrawalAsked
from wording.words import DayWords

_OVER = {"withdrawn": "đã hủy", "ended": "đã kết thúc"}


def _no_such_plan(refusal: NoSuchPlan, _: DayWords) -> str:
    first = f"Chưa rõ kế hoạch nào là “{refusal.typed}”." if refusal.typed else "Đề nghị ghi rõ kế hoạch nào."
    if not refusal.names:
        return f"{first} Xem các kế hoạch: kehoach"
    known = "\n".join(refusal.names)
    return f"{first} Các kế hoạch, gọi bằng số hoặc mấy chữ liền nhau trong tên:\n{known}"


def _row_not_in_plan(refusal: RowNotInPlan, _: DayWords) -> str:
    return (
        f"Trong các việc của đồng chí không có mục {refusal.row} của kế hoạch {refusal.name}. "
        f"Xem các việc: viec kehoach {refusal.name}"
    )


def _plan_over(refusal: PlanOver, days: DayWords) -> str:
    how = _OVER.get(refusal.closed_as, _OVER["ended"])
    return f"Kế hoạch {refusal.name} {how} lúc {days.instant(refusal.at)}. Xem các kế hoạch: kehoach"


def _withdrawal_asked(refusal: WithdrawalAsked, days: DayWords) -> str:
    at = days.instant(refusal.at)
    return f"Đ/c {refusal.by} đã đề nghị hủy kế hoạch {refusal.name} lúc {at}, đang chờ lãnh đạo quyết định."


def _no_withdrawal(refusal: NoWithdrawal, _: DayWords) -> str:
    return f"Không có ai đề nghị hủy kế hoạch {refusal.name}. Muốn hủy thì gõ: huykehoach {refusal.name}"


PLAN_LIST_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NoSuchPlan: _no_such_plan,
    RowNotInPlan: _row_not_in_plan,
    PlanOver: _plan_over,
    WithdrawalAsked: _withdrawal_asked,
    NoWithdrawal: _no_withdrawal,
}
