"""Vietnamese words about what happened, and undo."""

from collections.abc import Mapping
from typing import Any

from domain.history import EventKind
from domain.messages import Command
from domain.messages.history import CannotUndo, ChangedSince, NothingToUndo, ShowHistory, UndoLast
from wording.history import HistoryWords, deed_of
from wording.words import CommandWords, EventWords, Words

HISTORY = HistoryWords(
    recent="Diễn biến gần đây:",
    recent_entry="{at} {who}: {what}",
    undone_event="hoàn tác ({what})",
    program="hệ thống",
    heading="Nhật ký chung: {count} lần ghi, mới nhất ở trên",
    heading_of_task="Nhật ký việc {number}: {title}",
    entry="{at} – {who}: {what}",
    about_task="việc {number}, {what}",
    nothing="Chưa có ghi chép nào.",
    undone="↩ Đã hoàn tác: {what} việc {number}",
    undone_other="thay đổi",
    undone_apart="↩ Đã hoàn tác: {what}",
    undone_by="↩ Đã hoàn tác: {what} việc {number} – đ/c {by}",
    undone_by_apart="↩ Đ/c {by} đã hoàn tác: {what}",
    undone_before="Đề nghị bỏ qua tin trước về nội dung này.",
    asked_again={
        "extension": "Yêu cầu gia hạn trước đó lại chờ quyết định.",
        "question": "Câu hỏi trước đó lại chờ lãnh đạo cho ý kiến.",
    },
    account_replaced="{channel}, thay tài khoản cũ",
    with_stand_in="{absence}, {name} làm thay",
    roster_counts="{units} đơn vị, {people} người",
    checkpoint="🔏 Nhật ký đến hết {month}: {count} dòng, mã {code}",
    checkpoint_how=(
        "Đề nghị giữ mã này: khi cần biết nhật ký có bị sửa, xóa hay không, quản trị hệ thống kiểm tra bằng "
        "dondoc audit verify --code {code}"
    ),
    thousands=".",
    cannot_undo={
        "added": "việc đã có số và đã báo cho người có liên quan. Không cần làm nữa thì gõ: hủy việc {number} lý do",
        "answered": "câu trả lời đã chuyển cho người hỏi. Nếu nhầm, đề nghị nói lại trực tiếp với người hỏi.",
        "draft": (
            "kế hoạch đang chờ chưa được ghi, chưa thông báo đến ai. Sửa tiếp, ví dụ: sửa 4 hạn 10/7/2026; không dùng "
            "nữa thì "
            "gõ “hủy”"
        ),
        "feed": "đường dẫn lịch cũ không dùng lại được. Cần đường dẫn khác thì gõ: lịch mới",
        "renamed": "tên mới đã gửi đến mọi người. Đổi lại bằng lệnh: đổi tên cơ quan TÊN CŨ",
        "invited": "mã đã được cấp. Cấp mã mới thì mã cũ hết hiệu lực, ví dụ: mã Nguyễn Văn A",
        "late": "đã quá 3 ngày làm việc. Đề nghị sửa bằng lệnh mới, hoặc báo cán bộ theo dõi.",
        "linked": (
            "tài khoản chỉ đổi bằng mã mới. Nếu nhầm tài khoản, đề nghị xin cán bộ theo dõi mã mới rồi gửi vào đây."
        ),
        "not_kept": "không còn giữ nội dung trước khi thay đổi. Đề nghị gõ lại lệnh với nội dung đúng.",
        "nudged": "tin đôn đốc đã gửi. Nếu nhầm, đề nghị nói lại trực tiếp với người nhận.",
        "removed": (
            "tài khoản và vai trò đã xóa. Muốn đưa trở lại, quản trị hệ thống nạp lại danh sách rồi cấp mã "
            "mới, ví dụ: mã Nguyễn Văn A"
        ),
        "roster": "danh sách đã ghi và đã báo cho những người có liên quan. Nếu nhầm, đề nghị gửi lại danh sách đúng.",
        "undone": "thao tác này đã hoàn tác; các thao tác trước đó không hoàn tác theo. Nếu cần, gõ lệnh mới.",
        "withdrawn": (
            "kế hoạch đã hủy và đã báo cho mọi người. Cần lại việc nào thì gõ, ví dụ: khôi phục 4; hoặc nhập lại "
            "kế hoạch."
        ),
        "ended": "kế hoạch đã kết thúc và đã báo cho mọi người. Cần lại việc nào thì gõ, ví dụ: khôi phục 4",
        "written": (
            "kế hoạch đã ghi và đã báo từng người. Hủy cả kế hoạch: hủy kế hoạch 45; hủy một việc: hủy việc 4 lý do; "
            "sửa: sửa 4 hạn 10/7/2026; hoặc nhập bản kế hoạch đã sửa."
        ),
    },
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    UndoLast: CommandWords(
        typed="hoàn tác",
        does="rút lại điều vừa báo hoặc quyết định",
        menu="Rút lại điều vừa báo hoặc quyết định",
    ),
    ShowHistory: CommandWords(
        typed="nhật ký 3",
        does="xem nhật ký của việc 3; nhật ký chung: nhật ký",
        menu="Nhật ký của một việc, ví dụ: nhật ký 3",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.CHANGE_UNDONE: EventWords("hoàn tác"),
}


def _nothing_to_undo(_: NothingToUndo, __: Words) -> str:
    return "Không có gì để hoàn tác: đồng chí chưa báo hay quyết định gì."


def _changed_since(refusal: ChangedSince, words: Words) -> str:
    since = _since(refusal.who, refusal.what, refusal.at, words)
    return f"Không hoàn tác được: việc {refusal.number} ({refusal.title}), {since}. Gõ ct {refusal.number} để xem."


def _cannot_undo(refusal: CannotUndo, words: Words) -> str:
    what = deed_of(refusal.what, words)
    deed = f"{what} việc {refusal.number}" if refusal.number is not None else what
    if refusal.reason == "moved":
        since = _since(refusal.who, refusal.since, refusal.at, words)
        return f"Không hoàn tác được lần {deed} vì sau đó {since}. Đề nghị gõ lại lệnh với nội dung đúng."
    why = words.history.cannot_undo.get(refusal.reason, words.history.cannot_undo["not_kept"]).format(
        number=refusal.number or 3
    )
    return f"Không hoàn tác được lần {deed} vì {why}"


def _since(who: str, what: str, at: Any, words: Words) -> str:
    if at is None:
        return "đã có thay đổi khác"
    by = f"đ/c {who}" if who else words.history.program
    told = words.events[what].told if what in words.events else words.history.undone_other
    return f"{by} đã {told} lúc {words.days.instant(at)}"
