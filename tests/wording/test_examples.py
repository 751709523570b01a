import re

import pytest

from domain.names import fold
from tests.samples.page import ENGLISH, VIETNAMESE, MessagesPage, page


@pytest.mark.parametrize("of", [VIETNAMESE, ENGLISH], ids=lambda of: of.language)
def test_the_page_of_messages_is_what_the_program_says_today(of: MessagesPage) -> None:
    assert of.path.read_text(encoding="utf-8") == page(of), "run: python -m tests.samples.page"


def test_each_page_is_of_one_language() -> None:
    """Phrases that every message of a kind holds: none of them stands on the page of the other language."""
    vietnamese, english = page(VIETNAMESE), page(ENGLISH)
    assert not re.findall(r"\b(?:Deadline|Reply|Lead|Recorded|overdue|Press a button)\b", vietnamese)
    assert "Hạn theo kế hoạch" not in english
    assert "Trả lời:" not in english
    assert len(re.findall("^### ", vietnamese, re.MULTILINE)) == len(re.findall("^### ", english, re.MULTILINE))
    assert fold("Thông báo") in fold(vietnamese)
