"""Vietnamese words to people of several organisations on one bot."""

from domain.messages.shared_chats import OneOrganisationAtATime, OrganisationChosenBefore
from domain.messages.tasks import ListTasks
from wording.shared_chats import SharedChatWords
from wording.words import Words

SHARED_CHATS = SharedChatWords(
    which="❓ Đồng chí có tên ở nhiều cơ quan. Tin “{about}” gửi cơ quan nào? Hệ thống chưa ghi nhận gì.",
    which_file="❓ Đồng chí có tên ở nhiều cơ quan. Tệp vừa gửi là của cơ quan nào? Hệ thống chưa ghi nhận gì.",
    press="Bấm một nút, hoặc gõ mã của cơ quan.",
    answer="Trả lời bằng mã: {codes}",
    next_time="Lần sau gõ kèm mã, ví dụ: {code} việc · xong {code}-3",
    with_code="Trả lời nhớ kèm mã của cơ quan, ví dụ: xong {code}-3",
)


def _one_at_a_time(refusal: OneOrganisationAtATime, _: Words) -> str:
    return (
        f"Tin vừa rồi nêu nhiều cơ quan ({', '.join(refusal.codes)}) nên chưa được ghi nhận. "
        "Đề nghị đồng chí gửi riêng từng cơ quan."
    )


def _chosen_before(_refusal: OrganisationChosenBefore, words: Words) -> str:
    return f"Câu hỏi này đã được trả lời; không ghi nhận thêm. Xem việc của đồng chí, gõ: {words.command(ListTasks)}"
