"""A code sent alone or among words is read as one; a command in words stays what it is."""

import pytest

from bot.grammar.reading import read_command
from domain.messages.accounts import MakeCode, Start
from domain.messages.questions import Clarify, Misunderstood
from domain.messages.tasks import MarkDone
from tests.domain.test_invite_codes import CODE, WAYS
from tests.sentences.spelled import keys_of


@pytest.mark.parametrize("text", WAYS)
def test_a_code_among_words_is_typed_without_start(text: str) -> None:
    assert read_command(text) == Start(CODE)


def test_a_command_with_such_a_word_stays_the_command_and_a_name_is_no_code() -> None:
    assert isinstance(read_command(f"xong 3 theo công văn {CODE}"), MarkDone)
    assert read_command("mã Nguyễn Thanh Trung") == MakeCode("Nguyễn Thanh Trung")
    assert isinstance(read_command("thanh trung"), Misunderstood)
    assert isinstance(read_command("số của tôi 0912345678"), Misunderstood)


@pytest.mark.parametrize("negation", ["chưa thể", "không thể", "chẳng thể", "chưa", "đừng", "khoan"])
@pytest.mark.parametrize("act", ["thể duyệt gia hạn việc số 10", "duyệt gia hạn việc số 10", "xin nghỉ phép 20/5-22/5"])
@pytest.mark.parametrize("is_telex", [True, False], ids=["telex", "vni"])
def test_a_negation_typed_with_the_keyboard_off_is_no_code_and_no_deed(
    negation: str, act: str, *, is_telex: bool
) -> None:
    typed = " ".join(keys_of(word, is_telex=is_telex) for word in f"{negation} {act}".split())
    assert isinstance(read_command(typed), Misunderstood | Clarify), typed


def test_neighbours_typed_as_digits_are_words_only_where_one_is_known_and_never_in_capitals() -> None:
    assert isinstance(read_command("chu7a the63 lam2 duoc75"), Misunderstood | Clarify)
    assert read_command("Q3xm4 n27ns la2 ma4 cua3 toi6") == Start("Q3XM4N27NS")
    assert read_command("ma cua toi la abca5 acba7") == Start("ABCA5ACBA7")  # by chance like syllables, but unknown
    assert read_command("ma4 cua3 toi6 la2 ABCA5 ACBA7") == Start("ABCA5ACBA7")
