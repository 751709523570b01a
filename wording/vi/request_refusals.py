"""Vietnamese refusals about more time, obstacles and questions."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.requests import (
    AlreadyAsked,
    AlreadySettled,
    NobodyToAsk,
    NoDayNamed,
    NoDeadlineToMove,
    NoObstacle,
    NothingRequested,
    NotLater,
)
from wording.words import DayWords

_ASKED = {
    "deadline": "được đề nghị sửa hạn",
    "extension": "xin gia hạn",
    "question": "xin ý kiến",
    "explanation": "được yêu cầu giải trình",
}

_SETTLED = {
    "granted": "đã được duyệt",
    "refused": "đã bị từ chối",
    "answered": "đã được trả lời",
    "withdrawn": "đã được rút lại",
}
_REQUESTS = {
    "deadline": "Đề nghị sửa hạn",
    "extension": "Yêu cầu gia hạn",
    "question": "Câu hỏi",
    "explanation": "Yêu cầu giải trình",
}


def _no_day_named(refusal: NoDayNamed, _: DayWords) -> str:
    asked = f"Chưa rõ xin gia hạn đến ngày nào (“{refusal.text}”)." if refusal.text else "Chưa ghi ngày xin gia hạn."
    return f"{asked} Gõ ngày rồi lý do, ví dụ: giahan {refusal.number} 25/5 chờ ý kiến cấp trên"


def _not_later(refusal: NotLater, days: DayWords) -> str:
    now = f" Hạn hiện nay: {days.day(refusal.last_day)}." if refusal.last_day else ""
    return (
        f"Ngày {days.day(refusal.day)} không dùng được làm hạn mới của việc {refusal.number}: phải sau hôm nay, "
        f"sau hạn hiện nay và trong vòng 2 năm.{now}"
    )


def _no_deadline_to_move(refusal: NoDeadlineToMove, _: DayWords) -> str:
    return (
        f"Việc {refusal.number} ({refusal.title}) không có một ngày hạn cố định nên không có gì để gia hạn. "
        f"Nếu vướng mắc, gõ: vuongmac {refusal.number} lý do"
    )


def _already_asked(refusal: AlreadyAsked, days: DayWords) -> str:
    return (
        f"Việc {refusal.number} đã {_ASKED.get(refusal.kind, 'có yêu cầu')} (đ/c {refusal.by}, "
        f"{days.instant(refusal.at)}) và đang chờ trả lời. Gõ ct {refusal.number} để xem."
    )


def _already_settled(refusal: AlreadySettled, days: DayWords) -> str:
    what = _REQUESTS.get(refusal.kind, "Yêu cầu")
    by = f"đ/c {refusal.by}, " if refusal.by else ""
    return (
        f"{what} của việc {refusal.number} {_SETTLED.get(refusal.state, 'đã xong')} ({by}{days.instant(refusal.at)}). "
        f"Gõ ct {refusal.number} để xem."
    )


def _nothing_requested(refusal: NothingRequested, _: DayWords) -> str:
    what = "yêu cầu gia hạn" if refusal.kind == "extension" else "câu hỏi hay yêu cầu giải trình"
    return f"Việc {refusal.number} không có {what} nào đang chờ. Gõ ct {refusal.number} để xem."


def _no_obstacle(refusal: NoObstacle, _: DayWords) -> str:
    return f"Việc {refusal.number} ({refusal.title}) không có vướng mắc nào đang ghi nhận."


def _nobody_to_ask(_: NobodyToAsk, __: DayWords) -> str:
    return "Chưa có lãnh đạo nào trong danh sách để xin ý kiến. Đề nghị liên hệ cán bộ theo dõi."


REQUEST_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NoDayNamed: _no_day_named,
    NotLater: _not_later,
    NoDeadlineToMove: _no_deadline_to_move,
    AlreadyAsked: _already_asked,
    NothingRequested: _nothing_requested,
    AlreadySettled: _already_settled,
    NoObstacle: _no_obstacle,
    NobodyToAsk: _nobody_to_ask,
}
