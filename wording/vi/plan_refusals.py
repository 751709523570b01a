"""Vietnamese refusals about a plan that waits to be written."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.drafts import (
    ChangeNotUnderstood,
    DeadlineNotRead,
    NoDraft,
    NoSuchRow,
    NothingToWrite,
    NotInPlan,
    PlanKnown,
    PlanMissing,
    UnitNotFound,
)
from domain.messages.questions import NoSuchChoice, NothingAsked
from wording.text import clean
from wording.words import DayWords

LONGEST_TITLE = 80  # characters of a plan's title in a list


def _no_draft(refusal: NoDraft, _: DayWords) -> str:
    if refusal.waiting:
        listed = "; ".join(
            f"{clean(one.title, LONGEST_TITLE)} (gõ: nhap ke hoach {one.number})" for one in refusal.waiting[:5]
        )
        return f"Đồng chí chưa mở kế hoạch nào. Đang chờ ghi: {listed}"
    return "Không có kế hoạch nào đang chờ ghi. Đề nghị gửi tệp kế hoạch vào đây (bản nháp được giữ 7 ngày)."


def _plan_missing(_: PlanMissing, __: DayWords) -> str:
    return "Đề nghị gửi tệp kế hoạch (.docx, .pdf, .xlsx …) vào đây, hoặc dán nội dung sau lệnh: /nhapkehoach"


def _plan_known(refusal: PlanKnown, _: DayWords) -> str:
    return f"Tệp này đã được nhập trước đây ({refusal.title}); không có gì thay đổi. Gõ /viec để xem các việc."


def _no_such_row(refusal: NoSuchRow, _: DayWords) -> str:
    return f"Bản kế hoạch đang chờ không có dòng {refusal.number}; dòng cuối là {refusal.last}. Gõ: xem {refusal.last}"


def _nothing_asked(_: NothingAsked, __: DayWords) -> str:
    return "Không còn câu hỏi nào cần chọn. Gõ nhap để ghi kế hoạch, hoặc huy để bỏ."


def _no_such_choice(refusal: NoSuchChoice, _: DayWords) -> str:
    return f"Câu hỏi này chỉ có các lựa chọn từ 1 đến {refusal.count}, ví dụ: chon 1"


def _change_not_understood(refusal: ChangeNotUnderstood, _: DayWords) -> str:
    row = refusal.number or 1
    return (
        f"Chưa rõ sửa phần nào. Ví dụ: sua {row} hạn 10/7/2026 · sua {row} chủ trì UBND phường · "
        f"sua {row} phối hợp A; B · sua {row} tên … · sua số kế hoạch 12-KH/ĐU · sua ngày ban hành 9/4/2026"
    )


def _deadline_not_read(refusal: DeadlineNotRead, _: DayWords) -> str:
    return f"Chưa hiểu thời hạn “{refusal.text}”, ví dụ: sua {refusal.number} hạn 10/7/2026"


def _not_in_plan(refusal: NotInPlan, _: DayWords) -> str:
    near = f" Có phải: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"Kế hoạch đang chờ không có đơn vị “{refusal.name}”.{near} Ví dụ: don vi VHXH là Phòng Văn hóa - Xã hội"


def _unit_not_found(refusal: UnitNotFound, _: DayWords) -> str:
    near = f" Có phải: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"Không tìm thấy đơn vị “{refusal.name}”.{near}"


def _nothing_to_write(_: NothingToWrite, __: DayWords) -> str:
    return "Mọi dòng của kế hoạch đã bị bỏ nên không có gì để ghi. Gõ huy để bỏ kế hoạch này."


PLAN_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NoDraft: _no_draft,
    PlanMissing: _plan_missing,
    PlanKnown: _plan_known,
    NoSuchRow: _no_such_row,
    NothingAsked: _nothing_asked,
    NoSuchChoice: _no_such_choice,
    ChangeNotUnderstood: _change_not_understood,
    DeadlineNotRead: _deadline_not_read,
    NotInPlan: _not_in_plan,
    UnitNotFound: _unit_not_found,
    NothingToWrite: _nothing_to_write,
}
