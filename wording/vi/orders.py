"""Vietnamese words about nudges, hand-overs, tasks added, changed or cancelled."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.orders import (
    AddTask,
    AssignTask,
    CancelTask,
    NobodyOfUnit,
    NotCancelled,
    NothingChanged,
    Nudge,
    NudgedAlready,
    PartMissing,
    PersonUnclear,
    RestoreTask,
)
from wording.orders import OrderWords
from wording.vi.people import whose_name
from wording.words import CommandWords, EventWords, Words

ORDERS = OrderWords(
    nudged="🔔 Đ/c {by} đôn đốc việc {number}",
    nudged_urgently="🔔 KHẨN: đôn đốc việc {number} – đ/c {by}",
    said="“{text}”",
    nudge_sent="✅ Đã gửi đôn đốc việc {number}",
    nudge_later="✅ Sẽ gửi đôn đốc việc {number} lúc {at}; cần ngay thì gõ: {nudge} {number} khẩn",
    nudge_to="Người nhận: {names}",
    unreached="⚠️ Chưa gửi được tin tới: {names}",
    handed="📌 Đ/c {by} giao việc {number} cho đ/c {names}",
    handed_mine="✅ Đã giao việc {number} cho đ/c {names}",
    back="📌 Đ/c {by} giao việc {number} cho cả đơn vị",
    back_mine="✅ Việc {number} giao lại cho cả đơn vị",
    handed_by="Đơn vị: {unit}",
    changed="✅ Đã sửa việc {number}: {part}",
    parts={
        "title": "tên việc",
        "deadline": "thời hạn",
        "wording": "câu chữ của thời hạn",
        "lead": "đơn vị chủ trì",
        "coordinating": "đơn vị phối hợp",
        "product": "sản phẩm",
    },
    old="Trước: {text}",
    new="Nay: {text}",
    nothing="không có",
    will_be_told="Hệ thống sẽ báo người có liên quan.",
    added="✅ Đã giao thêm việc {number}; đã báo người có liên quan",
    stopped="❌ Việc {number} đã hủy, dừng thực hiện",
    stopped_mine="✅ Đã hủy việc {number}; đã báo người có liên quan",
    stopped_back="Nếu nhầm, gõ “{undo}”; sau này cần lại thì gõ: {restore} {number}",
    restored="↩ Việc {number} được khôi phục, tiếp tục thực hiện",
    restored_mine="✅ Đã khôi phục việc {number}; đã báo người có liên quan",
    reason="Lý do: {text}",
    by="Người quyết định: đ/c {who}",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    Nudge: CommandWords(
        typed="nhắc 3 gửi trước 16h",
        does="đôn đốc ngay đơn vị chủ trì việc 3; ngoài giờ: nhắc 3 khẩn",
        menu="Đôn đốc ngay, ví dụ: nhắc 3 gửi trước 16h",
        which="đôn đốc việc nào",
    ),
    AssignTask: CommandWords(
        typed="giao 3 Nguyễn Văn A",
        does="giao việc 3 cho người trong đơn vị; giao lại cả đơn vị: giao 3 cả đơn vị",
        menu="Giao người làm, ví dụ: giao 3 Nguyễn Văn A",
        which="giao việc nào",
    ),
    AddTask: CommandWords(
        typed="thêm việc Rà soát X; chủ trì UBND; hạn 30/6",
        does="giao thêm một việc ngoài kế hoạch",
        menu="Giao thêm việc: tên; chủ trì …; hạn …",
    ),
    CancelTask: CommandWords(
        typed="hủy việc 3 đã lồng ghép vào việc 5",
        does="hủy việc 3, ghi rõ lý do",
        menu="Hủy việc, ví dụ: hủy việc 3 lý do",
        which="hủy việc nào",
    ),
    RestoreTask: CommandWords(
        typed="khôi phục 3",
        does="khôi phục việc 3 đã hủy",
        menu="Khôi phục việc đã hủy, ví dụ: khôi phục 3",
        which="khôi phục việc nào",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.NUDGED: EventWords("đôn đốc", "đôn đốc"),
    EventKind.TASK_ASSIGNED: EventWords("giao cho", "giao người làm"),
    EventKind.TASK_ADDED: EventWords("giao thêm việc", "giao thêm"),
    EventKind.TASK_CHANGED: EventWords("sửa theo bản kế hoạch mới", "sửa"),
    EventKind.TASK_CANCELLED: EventWords("hủy việc", "hủy"),
    EventKind.TASK_RESTORED: EventWords("khôi phục việc", "khôi phục"),
}

_PARTS = {"title": "tên việc", "lead": "đơn vị chủ trì", "deadline": "thời hạn"}


def _nudged_already(refusal: NudgedAlready, words: Words) -> str:
    return (
        f"Đ/c {refusal.by} vừa đôn đốc việc {refusal.number} lúc {words.days.instant(refusal.at)}; mỗi việc chỉ "
        "đôn đốc một "
        f"lần trong một giờ. Nếu cần yêu cầu giải trình, gõ: giải trình {refusal.number} nội dung"
    )


def _nobody_of_unit(refusal: NobodyOfUnit, _: Words) -> str:
    leads = ", ".join(refusal.lead_names) or "đơn vị chủ trì"
    return f"Việc {refusal.number} do {leads} chủ trì nhưng chưa có người nào trong danh sách để báo."


def _person_unclear(refusal: PersonUnclear, _: Words) -> str:
    return f"{whose_name(refusal.name, refusal.suggestions)} Ghi đủ họ tên, ví dụ: giao 3 Nguyễn Văn A"


def _part_missing(refusal: PartMissing, _: Words) -> str:
    return (
        f"Còn thiếu {_PARTS.get(refusal.part, 'một phần')}. Ví dụ: "
        "thêm việc Rà soát hồ sơ; chủ trì UBND phường; phối hợp Văn phòng; hạn 30/6/2026"
    )


def _nothing_changed(refusal: NothingChanged, _: Words) -> str:
    return f"Việc {refusal.number} hiện đã có nội dung này, không cần sửa. Gõ ct {refusal.number} để xem."


def _not_cancelled(refusal: NotCancelled, _: Words) -> str:
    return f"Việc {refusal.number} ({refusal.title}) chưa hủy nên không cần khôi phục. Gõ ct {refusal.number} để xem."
