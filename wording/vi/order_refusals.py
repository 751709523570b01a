"""Vietnamese refusals of orders from above."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.orders import NobodyOfUnit, NotCancelled, NothingChanged, NudgedAlready, PartMissing, PersonUnclear
from wording.words import DayWords

_PARTS = {"title": "tên việc", "lead": "đơn vị chủ trì", "deadline": "thời hạn"}


def _nudged_already(refusal: NudgedAlready, days: DayWords) -> str:
    return (
        f"Đ/c {refusal.by} vừa đôn đốc việc {refusal.number} lúc {days.instant(refusal.at)}; mỗi việc chỉ đôn đốc một "
        f"lần trong một giờ. Nếu cần yêu cầu giải trình, gõ: giaitrinh {refusal.number} nội dung"
    )


def _nobody_of_unit(refusal: NobodyOfUnit, _: DayWords) -> str:
    leads = ", ".join(refusal.lead_names) or "đơn vị chủ trì"
    return f"Việc {refusal.number} do {leads} chủ trì nhưng chưa có người nào trong danh sách để báo."


def _person_unclear(refusal: PersonUnclear, _: DayWords) -> str:
    asked = f"Chưa rõ “{refusal.name}” là ai." if refusal.name else "Chưa ghi giao cho ai."
    near = f" Có thể là: {', '.join(refusal.suggestions)}." if refusal.suggestions else ""
    return f"{asked}{near} Gõ đủ họ tên, ví dụ: giao 3 Nguyễn Văn A"


def _part_missing(refusal: PartMissing, _: DayWords) -> str:
    return (
        f"Còn thiếu {_PARTS.get(refusal.part, 'một phần')}. Ví dụ: "
        "them viec Rà soát hồ sơ; chủ trì UBND phường; phối hợp Văn phòng; hạn 30/6/2026"
    )


def _nothing_changed(refusal: NothingChanged, _: DayWords) -> str:
    return f"Việc {refusal.number} vốn đã như vậy, không có gì để sửa. Gõ ct {refusal.number} để xem."


def _not_cancelled(refusal: NotCancelled, _: DayWords) -> str:
    return (
        f"Việc {refusal.number} ({refusal.title}) chưa bị hủy nên không cần khôi phục. Gõ ct {refusal.number} để xem."
    )


ORDER_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NudgedAlready: _nudged_already,
    NobodyOfUnit: _nobody_of_unit,
    PersonUnclear: _person_unclear,
    PartMissing: _part_missing,
    NothingChanged: _nothing_changed,
    NotCancelled: _not_cancelled,
}
