"""Reminders asked for once more, in Vietnamese."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.snooze import Snooze, SnoozeNotToday, SnoozeOfOthers, SnoozeTooFar, SnoozeUnclear
from wording.snooze import SnoozeWords
from wording.words import CommandWords, EventWords, Words

SNOOZE = SnoozeWords(
    snoozed="⏰ Sẽ nhắc lại việc {numbers} lúc {hour} {day}",
    in_morning="⏰ Sẽ nhắc lại việc {numbers} trong tin buổi sáng {day} ({hour})",
    others_stay="Thời hạn và các lần nhắc theo kế hoạch giữ nguyên.",
    again="⏰ Nhắc lại việc {numbers} theo đề nghị của đồng chí",
    afternoon_label="Nhắc lại chiều nay",
    tomorrow_label="Nhắc lại ngày mai",
)
COMMANDS: Mapping[type[Command], CommandWords] = {
    Snooze: CommandWords(
        typed="nhắc lại 3 ngày mai",
        does="được nhắc lại việc 3 vào lúc đồng chí chọn: ngày mai, thứ Hai, sau 2 giờ, lúc 15h",
        menu="Nhắc lại sau, ví dụ: nhắc lại 3 sau 2 giờ",
        which="được nhắc lại việc nào",
    ),
}
EVENTS: Mapping[EventKind, EventWords] = {EventKind.TASK_SNOOZED: EventWords("đặt nhắc lại", "đặt nhắc lại")}


def _unclear(refusal: SnoozeUnclear, _: Words) -> str:
    asked = f"Hệ thống chưa rõ nhắc lại lúc nào: “{refusal.text}”." if refusal.text else "Nhắc lại lúc nào?"
    return f"{asked} Ví dụ: nhắc lại 3 sau 2 giờ · nhắc lại 3 ngày mai · nhắc lại 3 thứ Hai. Để nhắc đơn vị: nhắc 3"


def _not_today(refusal: SnoozeNotToday, words: Words) -> str:
    begins, ends = words.days.hour(refusal.begins), words.days.hour(refusal.ends)
    return (
        f"Giờ đó không còn nhắc được trong hôm nay: tin nhắc chỉ gửi từ {begins} đến {ends} ngày làm việc. "
        "Đề nghị chọn giờ khác, hoặc gõ: nhắc lại 3 ngày mai"
    )


def _too_far(refusal: SnoozeTooFar, words: Words) -> str:
    return f"Chỉ đặt nhắc lại được từ ngày mai đến {words.days.day(refusal.until)}. Ví dụ: nhắc lại 3 thứ Hai"


def _of_others(refusal: SnoozeOfOthers, _: Words) -> str:
    leads = ", ".join(refusal.lead_names) or "đơn vị khác"
    return f"Việc {refusal.number} do {leads} thực hiện. Muốn đôn đốc đơn vị, gõ: nhắc {refusal.number}"
