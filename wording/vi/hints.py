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
    undo="Nếu nhầm, gõ “{undo}”",
    list="Gõ “{list}” để xem các việc.",
    see_waiting="Gõ “{waiting}” để xem và xác nhận.",
    see_task="Xem một việc: {task} {number}",
    see_unit="Xem một đơn vị: {status} {unit}",
    next_page="Trang sau: {list} trang {page}",
    how_to_return="Trả lại (cần lý do): {back} {number} {reason}",
    labels={
        Acknowledge: "Đã nhận",
        MarkDone: "Xong",
        ReportProgress: "Đang làm …",
        ShowTask: "Chi tiết",
        ConfirmDone: "Xác nhận",
        ListTasks: "Các việc",
        ShowStatus: "Tình hình",
        ListWaiting: "Chờ xác nhận",
        ShowHelp: "Trợ giúp",
        GrantRequest: "Duyệt",
        RefuseRequest: "Không duyệt …",
        ListRequests: "Chờ duyệt",
        Nudge: "Đôn đốc",
        RequestExtension: "Gia hạn …",
        ReportNotDone: "Chưa làm được …",
        ContinueTask: "Vẫn triển khai",
        ShowEvidence: "Minh chứng",
        ReportShare: "Đã phối hợp",
        UndoLast: "Hoàn tác",
        WriteDraft: "Ghi và báo",
        DropDraft: "Hủy",
    },
    recommend="Đồng ý trình",
    advise_against="Không đồng ý …",
    reason_here="Lý do, nội dung …",
    numbered="{label} {number}",
    back_to_list="« Danh sách việc",
    back_to_status="« Tình hình chung",
    previous="« Trang trước",
    next="Trang sau »",
    waiting_label="Chờ xác nhận ({count})",
    task_label="Việc {number}",
)
