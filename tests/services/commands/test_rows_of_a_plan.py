"""A row with its plan ("mục 3 KH 45") is that plan's; where the plan has none of theirs, the person is asked."""

import pytest

from domain.messages.plans import NoSuchPlan, RowNotInPlan
from domain.messages.questions import ClarificationAsked
from domain.messages.tasks import TaskReported, TaskShown
from domain.tasks import State
from tests.questions import asks, state_of
from tests.services.commands.test_complete_rows import NEW, _text, two
from tests.world import HA, LAN, World

__all__ = ["two"]  # the fixture


@pytest.mark.parametrize(
    "typed",
    ["xong mục 3 KH 45", "mục 3 của kế hoạch 45 xong rồi ạ", "xong TT 3 kế hoạch 45-KH/ĐU", "KH 45 mục 3 xong",
     "xong 3 KH 45", "xong việc 19 KH 45", "xong việc 19 (mục 3, KH 45)", "xong mục 3 kế hoạch #2"],
)  # fmt: skip
def test_a_row_of_a_plan_is_that_plans(two: World, typed: str) -> None:
    said = asks(two, LAN, typed)
    assert isinstance(said, TaskReported), typed
    assert (said.line.number, said.note) == (NEW["3"], None)
    assert state_of(two, 3) is State.OPEN


def test_who_sees_every_task_is_not_asked_when_the_plan_is_named(two: World) -> None:
    said = asks(two, HA, "ct mục 9 kế hoạch 45")
    assert isinstance(said, TaskShown)
    assert said.line.number == NEW["9"]
    said = asks(two, HA, "ct mục 9 kế hoạch #1")
    assert isinstance(said, TaskShown)
    assert said.line.number == 9


def test_the_question_about_a_bare_row_names_the_task_of_that_plan(two: World) -> None:
    said = asks(two, LAN, "mục 3 KH 45")
    assert isinstance(said, ClarificationAsked)
    assert said.options == ("ct 19", "xong 19")


def test_an_unknown_plan_is_asked_about_with_the_plans_that_have_such_a_row(two: World) -> None:
    said = asks(two, LAN, "xong mục 3 KH 99: đã gửi")
    assert isinstance(said, ClarificationAsked)
    assert said.reason == "no_such_plan"
    assert said.options == ("xong 3: đã gửi", "xong 19: đã gửi")
    assert _text(said).splitlines()[0] == "Không có kế hoạch nào như nêu trong “xong mục 3 KH 99: đã gửi”."
    assert "• Việc 19 (mục 3, KH 45): Rà soát hồ sơ đợt 3" in _text(said)
    assert state_of(two, 3) is state_of(two, 19) is State.OPEN
    done = asks(two, LAN, "B")
    assert isinstance(done, TaskReported)
    assert (done.line.number, done.note) == (19, "đã gửi")


def test_a_plan_without_that_row_is_asked_about_with_the_one_that_has_it(two: World) -> None:
    said = asks(two, LAN, "xong mục 40 kế hoạch #1")
    assert isinstance(said, ClarificationAsked)
    assert (said.reason, said.options) == ("row_not_there", ("xong 21",))
    assert "không có mục đó trong số việc của đồng chí" in _text(said)
    assert "Việc 21 (mục 40, KH 45)" in _text(said)
    done = asks(two, LAN, "đúng")
    assert isinstance(done, TaskReported)
    assert done.line.number == NEW["40"]


def test_a_row_that_is_nowhere_is_refused_and_is_not_the_number_of_a_task(two: World) -> None:
    assert asks(two, LAN, "xong mục 17 KH 45") == RowNotInPlan(17, "45")
    assert "việc kế hoạch 45" in _text(RowNotInPlan(17, "45"))
    assert isinstance(asks(two, LAN, "xong mục 77 KH 99"), NoSuchPlan)
    assert state_of(two, 17) is State.OPEN


def test_rows_of_two_plans_in_one_message(two: World) -> None:
    said = two.ask(LAN, "xong mục 3 kế hoạch #1 và mục 9 KH 45")
    assert [each.line.number for each in said if isinstance(each, TaskReported)] == [3, NEW["9"]]
