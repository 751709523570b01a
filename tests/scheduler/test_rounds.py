import logging
from collections.abc import Sequence

import pytest

from scheduler.rounds import Turns, go_round, go_round_together


async def test_one_that_fails_stops_no_other_and_is_named(caplog: pytest.LogCaptureFixture) -> None:
    seen = []

    async def act(one: int) -> int:
        seen.append(one)
        if one == 2:
            raise RuntimeError("this ward's row is broken")
        return one

    with caplog.at_level(logging.CRITICAL):
        done = await go_round("planning", [1, 2, 3], act)
    assert seen == [1, 2, 3]
    assert (done.total, list(done.failed)) == (4, [2])
    assert str(done.failed[2]) == "this ward's row is broken"


async def test_what_failed_is_written_to_the_log_with_its_number(caplog: pytest.LogCaptureFixture) -> None:
    async def act(_one: int) -> int:
        raise RuntimeError("no")

    await go_round("planning", [7], act)
    assert [(r.action, r.of) for r in caplog.records] == [("item_failed", 7)]  # type: ignore[attr-defined]  # extra fields of the log record


async def test_in_a_group_that_fails_each_is_tried_alone_and_only_what_fails_alone_has_failed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    seen = []

    async def act(group: Sequence[int]) -> int:
        seen.append(list(group))
        if 2 in group:
            raise RuntimeError("this ward's row is broken")
        return len(group)

    with caplog.at_level(logging.CRITICAL):
        done = await go_round_together("planning", [[1, 2, 3], [4, 5]], act)
    assert seen == [[1, 2, 3], [1], [2], [3], [4, 5]]
    assert (done.total, list(done.failed)) == (4, [2])


def test_of_many_some_have_their_turn_and_everybody_before_anybody_again() -> None:
    turns = Turns[int](3)
    assert [list(turns.take([1, 2, 3, 4, 5])) for _ in range(5)] == [
        [1, 2, 3],
        [4, 5, 1],
        [2, 3, 4],
        [5, 1, 2],
        [3, 4, 5],
    ]
    assert list(turns.take([7, 8])) == [7, 8]
    assert list(turns.take([])) == []
