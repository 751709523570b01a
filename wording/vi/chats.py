"""Vietnamese words about messages that are no plain text, and many answers in one."""

from domain.messages.chats import CouldNotHandle
from wording.chats import ChatWords, FoldedWords
from wording.words import Words

CHATS = ChatWords(
    not_text={
        "voice": "Hệ thống chưa nghe được tin thoại. Đề nghị đồng chí gõ chữ; nếu cần xem cách gõ: “{help}”",
        "video_note": "Hệ thống chưa xem được tin video tròn. Đề nghị đồng chí gõ chữ; nếu cần xem cách gõ: “{help}”",
        "sticker": "Hệ thống không đọc được nhãn dán. Đề nghị đồng chí gõ chữ; nếu cần xem cách gõ: “{help}”",
        "location": "Hệ thống không dùng vị trí. Đề nghị đồng chí ghi địa điểm bằng chữ trong tin báo việc.",
        "contact": "Hệ thống không nhận danh thiếp của người khác. Muốn thêm người, đề nghị báo cán bộ theo dõi.",
        "poll": "Hệ thống không đọc được bình chọn. Đề nghị đồng chí gõ chữ; nếu cần xem cách gõ: “{help}”",
        "unsupported": (
            "Zalo không chuyển cho hệ thống tệp, đường dẫn hoặc tin loại này. Đề nghị đồng chí gõ chữ, gửi ảnh chụp, "
            "hoặc nộp bản giấy cho cán bộ theo dõi."
        ),
        "group": "Hệ thống chỉ làm việc trong tin nhắn riêng. Đề nghị đồng chí mở trang của bot và nhắn riêng.",
        "other": "Hệ thống không đọc được loại tin này. Đề nghị đồng chí gõ chữ; nếu cần xem cách gõ: “{help}”",
    },
    courtesy="Cảm ơn đồng chí.",
    forwarded_by="Đồng chí chuyển tiếp tin của {author}; hệ thống không thực hiện theo tin chuyển tiếp.",
    forwarded="Đồng chí chuyển tiếp một tin; hệ thống không thực hiện theo tin chuyển tiếp.",
    quoted="Đồng chí trích lại một tin; hệ thống không thực hiện theo tin có trích dẫn.",
    if_you_mean_it="Nếu chính đồng chí muốn báo, gõ: {typed}",
    say_it_yourself="Nếu có việc cần báo, đề nghị đồng chí tự gõ; xem cách gõ: “{help}”",
    edit_too_late=(
        "Nội dung trước khi sửa đã được ghi nhận và giữ nguyên; sửa tin không đổi việc đã ghi. "
        "Muốn đổi: gõ “{undo}”, rồi gửi tin mới."
    ),
    group_code_ended=(
        "⚠️ Mã mời vừa gửi trong nhóm đã hủy vì người khác đọc được. Đề nghị đồng chí xin mã mới "
        "và chỉ gõ trong tin nhắn riêng với bot."
    ),
)

FOLDED = FoldedWords(
    recorded="✅ {count} nội dung đã ghi nhận:",
    refused="⚠️ {count} nội dung chưa thực hiện được:",
    why="Nhiều nội dung được gửi liền nhau nên hệ thống trả lời gộp trong một tin.",
    tasks="• {what}: việc {numbers}",
    times="• {what}: {count} lần",
    see="Xem tình hình hiện nay, gõ: “{tasks}”",
    outcomes={
        "reported": "báo hoàn thành",
        "checked_in": "báo tình hình kỳ này",
        "share": "báo hoàn thành phần của đơn vị",
        "progress": "báo tiến độ",
        "acknowledged": "nhận việc",
        "undone": "hoàn tác",
        "confirmed": "xác nhận hoàn thành",
        "returned": "trả lại",
        "request": "gia hạn, xin ý kiến, giải trình",
        "obstacle": "vướng mắc",
        "evidence": "gửi minh chứng",
        "nudged": "đôn đốc",
        "handed": "giao người làm",
        "changed": "sửa nội dung việc",
        "added": "thêm việc",
        "stopped": "hủy việc",
        "restored": "khôi phục việc",
        "absence": "ghi ngày nghỉ",
        "people": "chuyển, cho thôi người",
        "code": "tạo mã mời, đề nghị gõ lại để nhận mã khác",
        "settings": "đổi cài đặt",
        "plan": "kế hoạch đang chờ, đề nghị gõ lại để xem tiếp",
        "shown": "hỏi xem, đề nghị gõ lại nếu còn cần",
        "already": "đã ghi nhận từ trước",
        "cancelled": "việc đã hủy",
        "no_task": "không có việc số này",
        "not_yours": "không thuộc phần việc của đồng chí",
        "unclear": "chưa đủ nội dung hoặc chưa rõ",
        "failed": "hệ thống gặp lỗi, đề nghị gửi lại",
        "refused": "lý do khác, đề nghị gửi lại để xem",
    },
)


def _could_not_handle(refusal: CouldNotHandle, _: Words) -> str:
    what = f"tin nhắn “{refusal.text}”" if refusal.text else "tin nhắn vừa rồi"
    return (
        f"Rất tiếc, hệ thống gặp lỗi nên {what} chưa được ghi nhận. Đã báo quản trị hệ thống; "
        "đề nghị đồng chí gửi lại sau hoặc gọi cán bộ theo dõi."
    )
