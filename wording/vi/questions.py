"""Vietnamese words about what dondoc asks, and what it could not read."""

from collections.abc import Mapping

from domain.messages import Command, class_of
from domain.messages.questions import (
    Choose,
    NoSuchChoice,
    NothingAsked,
    NotUnderstood,
    NumberNotUnderstood,
    QuestionOver,
    ReasonMissing,
    TextTooLong,
    WhichAnswer,
    WhichTask,
)
from domain.messages.reports import ShowStatus
from domain.messages.tasks import ListTasks, ReportProgress, ReturnTask
from domain.questions import letters
from wording.buttons import shown_option
from wording.questions import QuestionWords, pending_text
from wording.words import CommandWords, Words

QUESTIONS = QuestionWords(
    reasons={
        "unread_number": "Hệ thống chưa rõ số việc trong nội dung “{about}”.",
        "unread_words": "Hệ thống chưa rõ nội dung “{about}”.",
        "question": "Nội dung “{about}” có vẻ là câu hỏi nên hệ thống chưa ghi nhận.",
        "denied": "Nội dung “{about}” có vẻ là chưa thực hiện nên hệ thống chưa ghi nhận.",
        "promised": "Nội dung “{about}” có vẻ là dự kiến nên hệ thống chưa ghi nhận.",
        "partly": "Nội dung “{about}” có vẻ mới hoàn thành một phần nên hệ thống chưa ghi nhận.",
        "conditional": "Nội dung “{about}” có kèm điều kiện nên hệ thống chưa ghi nhận.",
        "ordered": "Nội dung “{about}” có vẻ là yêu cầu người khác làm nên hệ thống chưa ghi nhận.",
        "quoted": "Nội dung “{about}” có vẻ là lời của người khác nên hệ thống chưa ghi nhận.",
        "second_command": "Nội dung “{about}” có nhiều ý, có ý hệ thống chưa rõ nên chưa ghi nhận ý nào.",
        "which_task": "Hệ thống chưa rõ “{about}” là việc nào.",
        "which_day": "Hệ thống chưa rõ ngày trong nội dung “{about}”.",
        "past_day": "Ngày trong nội dung “{about}” đã qua.",
        "which_person": "Hệ thống chưa rõ “{about}” là ai.",
        "spelling": "Hệ thống chưa chắc đã hiểu đúng “{about}”.",
        "which_row": "Hệ thống chưa rõ “{about}” là mục của kế hoạch nào.",
        "row_not_there": "Kế hoạch nêu trong “{about}” không có mục đó trong số việc của đồng chí.",
        "no_such_plan": "Không có kế hoạch nào như nêu trong “{about}”.",
        "row_or_task": "Hệ thống chưa rõ “{about}” là dòng của kế hoạch đang chờ ghi hay việc đã giao.",
        "no_row": "Kế hoạch đang chờ ghi không có dòng nêu trong “{about}”.",
        "not_done": "Có ý chưa thực hiện được nên chưa ghi nhận ý nào trong “{about}”.",
    },
    again="Đề nghị đồng chí gõ lại, ví dụ: {example}",
    only="Có phải đồng chí muốn: {option}?",
    only_how="Nếu phải, gõ: đúng (hoặc gõ đủ: {option})",
    several="Đề nghị đồng chí chọn một ý:",
    option="{letter}. {option}",
    several_how="Gõ {letters}, hoặc gõ đủ cả câu, ví dụ: {option}",
    yes_label="✅ {option}",
    no_label="Không",
    replaced="Câu hỏi trước về “{about}” đã đóng, chưa ghi nhận gì.",
    dropped="Đã bỏ câu hỏi về “{about}”; chưa ghi nhận gì.",
    task_of_row="• Việc {number} ({place}): {title}",
    row_meant="Không có việc của đồng chí mang số đó; {place} là việc {number}: {title}.",
)

COMMANDS: Mapping[type[Command], CommandWords] = {
    Choose: CommandWords(
        typed="chọn 1",
        does="chọn cách xử lý một chỗ chưa rõ của kế hoạch đang chờ",
        menu="Kế hoạch đang chờ: chọn, ví dụ: chọn 1",
    ),
}

_WHY = {
    "answered": "đã trả lời, hệ thống không thực hiện lần nữa.",
    "dropped": "đã bỏ theo ý đồng chí. Nếu vẫn cần, đề nghị gõ lại từ đầu.",
    "replaced": "đã được thay bằng câu hỏi sau đó. Nếu vẫn cần, đề nghị gõ lại từ đầu.",
    "expired": "đã quá 2 ngày nên không còn hiệu lực. Nếu vẫn cần, đề nghị gõ lại từ đầu.",
}


def _nothing_asked(_: NothingAsked, __: Words) -> str:
    return "Không còn câu hỏi nào cần chọn. Gõ “nhập” để ghi kế hoạch, hoặc “hủy” để bỏ."


