"""Two plans whose rows overlap: "mục 3" is the paper's row and "việc 3" the task, on both engines."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.platforms.zalo.outbound import ZaloChannel
from domain.followed_plans import PaperRow
from domain.messages.questions import ClarificationAsked
from domain.messages.tasks import NoSuchTask, NotYourTask, TaskReported, TaskShown
from domain.plans import PlanDraft
from domain.tasks import State
from services.plans.confirm_plan import confirm_plan
from storage.engine.database import Database
from storage.tasks import load_tasks
from tests.questions import asks, open_questions, state_of
from tests.world import HA, LAN, MINH, World, example_plan
from wording.render import render

ROWS = ("3", "9", "40", "06")
NEW = {"3": 19, "9": 20, "40": 21, "06": 22}
KH_45 = "45-KH/ĐU"


def _second_plan() -> PlanDraft:
    """Four rows that Lan's unit leads; the first paper has rows 3, 6 and 9 too, the last of them another unit's."""
    model = next(task for task in example_plan().tasks if task.code == "2")
    tasks = tuple(
        replace(model, number=at, code=code, title=f"Rà soát hồ sơ đợt {code}", coordinating=())
        for at, code in enumerate(ROWS, start=1)
    )
    return replace(
        example_plan(),
        title="Kế hoạch rà soát hồ sơ",
        number=KH_45,
        issued_on=date(2026, 4, 8),
        tasks=tasks,
        warnings=(),
    )


@pytest.fixture
def two(database: Database) -> World:
    world = World(database)
    with database.transaction() as tx:
        confirm_plan(tx, world.organisation, _second_plan(), b"second", "ke-hoach-45.docx", world.now)
    world.link(LAN, HA, MINH)
    return world


def _codes(world: World) -> dict[int, str]:
    with world.database.reading() as tx:
        return {each.task.number: each.task.code for each in load_tasks(tx, world.organisation_id)}


def _text(said: Any) -> str:
    return render([said], "vi", ZaloChannel.capabilities).text


def test_the_second_plan_has_rows_of_the_first(two: World) -> None:
    assert {number: code for number, code in _codes(two).items() if number > 18} == {
        number: code for code, number in NEW.items()
    }


@pytest.mark.parametrize(
    "typed", ["xong mục 9", "xong TT 9", "mục 9 xong rồi ạ", "xong STT 9", "/done mục 9", "xong mục số 9: đã gửi"]
)
def test_a_row_of_one_of_the_persons_tasks_is_that_task(two: World, typed: str) -> None:
    said = asks(two, LAN, typed)
    assert isinstance(said, TaskReported)
    assert said.line.number == NEW["9"]
    assert state_of(two, 9) is State.OPEN


def test_several_rows_of_one_message_are_each_their_task(two: World) -> None:
    [first, second] = two.ask(LAN, "xong mục 9 và 40")
    assert isinstance(first, TaskReported)
    assert isinstance(second, TaskReported)
    assert (first.line.number, second.line.number) == (NEW["9"], NEW["40"])


def test_a_row_of_several_tasks_is_asked_with_complete_commands(two: World) -> None:
    said = asks(two, LAN, "xong mục 3: đã gửi văn bản")
    assert isinstance(said, ClarificationAsked)
    assert said.reason == "which_row"
    assert said.options == ("xong 3: đã gửi văn bản", "xong 19: đã gửi văn bản")
    assert [(each.number, each.paper) for each in said.papers] == [
        (3, PaperRow("3", None, date(2026, 4, 9), "#1")),
        (19, PaperRow("3", KH_45, date(2026, 4, 8), "45")),
    ]
    assert "Việc 19 (mục 3, KH 45): Rà soát hồ sơ đợt 3" in _text(said)
    assert "Việc 3 (mục 3, KH ngày 9/4)" in _text(said)
    done = asks(two, LAN, "B")
    assert isinstance(done, TaskReported)
    assert (done.line.number, done.note) == (19, "đã gửi văn bản")
    assert state_of(two, 3) is State.OPEN
    assert open_questions(two) == 0


def test_a_question_answered_by_the_number_of_a_task(two: World) -> None:
    asks(two, LAN, "mục 3 xong")
    done = asks(two, LAN, "19")
    assert isinstance(done, TaskReported)
    assert done.line.number == 19


def test_once_one_is_done_the_row_is_that_of_the_other(two: World) -> None:
    asks(two, LAN, "xong 3")
    said = asks(two, LAN, "xong mục 3")
    # Reported is not closed yet: both are still the person's open tasks.
    assert isinstance(said, ClarificationAsked)
    asks(two, HA, "xác nhận 3")
    done = asks(two, LAN, "xong mục 3")
    assert isinstance(done, TaskReported)
    assert done.line.number == 19


def test_the_number_of_a_task_is_no_row(two: World) -> None:
    said = asks(two, LAN, "xong việc 3")
    assert isinstance(said, TaskReported)
    assert said.line.number == 3


def test_a_row_and_a_task_in_one_message(two: World) -> None:
    said = two.ask(LAN, "xong mục 9 và việc 3")
    assert [each.line.number for each in said if isinstance(each, TaskReported)] == [20, 3]


def test_who_sees_every_task_is_asked_about_every_row(two: World) -> None:
    said = asks(two, HA, "ct mục 9")
    assert isinstance(said, ClarificationAsked)
    assert said.options == ("ct 9", "ct 20")


def test_an_unclear_text_offers_the_tasks_of_its_rows(two: World) -> None:
    said = asks(two, LAN, "mục 9")
    assert isinstance(said, ClarificationAsked)
    assert said.options == ("ct 20", "xong 20")
    said = asks(two, LAN, "xong mục 3 chưa?")
    assert isinstance(said, ClarificationAsked)
    assert said.options == ("xong 3", "xong 19")


def test_several_commands_with_rows_are_done_together(two: World) -> None:
    said = two.ask(LAN, "xong mục 9; tiến độ mục 40 60%")
    assert [each.line.number for each in said] == [20, 21]  # type: ignore[attr-defined]  # both answers show a task


def test_a_leading_zero_on_paper_is_the_same_row(two: World) -> None:
    said = asks(two, LAN, "ct mục 6")
    assert isinstance(said, TaskShown)
    assert said.line.number == NEW["06"]


def test_a_row_that_is_nowhere_is_the_number_of_a_task(two: World) -> None:
    assert asks(two, LAN, "xong mục 99") == NoSuchTask(99, 22)
    said = asks(two, LAN, "xong mục 17")  # a place in the prose, whose task has this number
    assert isinstance(said, TaskReported)
    assert said.line.number == 17


def test_a_number_that_is_another_units_task_but_a_row_of_theirs_is_asked(two: World) -> None:
    said = asks(two, LAN, "xong 9: đã gửi")
    assert isinstance(said, ClarificationAsked)
    assert said.options == ("xong 20: đã gửi",)
    assert _text(said).startswith(
        "Không có việc của đồng chí mang số đó; mục 9, KH 45 là việc 20: Rà soát hồ sơ đợt 9."
    )
    assert state_of(two, 20) is State.OPEN
    done = asks(two, LAN, "đúng")
    assert isinstance(done, TaskReported)
    assert (done.line.number, done.note) == (20, "đã gửi")


def test_a_number_that_no_task_has_but_a_row_is_asked(two: World) -> None:
    said = asks(two, LAN, "xong 40")
    assert isinstance(said, ClarificationAsked)
    assert said.options == ("xong 21",)


def test_somebody_elses_row_is_not_offered(two: World) -> None:
    said = asks(two, MINH, "xong 40")
    assert said == NoSuchTask(40, 22)


def test_with_one_plan_a_number_of_others_stays_refused(world: World) -> None:
    world.link(LAN)
    assert isinstance(asks(world, LAN, "xong 9"), NotYourTask)
    assert isinstance(asks(world, LAN, "xong mục 9"), NotYourTask)


def test_the_task_view_names_the_row_and_its_plan(two: World) -> None:
    said = asks(two, LAN, "ct 19")
    assert isinstance(said, TaskShown)
    assert said.line.paper == PaperRow("3", KH_45, date(2026, 4, 8), "45")
    assert _text(said).startswith("Việc 19 (mục 3, KH 45): Rà soát hồ sơ đợt 3")
    assert "Mục trong kế hoạch" not in _text(said)
    assert "Thuộc:" not in _text(said), "the heading has the plan's number"
    same = asks(two, LAN, "ct 3")
    assert _text(same).startswith("Việc 3 (mục 3, KH ngày 9/4): ")
    assert "Thuộc: Kế hoạch" in _text(same), "a plan without a number is named by its title too"
