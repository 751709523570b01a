"""What to type, in English, and the labels of buttons."""

from domain.messages.accounts import ShowHelp
from domain.messages.drafts import DropDraft, WriteDraft
from domain.messages.evidence import ShowEvidence
from domain.messages.history import UndoLast
from domain.messages.orders import Nudge
from domain.messages.reports import ShowStatus
from domain.messages.requests import GrantRequest, ListRequests, RefuseRequest, RequestExtension
from domain.messages.tasks import (
    Acknowledge,
    ConfirmDone,
    ContinueTask,
    ListTasks,
    ListWaiting,
    MarkDone,
    ReportNotDone,
    ReportProgress,
    ReportShare,
    ShowTask,
)
from wording.words import HintWords

HINTS = HintWords(
    page="Page {page}/{pages}",
    reply="Reply: {typed}",
    reply_example="Reply with the task number, for example: {typed}",
    press_or="Press a button or reply, for example: {typed}",
    kind={
        "check_in_note": "reviewed",
        "check_in_reason": "reason",
        "reason": "missing figures",
        "details": "(see it in full)",
    },
    undo="If this was a mistake, type /{undo}",
    list="Type /{list} to see the tasks.",
    see_waiting="Type /{waiting} to see and confirm.",
    see_task="See one task: {task} {number}",
    see_unit="See one unit: {status} {unit}",
    next_page="Next page: {list} page {page}",
    how_to_return="To return one (with a reason): {back} {number} {reason}",
    labels={
        Acknowledge: "Got it",
        MarkDone: "Done",
        ReportProgress: "Under way …",
        ShowTask: "Details",
        ConfirmDone: "Confirm",
        ListTasks: "Tasks",
        ShowStatus: "Status",
        ListWaiting: "Awaiting",
        ShowHelp: "Help",
        GrantRequest: "Grant",
        RefuseRequest: "Refuse …",
        ListRequests: "Requests",
        Nudge: "Nudge",
        RequestExtension: "More time …",
        ReportNotDone: "Not done …",
        ContinueTask: "It goes on",
        ShowEvidence: "Evidence",
        ReportShare: "Coordinated",
        UndoLast: "Undo",
        WriteDraft: "Write and tell",
        DropDraft: "Drop",
    },
    recommend="Recommend",
    advise_against="Advise against …",
    reason_here="The reason …",
    numbered="{label} {number}",
    back_to_list="« List of tasks",
    back_to_status="« Overall status",
    previous="« Previous page",
    next="Next page »",
    waiting_label="Awaiting confirmation ({count})",
    task_label="Task {number}",
)
