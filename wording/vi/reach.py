"""Vietnamese words about who is not reached, and troubles of the program."""

from collections.abc import Mapping

from domain.deliveries import NotSent
from domain.history import EventKind
from wording.reach import ReachWords
from wording.words import EventWords

REACH = ReachWords(
    heading="⚠️ Đề nghị kiểm tra hệ thống (lúc {at})",
    kinds={
        "not_receiving": "Đã {count} phút không nhận được tin từ {names}.",
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
        "given_up": "{count} tin không gửi được; người nhận và lý do có trong “dondoc doctor”.",
        "unsent": "{count} lời nhắc lẽ ra đã gửi mà chưa gửi.",
        "unserved": "{count} tin của tổ chức khác trong cùng cơ sở dữ liệu không được gửi: {names}.",
        "no_next": "Việc chưa hoàn thành mà không còn lời nhắc nào: {numbers}.",
        "astray": "Việc ghi sai thời điểm nhắc tiếp theo, đã tự sửa: {numbers}.",
        "parked": "{count} tin bị gác lại, cần người xem.",
        "no_coordinator": "Không còn cán bộ theo dõi nào nhận được tin: không ai xác nhận kết quả.",
        "no_leader": "Không còn lãnh đạo nào nhận được tin: không ai quyết định việc gia hạn.",
        "history": "Nhật ký có {count} lần ghi không khớp.",
        "backup_old": "Bản sao lưu gần nhất đã cũ {count} giờ.",
        "backup_failed": "Sao lưu hằng đêm không thực hiện được.",
        "backup_damaged": "{count} bản sao lưu bị hỏng: nội dung không khớp mã kiểm tra.",
        "no_backup": "Chưa có bản sao lưu nào.",
        "evidence_full": "Kho minh chứng đã đầy: {count} ảnh, tệp chưa lưu được. Tăng DONDOC_EVIDENCE_QUOTA_MB.",
        "evidence_not_written": "Không ghi được vào kho minh chứng: {count} ảnh, tệp đang chờ lưu.",
        "evidence_missing": "{count} tệp minh chứng đã lưu không còn trong kho.",
        "disk_low": "Đĩa chỉ còn {count} MB trống.",
    },
    unnamed_platform="nền tảng nhắn tin",
    other="{kind} ({count})",
    closing="Xem cách xử lý: chạy “dondoc doctor” trên máy chủ.",
    not_sent={
        NotSent.NO_ACCOUNT: "người nhận chưa liên kết hoặc đã chặn bot",
        NotSent.NO_QUOTA: "tháng này hết tin cho lời nhắc thường ngày",
        NotSent.TASK_CLOSED: "việc đã hoàn thành hoặc đã hủy",
        NotSent.NOTHING_LEFT: "mọi việc trong tin đã hoàn thành, đã hủy hoặc đã đổi hạn",
        NotSent.PEOPLE_REACHED: "đã liên lạc được với người phụ trách",
        NotSent.IN_MORNING_MESSAGE: "đã có trong tin buổi sáng",
        NotSent.RECIPIENT_AWAY: "người nhận đang nghỉ",
        NotSent.OTHER_VERSION: "phiên bản khác của chương trình đã ghi",
        NotSent.PERHAPS_ARRIVED: "không rõ đã đến nơi chưa",
        NotSent.FORGOTTEN: "người quản trị đã bỏ",
        NotSent.PLANNED_AGAIN: "được lập lại theo yêu cầu của người quản trị",
        NotSent.RESTORED: "đã khôi phục bản sao lưu, tin này có thể đã được gửi",
        NotSent.UNDONE: "người gửi đã hoàn tác",
        NotSent.READING_STOPPED: "người gửi dừng việc đọc",
    },
    not_sent_unknown="không rõ lý do",
    quota_near=(
        "⚠️ {channel}: tháng này đã dùng {used}/{limit} tin. Từ nay tin nhắc buổi sáng chuyển sang kênh khác của người "
        "nhận nếu có; ai chỉ có {channel} thì hai ngày làm việc nhận một lần, trừ khi có việc đến hạn hoặc quá hạn."
    ),
    quota_reserved=(
        "⚠️ {channel}: tháng này đã dùng {used}/{limit} tin. Số còn lại dành cho trả lời và việc khẩn. Ai chỉ có "
        "{channel} sẽ không nhận tin nhắc buổi sáng đến hết tháng; đề nghị liên hệ trực tiếp hoặc cấp mã kênh khác."
    ),
    quota_spent=(
        "⚠️ {channel} báo đã hết số tin của tháng này nên không nhận gửi thêm.\n"
        "Ai có kênh khác sẽ nhận tin qua kênh đó; ai chỉ có {channel} chưa nhận được tin. Hệ thống vẫn thử lại với "
        "khoảng cách tăng dần; đề nghị xem lại gói dịch vụ của bot hoặc cấp mã kênh khác."
    ),
    nobody_reached=(
        "⚠️ {count} chưa nhắc được ai: không liên hệ được với ai của đơn vị chủ trì, trên mọi kênh. Lời nhắc "
        "chưa tới người nhận; đề nghị đồng chí liên hệ trực tiếp:"
    ),
    nobody_reached_units="  Chủ trì: {units}",
    was_down=(
        "Hệ thống bị gián đoạn từ {since} đến {until}. Tin đồng chí gửi trong thời gian đó có thể đã thất lạc. "
        "Đề nghị gõ “{list}” kiểm tra và báo lại nếu thiếu."
    ),
)

EVENTS: Mapping[EventKind, EventWords] = {
    EventKind.ACCOUNT_BLOCKED: EventWords("đã chặn bot, tin không tới được"),
    EventKind.ACCOUNT_REACHABLE: EventWords("liên lạc lại được"),
    EventKind.PARKED_SENT_AGAIN: EventWords("cho gửi lại các tin bị gác lại, số tin:"),
    EventKind.PARKED_FORGOTTEN: EventWords("bỏ các tin bị gác lại, số tin:"),
    EventKind.LOOKS_MENDED: EventWords("tự kiểm tra và sửa lịch nhắc"),
    EventKind.DATABASE_RESTORED: EventWords("khôi phục từ bản sao lưu"),
}
