"""Vietnamese words about lists of people."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.rosters import LoadRoster, RosterMissing
from wording.rosters import RosterWords
from wording.words import CommandWords, Words

ROSTERS = RosterWords(
    questions={
        "no_coordinator": "Danh sách không ghi ai theo dõi, đôn đốc. Ai là cán bộ theo dõi, đôn đốc?",
        "no_leader": "Danh sách không có lãnh đạo (bí thư, phó bí thư, chủ tịch). Ai là lãnh đạo?",
        "no_head": "Danh sách không có thủ trưởng đơn vị nào. Ai là thủ trưởng của từng đơn vị?",
        "namesakes": "Trùng họ tên, được ghi là những người khác nhau: {people}. Có đúng không?",
        "acting_head": "{people} ({words}, {unit}): ghi là thủ trưởng đơn vị hay cán bộ đầu mối?",
        "deputy_chair": "Phó chủ tịch: {people}. Có duyệt đề nghị như lãnh đạo không?",
        "follows": "{people} ({words}): có phải là cán bộ theo dõi, đôn đốc cả kế hoạch không?",
        "no_unit": "Chưa rõ đơn vị của {people}. Thuộc đơn vị nào?",
        "unit_renamed": "{unit} có phải là tên mới của {words} không?",
    },
    assumed={
        "acting_head": "Hiện ghi là đầu mối.",
        "deputy_chair": "Hiện ghi là đầu mối.",
        "follows": "Hiện ghi là đầu mối.",
        "no_unit": "Hiện ghi: {unit}.",
        "unit_renamed": "Hiện ghi là đổi tên.",
    },
    answers={
        "acting_head": ("Thủ trưởng đơn vị", "Đầu mối"),
        "deputy_chair": ("Lãnh đạo", "Đầu mối"),
        "follows": ("Theo dõi, đôn đốc", "Đầu mối"),
    },
    other_answers=("Đúng", "Không"),
    not_recorded="chưa ghi",
    more_people=" và {count} người khác",
    role_asked="❓ Câu {number}/{count} về danh sách {people} người: {question}",
    role_how="Trả lời: A hoặc B",
    shown="❓ Ghi danh sách {people} người, {units} đơn vị?",
    shown_file="Tệp {file}, chưa ghi gì. Sẽ thay đổi:",
    shown_how="Trả lời: đúng · không",
    shown_label="Ghi danh sách",
    added="{count} người mới",
    left="{count} người không còn trong danh sách, kết thúc việc tham gia hệ thống",
    moved="{count} người chuyển đơn vị",
    moved_one="{name}: {old} → {new}",
    renamed="→ {old} đổi tên thành {new}",
    withheld="⚠️ Giữ nguyên, chỉ quản trị hệ thống ghi được: {what}: {people}",
    is_addition="Danh sách có ít hơn một nửa số người đã nạp: chỉ ghi bổ sung, không kết thúc việc tham gia của ai.",
    loaded="✅ Đã nạp danh sách {people} người, {units} đơn vị.",
    unchanged="Không có thay đổi về người và vai trò.",
    changed_roles="{count} thay đổi vai trò",
    unlinked="Chưa liên kết điện thoại: {count} người.",
    print_label="In thẻ mời",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    LoadRoster: CommandWords(
        typed="nạp danh sách",
        does="xem lại danh sách cán bộ đã gửi tệp vào đây, chờ ghi",
        menu="Danh sách cán bộ chờ ghi",
    ),
}


def _roster_missing(refusal: RosterMissing, _: Words) -> str:
    if refusal.takes_files:
        return "Chưa có danh sách nào chờ ghi. Gửi tệp danh sách cán bộ (.xlsx, .docx, .csv) vào đây."
    return "Chưa có danh sách nào chờ ghi. Kênh này không nhận tệp: gửi danh sách qua Telegram, hoặc nạp ở máy chủ."
