"""Vietnamese refusals about a plan that waits to be written."""

from collections.abc import Callable, Mapping
from typing import Any

from domain import refusals as r
from wording.cleaning import clean
from wording.words import DayWords

LONGEST_TITLE = 80  # characters of a plan's title in a list


def _no_draft(refusal: r.NoDraft, _: DayWords) -> str:
    if refusal.waiting:
        listed = "; ".join(
            f"{clean(one.title, LONGEST_TITLE)} (gõ: nhap ke hoach {one.number})" for one in refusal.waiting[:5]
        )
        return f"Đồng chí chưa mở kế hoạch nào. Đang chờ ghi: {listed}"
    return "Không có kế hoạch nào đang chờ ghi. Đề nghị gửi tệp kế hoạch vào đây (bản nháp được giữ 7 ngày)."


def _plan_missing(_: r.PlanMissing, __: DayWords) -> str:
    return "Đề nghị gửi tệp kế hoạch (.docx, .pdf, .xlsx …) vào đây, hoặc dán nội dung sau lệnh: /nhapkehoach"


def _plan_known(refusal: r.PlanKnown, _: DayWords) -> str:
    return f"Tệp này đã được nhập trước đây ({refusal.title}); không có gì thay đổi. Gõ /viec để xem các việc."


def _no_such_row(refusal: r.NoSuchRow, _: DayWords) -> str:
    return f"Bản kế hoạch đang chờ không có dòng {refusal.number}; dòng cuối là {refusal.last}. Gõ: xem {refusal.last}"


def _nothing_asked(_: r.NothingAsked, __: DayWords) -> str:
    return "Không còn câu hỏi nào cần chọn. Gõ nhap để ghi kế hoạch, hoặc huy để bỏ."


def _no_such_choice(refusal: r.NoSuchChoice, _: DayWords) -> str:
    return f"Câu hỏi này chỉ có các lựa chọn từ 1 đến {refusal.count}, ví dụ: chon 1"


def _change_not_understood(refusal: r.ChangeNotUnderstood, _: DayWords) -> str:
    row = refusal.number or 1
    return (
        f"Chưa rõ sửa phần nào. Ví dụ: sua {row} hạn 10/7/2026 · sua {row} chủ trì UBND phường · "
        f"sua {row} phối hợp A; B · sua {row} tên … · sua số kế hoạch 12-KH/ĐU · sua ngày ban hành 9/4/2026"
    )


def _deadline_not_read(refusal: r.DeadlineNotRead, _: DayWords) -> str:
    return f"Chưa hiểu thời hạn “{refusal.text}”, ví dụ: sua {refusal.number} hạn 10/7/2026"


def _not_in_plan(refusal: r.NotInPlan, _: DayWords) -> str:
    near = f" Có phải: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"Kế hoạch đang chờ không có đơn vị “{refusal.name}”.{near} Ví dụ: don vi VHXH là Phòng Văn hóa - Xã hội"


def _unit_not_found(refusal: r.UnitNotFound, _: DayWords) -> str:
    near = f" Có phải: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"Không tìm thấy đơn vị “{refusal.name}”.{near}"


def _nothing_to_write(_: r.NothingToWrite, __: DayWords) -> str:
    return "Mọi dòng của kế hoạch đã bị bỏ nên không có gì để ghi. Gõ huy để bỏ kế hoạch này."


PLAN_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    r.NoDraft: _no_draft,
    r.PlanMissing: _plan_missing,
    r.PlanKnown: _plan_known,
    r.NoSuchRow: _no_such_row,
    r.NothingAsked: _nothing_asked,
    r.NoSuchChoice: _no_such_choice,
    r.ChangeNotUnderstood: _change_not_understood,
    r.DeadlineNotRead: _deadline_not_read,
    r.NotInPlan: _not_in_plan,
    r.UnitNotFound: _unit_not_found,
    r.NothingToWrite: _nothing_to_write,
}
