"""English refusals about plans as a whole."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.plans import NoSuchPlan, NoWithdrawal, PlanOver, RowNotInPlan, WithdrawalAsked
from wording.words import DayWords

_OVER = {"withdrawn": "was withdrawn", "ended": "was closed"}


def _no_such_plan(refusal: NoSuchPlan, _: DayWords) -> str:
    first = f"It is not clear which plan “{refusal.typed}” is." if refusal.typed else "Please name the plan."
    if not refusal.names:
        return f"{first} To see the plans, type: plans"
    known = "\n".join(refusal.names)
    return f"{first} The plans, to be named by number or by words that stand together in the title:\n{known}"


def _row_not_in_plan(refusal: RowNotInPlan, _: DayWords) -> str:
    return f"No task of yours is row {refusal.row} of the plan {refusal.name}. To see yours: tasks plan {refusal.name}"


def _plan_over(refusal: PlanOver, days: DayWords) -> str:
    how = _OVER.get(refusal.closed_as, _OVER["ended"])
    return f"The plan {refusal.name} {how} on {days.instant(refusal.at)}. To see the plans, type: plans"


def _withdrawal_asked(refusal: WithdrawalAsked, days: DayWords) -> str:
    return f"{refusal.by} asked on {days.instant(refusal.at)} to withdraw the plan {refusal.name}; the leaders decide."


def _no_withdrawal(refusal: NoWithdrawal, _: DayWords) -> str:
    return f"Nobody asks to withdraw the plan {refusal.name}. To withdraw it, type: withdraw {refusal.name}"


PLAN_LIST_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NoSuchPlan: _no_such_plan,
    RowNotInPlan: _row_not_in_plan,
    PlanOver: _plan_over,
    WithdrawalAsked: _withdrawal_asked,
    NoWithdrawal: _no_withdrawal,
}
