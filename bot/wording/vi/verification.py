"""Vietnamese phrases about shares of several units, evidence, and answers for a period."""

from bot.wording.follow_up_words import VerificationWords

VERIFICATION = VerificationWords(
    shared={
        "lead": "✅ Đã ghi nhận: phần của đơn vị trong việc {number} đã xong",
        "coordinating": "✅ Đã ghi nhận: đơn vị đã phối hợp việc {number}",
    },
    by_units="Đơn vị: {names}",
    still_missing="Còn chờ: {names}",
    all_done="Các đơn vị đã báo đủ.",
    share_heading={"lead": "Chủ trì đã báo xong:", "coordinating": "Phối hợp đã báo:"},
    share_done="✅ {name} ({day})",
    share_open="Chưa báo: {names}",
    share_more="và {count} đơn vị khác",
    kept={
        "text": "✅ Đã lưu minh chứng của việc {number}",
        "photo": "✅ Đã lưu ảnh minh chứng của việc {number}",
        "file": "✅ Đã lưu tệp minh chứng của việc {number}",
        "video": "✅ Đã lưu video minh chứng của việc {number}",
        "animation": "✅ Đã lưu video minh chứng của việc {number}",
        "audio": "✅ Đã lưu tệp âm thanh minh chứng của việc {number}",
        "voice": "✅ Đã lưu tin thoại minh chứng của việc {number}",
    },
    kept_several="✅ Đã lưu {count} ảnh, tệp minh chứng của việc {number}",
    kept_count="Việc này có {count} minh chứng. Xem: {evidence} {number}",
    heading="{count} minh chứng của việc {number}",
    entry="{at} đ/c {by} – {what}",
    kinds={
        "text": "{text}",
        "photo": "ảnh {text}",
        "file": "tệp {name} {text}",
        "video": "video {text}",
        "animation": "video {text}",
        "audio": "tệp âm thanh {name} {text}",
        "voice": "tin thoại {text}",
    },
    count="📎 {count} minh chứng",
    list_hint="📎 {count} minh chứng, xem: {evidence} {number}",
    caption="📎 Việc {number}: {what} (đ/c {by}, {at})",
    elsewhere="Ảnh và tệp gửi qua kênh khác chỉ mở được ở kênh đó.",
    outcomes={"under_way": "vẫn triển khai", "result": "có kết quả", "not_done": "chưa làm được"},
    not_done_next="Việc vẫn để mở và ghi là vướng mắc; khi làm được, gõ: {result} {number} nội dung",
)
