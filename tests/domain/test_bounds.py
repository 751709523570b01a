"""Whatever number somebody else names: what is made of it is bounded, and nothing raises."""

import json
import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.bounds import (
    LARGEST_ID,
    LONGEST_CHAT_WAIT,
    SHORTEST_WAIT,
    doubling_wait,
    read_json,
    wait_seconds,
    whole_number,
)

THOUSAND_DIGITS = 10**1000
ABSURD: list[Any] = [
    86_400, 1e9, math.inf, -math.inf, math.nan, -1, -1e300, 0, "3", "soon", "", "inf", "nan", "9" * 5000, 10**5000,
    THOUSAND_DIGITS, -THOUSAND_DIGITS, 2**31, 2**63, 2**64, True, False, None, [], {}, [5], b"5", 0.5, 1e-320,
]  # fmt: skip
LEAF = st.one_of(st.integers(-(2**63), 2**63), st.text(), st.booleans(), st.none())
NAMED = st.one_of(
    st.integers(), st.integers(-(10**400), 10**400), st.floats(), st.text(max_size=30), st.booleans(), st.none(),
    st.lists(st.integers(), max_size=2), st.sampled_from(ABSURD),
)  # fmt: skip


@given(NAMED, st.floats(SHORTEST_WAIT, 100), st.floats(100, LONGEST_CHAT_WAIT))
def test_a_wait_is_never_longer_than_the_longest_and_never_none_at_all(
    named: Any, usual: float, longest: float
) -> None:
    assert SHORTEST_WAIT <= wait_seconds(named, usual=usual, longest=longest) <= longest


@given(st.floats(SHORTEST_WAIT, 600))
def test_a_wait_that_makes_sense_is_kept_as_it_is(seconds: float) -> None:
    assert wait_seconds(seconds, usual=5, longest=600) == seconds
    assert wait_seconds(str(seconds), usual=5, longest=600) == seconds


@pytest.mark.parametrize("named", [86_400, math.inf, THOUSAND_DIGITS, "9" * 5000, 2**64])
def test_what_is_too_long_is_the_longest(named: Any) -> None:
    assert wait_seconds(named, usual=5, longest=600) == 600


@pytest.mark.parametrize("named", [math.nan, -1, -math.inf, -THOUSAND_DIGITS, "soon", "", None, True, [5], b"5"])
def test_what_is_no_wait_is_the_usual_one(named: Any) -> None:
    assert wait_seconds(named, usual=5, longest=600) == 5


@given(NAMED)
@example(THOUSAND_DIGITS)
@example(True)
def test_a_whole_number_is_within_its_bounds_or_none(value: Any) -> None:
    found = whole_number(value, 0, LARGEST_ID)
    assert found is None or (type(found) is int and 0 <= found <= LARGEST_ID)
    if type(value) is int and 0 <= value <= LARGEST_ID:
        assert found == value


@pytest.mark.parametrize("digits", [18, 19, 20, 21, 309, 1000, 4301, 100_000])
def test_a_number_of_any_length_keeps_no_json_from_being_read(digits: int) -> None:
    text = f'{{"ok": true, "result": [{{"update_id": 7, "message": {{"date": {"9" * digits}}}}}, -{"9" * digits}]}}'
    read = read_json(text)
    assert read["result"][0]["update_id"] == 7
    assert read_json(text.encode()) == read
    assert json.loads(json.dumps(read)) == read
    assert whole_number(read["result"][1], -LARGEST_ID, LARGEST_ID) == (None if digits > 18 else -int("9" * digits))


@given(
    st.recursive(st.one_of(st.integers(-(2**63), 2**63), st.text(), st.booleans(), st.none()), st.lists, max_leaves=5)
)
def test_what_fits_is_read_as_by_everybody(value: Any) -> None:
    assert read_json(json.dumps(value)) == value


def test_waits_double_from_the_first_to_the_longest() -> None:
    assert [doubling_wait(attempt, 5, 300) for attempt in range(1, 9)] == [5, 10, 20, 40, 80, 160, 300, 300]


@pytest.mark.parametrize("attempt", [100_000, 10**30])
def test_a_wait_never_overflows(attempt: int) -> None:
    assert doubling_wait(attempt, 1, 60) == 60


@pytest.mark.parametrize("attempt", [0, -3])
def test_before_the_first_failure_the_wait_is_the_first_one(attempt: int) -> None:
    assert doubling_wait(attempt, 0.5, 15) == 0.5
