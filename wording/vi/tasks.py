"""Vietnamese words about tasks, lists of them and what is reported."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.tasks import (
    Acknowledge,
    AlreadyDone,
    AlreadyReported,
    ConfirmDone,
    ContinueTask,
    ListTasks,
    ListWaiting,
    MarkDone,
    NoSuchTask,
    NotCoordinating,
    NotPeriodic,
    NotReported,
    NotYourTask,
    ReportNotDone,
    ReportProgress,
    ReportResult,
    ReportShare,
    ReturnTask,
    ShareKnown,
    ShowTask,
    TaskCancelled,
)
from wording.tasks import AnswerWords, TaskWords
from wording.words import CommandWords, EventWords, Words

TASKS = TaskWords(
    paper_row="mục {code}",
    paper_plan="KH {number}",
    paper_plan_of_day="KH ngày {day}",
    due="hạn {day}",
    at_hour="{hour} {day}",
    undated="Chưa có thời hạn",
    planned="Kế hoạch: “{wording}”",
    no_wording="Kế hoạch không ghi rõ thời hạn",
    extended=", đã được gia hạn",
    set_late=", hạn sửa sau",
    report_period="báo tình hình {period}",
    states={
        "reported": "đã báo hoàn thành, chờ xác nhận",
        "done": "đã hoàn thành",
        "cancelled": "đã hủy",
    },
    period_answered="đã báo {period}",
    under_way="đang thực hiện, {percent}%",
    acknowledged="đã nhận việc",
    untouched="chưa nhận việc",
    held_up="đang vướng mắc",
    heading="Việc {number}:",
    standing="Tình trạng: {standing}",
    leads="Chủ trì: {names}",
    coordinating="Phối hợp: {names}",
    product="Sản phẩm: {product}",
    place="Mục trong kế hoạch: {code}",
    place_in="Mục trong kế hoạch: {code} ({plan})",
    in_plan="Thuộc: {plan}",
    note="Ghi chú: {note}",
    reported="Báo hoàn thành: {who}, {day} ({timing})",
    list_heading="{count} chưa hoàn thành – {scope}",
    list_heading_all="Tất cả còn {count} chưa hoàn thành",
    of_plans=" ({count} kế hoạch)",
    list_empty="Hiện không có việc nào chưa hoàn thành.",
    due_heading="{count} {due}",
    due_none="Không có việc nào {due}.",
    due_words={
        "overdue": "quá hạn",
        "today": "đến hạn hôm nay",
        "soon": "đến hạn trong 7 ngày tới",
        "tomorrow": "đến hạn ngày mai",
        "week": "đến hạn tuần này",
        "next_week": "đến hạn tuần sau",
        "month": "đến hạn tháng này",
    },
    due_typed={
        "overdue": "quá hạn",
        "today": "hôm nay",
        "soon": "sắp đến hạn",
        "tomorrow": "ngày mai",
        "week": "tuần này",
        "next_week": "tuần sau",
        "month": "tháng này",
    },
    more="và {count} khác: {numbers}",
    cut="… còn {count}, gõ “{list}”",
    on_time="đúng hạn",
    late="chậm so với hạn",
)

ANSWERS = AnswerWords(
    shared={
        "lead": "✅ Việc {number}: đã ghi nhận phần của đơn vị đã hoàn thành",
        "coordinating": "✅ Đã ghi nhận: đơn vị đã phối hợp việc {number}",
    },
    by_units="Đơn vị: {names}",
    still_missing="Còn chờ: {names}",
    all_done="Các đơn vị đã báo đủ.",
    share_heading={"lead": "Chủ trì đã báo hoàn thành:", "coordinating": "Phối hợp đã báo:"},
    share_done="✅ {name} ({day})",
    share_open="Chưa báo: {names}",
    share_more="và {count} đơn vị khác",
    outcomes={"under_way": "vẫn triển khai", "result": "có kết quả", "not_done": "chưa làm được"},
    not_done_next=(
        "Việc vẫn được theo dõi và ghi nhận là đang có vướng mắc; khi có kết quả, gõ: {result} {number} nội dung"
    ),
    acknowledged="✅ Đã ghi nhận: đồng chí nhận việc {number}",
    done="✅ Đã ghi nhận: việc {number} đã hoàn thành, {timing}",
    done_final="✅ Việc {number} đã hoàn thành, {timing}",
    awaits="Chờ cán bộ theo dõi xác nhận.",
    counted_on="Tính vào ngày đồng chí gửi: {day}.",
    checked_in="✅ Đã ghi nhận việc {number}, tình hình {period}",
    checked_in_next="Việc này làm thường xuyên, kỳ sau hệ thống sẽ hỏi lại.",
    progress="✅ Đã ghi nhận: việc {number} đạt {percent}%",
    progress_complete="Nếu việc đã hoàn thành, trả lời: {done} {number}",
    progress_asked="Việc {number} đã đạt bao nhiêu phần trăm?",
    progress_now="Lần báo trước: {percent}%",
    confirmed="✅ Đã xác nhận: việc {number} hoàn thành, {timing}",
    returned="↩ Đã trả lại việc {number}",
    returned_told="Hệ thống sẽ báo đ/c {who} biết.",
    reason="Lý do: {reason}",
    reported_by="Người báo: đ/c {who}",
    your_report_confirmed="✅ Việc {number} được xác nhận hoàn thành, {timing}",
    your_report_returned="⚠️ Việc {number} được trả lại, đề nghị đơn vị tiếp tục thực hiện",
    confirmed_by="Người xác nhận: đ/c {who}",
    returned_by="Người trả lại: đ/c {who}",
    report_again="Khi hoàn thành, đồng chí báo lại: {done} {number}",
    waiting_heading="{count} chờ đồng chí xác nhận",
    waiting_empty="Không có việc nào chờ xác nhận.",
    waiting_entry="Đ/c {who} báo hoàn thành {day}, {timing}",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    ListTasks: CommandWords(
        typed="việc",
        does="xem các việc chưa hoàn thành",
        menu="Các việc chưa hoàn thành",
    ),
    ShowTask: CommandWords(
        typed="ct 3",
        does="xem chi tiết việc 3",
        menu="Chi tiết một việc, ví dụ: ct 3",
        which="xem việc nào",
    ),
    Acknowledge: CommandWords(
        typed="nhận 3",
        does="báo đã nhận việc 3",
        menu="Báo đã nhận việc, ví dụ: nhận 3",
        which="nhận việc nào",
    ),
    MarkDone: CommandWords(
        typed="xong 3",
        does="báo việc 3 đã hoàn thành; có thể ghi thêm kết quả: xong 3 đã ban hành văn bản",
        menu="Báo việc đã hoàn thành, ví dụ: xong 3",
        which="báo hoàn thành việc nào",
    ),
    ReportProgress: CommandWords(
        typed="tiến độ 3 60",
        does="báo việc 3 đạt 60%",
        menu="Báo tiến độ, ví dụ: tiến độ 3 60",
        which="báo tiến độ việc nào",
    ),
    ListWaiting: CommandWords(
        typed="chờ xác nhận",
        does="xem việc chờ xác nhận",
        menu="Việc chờ xác nhận",
    ),
    ConfirmDone: CommandWords(
        typed="xác nhận 3",
        does="xác nhận việc 3 đã hoàn thành",
        menu="Xác nhận hoàn thành, ví dụ: xác nhận 3",
        which="xác nhận việc nào",
    ),
    ReturnTask: CommandWords(
        typed="trả lại 3 thiếu số liệu",
        does="trả lại việc 3, ghi rõ lý do",
        menu="Trả lại việc kèm lý do, ví dụ: trả lại 3 thiếu số liệu",
        which="trả lại việc nào",
    ),
    ContinueTask: CommandWords(
        typed="vẫn triển khai 1",
        does="việc thường xuyên 1: kỳ này vẫn triển khai",
        menu="Việc thường xuyên: vẫn triển khai",
        which="báo tình hình việc nào",
    ),
    ReportResult: CommandWords(
        typed="có kết quả 1 đã họp rà soát",
        does="việc thường xuyên 1: kỳ này có kết quả gì",
        menu="Việc thường xuyên: có kết quả …",
        which="báo kết quả việc nào",
        needs="kết quả",
    ),
    ReportNotDone: CommandWords(
        typed="chưa làm được 1 chờ hướng dẫn",
        does="việc thường xuyên 1: kỳ này chưa làm được, vì sao",
        menu="Việc thường xuyên: chưa làm được …",
        which="báo chưa làm được việc nào",
    ),
    ReportShare: CommandWords(
        typed="đã phối hợp 3",
        does="đơn vị đồng chí đã phối hợp thực hiện việc 3",
        menu="Báo đã phối hợp, ví dụ: đã phối hợp 3",
        which="báo đã phối hợp việc nào",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.TASK_ACKNOWLEDGED: EventWords("nhận việc", "nhận"),
    EventKind.TASK_REPORTED: EventWords("báo hoàn thành", "báo hoàn thành"),
    EventKind.CHECK_IN_ANSWERED: EventWords("báo tình hình", "báo tình hình"),
    EventKind.PROGRESS_SET: EventWords("báo tiến độ", "báo tiến độ"),
    EventKind.TASK_CONFIRMED: EventWords("xác nhận hoàn thành", "xác nhận"),
    EventKind.TASK_RETURNED: EventWords("trả lại", "trả lại"),
    EventKind.SHARE_REPORTED: EventWords("báo hoàn thành phần của đơn vị", "báo hoàn thành phần của đơn vị trong"),
    EventKind.SHARE_COORDINATED: EventWords("báo đã phối hợp", "báo đã phối hợp"),
    EventKind.SHARE_OVERRULED: EventWords("chốt, không chờ"),
}


def _no_such_task(refusal: NoSuchTask, _: Words) -> str:
    if not refusal.last_number:
        return f"Không có việc số {refusal.number}. Chưa có kế hoạch nào được đưa vào theo dõi."
    return (
        f"Không có việc số {refusal.number}. Các việc mang số từ 1 đến {refusal.last_number}; "
        "gõ “việc” để xem việc của đơn vị."
    )


def _not_your_task(refusal: NotYourTask, _: Words) -> str:
    leads = ", ".join(refusal.lead_names) or "đơn vị khác"
    return (
        f"Việc {refusal.number} ({refusal.title}) do {leads} chủ trì, không phải đơn vị của đồng chí. "
        "Gõ “việc” để xem việc của đơn vị."
    )


def _already_reported(refusal: AlreadyReported, words: Words) -> str:
    by = f"đ/c {refusal.by}, " if refusal.by else ""
    return (
        f"Việc {refusal.number} ({refusal.title}) đã có báo cáo hoàn thành ({by}{words.days.instant(refusal.at)}) và "
        "đang chờ xác nhận; không cần báo lại."
    )


def _already_done(refusal: AlreadyDone, words: Words) -> str:
    by = f"đ/c {refusal.by} báo " if refusal.by else ""
    return (
        f"Việc {refusal.number} ({refusal.title}) đã hoàn thành: {by}lúc {words.days.instant(refusal.at)}. Không cần "
        "báo lại."
    )


def _task_cancelled(refusal: TaskCancelled, _: Words) -> str:
    return f"Việc {refusal.number} ({refusal.title}) đã hủy, dừng thực hiện. Gõ “việc” để xem việc còn lại."


def _not_reported(refusal: NotReported, _: Words) -> str:
    return (
        f"Việc {refusal.number} ({refusal.title}) chưa có ai báo hoàn thành nên chưa thể xác nhận hay trả lại. "
        "Gõ “chờ xác nhận” để xem các việc đang chờ."
    )


def _share_known(refusal: ShareKnown, words: Words) -> str:
    names = ", ".join(refusal.unit_names[:3]) or "đơn vị"
    missing = f" Còn chờ: {', '.join(refusal.missing[:5])}." if refusal.missing else ""
    return (
        f"Đ/c {refusal.by} đã báo phần của {names} trong việc {refusal.number} lúc "
        f"{words.days.instant(refusal.at)}; "
        f"không cần báo lại.{missing}"
    )


def _not_coordinating(refusal: NotCoordinating, _: Words) -> str:
    return (
        f"Đơn vị của đồng chí không phối hợp việc {refusal.number} ({refusal.title}). "
        f"Nếu là đơn vị chủ trì, gõ: xong {refusal.number}"
    )


def _not_periodic(refusal: NotPeriodic, _: Words) -> str:
    return (
        f"Việc {refusal.number} ({refusal.title}) có thời hạn, không báo theo kỳ. Gõ xong {refusal.number}, "
        f"tiến độ {refusal.number} 60, hoặc vướng mắc {refusal.number} lý do"
    )
