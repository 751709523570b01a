"""Vietnamese refusals of answers to what dondoc asked."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.messages.questions import QuestionOver, WhichAnswer
from domain.questions import letters
from wording.buttons import shown_option
from wording.command_names import NAMES
from wording.words import DayWords

_WHY = {
    "answered": "đã được trả lời rồi nên không làm lại lần nữa.",
    "dropped": "đã bỏ theo ý đồng chí. Nếu vẫn cần, đề nghị gõ lại từ đầu.",
    "replaced": "đã được thay bằng câu hỏi sau đó. Nếu vẫn cần, đề nghị gõ lại từ đầu.",
    "expired": "đã quá 2 ngày nên không còn hiệu lực. Nếu vẫn cần, đề nghị gõ lại từ đầu.",
}


def _over(refusal: QuestionOver, _: DayWords) -> str:
    asked = f"Câu hỏi về “{refusal.about}”" if refusal.about else "Câu hỏi này"
    return f"{asked} {_WHY.get(refusal.reason, 'không còn ở đây. Nếu vẫn cần, đề nghị gõ lại từ đầu.')}"


def _which(refusal: WhichAnswer, _: DayWords) -> str:
    options = [shown_option(option, lambda name: NAMES[name].menu_name) for option in refusal.options]
    if not options:
        return f"Câu hỏi về “{refusal.about}” cần một con số. Đề nghị đồng chí gõ số, hoặc gõ đủ câu lệnh."
    if len(options) == 1:
        return f"“{refusal.about}” có phải là: {options[0]}? Nếu phải, gõ: đúng"
    listed = "\n".join(f"{letter}. {option}" for letter, option in zip(letters(len(options)), options, strict=False))
    return f"Chưa rõ đồng chí chọn dòng nào cho “{refusal.about}”:\n{listed}\nGõ chữ cái đầu dòng, hoặc gõ đủ cả dòng."


QUESTION_REFUSALS: Mapping[type, Callable[[Any, DayWords], str]] = {QuestionOver: _over, WhichAnswer: _which}
