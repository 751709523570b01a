"""Vietnamese words about absences, people, units and roles."""

from collections.abc import Mapping, Sequence

from domain.history import EventKind
from domain.messages import Command, class_of
from domain.messages.accounts import MakeCode
from domain.messages.people import (
    AbsenceIsOver,
    AbsenceTooLong,
    AwayAlready,
    ChangeRole,
    DaysOfAbsenceMissing,
    EndAbsence,
    ListPeople,
    ListUnits,
    MovedNowhere,
    MovePerson,
    NoSuchPerson,
    NoSuchUnit,
    NotAway,
    NoteAbsence,
    NotOfYourUnit,
    NotOneself,
    RemovePerson,
    RoleHeldAlready,
    RoleNotHeld,
    RoleUnclear,
    StandInNotPossible,
    StrangeName,
    UnitMissing,
)
from wording.people import PeopleWords
from wording.words import CommandWords, EventWords, Words

PEOPLE = PeopleWords(
    away={
        "author": "✅ Đã ghi: đ/c {person} nghỉ {days}",
        "absent": "🗓 Đ/c {by} đã ghi: đồng chí nghỉ {days}",
        "stand_in": "🗓 Đồng chí làm thay đ/c {person} {days}",
        "above": "🗓 Đ/c {person} nghỉ {days}",
    },
    one_day="ngày {first}",
    days="từ {first} đến hết {last}",
    stand_in="Người làm thay: đ/c {name}; trong thời gian đó tin nhắc gửi cho người làm thay.",
    no_stand_in="Chưa có người làm thay; trong thời gian đó không gửi tin nhắc.",
    stand_in_may="Trong thời gian đó đồng chí nhận tin nhắc và báo cáo các việc thay đ/c {person}.",
    office_covered={
        "coordinator": "Trong thời gian đó, đ/c {names} xác nhận việc và trình yêu cầu.",
        "leader": "Trong thời gian đó, đ/c {names} quyết định gia hạn và cho ý kiến.",
    },
    office_open={
        "coordinator": (
            "⚠️ Trong thời gian đó chưa có ai xác nhận việc và trình yêu cầu. Đề nghị cử người làm thay, ví dụ: "
            "nghỉ 20/5-25/5 thay Nguyễn Văn B"
        ),
        "leader": (
            "⚠️ Trong thời gian đó không có lãnh đạo: cán bộ theo dõi quyết định gia hạn, câu hỏi chờ lãnh đạo trở lại. "
            "Đề nghị cử người làm thay nếu cần."
        ),
    },
    gaps="⚠️ Không còn ai nhận được tin ở: {names}. Đề nghị cử người làm thay hoặc liên hệ trực tiếp.",
    noted_by="Người ghi: đ/c {by}",
    end_early="Đi làm lại sớm, gõ “{back}”",
    back={
        "author": "✅ Đã ghi: đ/c {person} đi làm lại; từ nay tin nhắc gửi cho đ/c {person}",
        "absent": "✅ Đ/c {by} đã ghi: đồng chí đi làm lại; từ nay tin nhắc gửi cho đồng chí",
        "stand_in": "🗓 Đ/c {person} đã đi làm lại; đồng chí kết thúc làm thay",
        "above": "🗓 Đ/c {person} đã đi làm lại",
    },
    people_heading="Danh sách: {count} người, {unlinked} chưa liên kết",
    people_sought="Tìm “{sought}”: {count} người, {unlinked} chưa liên kết",
    nobody="Chưa có ai trong danh sách.",
    nobody_found="Không tìm thấy ai theo “{sought}”. Gõ “{people}” để xem tất cả.",
    person="• {name} – {roles}",
    unlinked="chưa liên kết",
    away_until="nghỉ đến hết {day}",
    away_stand_in="đ/c {name} làm thay",
    no_role="chưa có vai trò",
    units_heading="Danh sách: {count} đơn vị",
    unit="• {name}: {people} người, {linked} đã liên kết",
    group="• {name} (nhóm): {people} đơn vị",
    by_person="Đ/c {name}",
    by_machine="Người quản trị",
    moved={
        "author": "✅ Đã chuyển đ/c {name} sang {unit}; đã báo đồng chí ấy",
        "person": "📌 {by} đã chuyển đồng chí sang {unit}. Gõ “{tasks}” để xem việc của đơn vị.",
        "above": "📌 {by} đã chuyển đ/c {name} sang {unit}",
    },
    removed={
        "author": (
            "✅ Đ/c {name} đã kết thúc việc tham gia hệ thống: tài khoản đã đóng, không còn nhận tin; nhật ký vẫn giữ"
        ),
        "above": "📌 {by} đã kết thúc việc tham gia hệ thống của đ/c {name}",
    },
    roles_changed={
        "author": "✅ Đã ghi vai trò:",
        "person": "📌 {by} đã thay đổi vai trò của đồng chí:",
        "above": "📌 {by} đã thay đổi vai trò:",
    },
    role_signs={"granted": "+", "taken": "−", "back": "↩"},
    role_of="{role}, {unit}",
    role_back="tham gia trở lại",
    roles_more="… và {count} thay đổi khác",
    left_without={
        "coordinator": "⚠️ Không còn cán bộ theo dõi nào nhận được tin.",
        "leader": "⚠️ Không còn lãnh đạo nào nhận được tin.",
    },
    role_names={
        "officer": "đầu mối của đơn vị",
        "head": "thủ trưởng đơn vị",
        "coordinator": "cán bộ theo dõi, đôn đốc",
        "leader": "lãnh đạo",
        "inspector": "cán bộ kiểm tra",
        "administrator": "quản trị hệ thống",
    },
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    NoteAbsence: CommandWords(
        typed="nghỉ 20/5-25/5 thay Nguyễn Văn B",
        does="báo nghỉ từ 20/5 đến 25/5, ai làm thay",
        menu="Báo nghỉ, ví dụ: nghỉ 20/5-25/5 thay Nguyễn Văn B",
    ),
    EndAbsence: CommandWords(
        typed="hết nghỉ",
        does="báo đã đi làm lại trước hạn nghỉ",
        menu="Báo đã đi làm lại",
    ),
    ListPeople: CommandWords(
        typed="người",
        does="xem danh sách người; tìm theo tên, đơn vị: người UBND",
        menu="Danh sách người",
    ),
    ListUnits: CommandWords(
        typed="danh sách đơn vị",
        does="xem các đơn vị",
        menu="Danh sách đơn vị",
    ),
    MovePerson: CommandWords(
        typed="chuyển Nguyễn Văn A sang UBND phường",
        does="chuyển một người sang đơn vị khác",
        menu="Chuyển đơn vị: chuyển Nguyễn Văn A sang UBND phường",
    ),
    RemovePerson: CommandWords(
        typed="thôi Nguyễn Văn A",
        does="kết thúc việc tham gia của một người; ghi đủ họ tên",
        menu="Kết thúc việc tham gia: thôi Nguyễn Văn A",
    ),
    ChangeRole: CommandWords(
        typed="vai trò Nguyễn Văn A thủ trưởng UBND phường",
        does="giao vai trò; bỏ: bỏ vai trò Nguyễn Văn A đầu mối",
        menu="Vai trò: vai trò Nguyễn Văn A thủ trưởng UBND phường",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.ABSENCE_NOTED: EventWords("báo nghỉ", "báo nghỉ"),
    EventKind.ABSENCE_ENDED: EventWords("báo hết nghỉ", "báo hết nghỉ"),
    EventKind.PERSON_MOVED: EventWords("chuyển đơn vị", "chuyển đơn vị"),
    EventKind.PERSON_REMOVED: EventWords("kết thúc việc tham gia của", "kết thúc việc tham gia"),
    EventKind.PERSON_RETURNED: EventWords("đưa trở lại danh sách"),
    EventKind.ROLE_GRANTED: EventWords("giao vai trò", "giao vai trò"),
    EventKind.ROLE_TAKEN: EventWords("bỏ vai trò", "bỏ vai trò"),
    EventKind.ROSTER_LOADED: EventWords("nạp danh sách đơn vị, người phụ trách", "nạp danh sách"),
}

_EXAMPLES: dict[type[Command], str] = {
    NoteAbsence: "nghỉ 20/5-25/5 thay Nguyễn Văn B",
    EndAbsence: "hết nghỉ Nguyễn Văn A",
    MovePerson: "chuyển Nguyễn Văn A sang UBND phường",
    RemovePerson: "thôi Nguyễn Văn A",
    ChangeRole: "vai trò Nguyễn Văn A thủ trưởng UBND phường",
    MakeCode: "mã Nguyễn Văn A",
}


def _no_such_unit(refusal: NoSuchUnit, _: Words) -> str:
    asked = f"Không tìm thấy đơn vị chủ trì “{refusal.name}”." if refusal.name else "Không tìm thấy đơn vị này."
    near = f" Có phải: {'; '.join(refusal.suggestions)}?" if refusal.suggestions else ""
    return f"{asked}{near} Gõ “tình hình” để xem tất cả."


def _no_such_person(refusal: NoSuchPerson, _: Words) -> str:
    asked = whose_name(refusal.name, refusal.suggestions)
    return f"{asked} Ghi đủ họ tên, ví dụ: {_EXAMPLES.get(class_of(refusal.command), 'người')}"


def whose_name(name: str, near: Sequence[str]) -> str:
    """Says that several people bear the name, or that nobody does; either way who may be meant."""
    listed = ", ".join(near)
    if not name:
        return f"Chưa ghi tên ai.{f' Có thể là: {listed}.' if near else ''}"
    called = name.rsplit(maxsplit=1)[-1].casefold()  # the given name comes last; before it stand "anh", "đ/c"
    if len(near) > 1 and all(called in each.casefold().split() for each in near):
        return f"Có nhiều đồng chí tên “{name}”: {listed}."
    return f"Không tìm thấy đồng chí “{name}” trong danh sách.{f' Có thể là: {listed}.' if near else ''}"


def _days_of_absence_missing(refusal: DaysOfAbsenceMissing, _: Words) -> str:
    asked = f"Hệ thống chưa rõ “{refusal.text}” là những ngày nào." if refusal.text else "Chưa ghi nghỉ những ngày nào."
    return f"{asked} Ví dụ: nghỉ 20/5-25/5 thay Nguyễn Văn B, hoặc: nghỉ hết tuần"


def _absence_is_over(refusal: AbsenceIsOver, words: Words) -> str:
    return f"Ngày {words.days.short_day(refusal.last_day)} đã qua; chỉ ghi nghỉ từ hôm nay trở đi."


def _absence_too_long(refusal: AbsenceTooLong, _: Words) -> str:
    return (
        f"Một lần nghỉ ghi tối đa {refusal.most} ngày (đang ghi {refusal.days} ngày). "
        "Trường hợp nghỉ hẳn, đề nghị báo cán bộ theo dõi."
    )


def _away_already(refusal: AwayAlready, words: Words) -> str:
    who = "Đồng chí" if refusal.is_mine else f"Đ/c {refusal.name}"
    name = "" if refusal.is_mine else f" {refusal.name}"
    span = f"từ {words.days.short_day(refusal.first_day)} đến hết {words.days.short_day(refusal.last_day)}"
    return f"{who} đã có lịch nghỉ {span}. Muốn ghi lại, trước hết gõ: hết nghỉ{name}"


def _stand_in_not_possible(refusal: StandInNotPossible, words: Words) -> str:
    if refusal.reason == "self":
        return "Người làm thay phải là người khác."
    if refusal.reason == "away" and refusal.first_day and refusal.last_day:
        span = f"từ {words.days.short_day(refusal.first_day)} đến hết {words.days.short_day(refusal.last_day)}"
        return f"Đ/c {refusal.name} cũng nghỉ {span}. Đề nghị chọn người khác làm thay."
    return f"Đ/c {refusal.name} ở đơn vị khác. Người làm thay phải cùng đơn vị hoặc cùng nhiệm vụ."


def _not_away(refusal: NotAway, _: Words) -> str:
    return "Đồng chí không có lịch nghỉ nào." if refusal.is_mine else f"Đ/c {refusal.name} không có lịch nghỉ nào."


def _not_of_your_unit(refusal: NotOfYourUnit, _: Words) -> str:
    return f"Chỉ thủ trưởng đơn vị của đ/c {refusal.name} hoặc cán bộ theo dõi được ghi nghỉ cho đồng chí ấy."


def _not_oneself(_refusal: NotOneself, _: Words) -> str:
    return (
        "Đồng chí không tự kết thúc việc tham gia của mình được. Đề nghị cán bộ theo dõi khác hoặc quản trị hệ thống "
        "thực hiện."
    )


def _unit_missing(_refusal: UnitMissing, _: Words) -> str:
    return f"Cần ghi cả tên người và đơn vị mới. Ví dụ: {_EXAMPLES[MovePerson]}"


def _moved_nowhere(refusal: MovedNowhere, _: Words) -> str:
    return f"Đ/c {refusal.name} đang công tác tại {refusal.unit_name}."


def _role_unclear(refusal: RoleUnclear, _: Words) -> str:
    return (
        f"Hệ thống chưa rõ vai trò “{refusal.text}”. Vai trò là: đầu mối, thủ trưởng, điều phối, lãnh đạo, kiểm tra, "
        "quản trị."
    )


def _role_held_already(refusal: RoleHeldAlready, words: Words) -> str:
    return f"Đ/c {refusal.name} hiện đã có vai trò {_role(refusal.role, refusal.unit_name, words)}."


def _role_not_held(refusal: RoleNotHeld, words: Words) -> str:
    return f"Đ/c {refusal.name} không có vai trò {_role(refusal.role, refusal.unit_name, words)}."


def _strange_name(refusal: StrangeName, _: Words) -> str:
    if not refusal.letter:
        return f"Tên “{refusal.name}” có ký tự ẩn làm đảo chiều chữ. Đề nghị gõ lại tên."
    return (
        f"Tên “{refusal.name}” có chữ “{refusal.letter}” của bảng chữ cái khác, chỉ trông giống chữ Việt. "
        "Đề nghị gõ lại tên."
    )


def _role(role: str, unit: str, words: Words) -> str:
    name = words.people.role_names.get(role, role)
    return f"{name} ({unit})" if unit else name
