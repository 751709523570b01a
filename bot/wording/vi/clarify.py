"""Vietnamese phrases for what was not understood."""

from bot.wording.clarify_words import ClarifyWords

CLARIFY = ClarifyWords(
    reasons={
        "unread_number": "Hệ thống chưa rõ số việc trong nội dung “{about}”.",
        "unread_words": "Hệ thống chưa rõ nội dung “{about}”.",
        "question": "Nội dung “{about}” có vẻ là câu hỏi nên hệ thống chưa ghi nhận.",
        "denied": "Nội dung “{about}” có vẻ là chưa thực hiện nên hệ thống chưa ghi nhận.",
        "promised": "Nội dung “{about}” có vẻ là dự kiến nên hệ thống chưa ghi nhận.",
        "partly": "Nội dung “{about}” có vẻ mới xong một phần nên hệ thống chưa ghi nhận.",
        "conditional": "Nội dung “{about}” có kèm điều kiện nên hệ thống chưa ghi nhận.",
        "ordered": "Nội dung “{about}” có vẻ là yêu cầu người khác làm nên hệ thống chưa ghi nhận.",
        "quoted": "Nội dung “{about}” có vẻ là lời của người khác nên hệ thống chưa ghi nhận.",
        "second_command": "Nội dung “{about}” có nhiều ý, có ý hệ thống chưa rõ nên chưa ghi nhận ý nào.",
        "which_task": "Hệ thống chưa rõ “{about}” là việc nào.",
        "which_day": "Hệ thống chưa rõ ngày trong nội dung “{about}”.",
        "past_day": "Ngày trong nội dung “{about}” đã qua.",
        "which_person": "Hệ thống chưa rõ “{about}” là ai.",
        "spelling": "Hệ thống chưa chắc đã hiểu đúng “{about}”.",
        "not_done": "Có ý chưa thực hiện được nên chưa ghi nhận ý nào trong “{about}”.",
    },
    one="Có phải đồng chí muốn: {option}?",
    several="Có phải đồng chí muốn:",
    option="• {option}",
    type_one="Chưa ghi nhận gì. Nếu đúng, đề nghị gõ: {option}",
    type_any="Chưa ghi nhận gì. Đúng ý nào, đề nghị gõ ý đó, ví dụ: {option}",
)
