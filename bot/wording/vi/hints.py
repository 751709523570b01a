"""What to type, in Vietnamese, and the labels of buttons."""

from bot.wording.words import HintWords

HINTS = HintWords(
    reply="Trả lời: {typed}",
    reply_example="Trả lời kèm số việc, ví dụ: {typed}",
    press_or="Bấm nút hoặc trả lời, ví dụ: {typed}",
    kind={
        "check_in_note": "đã rà soát xong",
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
        "ack": "Đã nhận",
        "done": "Xong",
        "check_in": "Đã thực hiện",
        "progress": "Đang làm …",
        "task": "Chi tiết",
        "confirm": "Xác nhận",
        "tasks": "Các việc",
        "status": "Tình hình",
        "waiting": "Chờ xác nhận",
        "help": "Trợ giúp",
        "undo": "Hoàn tác",
        "write": "Ghi và báo",
        "discard": "Hủy",
    },
    numbered="{label} {number}",
    back_to_list="« Danh sách việc",
    back_to_status="« Tình hình chung",
    previous="« Trang trước",
    next="Trang sau »",
    waiting_label="Chờ xác nhận ({count})",
    task_label="Việc {number}",
)
