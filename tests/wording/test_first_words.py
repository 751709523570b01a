"""The first 40 characters are all that a locked phone shows: each notice names its point there, in both languages."""

import re

import pytest

from domain.messages import Notice
from domain.messages.plans import TasksAssigned
from domain.messages.reports import MorningDigest
from tests.samples.everything import NOTICES
from tests.samples.page import WITH_BUTTONS
from wording.render import render

SHOWN = 40
# What a notice without a task and without a count is about: something was done, is not possible, is asked, is shown.
STATES = {
    "vi": r"(?i)\b(đã|chưa|không|được|từ nay|hủy|đề nghị|hoàn tác|xin chào|cảm ơn|biểu dương|làm thay|thường làm"
    r"|cài đặt|xác nhận|chỉ|tin thử|mã|đổi tên|chuyển|vẫn|vừa|đang|trích lại|thôi|thời hạn|hết|nhắc|là|bỏ|các lệnh khác"
    r"|tin buổi sáng)\b",
    "en": r"(?i)\b(welcome|thank|not|no|nobody|now|is|are|was|were|has|have|cannot|taken|noted|need|need most|settings"
    r"|withdraw|withdrawn|commended|commends|void|moved|roles|changed|ended|just|stays|stand|forwarded|quoted|read"
    r"|morning|deadlines|only|code|forward|from|belongs|dropped|nothing|everything|before|kept|used|passed|goes)\b",
}


def first_words(notice: Notice, language: str) -> str:
    return render([notice], language, WITH_BUTTONS).text[:SHOWN]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: type(notice).__name__)
def test_a_notice_names_its_point_in_its_first_words(notice: Notice, language: str) -> None:
    shown = first_words(notice, language)
    if notice.task_number is not None:
        assert re.search(rf"(?<!\d){notice.task_number}(?!\d)", shown), f"no number of the task in {shown!r}"
    elif not re.search(r"\d", shown):
        assert re.search(STATES[language], shown), f"neither a figure nor a state in {shown!r}"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: type(notice).__name__)
def test_no_notice_of_the_morning_or_of_a_plan_begins_with_its_readers_name(notice: Notice, language: str) -> None:
    if isinstance(notice, MorningDigest | TasksAssigned):
        assert notice.name not in first_words(notice, language)
