"""The pacer against a simulated clock: not faster than promised, not slower than needed, the rested forgotten."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.rate_limits import Pacer

EASE = 1e-6


def play(pacer, arrivals, now=0.0):
    """Send each (pause before asking, chat) as early as the pacer allows; returns [(instant, chat)]."""
    sent = []
    for gap, chat in arrivals:
        now += gap
        while (wait := pacer.take(chat, now)) > 0:
            now += wait + EASE / 100
        sent.append((now, chat))
    return sent


def most_in_window(instants, seconds):
    return max((sum(1 for t in instants if start <= t < start + seconds) for start in instants), default=0)


GAPS = st.floats(0, 3, allow_nan=False)
ARRIVALS = st.lists(st.tuples(GAPS, st.sampled_from(["a", "b", "c", "d"])), max_size=60)


@given(ARRIVALS, st.floats(0.5, 40), st.integers(1, 6), st.floats(0.2, 10))
def test_no_window_ever_holds_more_than_rate_and_capacity(arrivals, rate, capacity, window):
    sent = play(Pacer(0.0, rate, capacity, chat_rate=1e6, chat_capacity=1), arrivals)
    assert most_in_window([t for t, _ in sent], window) <= capacity + rate * window + EASE


@given(ARRIVALS, st.floats(0.2, 10))
def test_no_chat_ever_gets_more_than_its_rate_and_capacity(arrivals, window):
    sent = play(Pacer(0.0), arrivals)
    for chat in "abcd":
        assert most_in_window([t for t, c in sent if c == chat], window) <= 3 + window + EASE


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_a_flood_of_two_thousand_keeps_to_thirty_in_any_second_and_uses_the_rate(seed):
    sent = [t for t, _ in play(Pacer(0.0), [(0.0, f"{seed}-{n}") for n in range(500)])]
    assert most_in_window(sent, 1.0) <= 30
    assert sent[-1] - sent[0] <= 500 / 28


def test_the_first_second_is_taken_as_full():
    pacer = Pacer(started_at=100.0)
    assert pacer.wait(100.0) == pytest.approx(1.0)
    assert pacer.take("a", 100.5) == pytest.approx(0.5)
    assert pacer.take("a", 101.0) == 0


def test_asking_how_long_to_wait_books_nothing():
    pacer = Pacer(0.0)
    assert [pacer.wait(5.0) for _ in range(100)] == [0.0] * 100


def test_a_refused_take_books_nothing():
    pacer = Pacer(0.0, capacity=1)
    assert pacer.take("a", 5.0) == 0
    waits = [pacer.take("b", 5.0) for _ in range(10)]
    assert waits == [pytest.approx(1 / 28)] * 10


def test_three_messages_to_one_chat_pass_at_once_and_the_fourth_waits_a_second():
    pacer = Pacer(0.0, rate=1000, capacity=100)
    assert [pacer.take("a", 5.0) for _ in range(3)] == [0, 0, 0]
    assert pacer.take("a", 5.0) == pytest.approx(1.0)
    assert pacer.take("b", 5.0) == 0


def test_when_the_platform_asks_to_wait_the_whole_token_waits():
    pacer = Pacer(0.0)
    pacer.pause(30, now=5.0)
    assert pacer.wait(5.0) == pytest.approx(30)
    assert pacer.take("a", 34.0) == pytest.approx(1.0)
    assert pacer.take("a", 35.1) == 0


def test_a_shorter_pause_never_shortens_a_longer_one():
    pacer = Pacer(0.0)
    pacer.pause(30, now=5.0)
    pacer.pause(1, now=6.0)
    assert pacer.wait(6.0) == pytest.approx(29)


def test_one_chat_may_be_paused_alone():
    pacer = Pacer(0.0)
    pacer.pause(30, now=5.0, chat_id="a")
    assert pacer.take("a", 6.0) == pytest.approx(29)
    assert pacer.take("b", 6.0) == 0


def test_a_pause_of_a_chat_is_remembered_although_the_chat_is_idle():
    pacer = Pacer(0.0)
    pacer.pause(60, now=5.0, chat_id="a")
    for second in range(6, 50):
        pacer.take("b", float(second))
    assert pacer.take("a", 50.0) == pytest.approx(15)


def test_rested_chats_are_forgotten():
    pacer = Pacer(0.0)
    play(pacer, [(0.0, f"chat {n}") for n in range(1_000)])
    assert len(pacer._chats) < 28 * 5


def test_one_chat_refused_holds_up_nobody_else_and_a_second_one_means_the_token():
    pacer = Pacer(-10.0)
    pacer.refused(30.0, 0.0, "a")
    assert pacer.take("a", 1.0) == 29.0
    assert pacer.take("b", 1.0) == 0.0
    pacer.refused(20.0, 2.0, "b")
    assert pacer.wait(3.0) == 19.0
    assert pacer.take("c", 3.0) == 19.0


def test_two_chats_refused_one_after_the_other_are_two_chats():
    pacer = Pacer(-10.0)
    pacer.refused(5.0, 0.0, "a")
    pacer.refused(5.0, 6.0, "b")
    assert pacer.take("c", 7.0) == 0.0


def test_a_chat_refused_again_and_again_is_asked_less_and_less_often():
    pacer, now, tries = Pacer(-10.0), 0.0, 0
    while now < 3_600:
        assert pacer.take("a", now) == 0.0
        now += pacer.refused(1.0, now, "a")
        tries += 1
    assert tries < 70, "at first after a second, in the end once a minute"
    assert pacer.refused(1.0, now, "a") == 60.0
    pacer.accepted("a")
    assert pacer.refused(1.0, now, "a") == 1.0, "after an accepted message the count begins at one"


def test_a_long_pause_of_a_chat_that_is_refused_again_and_again_pauses_nobody_else():
    pacer = Pacer(-10.0)
    for _ in range(9):
        pacer.refused(1.0, 0.0, "a")
    pacer.refused(1.0, 30.0, "b")
    assert pacer.take("a", 40.0) == pytest.approx(20)
    assert pacer.take("c", 40.0) == 0.0


def test_the_refusals_of_a_chat_that_is_written_to_no_more_are_forgotten():
    pacer = Pacer(-10.0)
    for _ in range(9):
        pacer.refused(1.0, 0.0, "a")
    pacer.take("b", 121.0)
    assert "a" not in pacer._chats
