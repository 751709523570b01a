"""The organisation's name, in Vietnamese."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.organisation import NameIsTheSame, NameNotAccepted, OrganisationRenamed, RenameOrganisation
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
