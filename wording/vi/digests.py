"""Vietnamese words about the morning message."""

from wording.digests import DigestWords

DIGEST = DigestWords(
    standing_in_for="🗓 Đồng chí đang làm thay đ/c {names}",
    report_count="báo cáo {period}",
    nothing="Không có việc đến hạn",
    groups={
        "overdue": "{left}",
        "today": "{left}",
        "soon": "{left}",
        "start": "bắt đầu kỳ thực hiện, {left}",
        "check_in": "đề nghị báo tình hình {period}",
        "coordinating": "phối hợp, {left}",
        "press": "cần đôn đốc, {left}",
    },
    counts={
        "overdue": "{count} quá hạn",
        "today": "{count} đến hạn hôm nay",
        "soon": "{count} sắp đến hạn",
        "start": "{count} bắt đầu kỳ",
        "check_in": "{count} cần báo tình hình",
        "coordinating": "{count} phối hợp",
        "press": "{count} cần đôn đốc",
        "waiting": "{count} chờ xác nhận",
        "undated": "{count} chưa có thời hạn",
        "pressing": "{number} yêu cầu chờ trả lời quá 3 ngày làm việc",
        "requests": "{number} yêu cầu chờ trả lời",
    },
    lead="Chủ trì: {names}",
    why={
        "silent": "Chưa có đồng chí nào xác nhận đã nhận việc.",
        "halfway": "Đã đi nửa thời gian, đề nghị báo tiến độ.",
        "again": "Nhắc lại theo đề nghị của đồng chí.",
        "check_in_again": "Chưa nhận được báo cáo, hỏi lại lần cuối.",
    },
    asked="❓ CHỜ Ý KIẾN ĐỒNG CHÍ ({count})",
    pressing="❗ CHỜ ĐỒNG CHÍ TRẢ LỜI QUÁ 3 NGÀY LÀM VIỆC ({count})",
    also_overdue="Vẫn còn quá hạn: việc {numbers}",
    undated=(
        "Chưa có thời hạn, mỗi tháng hỏi một lần: việc {numbers}. Đề nghị báo tình hình, ví dụ: {progress} {number} 40;"
        " đã có hạn thì cán bộ theo dõi gõ: {edit} {number} hạn 30/6"
    ),
    more="và {count} khác: {numbers}",
    waiting="Chờ đồng chí xác nhận: việc {numbers}",
    unreachable="Chưa gửi được tin tới: {names}. Đề nghị liên hệ trực tiếp.",
)
