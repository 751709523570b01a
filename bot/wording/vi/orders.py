"""Vietnamese phrases about orders from above: nudges, hand-overs, corrections."""

from bot.wording.follow_up_words import OrderWords

ORDERS = OrderWords(
    given_lead="📋 Đ/c {name}: đơn vị đồng chí được giao chủ trì {count}",
    given_coordinating="📋 Đ/c {name}: đơn vị đồng chí được giao phối hợp {count}",
    nudged="🔔 Đ/c {by} đôn đốc việc {number}",
    nudged_urgently="🔔 KHẨN: đ/c {by} đôn đốc việc {number}",
    said="“{text}”",
    nudge_sent="✅ Đã gửi đôn đốc việc {number}",
    nudge_later="✅ Sẽ gửi đôn đốc việc {number} lúc {at}; cần ngay thì gõ: {nudge} {number} khẩn",
    nudge_to="Người nhận: {names}",
    unreached="⚠️ Chưa gửi được tin tới: {names}",
    handed="📌 Đ/c {by} giao việc {number} cho đ/c {names}",
    handed_mine="✅ Đã giao việc {number} cho đ/c {names}",
    back="📌 Đ/c {by} giao việc {number} cho cả đơn vị",
    back_mine="✅ Việc {number} giao lại cho cả đơn vị",
    handed_by="Đơn vị: {unit}",
    changed="✅ Đã sửa việc {number}: {part}",
    parts={
        "title": "tên việc",
        "deadline": "thời hạn",
        "lead": "đơn vị chủ trì",
        "coordinating": "đơn vị phối hợp",
        "product": "sản phẩm",
    },
    old="Trước: {text}",
    new="Nay: {text}",
    nothing="không có",
    will_be_told="Người có liên quan được báo.",
    added="✅ Đã giao thêm việc {number}; người có liên quan được báo",
    stopped="❌ Việc {number} đã hủy, không phải thực hiện nữa",
    stopped_mine="✅ Đã hủy việc {number}; người có liên quan được báo",
    reason="Lý do: {text}",
    by="Người quyết định: đ/c {who}",
)
