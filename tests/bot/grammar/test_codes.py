"""A code sent alone or among words is read as one; a command in words stays what it is."""

import pytest

from bot.grammar.reading import read_command
from domain.messages.accounts import MakeCode, Start
from domain.messages.questions import Misunderstood
from domain.messages.tasks import MarkDone
from tests.domain.test_invite_codes import CODE, WAYS


@pytest.mark.parametrize("text", WAYS)
def test_a_code_among_words_is_typed_without_start(text: str) -> None:
    assert read_command(text) == Start(CODE)


def test_a_command_with_such_a_word_stays_the_command_and_a_name_is_no_code() -> None:
    assert isinstance(read_command(f"xong 3 theo công văn {CODE}"), MarkDone)
    assert read_command("mã Nguyễn Thanh Trung") == MakeCode("Nguyễn Thanh Trung")
    assert isinstance(read_command("thanh trung"), Misunderstood)
    assert isinstance(read_command("số của tôi 0912345678"), Misunderstood)
