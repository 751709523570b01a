"""What a button says once it was pressed, in English."""

from domain.messages.orders import Nudge
from domain.messages.requests import GrantRequest, RefuseRequest, RequestExtension
from domain.messages.snooze import Snooze
from domain.messages.tasks import (
    Acknowledge,
    ConfirmDone,
    ContinueTask,
    MarkDone,
    ReportNotDone,
    ReportProgress,
    ReportResult,
    ReportShare,
    ReturnTask,
)
from wording.pressed import PressedWords

PRESSED = PressedWords(
    label="✅ {numbers} {done}",
    label_without_number="✅ {done}",
    done={
        Acknowledge: "taken on",
        MarkDone: "reported",
        ReportShare: "reported",
        ReportProgress: "reported",
        ContinueTask: "reported",
        ReportResult: "reported",
        ReportNotDone: "reported",
        ConfirmDone: "confirmed",
        ReturnTask: "returned",
        GrantRequest: "approved",
        RefuseRequest: "refused",
        RequestExtension: "requested",
        Nudge: "nudged",
        Snooze: "snoozed",
    },
    other="carried out",
)
