"""English words about tasks, lists of them and what is reported."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.tasks import (
    Acknowledge,
    AlreadyDone,
    AlreadyReported,
    ConfirmDone,
    ContinueTask,
    ListTasks,
    ListWaiting,
    MarkDone,
    NoSuchTask,
    NotCoordinating,
    NotPeriodic,
    NotReported,
    NotYourTask,
    ReportNotDone,
    ReportProgress,
    ReportResult,
    ReportShare,
    ReturnTask,
    ShareKnown,
    ShowTask,
    TaskCancelled,
)
from wording.tasks import AnswerWords, TaskWords
from wording.words import CommandWords, EventWords, Words

TASKS = TaskWords(
    paper_row="row {code}",
    paper_plan="plan {number}",
    paper_plan_of_day="plan of {day}",
    due="due {day}",
    at_hour="{hour} on {day}",
    undated="No deadline yet",
    planned="Plan: “{wording}”",
    no_wording="The plan states no deadline",
    extended=", extended",
    set_late=", deadline set late",
    report_period="report for {period}",
    states={
        "reported": "reported done, awaits confirmation",
        "done": "done",
        "cancelled": "cancelled",
    },
    period_answered="reported for {period}",
    under_way="under way, {percent}%",
    acknowledged="taken on",
    untouched="not taken on yet",
    held_up="held up",
    heading="Task {number}:",
    standing="Status: {standing}",
    leads="Lead: {names}",
    coordinating="Coordinating: {names}",
    product="Product: {product}",
    place="Place in the plan: {code}",
    place_in="Row in the plan: {code} ({plan})",
    in_plan="Plan {plan}",
    note="Note: {note}",
    reported="Reported done: {who}, {day} ({timing})",
    list_heading="{count} open – {scope}",
    list_heading_all="{count} open in all",
    of_plans=" ({count} plans)",
    list_empty="There are no open tasks.",
    due_heading="{count} {due}",
    due_none="No open task is {due}.",
    due_words={
        "overdue": "overdue",
        "today": "due today",
        "soon": "due within 7 days",
        "tomorrow": "due tomorrow",
        "week": "due this week",
        "next_week": "due next week",
        "month": "due this month",
    },
    due_typed={
        "overdue": "overdue",
        "today": "today",
        "soon": "upcoming",
        "tomorrow": "tomorrow",
        "week": "this week",
        "next_week": "next week",
        "month": "this month",
    },
    more="and {count} more: {numbers}",
    cut="… {count} more, type /{list}",
    on_time="in time",
    late="late",
)

ANSWERS = AnswerWords(
    shared={
        "lead": "✅ Task {number}: your unit has done its share",
        "coordinating": "✅ Task {number}: your unit has coordinated",
    },
    by_units="Unit: {names}",
    still_missing="Still awaited: {names}",
    all_done="All units have reported.",
    share_heading={"lead": "Lead units that reported:", "coordinating": "Coordinating units that reported:"},
    share_done="✅ {name} ({day})",
    share_open="Not yet: {names}",
    share_more="and {count} other units",
    outcomes={"under_way": "it goes on", "result": "there is a result", "not_done": "not done yet"},
    not_done_next="The task stays open and held up; when something comes of it, type: {result} {number} text",
    acknowledged="✅ Noted: you took on task {number}",
    done="✅ Noted: task {number} reported done, {timing}",
    done_final="✅ Task {number} is done, {timing}",
    awaits="It awaits the coordinator's confirmation.",
    counted_on="Counted on the day you sent it: {day}.",
    checked_in="✅ Noted: task {number}, report for {period}",
    checked_in_next="The task goes on; you will be asked again next period.",
    progress="✅ Noted: task {number} is {percent}% done",
    progress_complete="If it is finished, reply: {done} {number}",
    progress_asked="How far has task {number} come?",
    progress_now="Last reported: {percent}%",
    confirmed="✅ Confirmed: task {number} is done, {timing}",
    returned="↩ Task {number} returned",
    returned_told="{who} will be told.",
    reason="Reason: {reason}",
    reported_by="Reported by: {who}",
    your_report_confirmed="✅ Task {number} was confirmed as done, {timing}",
    your_report_returned="⚠️ Task {number} was returned and needs more work",
    confirmed_by="Confirmed by: {who}",
    returned_by="Returned by: {who}",
    report_again="When it is finished, report it again: {done} {number}",
    waiting_heading="{count} awaiting your confirmation",
    waiting_empty="Nothing awaits confirmation.",
    waiting_entry="{who} reported it done on {day}, {timing}",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    ListTasks: CommandWords(
        typed="/tasks",
        does="see the open tasks",
        menu="Open tasks",
    ),
    ShowTask: CommandWords(
        typed="task 3",
        does="see task 3 in full",
        menu="One task in full, e.g. task 3",
    ),
    Acknowledge: CommandWords(
        typed="ack 3",
        does="say that you have seen task 3",
        menu="Say you have seen a task, e.g. ack 3",
    ),
    MarkDone: CommandWords(
        typed="done 3",
        does="report task 3 done; you can add the result: done 3 decision issued",
        menu="Report a task done, e.g. done 3",
    ),
    ReportProgress: CommandWords(
        typed="progress 3 60",
        does="report task 3 as 60% done",
        menu="Report progress, e.g. progress 3 60",
    ),
    ListWaiting: CommandWords(
        typed="/waiting",
        does="see what awaits confirmation",
        menu="What awaits confirmation",
    ),
    ConfirmDone: CommandWords(
        typed="confirm 3",
        does="confirm that task 3 is done",
        menu="Confirm a task, e.g. confirm 3",
    ),
    ReturnTask: CommandWords(
        typed="return 3 missing figures",
        does="return task 3 with the reason",
        menu="Return a task, e.g. return 3 missing figures",
    ),
    ContinueTask: CommandWords(
        typed="ongoing 1",
        does="repeating task 1: it goes on this period",
        menu="Repeating task: it goes on",
    ),
    ReportResult: CommandWords(
        typed="result 1 review meeting held",
        does="repeating task 1: what came of it this period",
        menu="Repeating task: what came of it",
        needs="what came of it",
    ),
    ReportNotDone: CommandWords(
        typed="notdone 1 waiting for guidance",
        does="repeating task 1: not done this period, and why",
        menu="Repeating task: not done, and why",
    ),
    ReportShare: CommandWords(
        typed="coordinated 3",
        does="your unit has done its part of task 3",
        menu="Your unit did its part, e.g. coordinated 3",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.TASK_ACKNOWLEDGED: EventWords("took it on", "acknowledgement"),
    EventKind.TASK_REPORTED: EventWords("reported it done", "report"),
    EventKind.CHECK_IN_ANSWERED: EventWords("reported on the period", "report on the period"),
    EventKind.PROGRESS_SET: EventWords("reported progress", "progress"),
    EventKind.TASK_CONFIRMED: EventWords("confirmed it", "confirmation"),
    EventKind.TASK_RETURNED: EventWords("returned it", "return"),
    EventKind.SHARE_REPORTED: EventWords("reported the unit's share done", "report of the unit's share"),
    EventKind.SHARE_COORDINATED: EventWords("reported having coordinated", "report of having coordinated"),
    EventKind.SHARE_OVERRULED: EventWords("closed without waiting for"),
}


def _no_such_task(refusal: NoSuchTask, _: Words) -> str:
    if not refusal.last_number:
        return f"There is no task {refusal.number}. No plan is being followed yet."
    return (
        f"There is no task {refusal.number}. Tasks are numbered 1 to {refusal.last_number}; "
        "type /tasks to see those of your unit."
    )


def _not_your_task(refusal: NotYourTask, _: Words) -> str:
    leads = ", ".join(refusal.lead_names) or "another unit"
    return (
        f"Task {refusal.number} ({refusal.title}) is led by {leads}, not by your unit. "
        "Type /tasks to see the tasks of your unit."
    )


def _already_reported(refusal: AlreadyReported, words: Words) -> str:
    by = f" by {refusal.by}" if refusal.by else ""
    return (
        f"Task {refusal.number} ({refusal.title}) was reported done{by} at {words.days.instant(refusal.at)} "
        "and awaits confirmation; there is nothing left to report."
    )


def _already_done(refusal: AlreadyDone, words: Words) -> str:
    by = f" by {refusal.by}" if refusal.by else ""
    at = words.days.instant(refusal.at)
    return f"Task {refusal.number} ({refusal.title}) is done, reported{by} at {at}. There is nothing left to report."


def _task_cancelled(refusal: TaskCancelled, _: Words) -> str:
    return f"Task {refusal.number} ({refusal.title}) has been cancelled. Type /tasks to see what remains."


def _not_reported(refusal: NotReported, _: Words) -> str:
    return (
        f"Nobody has reported task {refusal.number} ({refusal.title}) done, so it cannot be confirmed or returned. "
        "Type /waiting to see what awaits confirmation."
    )


def _share_known(refusal: ShareKnown, words: Words) -> str:
    names = ", ".join(refusal.unit_names[:3]) or "the unit"
    missing = f" Still awaited: {', '.join(refusal.missing[:5])}." if refusal.missing else ""
    return (
        f"The share of {names} in task {refusal.number} was reported by {refusal.by} at "
        f"{words.days.instant(refusal.at)}; "
        f"it need not be reported again.{missing}"
    )


def _not_coordinating(refusal: NotCoordinating, _: Words) -> str:
    return (
        f"Your unit does not coordinate task {refusal.number} ({refusal.title}). "
        f"If it leads it, type: done {refusal.number}"
    )


def _not_periodic(refusal: NotPeriodic, _: Words) -> str:
    return (
        f"Task {refusal.number} ({refusal.title}) has a deadline and is not answered by periods. Type "
        f"done {refusal.number}, progress {refusal.number} 60, or block {refusal.number} reason"
    )
