"""Vietnamese refusals: one sentence that says what is wrong and what to do."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.accounts import (
    AlreadyLinked,
    ChannelNotLinked,
    CodeNotAccepted,
    OnlyForRole,
    Stranger,
    TooManyTries,
)
from domain.messages.chats import CouldNotHandle
from domain.messages.people import NoSuchUnit
from domain.messages.questions import NotUnderstood, NumberNotUnderstood, ReasonMissing, TextTooLong, WhichTask
from domain.messages.reports import NoSuchPeriod
from domain.messages.tasks import AlreadyDone, AlreadyReported, NoSuchTask, NotReported, NotYourTask, TaskCancelled
from wording.command_names import NAMES
from wording.kept_words import kept
from wording.vi.order_refusals import ORDER_REFUSALS
from wording.vi.people import PEOPLE
from wording.vi.plan_list_refusals import PLAN_LIST_REFUSALS
from wording.vi.plan_refusals import PLAN_REFUSALS
from wording.vi.question_refusals import QUESTION_REFUSALS
from wording.vi.questions import QUESTIONS
from wording.vi.request_refusals import REQUEST_REFUSALS
from wording.vi.setting_refusals import SETTING_REFUSALS
from wording.vi.staff_refusals import STAFF_REFUSALS
from wording.vi.undo_refusals import UNDO_REFUSALS
from wording.vi.verification_refusals import VERIFICATION_REFUSALS
from wording.words import DayWords

_EXAMPLES = {name: typed for name, (typed, _) in PEOPLE.commands.items()}
_ASK = {
    "task": "xem việc nào",
    "ack": "nhận việc nào",
    "done": "báo xong việc nào",
    "progress": "báo tiến độ việc nào",
    "confirm": "xác nhận việc nào",
    "return": "trả lại việc nào",
    "extend": "xin gia hạn việc nào",
    "coordinated": "báo đã phối hợp việc nào",
    "evidence": "gửi minh chứng của việc nào",
    "ongoing": "báo tình hình việc nào",
    "result": "báo kết quả việc nào",
    "notdone": "báo chưa làm được việc nào",
    "block": "báo vướng mắc của việc nào",
    "unblock": "báo hết vướng mắc của việc nào",
    "ask": "xin ý kiến về việc nào",
    "answer": "trả lời về việc nào",
    "decide": "duyệt gia hạn việc nào",
    "refuse": "không gia hạn việc nào",
    "explain": "yêu cầu giải trình việc nào",
    "nudge": "đôn đốc việc nào",
    "assign": "giao việc nào",
    "cancel": "hủy việc nào",
    "restore": "khôi phục việc nào",
}
# What must be said in words, by command.
_WORDS_OF = {
    "block": "vướng mắc gì",
    "ask": "câu hỏi",
    "result": "kết quả",
    "answer": "nội dung trả lời",
    "extend": "ngày và lý do",
}


def _stranger(_: Stranger, __: DayWords) -> str:
    return (
        "Tài khoản này chưa được liên kết. Đề nghị đồng chí liên hệ cán bộ theo dõi kế hoạch để nhận mã, "
        "rồi gõ: /start MÃ"
    )


def _code_not_accepted(_: CodeNotAccepted, __: DayWords) -> str:
    return "Mã này không dùng được. Đề nghị đồng chí kiểm tra lại hoặc xin cán bộ theo dõi mã mới, rồi gõ: /start MÃ"


def _too_many_tries(refusal: TooManyTries, _: DayWords) -> str:
    return f"Đồng chí đã nhập sai mã nhiều lần. Đề nghị thử lại sau {refusal.minutes} phút."


def _already_linked(refusal: AlreadyLinked, _: DayWords) -> str:
    return (
        f"Mã này không dùng được; tài khoản này vẫn là của đ/c {refusal.name}. "
        "Nếu cần mã mới, đề nghị liên hệ cán bộ theo dõi."
    )


def _no_such_task(refusal: NoSuchTask, _: DayWords) -> str:
    if not refusal.last_number:
        return f"Không có việc số {refusal.number}. Chưa có kế hoạch nào được đưa vào theo dõi."
    return (
        f"Không có việc số {refusal.number}. Các việc mang số từ 1 đến {refusal.last_number}; "
        "gõ /viec để xem việc của đơn vị."
    )


def _not_your_task(refusal: NotYourTask, _: DayWords) -> str:
    leads = ", ".join(refusal.lead_names) or "đơn vị khác"
    return (
        f"Việc {refusal.number} ({refusal.title}) do {leads} chủ trì, không phải đơn vị của đồng chí. "
        "Gõ /viec để xem việc của đơn vị."
    )


def _only_for_role(refusal: OnlyForRole, _: DayWords) -> str:
    roles = " hoặc ".join(PEOPLE.role_names.get(role, role) for role in refusal.roles) or "vai trò khác"
    return f"Lệnh “{_name(refusal.command)}” chỉ dành cho {roles}. Gõ /trogiup để xem lệnh đồng chí dùng được."


def _already_reported(refusal: AlreadyReported, days: DayWords) -> str:
    by = f"đ/c {refusal.by} báo xong" if refusal.by else "báo xong"
    return (
        f"Việc {refusal.number} ({refusal.title}) đã được {by} lúc {days.instant(refusal.at)} và đang chờ xác nhận; "
        "không cần báo lại."
    )


def _already_done(refusal: AlreadyDone, days: DayWords) -> str:
    by = f"đ/c {refusal.by} báo " if refusal.by else ""
    return f"Việc {refusal.number} ({refusal.title}) đã xong: {by}lúc {days.instant(refusal.at)}. Không cần báo lại."


def _task_cancelled(refusal: TaskCancelled, _: DayWords) -> str:
    return f"Việc {refusal.number} ({refusal.title}) đã hủy, không phải thực hiện nữa. Gõ /viec để xem việc còn lại."


def _not_reported(refusal: NotReported, _: DayWords) -> str:
    return (
        f"Việc {refusal.number} ({refusal.title}) chưa có ai báo xong nên chưa thể xác nhận hay trả lại. "
        "Gõ /choxacnhan để xem các việc đang chờ."
    )


def _which_task(refusal: WhichTask, _: DayWords) -> str:
    closed = f"\n{QUESTIONS.replaced.format(about=refusal.replaced)}" if refusal.replaced else ""
    return f"{_asked_for(refusal)}{closed}"


def _asked_for(refusal: WhichTask) -> str:
    example = _EXAMPLES.get(refusal.command, "ct 3")
    asked = f"Đồng chí muốn {_ASK.get(refusal.command, 'nói việc nào')}?{kept(refusal, 'ghi chú')}"
    if refusal.words and len(refusal.candidates) == 1:  # the number may have belonged to the words
        only = refusal.candidates[0]
        return f"{asked} Nếu là việc {only}, gõ: {example.split()[0]} {only}. Nếu là việc khác, gõ số của việc đó."
    if refusal.candidates:
        example = example.replace("3", str(refusal.candidates[0]), 1)
        numbers = ", ".join(map(str, refusal.candidates))
        return f"{asked} Các việc: {numbers}. Gõ kèm số việc, ví dụ: {example}"
    return f"{asked} Gõ kèm số việc, ví dụ: {example}\nGõ /viec để xem số của từng việc."


def _reason_missing(refusal: ReasonMissing, _: DayWords) -> str:
    what = _WORDS_OF.get(refusal.command, "lý do")
    example = _EXAMPLES.get(refusal.command, _EXAMPLES["return"]).replace("3", str(refusal.number), 1)
    return f"Cần ghi {what} sau số việc, ví dụ: {example}"


def _text_too_long(refusal: TextTooLong, _: DayWords) -> str:
    return (
        f"Nội dung dài {refusal.length} ký tự, tối đa {refusal.limit} ký tự nên chưa được ghi nhận. "
        "Đề nghị viết ngắn lại rồi gửi lần nữa."
    )


def _number_not_understood(refusal: NumberNotUnderstood, _: DayWords) -> str:
    example = _EXAMPLES.get(refusal.command, "ct 3")
    if refusal.command == "progress":
        return f"Chưa hiểu “{refusal.word}”. Gõ số việc rồi số phần trăm từ 0 đến 100, ví dụ: {example}"
    if refusal.command == "tasks":
        return f"Chưa hiểu “{refusal.word}”. Gõ số trang, ví dụ: viec trang 2"
    if refusal.command == "status":
        return f"Chưa hiểu “{refusal.word}”. Gõ /tinhhinh để xem tất cả."
    return f"Chưa hiểu “{refusal.word}”. Gõ số việc, ví dụ: {example}"


def _not_understood(refusal: NotUnderstood, _: DayWords) -> str:
    asked = f"Chưa hiểu “{refusal.text}”." if refusal.text else "Chưa hiểu tin nhắn này."
    known = [PEOPLE.commands[name] for name in refusal.suggestions if name in PEOPLE.commands]
    if not known:
        return f"{asked} Gõ /trogiup để xem cách dùng."
    meant = "\n".join(f"{typed} – {meaning}" for typed, meaning in known)
    return f"{asked} Đúng ý nào, đề nghị gõ kèm số việc (đây là ví dụ):\n{meant}\nGõ /trogiup để xem cách dùng."


def _no_such_unit(refusal: NoSuchUnit, _: DayWords) -> str:
    asked = f"Không tìm thấy đơn vị chủ trì “{refusal.name}”." if refusal.name else "Không tìm thấy đơn vị này."
    near = f" Có phải: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"{asked}{near} Gõ /tinhhinh để xem tất cả."


def _channel_not_linked(refusal: ChannelNotLinked, _: DayWords) -> str:
    linked = ", ".join(name.capitalize() for name in refusal.linked) or "chưa có kênh nào"
    return (
        f"Đồng chí chưa liên kết kênh “{refusal.name}”. Kênh đã liên kết: {linked}. Muốn thêm kênh, đề nghị xin cán bộ "
        "theo dõi một mã mới, rồi mở bot ở đó và gõ: /start MÃ"
    )


def _no_such_period(refusal: NoSuchPeriod, _: DayWords) -> str:
    what = f"Chưa rõ kỳ báo cáo “{refusal.text}”" if refusal.text else "Chưa rõ kỳ báo cáo"
    return f"{what}, hoặc kỳ đó chưa bắt đầu. Ví dụ: baocao tuan · baocao thang 4 · baocao quy 2/2026 · baocao 1/4-30/6"


def _could_not_handle(refusal: CouldNotHandle, _: DayWords) -> str:
    what = f"tin nhắn “{refusal.text}”" if refusal.text else "tin nhắn vừa rồi"
    return (
        f"Rất tiếc, hệ thống gặp lỗi nên {what} chưa được ghi nhận. Quản trị hệ thống đã được báo; "
        "đề nghị đồng chí gửi lại sau hoặc gọi cán bộ theo dõi."
    )


def _name(command: str) -> str:
    return NAMES[command].vietnamese if command in NAMES else command


REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    Stranger: _stranger,
    CodeNotAccepted: _code_not_accepted,
    TooManyTries: _too_many_tries,
    AlreadyLinked: _already_linked,
    NoSuchTask: _no_such_task,
    NotYourTask: _not_your_task,
    OnlyForRole: _only_for_role,
    AlreadyReported: _already_reported,
    AlreadyDone: _already_done,
    TaskCancelled: _task_cancelled,
    NotReported: _not_reported,
    WhichTask: _which_task,
    ReasonMissing: _reason_missing,
    TextTooLong: _text_too_long,
    NumberNotUnderstood: _number_not_understood,
    NotUnderstood: _not_understood,
    NoSuchUnit: _no_such_unit,
    ChannelNotLinked: _channel_not_linked,
    NoSuchPeriod: _no_such_period,
    CouldNotHandle: _could_not_handle,
    **PLAN_REFUSALS,
    **PLAN_LIST_REFUSALS,
    **REQUEST_REFUSALS,
    **ORDER_REFUSALS,
    **VERIFICATION_REFUSALS,
    **SETTING_REFUSALS,
    **STAFF_REFUSALS,
    **UNDO_REFUSALS,
    **QUESTION_REFUSALS,
}
