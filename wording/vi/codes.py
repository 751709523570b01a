"""The sheet of codes and who has not linked, in Vietnamese."""

from collections.abc import Mapping

from domain.history import EventKind
from domain.messages import Command
from domain.messages.codes import EverybodyLinked, ListUnlinked, PrintCodes, SheetNeedsFiles
from wording.codes import CodeWords
from wording.words import CommandWords, EventWords, Words

CODES = CodeWords(
    printed="🖨 Thẻ mời liên kết: {count} thẻ, dùng được đến {until}.",
    printed_how="In trên giấy A4, cắt theo đường kẻ, trao tận tay từng người.",
    printed_linked="Đã liên kết, không in thẻ: {count} người.",
    printed_ended="⚠️ {count} mã mời đã cấp trước đây cho những người này hết hiệu lực; đề nghị thu lại thẻ cũ.",
    not_drawn="Chưa tạo được tệp in thẻ. Ở máy chủ, gõ: dondoc invite --all --out the-moi.pdf",
    file_name="the-moi-lien-ket.pdf",
    unlinked="📵 Chưa liên kết: {count}/{people} người",
    all_linked="✅ Tất cả {people} người trong danh sách đã liên kết.",
    unlinked_unit="• {unit}: {names}",
    no_unit="Không thuộc đơn vị",
    unlinked_how="In thẻ mời cho tất cả: mã tất cả · cấp mã cho một người: mã Nguyễn Văn A",
    sheet_title="{organisation} – Thẻ mời liên kết điện thoại",
    sheet_page="Trang {page}/{pages}",
    sheet_code="Mã mời",
    sheet_telegram="Telegram: quét mã QR “Telegram” rồi bấm “Bắt đầu” (Start).",
    sheet_telegram_found="Telegram: tìm trong Telegram bot của cơ quan, bấm “Bắt đầu”, gửi mã trên.",
    sheet_zalo="Zalo: quét mã QR “Zalo” bằng Zalo rồi gửi mã trên.",
    sheet_zalo_found="Zalo: tìm trong Zalo bot của cơ quan rồi gửi mã trên.",
    sheet_by_hand="Không quét được mã QR: mở bot rồi gửi mã mời ở trên.",
    sheet_until="Mã dùng một lần, trong 7 ngày: đến {until}. Không chuyển mã cho người khác.",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    PrintCodes: CommandWords(
        typed="mã tất cả",
        does="nhận tệp PDF để in thẻ mời cho mọi người chưa liên kết",
        menu="In thẻ mời cho mọi người chưa liên kết",
    ),
    ListUnlinked: CommandWords(
        typed="chưa liên kết",
        does="xem ai chưa liên kết điện thoại, theo đơn vị",
        menu="Ai chưa liên kết điện thoại",
    ),
}

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.CODES_PRINTED: EventWords("in thẻ mời cho những người chưa liên kết, số thẻ:", "in thẻ mời"),
}


def _everybody_linked(refusal: EverybodyLinked, _: Words) -> str:
    if not refusal.people:
        return "Danh sách chưa có ai. Đề nghị nạp danh sách trước, rồi mới in thẻ mời."
    return f"Không cần in thẻ: tất cả {refusal.people} người trong danh sách đã liên kết."


def _sheet_needs_files(_refusal: SheetNeedsFiles, _: Words) -> str:
    return (
        "Kênh này không gửi được tệp, chưa cấp mã mời nào. Đề nghị gõ “mã tất cả” trên Telegram, hoặc ở máy chủ gõ: "
        "dondoc invite --all --out the-moi.pdf. Cấp cho từng người ở đây vẫn được: mã Nguyễn Văn A"
    )
