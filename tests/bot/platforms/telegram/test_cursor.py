"""The rule of the next offset and of the epoch."""

from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.telegram.polling import Cursor


def test_the_next_offset_is_one_above_the_highest_number_stored():
    assert Cursor(100, 2).after([100, 101, 105]) == Cursor(106, 2)


def test_an_empty_answer_moves_nothing():
    assert Cursor(100, 2).after([]) == Cursor(100, 2)


def test_the_first_numbers_ever_begin_no_new_epoch():
    assert Cursor().after([873_000_000]) == Cursor(873_000_001, 0)


def test_numbers_begun_anew_far_below_after_a_quiet_week_raise_the_epoch():
    assert Cursor(873_000_001, 0).after([41_000_000, 41_000_001]) == Cursor(41_000_002, 1)


def test_numbers_begun_anew_above_go_on_in_the_same_epoch():
    assert Cursor(41_000_000, 1).after([873_000_000]) == Cursor(873_000_001, 1)


def test_a_number_just_below_is_a_repetition_and_never_moves_the_offset_back():
    assert Cursor(1_000_000, 0).after([999_998]) == Cursor(1_000_000, 0)


@given(st.integers(0, 2**31), st.lists(st.integers(1, 2**31), min_size=1))
def test_an_epoch_and_offset_never_come_back(start, ids):
    before = Cursor(start, 0)
    after = before.after(ids)
    assert (after.epoch, after.next_offset) >= (before.epoch, before.next_offset)
