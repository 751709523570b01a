"""Vietnamese refusals of an undo: why the last deed stays, and what to do instead."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.history import CannotUndo, ChangedSince, NothingToUndo
from wording.vi.reports import REPORTS
from wording.vi.tasks import TASKS
from wording.words import DayWords

# By the reason: why, then what to do instead.
_WHY = {
    "added": "việc đã có số và đã báo cho người có liên quan. Không cần làm nữa thì gõ: huy viec {number} lý do",
    "answered": "câu trả lời đã chuyển cho người hỏi. Nếu nhầm, đề nghị nói lại trực tiếp với người hỏi.",
    "draft": (
        "kế hoạch đang chờ chưa được ghi, chưa báo cho ai. Sửa tiếp, ví dụ: sua 4 hạn 10/7/2026; không dùng nữa thì "
        "gõ: huy"
    ),
    "feed": "đường dẫn lịch cũ không dùng lại được. Cần đường dẫn khác thì gõ: lich moi",
    "invited": "mã đã được cấp. Cấp mã mới thì mã cũ hết hiệu lực, ví dụ: ma Nguyễn Văn A",
    "late": "đã quá 3 ngày làm việc. Đề nghị sửa bằng lệnh mới, hoặc báo cán bộ theo dõi.",
    "linked": "tài khoản chỉ đổi bằng mã mới. Nếu nhầm tài khoản, đề nghị xin cán bộ theo dõi mã mới rồi gõ: /start MÃ",
    "not_kept": "không còn giữ nội dung trước khi thay đổi. Đề nghị gõ lại lệnh với nội dung đúng.",
    "nudged": "tin đôn đốc đã gửi. Nếu nhầm, đề nghị nói lại trực tiếp với người nhận.",
    "removed": (
        "tài khoản và vai trò đã xóa. Muốn đưa trở lại, quản trị hệ thống nạp lại danh sách rồi cấp mã "
        "mới, ví dụ: ma Nguyễn Văn A"
    ),
    "undone": "lần đó là lần gần nhất và đã hoàn tác rồi; việc trước đó không hoàn tác theo. Nếu cần, gõ lệnh mới.",
    "withdrawn": (
        "kế hoạch đã hủy và đã báo cho mọi người. Cần lại việc nào thì gõ, ví dụ: khoi phuc 4; hoặc nhập lại kế hoạch."
    ),
    "ended": "kế hoạch đã kết thúc và đã báo cho mọi người. Cần lại việc nào thì gõ, ví dụ: khoi phuc 4",
    "written": (
        "kế hoạch đã ghi và đã báo từng người. Hủy cả kế hoạch: huy ke hoach 45; hủy một việc: huy viec 4 lý do; "
        "sửa: sua 4 hạn 10/7/2026; hoặc nhập bản kế hoạch đã sửa."
    ),
}


def _nothing_to_undo(_: NothingToUndo, __: DayWords) -> str:
    return "Không có gì để hoàn tác: đồng chí chưa báo hay quyết định gì."


def _changed_since(refusal: ChangedSince, days: DayWords) -> str:
    since = _since(refusal.who, refusal.what, refusal.at, days)
    return f"Không hoàn tác được: việc {refusal.number} ({refusal.title}), {since}. Gõ ct {refusal.number} để xem."


def _cannot_undo(refusal: CannotUndo, days: DayWords) -> str:
    what = REPORTS.undone_names.get(refusal.what, REPORTS.undone_other)
    deed = f"{what} việc {refusal.number}" if refusal.number is not None else what
    if refusal.reason == "moved":
        since = _since(refusal.who, refusal.since, refusal.at, days)
        return f"Không hoàn tác được lần {deed} vì sau đó {since}. Đề nghị gõ lại lệnh với nội dung đúng."
    why = _WHY.get(refusal.reason, _WHY["not_kept"]).format(number=refusal.number or 3)
    return f"Không hoàn tác được lần {deed} vì {why}"


def _since(who: str, what: str, at: Any, days: DayWords) -> str:
    if at is None:
        return "đã có thay đổi khác"
    by = f"đ/c {who}" if who else TASKS.program
    return f"{by} đã {TASKS.events.get(what, REPORTS.undone_other)} lúc {days.instant(at)}"


UNDO_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NothingToUndo: _nothing_to_undo,
    ChangedSince: _changed_since,
    CannotUndo: _cannot_undo,
}
