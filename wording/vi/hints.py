"""What to type, in Vietnamese, and the labels of buttons."""

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
    page="Trang {page}/{pages}",
    reply="Trả lời: {typed}",
    reply_example="Trả lời kèm số việc, ví dụ: {typed}",
    press_or="Bấm nút hoặc trả lời, ví dụ: {typed}",
    kind={
        "check_in_note": "đã rà soát xong",
        "check_in_reason": "lý do",
        "reason": "thiếu số liệu",
        "details": "(xem chi tiết)",
    },
    undo="Nếu nhầm, gõ /{undo}",
    list="Gõ /{list} để xem các việc.",
    see_waiting="Gõ /{waiting} để xem và xác nhận.",
    see_task="Xem một việc: {task} {number}",
    see_unit="Xem một đơn vị: {status} {unit}",
    next_page="Trang sau: {list} trang {page}",
    how_to_return="Trả lại (cần lý do): {back} {number} {reason}",
    labels={
        Acknowledge.canonical: "Đã nhận",
        MarkDone.canonical: "Xong",
        ReportProgress.canonical: "Đang làm …",
        ShowTask.canonical: "Chi tiết",
        ConfirmDone.canonical: "Xác nhận",
        ListTasks.canonical: "Các việc",
        ShowStatus.canonical: "Tình hình",
        ListWaiting.canonical: "Chờ xác nhận",
        ShowHelp.canonical: "Trợ giúp",
        GrantRequest.canonical: "Duyệt",
        RefuseRequest.canonical: "Không duyệt …",
        "recommend": "Đề nghị duyệt",
        "advise_against": "Đề nghị không …",
        ListRequests.canonical: "Chờ duyệt",
        Nudge.canonical: "Đôn đốc",
        RequestExtension.canonical: "Gia hạn …",
        ReportNotDone.canonical: "Chưa làm được …",
        ContinueTask.canonical: "Vẫn triển khai",
        ShowEvidence.canonical: "Minh chứng",
        ReportShare.canonical: "Đã phối hợp",
        UndoLast.canonical: "Hoàn tác",
        WriteDraft.canonical: "Ghi và báo",
        DropDraft.canonical: "Hủy",
    },
    numbered="{label} {number}",
    back_to_list="« Danh sách việc",
    back_to_status="« Tình hình chung",
    previous="« Trang trước",
    next="Trang sau »",
    waiting_label="Chờ xác nhận ({count})",
    task_label="Việc {number}",
)
