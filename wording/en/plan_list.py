"""English phrases about plans as a whole: the list, a withdrawal, the end."""

from wording.status_words import PlanListWords

PLAN_LIST = PlanListWords(
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
    kept="↩ {plan} is not withdrawn and goes on",
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
