"""English words about plans as a whole and what becomes of them."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.plans import (
    AgreeToWithdraw,
    EndPlan,
    KeepPlan,
    ListPlans,
    NoSuchPlan,
    NoWithdrawal,
    PlanOver,
    RowNotInPlan,
    WithdrawalAsked,
    WithdrawPlan,
)
from wording.plans import PlanNewsWords, PlanWords
from wording.words import CommandWords, EventWords, Words

PLANS = PlanWords(
    heading="PLANS: {count}",
    one="PLAN",
    nothing="No plan yet. Please send the file of one here.",
    entry="• {plan}",
    facts="{done}/{total} done, {overdue} overdue",
    called="type: {status} {plan}",
    closed={"withdrawn": "withdrawn on {day}", "ended": "ended on {day}"},
    asked_by="⏳ {who} asks to withdraw it; the leaders decide",
    how="Tasks of a plan: {tasks} {plan} · report: {report} {plan}",
    asked="✅ Passed on to the leaders: withdraw {plan}",
    brought="❓ A whole plan is to be withdrawn: {plan}",
    kept="↩ Not withdrawn, goes on: {plan}",
    who={"brought": "Asked by: {who}", "kept": "Decided by: {who}"},
    reason="Reason: {text}",
    would_cancel="If you agree: {count} not done are cancelled and everybody concerned is told.",
    goes_up="Nothing is cancelled yet: a leader has to agree. Take it back: /{undo}",
    how_to_decide="Reply: {agree} {plan} · not to withdraw: {keep} {plan} reason",
    agree_label="Withdraw the plan",
    keep_label="Keep it",
    end_asked={"withdrawn": "❓ Withdraw the whole plan: {plan}?", "ended": "❓ Close the plan: {plan}?"},
    stopping="No longer to be done: tasks {numbers}",
    going_on="Not done, followed on: tasks {numbers}",
    end_question="Nothing is done yet. Type yes to go on, no to leave it; or type: {typed}",
    yes_label="Yes, go on",
    sure="sure",
    over={
        "withdrawn": "❌ The plan is withdrawn and need not be done any more",
        "ended": "🏁 The plan has come to its end",
    },
    over_mine={
        "withdrawn": "✅ The plan is withdrawn; {count} not done are cancelled",
        "ended": "✅ The plan is closed; {count} stop",
    },
    told="{count} people are told.",
    yours="Tasks of your unit that need not be done any more: {numbers}",
)

PLAN_NEWS = PlanNewsWords(
    amended="✅ Version {version} of the plan was written.",
    amended_parts={
        "new": "New tasks: {numbers}",
        "changed": "Changed: {numbers}",
        "cancelled": "Cancelled: {numbers}",
        "kept": "Not in the new version, but followed on: {numbers}",
    },
    amended_nothing="No task has changed.",
    moved="📅 The plan was amended: {count} with another deadline",
    moved_one="📅 Task {number} has another deadline",
    moved_old="Before: {wording}",
    moved_new="Now: {deadline}",
    withdrawn="🚫 {count} taken off your unit:",
    is_cancelled="{entry} (cancelled)",
    is_others="{entry} (other units)",
    imported="✅ {count} written, numbers {first}–{last}.",
    imported_one="✅ 1 task written, number {first}.",
    told="{count} people are being told.",
    told_nobody="There is nobody to tell yet.",
    unreached="Not linked, so not told: {names}.",
    assigned_lead="📋 A new plan: your unit leads {count}",
    assigned_coordinating="📋 A new plan: you coordinate {count}",
    coordinating="Coordinating {count}: {numbers}",
    acknowledge_all="Got all {count}",
    without_lead="🔴 Without a lead unit: {count}",
    undated="🔴 Without a time limit: {count}",
    given_lead="📋 Your unit is to lead {count}",
    given_coordinating="📋 Your unit is to coordinate {count}",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    ListPlans: CommandWords(
        typed="plans",
        does="the plans; the figures of one: status plan 45",
        menu="The plans being followed",
    ),
    WithdrawPlan: CommandWords(
        typed="withdraw 45 merged into another",
        does="ask to withdraw the whole plan 45; a leader decides",
        menu="Ask to withdraw a plan, e.g. withdraw 45 reason",
    ),
    AgreeToWithdraw: CommandWords(
        typed="agree 45",
        does="agree that the whole plan 45 is withdrawn",
        menu="Agree to withdraw a plan, e.g. agree 45",
    ),
    KeepPlan: CommandWords(
        typed="keep 45 still needed",
        does="do not withdraw the plan 45",
        menu="Do not withdraw a plan, e.g. keep 45",
    ),
    EndPlan: CommandWords(
        typed="endplan 45",
        does="close the plan 45 when its time is over",
        menu="Close a plan, e.g. endplan 45",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.PLAN_IMPORTED: EventWords("task taken over from the plan", "writing of the plan"),
    EventKind.PLAN_AMENDED: EventWords("took in the plan's later version", "writing of the plan's later version"),
    EventKind.PLAN_WITHDRAWAL_ASKED: EventWords("asked to withdraw the plan", "request to withdraw the plan"),
    EventKind.PLAN_WITHDRAWAL_REFUSED: EventWords("kept the plan", "no to withdrawing the plan"),
    EventKind.PLAN_WITHDRAWN: EventWords("withdrew the plan", "withdrawal of the plan"),
    EventKind.PLAN_ENDED: EventWords("closed the plan", "closing of the plan"),
    EventKind.DEADLINE_MOVED: EventWords("deadline moved", "move of the deadline"),
}

_OVER = {"withdrawn": "was withdrawn", "ended": "was closed"}


def _no_such_plan(refusal: NoSuchPlan, _: Words) -> str:
    first = f"It is not clear which plan “{refusal.typed}” is." if refusal.typed else "Please name the plan."
    if not refusal.names:
        return f"{first} To see the plans, type: plans"
    known = "\n".join(refusal.names)
    return f"{first} The plans, to be named by number or by words that stand together in the title:\n{known}"


def _row_not_in_plan(refusal: RowNotInPlan, _: Words) -> str:
    return f"No task of yours is row {refusal.row} of the plan {refusal.name}. To see yours: tasks plan {refusal.name}"


def _plan_over(refusal: PlanOver, words: Words) -> str:
    how = _OVER.get(refusal.closed_as, _OVER["ended"])
    return f"The plan {refusal.name} {how} on {words.days.instant(refusal.at)}. To see the plans, type: plans"


def _withdrawal_asked(refusal: WithdrawalAsked, words: Words) -> str:
    return (
        f"{refusal.by} asked on {words.days.instant(refusal.at)} to withdraw the plan {refusal.name}; the leaders "
        "decide."
    )


def _no_withdrawal(refusal: NoWithdrawal, _: Words) -> str:
    return f"Nobody asks to withdraw the plan {refusal.name}. To withdraw it, type: withdraw {refusal.name}"
