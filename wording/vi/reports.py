"""Vietnamese words about a period's report."""

from collections.abc import Mapping

from domain.messages import Command
from domain.messages.reports import NoSuchPeriod, ShowReport, ShowStatus
from wording.reports import ReportWords
from wording.words import CommandWords, Words

REPORTS = ReportWords(
    heading="📋 BÁO CÁO {period}",
    as_of="Số liệu tính đến {at}. Trong ngoặc: {before}.",
    as_of_first="Số liệu tính đến {at}. Kỳ trước chưa có nhiệm vụ nào được theo dõi.",
    span="từ {first} đến {last}",
    week="tuần {number} (từ {first} đến {last}/{year})",
    title_day=lambda day: f"{day:%d}/{day.month}",  # as official papers write it
    change="Kỳ trước: hoàn thành đúng hạn {on_time}, hoàn thành chậm {late}, trong hạn {open}, quá hạn {overdue}",
    named="Ghi nhận trong kỳ:",
    named_entry="{day} · Đ/c {who} {what}",
    happened="Trong kỳ:",
    done=(
        "• Hoàn thành đúng hạn {on_time} ({on_time_before}), hoàn thành chậm {late} ({late_before}); "
        "đến hạn {due} ({due_before})"
    ),
    extensions="• Gia hạn: đồng ý {granted} ({granted_before}), không đồng ý {refused} ({refused_before})",
    obstacles="• Vướng mắc: nêu {raised} ({raised_before}), đã tháo gỡ {cleared} ({cleared_before})",
    obstacles_told="Vướng mắc chưa tháo gỡ:",
    obstacle="• Việc {number} ({unit}): {text} (từ {day})",
    extensions_told="Được gia hạn trong kỳ:",
    extension="• Việc {number} ({unit}) đến {day}: {text}",
    more_told="và {count} mục khác, xem trong tệp báo cáo",
    check_ins="• Việc thường xuyên chưa báo tình hình: {silent}/{asked} ({silent_before}/{asked_before})",
    units="Xếp hạng theo tỷ lệ đúng hạn:",
    unit="{place}. {unit}: {percent}%, hoàn thành {done}/{total}, quá hạn {overdue} ({overdue_before})",
    units_not_due="Chưa có nhiệm vụ đến hạn: {count} đơn vị",
    more_units="và {count} đơn vị khác",
    nothing="Chưa có nhiệm vụ nào trong kỳ này.",
    files="Nhận tệp: {report} {typed} docx · xlsx · pdf",
    proposals_asked="❓ Báo cáo {period}, tệp {kind}: Đề xuất, kiến nghị?",
    proposals_how=(
        "Trả lời tin này bằng nội dung đề xuất, hoặc gõ: {typed} kiến nghị: nội dung · {typed} không kiến nghị"
    ),
    no_proposals="Không có",
    file="📎 Báo cáo {period}, tệp {kind}. Số liệu tính đến {at}.",
    file_note="Đề nghị ghi số, rà soát nội dung và người ký trước khi ban hành.",
    no_files=(
        "Kênh này không gửi được tệp. Đề nghị nhận trên Telegram, hoặc nhờ quản trị hệ thống chạy: "
        "dondoc report {code} --out {name}"
    ),
    not_made="Chưa tạo được tệp {kind}. Đề nghị thử loại tệp khác hoặc báo quản trị.",
    kinds={"docx": "Word", "xlsx": "Excel", "pdf": "PDF"},
    typed={"week": "tuần", "month": "tháng", "quarter": "quý", "year": "năm"},
    end_of_day="hết ngày {day}",
    digest_done=(
        "Trong kỳ: hoàn thành {done} (kỳ trước {done_before}), đến hạn {due}, gia hạn {granted}, vướng mắc {raised}"
    ),
    digest_more="Xem đầy đủ: {report} {typed}",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    ShowStatus: CommandWords(
        typed="tình hình",
        does="xem tình hình thực hiện",
        menu="Tình hình thực hiện",
    ),
    ShowReport: CommandWords(
        typed="báo cáo tháng",
        does="xem báo cáo tuần, tháng, quý, năm hoặc 1/4-30/6; thêm docx, xlsx, pdf để nhận tệp",
        menu="Báo cáo theo kỳ, ví dụ: báo cáo tháng docx",
    ),
}


def _no_such_period(refusal: NoSuchPeriod, _: Words) -> str:
    what = f"Hệ thống chưa rõ kỳ báo cáo “{refusal.text}”" if refusal.text else "Hệ thống chưa rõ kỳ báo cáo"
    examples = "báo cáo tuần · báo cáo tháng 4 · báo cáo quý 2/2026 · báo cáo 1/4-30/6"
    return f"{what}, hoặc kỳ đó chưa bắt đầu. Ví dụ: {examples}"
