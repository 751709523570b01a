"""What a button says once it was pressed, in Vietnamese."""

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
        Acknowledge: "đã nhận",
        MarkDone: "đã báo",
        ReportShare: "đã báo",
        ReportProgress: "đã báo",
        ContinueTask: "đã báo",
        ReportResult: "đã báo",
        ReportNotDone: "đã báo",
        ConfirmDone: "đã xác nhận",
        ReturnTask: "đã trả lại",
        GrantRequest: "đã duyệt",
        RefuseRequest: "đã từ chối",
        RequestExtension: "đã đề nghị",
        Nudge: "đã đôn đốc",
        Snooze: "đã hẹn nhắc",
    },
    other="đã thực hiện",
)
