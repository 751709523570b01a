"""English throughout: whatever is said in English holds no Vietnamese but the names, titles and words of people.

Every text of the facts is stripped of its diacritics first: what is left of them comes from the wording itself.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from domain.daily_commands import DAILY
from domain.messages import Response
from domain.messages.accounts import HelpShown
from domain.names import fold
from domain.people import Role
from tests.samples import everything as samples
from tests.samples.page import TEXT_ONLY, WITH_BUTTONS
from wording.command_names import VOCABULARY
from wording.languages import describe
from wording.messages import Capabilities, Message
from wording.render import render

# Names and words of people that stand in examples of what to type.
EXAMPLES = (
    "Nguyễn Văn A", "Nguyễn Văn B", "UBND phường", "Phòng Văn hóa - Xã hội", "Văn phòng Đảng ủy", "Văn phòng",
    "12-KH/ĐU", "QĐ 12-QĐ/ĐU", "Tết", "Muốn dùng tiếng Việt, gõ: tiếng Việt",
)  # fmt: skip
# Words that hold no diacritic, or may be typed without: none of them is English.
FUNCTION_WORDS = re.compile(r"\b(viec|xong|nhan|cua|khong|dong chi|don vi|trang \d|han|ngay|gia han|tra loi|Go)\b")


def plain(value: Any) -> Any:
    """The same facts with every text in bare letters."""
    if isinstance(value, str):
        return fold(value) if has_marks(value) else value
    if isinstance(value, tuple):
        return tuple(plain(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: plain(getattr(value, field.name)) for field in fields(value)})
    return value


def has_marks(text: str) -> bool:
    """Whether a letter carries a mark or is đ."""
    return any(unicodedata.combining(c) or c in "đĐ" for c in unicodedata.normalize("NFD", text))


def vietnamese_in(message: Message) -> list[str]:
    """The words with marks, in the text and on the buttons."""
    shown = " ".join([message.text, *(button.label for row in message.buttons for button in row)])
    for example in EXAMPLES:
        shown = shown.replace(example, "")
    return [word for word in shown.split() if has_marks(word)]


@pytest.mark.parametrize("capabilities", [WITH_BUTTONS, TEXT_ONLY], ids=["telegram", "zalo"])
@pytest.mark.parametrize("response", samples.EVERYTHING, ids=lambda response: type(response).__name__)
def test_every_message_in_english_is_english(response: Response, capabilities: Capabilities) -> None:
    assert vietnamese_in(render([plain(response)], "en", capabilities)) == []


@pytest.mark.parametrize("role", Role)
def test_help_in_english_is_english(role: Role) -> None:
    message = render([HelpShown(tuple(kind.canonical for kind in DAILY[role]), has_more=True)], "en", WITH_BUTTONS)
    assert vietnamese_in(message) == []
    assert FUNCTION_WORDS.findall(message.text) == []


def test_the_menu_in_english_is_english() -> None:
    described: Iterable[tuple[str, str]] = describe([name.makes for name in VOCABULARY], "en")
    said = " ".join(f"{name} {meaning}" for name, meaning in described)
    assert vietnamese_in(Message(said)) == []
    assert FUNCTION_WORDS.findall(said) == []


def test_this_test_can_fail() -> None:
    assert vietnamese_in(Message("Task 3 is đã xong"))
    assert vietnamese_in(render([samples.REFUSALS[0]], "vi", TEXT_ONLY))
