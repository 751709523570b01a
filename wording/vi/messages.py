"""Vietnamese phrases about messages that are not plain text of their sender."""

from wording.message_words import MessageWords

MESSAGES = MessageWords(
    not_text={
        "voice": "Hệ thống chưa nghe được tin thoại. Đề nghị đồng chí gõ chữ; nếu cần xem cách gõ: /{help}",
        "video_note": "Hệ thống chưa xem được tin video tròn. Đề nghị đồng chí gõ chữ; nếu cần xem cách gõ: /{help}",
        "sticker": "Hệ thống không đọc được nhãn dán. Đề nghị đồng chí gõ chữ; nếu cần xem cách gõ: /{help}",
        "location": "Hệ thống không dùng vị trí. Đề nghị đồng chí ghi địa điểm bằng chữ trong tin báo việc.",
        "contact": "Hệ thống không nhận danh thiếp của người khác. Muốn thêm người, đề nghị báo cán bộ theo dõi.",
        "poll": "Hệ thống không đọc được bình chọn. Đề nghị đồng chí gõ chữ; nếu cần xem cách gõ: /{help}",
        "unsupported": (
            "Zalo không chuyển cho hệ thống tệp, đường dẫn hoặc tin loại này. Đề nghị đồng chí gõ chữ, gửi ảnh chụp, "
            "hoặc nộp bản giấy cho cán bộ theo dõi."
        ),
        "group": "Hệ thống chỉ làm việc trong tin nhắn riêng. Đề nghị đồng chí mở trang của bot và nhắn riêng.",
        "other": "Hệ thống không đọc được loại tin này. Đề nghị đồng chí gõ chữ; nếu cần xem cách gõ: /{help}",
    },
    courtesy="Cảm ơn đồng chí.",
    forwarded_by="Đồng chí chuyển tiếp tin của {author}; hệ thống không thực hiện theo tin chuyển tiếp.",
    forwarded="Đồng chí chuyển tiếp một tin; hệ thống không thực hiện theo tin chuyển tiếp.",
    quoted="Đồng chí trích lại một tin; hệ thống không thực hiện theo tin có trích dẫn.",
    if_you_mean_it="Nếu chính đồng chí muốn báo, gõ: {typed}",
    say_it_yourself="Nếu có việc cần báo, đề nghị đồng chí tự gõ; xem cách gõ: /{help}",
    edit_too_late=(
        "Nội dung trước khi sửa đã được ghi nhận và giữ nguyên; sửa tin không đổi việc đã ghi. "
        "Muốn đổi: gõ /{undo}, rồi gửi tin mới."
    ),
    handed_in="📎 Kèm {count} {thing} minh chứng{state}.",
    being_stored=" (đang lưu)",
    handed_in_vain="⚠️ Chưa lưu {thing} gửi kèm. Muốn nộp làm minh chứng, gửi lại kèm chú thích: {evidence} và số việc.",
    things={
        "photo": "ảnh", "file": "tệp", "video": "video", "animation": "video", "audio": "tệp âm thanh",
        "voice": "tin thoại", "text": "nội dung",
    },
    group_code_ended=(
        "⚠️ Mã liên kết vừa gửi trong nhóm đã bị hủy vì người khác đọc được. Đề nghị đồng chí xin mã mới "
        "và chỉ gõ trong tin nhắn riêng với bot."
    ),
)  # fmt: skip
