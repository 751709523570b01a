"""Vietnamese phrases for the questions that dondoc asks itself."""

from bot.wording.question_words import QuestionWords

QUESTIONS = QuestionWords(
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
    again="Đề nghị đồng chí gõ lại, ví dụ: {example}",
    only="Có phải đồng chí muốn: {option}?",
    only_how="Nếu phải, gõ: đúng (hoặc gõ đủ: {option})",
    several="Đồng chí chọn một dòng:",
    option="{letter}. {option}",
    several_how="Gõ {letters}, hoặc gõ đủ cả dòng, ví dụ: {option}",
    yes_label="✅ {option}",
    no_label="Không",
    replaced="Câu hỏi trước về “{about}” đã đóng, chưa ghi nhận gì.",
    dropped="Đã bỏ câu hỏi về “{about}”; chưa ghi nhận gì.",
)
