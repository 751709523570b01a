"""Pushed updates that come out of turn wait a moment for the one they overtook, and no longer."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from bot.platforms.telegram.webhook import HOLD, WIDEST, ReorderBuffer

NOW = datetime(2026, 4, 10, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


def test_updates_that_come_in_turn_never_wait() -> None:
    gaps = ReorderBuffer(10)
    assert [gaps.hold(number, NOW) for number in (10, 11, 12)] == [None, None, None]


def test_one_that_overtook_another_waits_and_the_other_does_not() -> None:
    gaps = ReorderBuffer(11)
    held = gaps.hold(12, NOW)
    assert held is not None
    assert timedelta(0) < held - NOW <= HOLD
    assert gaps.hold(11, NOW) is None


@pytest.mark.parametrize("order", list(permutations((11, 12, 13, 14))), ids=lambda order: "-".join(map(str, order)))
def test_however_four_are_swapped_they_go_in_the_order_of_their_numbers(order: tuple[int, ...]) -> None:
    gaps = ReorderBuffer(11)
    due = {n: (gaps.hold(n, NOW + timedelta(milliseconds=at)) or NOW, at) for at, n in enumerate(order)}
    assert sorted(due, key=lambda number: due[number]) == [11, 12, 13, 14]


def test_what_comes_after_a_held_one_goes_behind_it_also_when_the_gap_is_filled() -> None:
    gaps = ReorderBuffer(11)
    held = gaps.hold(12, NOW)
    gaps.hold(11, NOW)
    assert gaps.hold(13, NOW) == held


def test_a_missing_one_that_never_comes_holds_up_nobody_for_long() -> None:
    gaps = ReorderBuffer(11)
    assert gaps.hold(12, NOW) is not None
    assert gaps.hold(13, LATER) is None
    assert gaps.hold(11, LATER) is None


@pytest.mark.parametrize("number", [11 + WIDEST + 1, 3, 900_000])
def test_a_far_jump_of_the_numbers_is_no_gap(number: int) -> None:
    gaps = ReorderBuffer(11)
    assert gaps.hold(number, NOW) is None


def test_the_first_update_of_a_new_bot_has_none_before_it() -> None:
    assert ReorderBuffer().hold(500, NOW) is None


def test_a_clock_set_back_makes_nothing_wait() -> None:
    gaps = ReorderBuffer(11)
    gaps.hold(12, LATER)
    assert gaps.hold(13, NOW) is None
