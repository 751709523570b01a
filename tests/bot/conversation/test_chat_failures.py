"""What once went wrong in the chat, by its kind, at the place where it is now decided."""

import pytest

from bot.grammar.reading import read_command
from domain.messages.questions import AskTask, Clarify, Misunderstood, Several
from domain.messages.requests import RequestExtension
from domain.messages.tasks import MarkDone
from tests.sentences.judged import deeds_of, offered

TYPED_A_NUMBER = [
    "xong mục 9", "xong công việc 9", "xong việc thứ 9", "xong TT 9", "xong cv 9", "xong viêc 9", "xong vieecj 9",
    "xong (9)", "xong việc chín", "gia hạn công việc 9 đến 15/7 chờ văn bản", "vướng mắc mục 9 chưa có kinh phí",
    "xin ý kiến về việc 9 có cần họp không", "minh chứng cho việc 9: QĐ 12", "duyệt mục 9", "xong\u200d 9",
]  # fmt: skip


@pytest.mark.parametrize("text", TYPED_A_NUMBER)
def test_a_number_that_was_typed_is_the_number_that_counts(text):
    numbers = {number for _, number in deeds_of(text)} or {number for _, number in offered(text)}
    assert numbers == {9}


SENTENCES = [
    "duyệt kế hoạch tuần sau", "từ chối lời mời họp giúp anh", "trả lời công văn giúp anh", "xong sớm thôi anh",
    "hoàn thành tốt nhiệm vụ nhé cả nhà", "xin ý kiến anh chiều nay họp mấy giờ", "gia hạn hợp đồng đến 30/6 giúp em",
    "hủy việc 7 đi anh ơi", "việc 3 xong 80%", "xong 3 80%", "xong 3 một phần", "xong việc 7 trong chiều nay ạ",
    "việc 3 xong trước 15/4 nhé", "việc 3 xong trong tuần này nhé em", "xong 3 việc", "nhận 3 việc", "duyệt 5 không?",
    "xác nhận 3 chưa?", "duyệt việc 5 nhưng chỉ đến 5/5", "song 7", "xonh 7",
]  # fmt: skip


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_that_only_looks_like_a_command_does_nothing(text):
    assert isinstance(read_command(text), Clarify | AskTask | Misunderstood)


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("xong 3\nxong 5", [("done", 3), ("done", 5)]),
        ("xong 3\nnhận 5", [("done", 3), ("ack", 5)]),
        ("xong 3, tiến độ 5 60%", [("done", 3), ("progress", 5)]),
        ("xong các việc 9, 15", [("done", 9), ("done", 15)]),
        ("xong 3 2 bản báo cáo", [("done", 3)]),
        ("xong 3 10 phút trước", [("done", 3)]),
        ("xong 3, 5 tổ dân phố đã nộp", [("done", 3)]),
    ],
)
def test_each_order_of_a_message_counts_and_nothing_else(text, deeds):
    assert deeds_of(text) == deeds


def test_a_wish_for_two_tasks_is_one_for_each():
    text = "đến 20/5 chờ hướng dẫn"
    wishes = (RequestExtension(3, text), RequestExtension(5, text))
    assert read_command(f"gia hạn 3 và 5 {text}") == Several(wishes, (f"gia hạn 3 {text}", f"gia hạn 5 {text}"))


def test_what_is_asked_back_carries_the_number_typed_and_not_an_examples():
    assert offered("song 7") == {("done", 7)}
    assert read_command("Dạ em xong việc 7 rồi ạ") == MarkDone((7,))
