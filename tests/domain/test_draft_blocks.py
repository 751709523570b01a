from hypothesis import given
from hypothesis import strategies as st

from domain.draft_blocks import MOST_QUESTIONS, questions_about, text_hash
from domain.plans import Place, Unread


def _item(text: str, heading: str = "IV. TỔ CHỨC THỰC HIỆN", unit: str = "") -> Unread:
    return Unread(Place(), text, "no_day", heading, unit)


def test_blocks_of_one_heading_are_one_question_that_lists_them_by_unit() -> None:
    first, second, third = (
        _item("Rà soát", unit="Phòng A"),
        _item("Kiểm tra", unit="Phòng B"),
        _item("Họp", unit="Phòng A"),
    )
    (question,) = questions_about([first, second, third])
    assert question.heading == "IV. TỔ CHỨC THỰC HIỆN"
    assert question.by_unit == (("Phòng A", (first, third)), ("Phòng B", (second,)))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5)), max_size=80))
def test_there_are_at_most_eight_questions_and_every_block_is_in_one(pairs: list[tuple[int, int]]) -> None:
    items = [_item(f"Việc {i} {n}", f"Mục {h}" if h else "") for i, (h, n) in enumerate(pairs)]
    questions = questions_about(items)
    assert len(questions) <= MOST_QUESTIONS
    asked = [item for q in questions for item in q.items]
    assert sorted(i.text for i in asked) == sorted(i.text for i in items)


def test_a_refused_text_is_not_asked_again_however_it_is_written() -> None:
    item = _item("Tăng cường   kiểm tra, giám sát nội bộ.")
    assert questions_about([item], {text_hash("tăng cường kiểm tra, giám sát nội bộ.")}) == ()
    assert len(questions_about([item], {text_hash("Tăng cường kiểm tra")})) == 1
