from pathlib import Path

from tests.samples.page import page

PAGE = Path(__file__).parents[2] / "docs" / "vi" / "tin-nhan.md"


def test_the_page_of_messages_is_what_the_program_says_today():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.samples.page > docs/vi/tin-nhan.md"
