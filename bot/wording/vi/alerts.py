"""Vietnamese phrases of alerts to administrators."""

from bot.wording.alert_words import AlertWords

ALERTS = AlertWords(
    heading="⚠️ Hệ thống cần kiểm tra (lúc {at})",
    kinds={
        "not_receiving": "Không nhận được tin từ nền tảng đã {count} phút.",
        "token_refused": "{names}: mã bot bị từ chối, không nhận và không gửi được tin.",
        "webhook_gone": "{names}: chưa đặt webhook nên không nhận được tin.",
        "webhook_elsewhere": "{names}: webhook đang trỏ tới địa chỉ khác nên không nhận được tin.",
        "webhook_set": "{names}: đang có webhook nên không lấy được tin.",
        "second_poller": "{names}: một chương trình khác đang lấy tin của bot này.",
        "clock_wrong": "{names}: đồng hồ máy chủ lệch {count} phút so với giờ nền tảng ghi trên tin.",
        "not_planning": "Việc lập lời nhắc đã dừng {count} phút.",
        "not_sending": "Việc gửi tin đã dừng {count} phút.",
        "late_inbox": "{count} tin đến chờ xử lý quá 5 phút.",
        "late_outbox": "{count} tin đi chờ gửi quá 5 phút.",
        "channel_held": "{count} tin chờ vì nền tảng không nhận; tự gửi lại ngay khi nền tảng trả lời.",
        "routine_held": "{count} tin định kỳ tạm giữ, nhiều nhất 30 phút, vì có chương trình khác dùng cùng bot.",
        "quota_spent": "{count} tin chờ vì nền tảng báo đã hết tin của tháng.",
        "unconfirmed": "{count} tin chưa rõ đã đến nơi hay chưa, sẽ gửi lại kèm dấu.",
        "given_up": "{count} tin không gửi được; người nhận và lý do có trong «dondoc doctor».",
        "unsent": "{count} lời nhắc lẽ ra đã gửi mà chưa gửi.",
        "no_next": "Việc chưa xong mà không còn lời nhắc nào: {numbers}.",
        "astray": "Việc ghi sai thời điểm nhắc tiếp theo, đã tự sửa: {numbers}.",
        "parked": "{count} tin bị gác lại, cần người xem.",
        "no_coordinator": "Không còn cán bộ theo dõi nào nhận được tin: không ai xác nhận kết quả.",
        "no_leader": "Không còn lãnh đạo nào nhận được tin: không ai quyết định việc gia hạn.",
        "history": "Nhật ký có {count} dòng không khớp.",
        "backup_old": "Bản sao lưu gần nhất đã cũ {count} giờ.",
        "backup_failed": "Sao lưu hằng đêm không thực hiện được.",
        "backup_damaged": "{count} bản sao lưu bị hỏng: nội dung không khớp mã kiểm tra.",
        "no_backup": "Chưa có bản sao lưu nào.",
        "disk_low": "Đĩa chỉ còn {count} MB trống.",
    },
    other="{kind} ({count})",
    closing="Xem cách xử lý: chạy «dondoc doctor» trên máy chủ.",
)
