"""How often somebody unlinked is heard: limits that hold, end, are taken back, and keep nobody out who has a code."""

from hypothesis import given
from hypothesis import strategies as st

from domain.inbox import (
    ANSWERS_A_DAY,
    DAY_SECONDS,
    LINKING_TRIES,
    LINKING_TRIES_A_MINUTE,
    MINUTE_SECONDS,
    QUESTIONS_A_MINUTE,
    WINDOW_SECONDS,
    Admission,
    UnlinkedKind,
    UnlinkedUpdate,
)

QUESTION, TRY, UNANSWERED = map(UnlinkedUpdate, UnlinkedKind)


def chat(number: int) -> tuple[str, str]:
    return ("telegram", str(number))


def admitted(admission: Admission, update: UnlinkedUpdate, at: float, number: int = 1, times: int = 100) -> int:
    return sum(admission.admit(chat(number), update, at) is not None for _ in range(times))


def remembered_chats(admission: Admission) -> int:
    return len({chat for chat, _ in admission._of_chat} | admission._linking_until.keys())


def test_a_chat_is_answered_once_in_ten_minutes() -> None:
    admission = Admission()
    assert [admitted(admission, QUESTION, at) for at in (0.0, 599.0, 600.0, 1199.0, 1200.0)] == [1, 0, 1, 0, 1]


def test_five_tries_in_ten_minutes_pass_and_then_one_question() -> None:
    admission = Admission()
    assert admitted(admission, TRY, 0.0) == LINKING_TRIES + 1
    assert admitted(admission, TRY, 599.0) == 0
    assert admitted(admission, TRY, 600.0) == LINKING_TRIES + 1


def test_a_question_asked_before_takes_nothing_from_the_tries() -> None:
    admission = Admission()
    admitted(admission, QUESTION, 0.0)
    assert admitted(admission, TRY, 1.0) == LINKING_TRIES


def test_what_nobody_would_answer_is_never_stored() -> None:
    assert admitted(Admission(), UNANSWERED, 0.0) == 0


def test_of_thousands_of_chats_as_many_are_answered_a_minute_as_are_allowed() -> None:
    admission = Admission()
    assert sum(admitted(admission, QUESTION, 0.0, n, 1) for n in range(2000)) == QUESTIONS_A_MINUTE
    assert sum(admitted(admission, TRY, 0.0, n, 1) for n in range(3000, 5000)) == LINKING_TRIES_A_MINUTE
    assert admitted(admission, QUESTION, MINUTE_SECONDS, 9999) == 1


def test_who_has_an_open_code_passes_whatever_others_try_and_is_listened_to_from_then_on() -> None:
    admission = Admission()
    for n in range(1000):
        admission.admit(chat(n), TRY, 0.0)
    assert admission.admit(chat(5000), TRY, 0.0) is None
    assert admission.admit(chat(5000), TRY, 0.0, has_open_code=True) is not None
    assert admitted(admission, QUESTION, 1.0, 5000) == 100
    assert admitted(admission, UNANSWERED, WINDOW_SECONDS, 5000) == 0


def test_where_messages_are_counted_by_the_month_strangers_get_a_few_a_day_and_a_code_still_opens() -> None:
    admission = Admission(["telegram"])
    for n in range(1000):
        admission.admit(chat(n), QUESTION if n % 2 else TRY, n * MINUTE_SECONDS)
    told = sum(admission.admit(chat(n), QUESTION, 1000 * MINUTE_SECONDS) is not None for n in range(5000, 5100))
    assert told == 0
    assert admission.admit(("zalo", "1"), QUESTION, 1000 * MINUTE_SECONDS) is not None
    assert admission.admit(chat(6000), TRY, 1000 * MINUTE_SECONDS, has_open_code=True) is not None
    later = 1000 * MINUTE_SECONDS + DAY_SECONDS
    assert sum(admission.admit(chat(n), QUESTION, later + n * 10) is not None for n in range(100)) == ANSWERS_A_DAY


def test_codes_cannot_be_guessed_faster_than_the_tries_of_a_chat() -> None:
    admission = Admission()
    admitted(admission, TRY, 0.0)
    assert admission.admit(chat(1), TRY, 0.0, has_open_code=True) is None


def test_what_could_not_be_stored_does_not_count() -> None:
    admission = Admission()
    for _ in range(1000):
        for update, has_open_code in ((QUESTION, False), (TRY, False), (TRY, True)):
            ticket = admission.admit(chat(1), update, 0.0, has_open_code=has_open_code)
            assert ticket is not None
            admission.cancel([ticket])
    assert admitted(admission, TRY, 0.0) == LINKING_TRIES + 1
    assert admission.admit(chat(1), UNANSWERED, 0.0) is None


def test_only_what_was_admitted_is_remembered_and_not_for_long() -> None:
    admission = Admission()
    for second in range(1200):
        for n in range(20):
            admission.admit(chat(second * 20 + n), QUESTION, float(second))
    assert remembered_chats(admission) <= QUESTIONS_A_MINUTE * WINDOW_SECONDS / MINUTE_SECONDS
    admission.admit(chat(0), UNANSWERED, 1200.0 + WINDOW_SECONDS)
    assert remembered_chats(admission) == 0


def test_how_many_were_turned_away_is_told_at_most_once_a_minute() -> None:
    admission = Admission()
    admitted(admission, UNANSWERED, 0.0)
    assert admission.turned_away(0.0) == 100
    admitted(admission, UNANSWERED, 1.0)
    assert [admission.turned_away(at) for at in (1.0, 59.0, 60.0, 200.0)] == [0, 0, 100, 0]


STEPS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from([QUESTION, TRY, UNANSWERED]), st.floats(0, 300)), max_size=200
)


@given(STEPS)
def test_whatever_comes_no_chat_has_more_in_any_ten_minutes(steps: list[tuple[int, UnlinkedUpdate, float]]) -> None:
    admission, now, let_in = Admission(), 0.0, []
    for number, update, pause in steps:
        now += pause
        if admission.admit(chat(number), update, now) is not None:
            let_in.append((number, now))
    for number, at in let_in:
        near = [1 for other, when in let_in if other == number and at <= when < at + WINDOW_SECONDS]
        assert len(near) <= LINKING_TRIES + 1
