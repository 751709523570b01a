"""How an official letter is worded, checked on every example message: dates, words of the machine, length."""

import re

import pytest

from domain.messages import Response
from domain.messages.accounts import HelpShown
from tests.samples import everything as samples
from tests.samples.page import TEXT_ONLY, WITH_BUTTONS
from wording.render import render

SAYINGS: tuple[Response, ...] = (*samples.NOTICES, *samples.REFUSALS)
MACHINE_WORDS = (
    "giá trị",
    "hợp lệ",
    "người đó",
    "token",
    "server",
    "null",
    "none",
    "id:",
    "true",
    "false",
    "bot trả lời",
)
# The one exception: a report names its week as official papers do.
OFFICIAL_WEEK = re.compile(r"tuần \d+ \(từ \d\d/\d+ đến \d\d/\d+/\d{4}\)", re.IGNORECASE)
PADDED = re.compile(r"(?<!\d)(?:0\d/\d{1,2}|\d{1,2}/0\d)(?:/\d{4})?(?!\d)")
LONGEST_FIRST_LINE = 210  # characters: four lines of a phone
MOST_LINES = 34


def text_of(response: Response, *, is_plain: bool = False) -> str:
    return render([response], "vi", TEXT_ONLY if is_plain else WITH_BUTTONS).text


@pytest.mark.parametrize("response", SAYINGS, ids=lambda response: type(response).__name__)
def test_no_day_is_padded_with_zeros_and_no_word_is_the_machine_s(response: Response) -> None:
    text = text_of(response)
    assert not PADDED.findall(OFFICIAL_WEEK.sub("", text))
    assert not [word for word in MACHINE_WORDS if re.search(rf"\b{re.escape(word)}", text.lower())]


@pytest.mark.parametrize("response", SAYINGS, ids=lambda response: type(response).__name__)
def test_the_first_line_says_what_matters_and_the_message_ends_in_sight(response: Response) -> None:
    for text in (text_of(response), text_of(response, is_plain=True)):
        first, *rest = text.splitlines()
        assert len(first) <= LONGEST_FIRST_LINE, first
        assert len(rest) < MOST_LINES or isinstance(response, HelpShown)
        assert first[-1] != ":" or isinstance(response, HelpShown) or rest
