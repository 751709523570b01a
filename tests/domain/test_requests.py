"""When requests are brought again, to whom, and how long the ladder waits: a table that can be read aloud."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.reminders import Audience
from domain.requests import (
    Request,
    RequestKind,
    RequestState,
    answer,
    is_paused,
    recommend,
    refuse,
    request_stages,
    turning_days,
)
from tests.domain.builders import HANOI, VIETNAM_2026

FRIDAY = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)  # 09:00 in Viet Nam
MORE_TIME = Request(
    12, 3, 3, RequestKind.EXTENSION, RequestState.OPEN, asked_by=1, asked_at=FRIDAY, text="chờ số liệu",
    wanted_day=date(2026, 4, 24), old_day=date(2026, 4, 14),
)  # fmt: skip
QUESTION = replace(MORE_TIME, kind=RequestKind.QUESTION, wanted_day=None)
EXPLANATION = replace(MORE_TIME, kind=RequestKind.EXPLANATION, wanted_day=date(2026, 4, 14))
RECOMMENDED = recommend(MORE_TIME, 2, "nên", is_recommended=True)


@pytest.mark.parametrize(
    ("request_", "leader_decides", "expected"),
    [
        (QUESTION, True, "13/4 asked leader, 15/4 pressing leader"),
        (MORE_TIME, True, "13/4 asked coordinator, 15/4 pressing coordinator, 15/4 pressing leader"),
        (RECOMMENDED, True, "13/4 asked leader, 15/4 pressing leader"),
        (MORE_TIME, False, "13/4 asked coordinator, 15/4 pressing coordinator"),
        (EXPLANATION, True, "15/4 asked lead, 17/4 pressing lead, 17/4 pressing head"),
        (refuse(MORE_TIME, 5, FRIDAY, "không"), True, ""),
        (answer(QUESTION, 5, FRIDAY, "có"), True, ""),
    ],
)
def test_what_nobody_answers_is_brought_again_after_one_working_day_and_presses_after_three(
    request_: Request, leader_decides: bool, expected: str
) -> None:
    stages = request_stages(request_, VIETNAM_2026, HANOI, leader_decides=leader_decides)
    told = [f"{s.day.day}/{s.day.month} {s.code.partition(':')[0]} {s.audience.value}" for s in stages]
    assert ", ".join(told) == expected


@pytest.mark.parametrize(
    ("day", "is_waiting"), [(10, True), (13, True), (14, True), (15, True), (16, False), (20, False)]
)
def test_the_overdue_ladder_waits_for_a_decision_for_three_working_days_and_no_longer(
    day: int, is_waiting: bool
) -> None:
    assert is_paused([MORE_TIME], date(2026, 4, day), VIETNAM_2026, HANOI) is is_waiting


def test_only_an_open_request_for_more_time_makes_the_ladder_wait() -> None:
    today = date(2026, 4, 13)
    others = [QUESTION, EXPLANATION, refuse(MORE_TIME, 5, FRIDAY, "không")]
    assert not is_paused(others, today, VIETNAM_2026, HANOI)


def test_every_day_on_which_something_changes_is_looked_at() -> None:
    days = turning_days([MORE_TIME], VIETNAM_2026, HANOI, leader_decides=True)
    assert days == {date(2026, 4, 13), date(2026, 4, 15), date(2026, 4, 16)}


def test_a_request_is_decided_once() -> None:
    with pytest.raises(ValueError, match="refused already"):
        answer(refuse(MORE_TIME, 5, FRIDAY, "không"), 5, FRIDAY, "có")


def test_no_leader_is_bothered_twice_for_one_request_on_one_day() -> None:
    stages = request_stages(MORE_TIME, VIETNAM_2026, HANOI, leader_decides=True)
    assert len({(stage.audience, stage.day) for stage in stages}) == len(stages)
    assert Audience.LEAD not in {stage.audience for stage in stages}
