"""Vietnamese phrases of a period's report in the chat."""

from wording.periodic_words import PeriodicWords

PERIODIC = PeriodicWords(
    heading="📋 BÁO CÁO {period}",
    as_of="Số liệu tính đến {at}. Trong ngoặc: {before}.",
    span="từ {first} đến {last}",
    change="Kỳ trước: xong đúng hạn {on_time}, xong chậm {late}, trong hạn {open}, quá hạn {overdue}",
    happened="Trong kỳ:",
    done="• Xong đúng hạn {on_time} ({on_time_before}), xong chậm {late} ({late_before}); đến hạn {due} ({due_before})",
    extensions="• Gia hạn: đồng ý {granted} ({granted_before}), không đồng ý {refused} ({refused_before})",
    obstacles="• Vướng mắc: nêu {raised} ({raised_before}), đã gỡ {cleared} ({cleared_before})",
    check_ins="• Việc thường xuyên chưa báo tình hình: {silent}/{asked} ({silent_before}/{asked_before})",
    units="Đơn vị: xong/tổng số, quá hạn (kỳ trước):",
    unit="• {unit}: {done}/{total}, quá hạn {overdue} ({overdue_before})",
    more_units="và {count} đơn vị khác",
    nothing="Chưa có nhiệm vụ nào trong kỳ này.",
    files="Nhận tệp: {report} {typed} docx · xlsx · pdf",
    file="📎 Báo cáo {period}, tệp {kind}. Số liệu tính đến {at}.",
    file_note="Đề nghị ghi số, rà soát nội dung và người ký trước khi ban hành.",
    no_files=(
        "Kênh này không gửi được tệp. Đề nghị nhận trên Telegram, hoặc nhờ quản trị hệ thống chạy: "
        "dondoc report {code} --out {name}"
    ),
    not_made="Chưa tạo được tệp {kind}. Đề nghị thử loại tệp khác hoặc báo quản trị.",
    kinds={"docx": "Word", "xlsx": "Excel", "pdf": "PDF"},
    typed={"week": "tuan", "month": "thang", "quarter": "quy", "year": "nam"},
    end_of_day="hết ngày {day}",
    digest_count="báo cáo {period}",
    digest_done="Trong kỳ: xong {done} (kỳ trước {done_before}), đến hạn {due}, gia hạn {granted}, vướng mắc {raised}",
    digest_more="Xem đầy đủ: {report} {typed}",
)
