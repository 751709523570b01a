"""When a message names the paper's own row beside the task's number, and by which name of the plan."""

from datetime import UTC, date, datetime

import pytest

from domain.followed_plans import FollowedPlan, PaperRow, PlanEnd, row_on_paper

THEN = datetime(2026, 4, 10, tzinfo=UTC)
DAY = date(2026, 4, 8)


def plan(id_: int, number: str = "", *, day: date | None = DAY, closed: PlanEnd | None = None) -> FollowedPlan:
    return FollowedPlan(id_, id_, f"Kế hoạch {id_}", number, day, THEN, closed_as=closed)


ORDERS = FollowedPlan(9, 0, "", "", None, THEN)
ONE, OTHER = plan(1, "45-KH/ĐU"), plan(2, "12-KH/ĐU")


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [
        ("3", 3, None),
        ("03", 3, None),
        ("3", 21, PaperRow("3")),
        ("(3)", 21, PaperRow("(3)")),
        ("IV.3a", 17, None),
        ("", 21, None),
    ],
)
def test_with_one_plan_only_a_row_of_another_number_is_named(code: str, number: int, expected: PaperRow | None) -> None:
    assert row_on_paper(code, number, 1, [ONE, ORDERS]) == expected


@pytest.mark.parametrize("code", ["3", "21", "IV.3a", ""])
def test_with_several_plans_row_and_plan_are_named(code: str) -> None:
    assert row_on_paper(code, 21, 1, [ONE, OTHER]) == PaperRow(code, "45-KH/ĐU", DAY, "45")


def test_a_task_of_no_plan_stands_on_no_paper() -> None:
    assert row_on_paper("", 21, 9, [ONE, OTHER, ORDERS]) is None
    assert row_on_paper("3", 21, 7, [ONE, OTHER]) is None


def test_a_plan_that_was_withdrawn_does_not_count_but_its_own_tasks_are_told_apart() -> None:
    gone = plan(2, "12-KH/ĐU", closed=PlanEnd.WITHDRAWN)
    assert row_on_paper("3", 3, 1, [ONE, gone]) is None
    assert row_on_paper("3", 21, 2, [ONE, gone]) == PaperRow("3", "12-KH/ĐU", DAY, "#2")


def test_plans_without_a_number_are_told_apart_by_their_day_or_else_by_their_place() -> None:
    first, second, third = plan(1), plan(2), plan(3, day=date(2026, 5, 8))
    assert row_on_paper("3", 3, 1, [first, third]) == PaperRow("3", None, DAY, "#1")
    assert row_on_paper("3", 3, 1, [first, second, third]) == PaperRow("3", None, None, "#1")
    assert row_on_paper("3", 3, 3, [first, second, third]) == PaperRow("3", None, date(2026, 5, 8), "#3")
    undated = plan(4, day=None)
    assert row_on_paper("3", 3, 4, [first, undated]) == PaperRow("3", None, None, "#4")


def test_a_plan_that_has_ended_still_counts_for_its_tasks_go_on() -> None:
    ended = plan(2, "12-KH/ĐU", closed=PlanEnd.ENDED)
    assert row_on_paper("3", 3, 1, [ONE, ended]) == PaperRow("3", "45-KH/ĐU", DAY, "45")
