"""Vietnamese phrases for the questions that dondoc asks itself."""

from bot.wording.question_words import QuestionWords

QUESTIONS = QuestionWords(
    unclear="Chưa rõ “{about}”.",
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
