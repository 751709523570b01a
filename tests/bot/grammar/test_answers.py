"""Which texts are nothing but an answer, and to what they agree."""

import pytest

from bot.grammar.answers import read_answer
from bot.grammar.reading import read_command
from domain.messages.questions import Choose
from domain.questions import Answer


@pytest.mark.parametrize(("text", "letter"), [("A", "A"), ("b.", "B"), ("câu B ạ", "B"), (" c) ", "C"), ("ý d", "D")])
def test_a_letter_alone_is_an_answer_and_a_command_that_can_be_typed(text: str, letter: str) -> None:
    assert read_answer(text) == Answer(letter)
    assert read_command(text) == Choose(letter=letter)


@pytest.mark.parametrize("text", ["ạ", "dạ", "em", "ba", "A1", "xong a", "i", "a b", "A: đã gửi"])
def test_what_only_looks_like_a_letter_is_none(text: str) -> None:
    answer = read_answer(text)
    assert answer is None or not answer.letter


@pytest.mark.parametrize("text", ["đúng", "có", "ừ", "vâng", "yes", "Dạ vâng ạ", "đúng rồi anh", "dung", "vâng đúng ạ"])
def test_a_clear_yes(text: str) -> None:
    assert read_answer(text) == Answer(is_yes=True)


@pytest.mark.parametrize("text", ["ok", "OK ạ", "được", "được rồi ạ", "👍", "👍🏻", "👌 👍"])
def test_a_weak_yes(text: str) -> None:
    assert read_answer(text) == Answer(is_yes=True, is_weak=True)


@pytest.mark.parametrize("text", ["không", "không ạ", "dạ không", "no"])
def test_a_no(text: str) -> None:
    assert read_answer(text) == Answer(is_yes=False)


@pytest.mark.parametrize(
    "text",
    [
        "đúng không",
        "có không?",
        "đúng hạn thì báo",
        "có việc",
        "không được",
        "vâng 3",
        "rồi ạ",
        "cảm ơn",
        "",
        "👍 xong",
    ],
)
def test_a_question_a_sentence_or_courtesy_alone_is_no_answer(text: str) -> None:
    assert read_answer(text) is None


@pytest.mark.parametrize(("text", "numbers"), [("5", (5,)), ("3 và 5", (3, 5)), ("số 3 ạ", (3,)), ("5 nhé", (5,))])
def test_numbers_alone(text: str, numbers: tuple[int, ...]) -> None:
    assert read_answer(text) == Answer(numbers=numbers)


@pytest.mark.parametrize("text", ["việc 3", "3 văn bản", "3 xong", "15/4", "3-5"])
def test_a_number_with_other_words_is_no_answer(text: str) -> None:
    assert read_answer(text) is None


@pytest.mark.parametrize("text", ["60%", "60 phần trăm", "60 % ạ"])
def test_a_percentage_is_told_from_a_tasks_number(text: str) -> None:
    assert read_answer(text) == Answer(percent=60)
