"""Vietnamese refusals about people and their absence."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.accounts import MoveQuestionOver, OwnCode
from domain.messages.people import (
    AbsenceIsOver,
    AbsenceTooLong,
    AwayAlready,
    DaysOfAbsenceMissing,
    MovedNowhere,
    NoSuchPerson,
    NotAway,
    NotOfYourUnit,
    NotOneself,
    RoleHeldAlready,
    RoleNotHeld,
    RoleUnclear,
    StandInNotPossible,
    StrangeName,
    UnitMissing,
)
from wording.vi.people import PEOPLE
from wording.words import DayWords

_EXAMPLES = {
    "leave": "nghi 20/5-25/5 thay Nguyễn Văn B",
    "back": "het nghi Nguyễn Văn A",
    "move": "chuyen Nguyễn Văn A sang UBND phường",
    "remove": "thoi Nguyễn Văn A",
    "role": "vai tro Nguyễn Văn A thủ trưởng UBND phường",
    "invite": "ma Nguyễn Văn A",
}


def _no_such_person(refusal: NoSuchPerson, _: DayWords) -> str:
    asked = f"Chưa rõ “{refusal.name}” là ai." if refusal.name else "Chưa ghi tên ai."
    near = f" Có thể là: {', '.join(refusal.suggestions)}." if refusal.suggestions else ""
    return f"{asked}{near} Ghi đủ họ tên, ví dụ: {_EXAMPLES.get(refusal.command, 'nguoi')}"


def _days_missing(refusal: DaysOfAbsenceMissing, _: DayWords) -> str:
    asked = f"Chưa rõ “{refusal.text}” là những ngày nào." if refusal.text else "Chưa ghi nghỉ những ngày nào."
    return f"{asked} Ví dụ: nghi 20/5-25/5 thay Nguyễn Văn B, hoặc: nghi hết tuần"


def _is_over(refusal: AbsenceIsOver, days: DayWords) -> str:
    return f"Ngày {days.short_day(refusal.last_day)} đã qua; chỉ ghi nghỉ từ hôm nay trở đi."


def _too_long(refusal: AbsenceTooLong, _: DayWords) -> str:
    return (
        f"Một lần nghỉ ghi tối đa {refusal.most} ngày (đang ghi {refusal.days} ngày). "
        "Trường hợp nghỉ hẳn, đề nghị báo cán bộ theo dõi."
    )


def _away_already(refusal: AwayAlready, days: DayWords) -> str:
    who = "Đồng chí" if refusal.is_mine else f"Đ/c {refusal.name}"
    name = "" if refusal.is_mine else f" {refusal.name}"
    span = f"từ {days.short_day(refusal.first_day)} đến hết {days.short_day(refusal.last_day)}"
    return f"{who} đã có lịch nghỉ {span}. Muốn ghi lại, trước hết gõ: het nghi{name}"


def _not_possible(refusal: StandInNotPossible, days: DayWords) -> str:
    if refusal.reason == "self":
        return "Người làm thay phải là người khác."
    if refusal.reason == "away" and refusal.first_day and refusal.last_day:
        span = f"từ {days.short_day(refusal.first_day)} đến hết {days.short_day(refusal.last_day)}"
        return f"Đ/c {refusal.name} cũng nghỉ {span}. Đề nghị chọn người khác làm thay."
    return f"Đ/c {refusal.name} ở đơn vị khác. Người làm thay phải cùng đơn vị hoặc cùng nhiệm vụ."


def _not_away(refusal: NotAway, _: DayWords) -> str:
    return "Đồng chí không có lịch nghỉ nào." if refusal.is_mine else f"Đ/c {refusal.name} không có lịch nghỉ nào."


def _not_of_your_unit(refusal: NotOfYourUnit, _: DayWords) -> str:
    return f"Chỉ thủ trưởng đơn vị của đ/c {refusal.name} hoặc cán bộ theo dõi được ghi nghỉ cho đồng chí ấy."


def _not_oneself(_refusal: NotOneself, _: DayWords) -> str:
    return "Không thể tự cho mình thôi tham gia. Đề nghị cán bộ theo dõi khác hoặc quản trị thực hiện."


def _unit_missing(_refusal: UnitMissing, _: DayWords) -> str:
    return f"Cần ghi cả tên người và đơn vị mới. Ví dụ: {_EXAMPLES['move']}"


def _moved_nowhere(refusal: MovedNowhere, _: DayWords) -> str:
    return f"Đ/c {refusal.name} vốn đã ở {refusal.unit_name}."


def _own_code(refusal: OwnCode, _: DayWords) -> str:
    return (
        f"Mã này do đồng chí cấp cho đ/c {refusal.name}, không dùng được trên tài khoản của đồng chí. "
        f"Đề nghị gõ mã trên điện thoại của đ/c {refusal.name}."
    )


def _move_over(_refusal: MoveQuestionOver, _: DayWords) -> str:
    return "Câu hỏi về chuyển tài khoản không còn hiệu lực. Nếu vẫn cần chuyển, đề nghị gõ lại mã hoặc xin mã mới."


def _role_unclear(refusal: RoleUnclear, _: DayWords) -> str:
    return (
        f"Chưa rõ vai trò “{refusal.text}”. Vai trò là: đầu mối, thủ trưởng, điều phối, lãnh đạo, kiểm tra, quản trị."
    )


def _held_already(refusal: RoleHeldAlready, _: DayWords) -> str:
    return f"Đ/c {refusal.name} hiện đã có vai trò {_role(refusal.role, refusal.unit_name)}."


def _not_held(refusal: RoleNotHeld, _: DayWords) -> str:
    return f"Đ/c {refusal.name} không có vai trò {_role(refusal.role, refusal.unit_name)}."


def _role(role: str, unit: str) -> str:
    name = PEOPLE.role_names.get(role, role)
    return f"{name} ({unit})" if unit else name


def _strange_name(refusal: StrangeName, _: DayWords) -> str:
    if not refusal.letter:
        return f"Tên “{refusal.name}” có ký tự ẩn làm đảo chiều chữ. Đề nghị gõ lại tên."
    return (
        f"Tên “{refusal.name}” có chữ “{refusal.letter}” của bảng chữ cái khác, chỉ trông giống chữ Việt. "
        "Đề nghị gõ lại tên."
    )


STAFF_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {
    NoSuchPerson: _no_such_person,
    DaysOfAbsenceMissing: _days_missing,
    AbsenceIsOver: _is_over,
    AbsenceTooLong: _too_long,
    AwayAlready: _away_already,
    StandInNotPossible: _not_possible,
    NotAway: _not_away,
    NotOfYourUnit: _not_of_your_unit,
    NotOneself: _not_oneself,
    UnitMissing: _unit_missing,
    MovedNowhere: _moved_nowhere,
    OwnCode: _own_code,
    MoveQuestionOver: _move_over,
    RoleUnclear: _role_unclear,
    RoleHeldAlready: _held_already,
    RoleNotHeld: _not_held,
    StrangeName: _strange_name,
}
