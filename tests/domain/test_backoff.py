"""Exponential back-off: the first wait, doubled each time, never above the longest."""

import pytest

from domain.bounds import doubling_wait


def test_waits_double_from_the_first_to_the_longest() -> None:
    assert [doubling_wait(attempt, 5, 300) for attempt in range(1, 9)] == [5, 10, 20, 40, 80, 160, 300, 300]


@pytest.mark.parametrize("attempt", [100_000, 10**30])
def test_a_wait_never_overflows(attempt: int) -> None:
    assert doubling_wait(attempt, 1, 60) == 60


@pytest.mark.parametrize("attempt", [0, -3])
def test_before_the_first_failure_the_wait_is_the_first_one(attempt: int) -> None:
    assert doubling_wait(attempt, 0.5, 15) == 0.5