def _no_such_choice(refusal: NoSuchChoice, _: Words) -> str:
    return f"Câu hỏi này chỉ có các lựa chọn từ 1 đến {refusal.count}, ví dụ: chọn 1"


def _question_over(refusal: QuestionOver, _: Words) -> str:
    asked = f"Câu hỏi về “{refusal.about}”" if refusal.about else "Câu hỏi này"
    return f"{asked} {_WHY.get(refusal.reason, 'không còn ở đây. Nếu vẫn cần, đề nghị gõ lại từ đầu.')}"


def _which_answer(refusal: WhichAnswer, words: Words) -> str:
    options = [shown_option(option, words.command) for option in refusal.options]
    if not options:
        return f"Câu hỏi về “{refusal.about}” cần một con số. Đề nghị đồng chí gõ số, hoặc gõ đủ câu lệnh."
    if len(options) == 1:
        return f"“{refusal.about}” có phải là: {options[0]}? Nếu phải, gõ: đúng"
    listed = "\n".join(f"{letter}. {option}" for letter, option in zip(letters(len(options)), options, strict=False))
    return (
        f"Hệ thống chưa rõ đồng chí chọn ý nào cho “{refusal.about}”:\n{listed}\nGõ chữ cái đứng trước, hoặc gõ đủ cả "
        "câu."
    )


def _which_task(refusal: WhichTask, words: Words) -> str:
    closed = f"\n{words.questions.replaced.format(about=refusal.replaced)}" if refusal.replaced else ""
    return f"{_asked_for(words, refusal)}{closed}"


def _asked_for(words: Words, refusal: WhichTask) -> str:
    example, known = _example(refusal.command, words), words.commands.get(class_of(refusal.command))
    asked_about = known.which if known and known.which else "nói việc nào"
    asked = f"Đồng chí muốn {asked_about}?{pending_text(refusal, 'ghi chú')}"
    if refusal.words and len(refusal.candidates) == 1:  # the number may have belonged to the words
        only = refusal.candidates[0]
        return (
            f"{asked} Nếu là việc {only}, gõ: {words.command(refusal.command)} {only}. Nếu là việc khác, gõ số của "
            "việc đó."
        )
    if refusal.candidates:
        example = example.replace("3", str(refusal.candidates[0]), 1)
        numbers = ", ".join(map(str, refusal.candidates))
        return f"{asked} Các việc: {numbers}. Gõ kèm số việc, ví dụ: {example}"
    return f"{asked} Gõ kèm số việc, ví dụ: {example}\nGõ “việc” để xem số của từng việc."


def _reason_missing(refusal: ReasonMissing, words: Words) -> str:
    known = words.commands.get(class_of(refusal.command), words.commands[ReturnTask])
    what, example = known.needs or "lý do", known.typed.replace("3", str(refusal.number), 1)
    return f"Cần ghi {what} sau số việc, ví dụ: {example}"


def _text_too_long(refusal: TextTooLong, _: Words) -> str:
    return (
        f"Nội dung dài {refusal.length} ký tự, tối đa {refusal.limit} ký tự nên chưa được ghi nhận. "
        "Đề nghị viết ngắn lại rồi gửi lần nữa."
    )


def _number_not_understood(refusal: NumberNotUnderstood, words: Words) -> str:
    example = _example(refusal.command, words)
    if class_of(refusal.command) is ReportProgress:
        return f"Hệ thống chưa rõ nội dung “{refusal.word}”. Gõ số việc rồi số phần trăm từ 0 đến 100, ví dụ: {example}"
    if class_of(refusal.command) is ListTasks:
        return f"Hệ thống chưa rõ nội dung “{refusal.word}”. Gõ số trang, ví dụ: việc trang 2"
    if class_of(refusal.command) is ShowStatus:
        return f"Hệ thống chưa rõ nội dung “{refusal.word}”. Gõ “tình hình” để xem tất cả."
    return f"Hệ thống chưa rõ nội dung “{refusal.word}”. Gõ số việc, ví dụ: {example}"


def _not_understood(refusal: NotUnderstood, words: Words) -> str:
    asked = (
        f"Hệ thống chưa rõ nội dung “{refusal.text}”." if refusal.text else "Hệ thống chưa rõ nội dung tin nhắn này."
    )
    known = [words.commands[kind] for kind in map(class_of, refusal.suggestions) if kind in words.commands]
    if not known:
        return f"{asked} Gõ “trợ giúp” để xem cách dùng."
    meant = "\n".join(f"{each.typed} – {each.does}" for each in known)
    return f"{asked} Đúng ý nào, đề nghị gõ kèm số việc (đây là ví dụ):\n{meant}\nGõ “trợ giúp” để xem cách dùng."


def _example(command: str, words: Words) -> str:
    known = words.commands.get(class_of(command))
    return known.typed if known else "ct 3"
