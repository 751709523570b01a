"""The organisation's name, in Vietnamese."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.organisation import (
    NameIsTheSame,
    NameNotAccepted,
    OrganisationClosed,
    OrganisationIsClosed,
    OrganisationRenamed,
    OrganisationReopened,
    RenameOrganisation,
)
from wording.organisation import OrganisationWords
from wording.words import CommandWords, Words

ORGANISATION = OrganisationWords(
    rename_asked="❓ Đổi tên cơ quan từ “{old}” thành “{new}”?",
    rename_means="Tên này in trên báo cáo, thẻ mời và mọi người đều thấy.",
    rename_how="Trả lời: đúng · không",
    rename_label="Đổi tên",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    RenameOrganisation: CommandWords(
        typed="đổi tên cơ quan Đảng ủy phường Thủy Nguyên",
        does="đổi tên cơ quan in trên báo cáo, thẻ mời",
        menu="Đổi tên cơ quan",
    ),
}


def _renamed(notice: OrganisationRenamed, _: Words) -> str:
    who = "" if notice.is_mine else f" Người đổi: đ/c {notice.by}."
    setting = (
        f"\nNgười quản trị sửa cài đặt trước khi chạy lại chương trình: DONDOC_ORGANISATION_NAME={notice.new}"
        if notice.is_mine
        else ""
    )
    return f"✅ Tên cơ quan từ nay là “{notice.new}” (trước đây: “{notice.old}”).{who}{setting}"


def _name_not_accepted(refusal: NameNotAccepted, _: Words) -> str:
    return (
        f"Đề nghị ghi tên cơ quan, dài nhất {refusal.longest} ký tự, ví dụ: đổi tên cơ quan Đảng ủy phường Thủy Nguyên"
    )


def _name_is_the_same(refusal: NameIsTheSame, _: Words) -> str:
    return f"Tên cơ quan hiện đang là “{refusal.name}”."


def _closed(notice: OrganisationClosed, _: Words) -> str:
    return (
        f"“{notice.name}” ngừng dùng hệ thống đôn đốc từ hôm nay: đồng chí không nhận tin nhắc việc nữa.\n"
        "Việc, kết quả và nhật ký vẫn được giữ nguyên; cần số liệu, đề nghị liên hệ người quản trị."
    )


def _reopened(notice: OrganisationReopened, _: Words) -> str:
    return (
        f"“{notice.name}” dùng lại hệ thống đôn đốc từ hôm nay: việc đang theo dõi được nhắc tiếp.\n"
        "Đường dẫn vào trang theo dõi, địa chỉ lịch trước đây không còn dùng được: gõ “trang”, “lịch tệp” để lấy lại."
    )


def _is_closed(refusal: OrganisationIsClosed, _: Words) -> str:
    return (
        f"“{refusal.name}” đã ngừng dùng hệ thống nên lệnh này chưa được thực hiện; "
        "dữ liệu vẫn được giữ. Cần số liệu hoặc dùng lại, đề nghị liên hệ người quản trị."
    )
