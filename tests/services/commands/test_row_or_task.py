"""While a plan waits "sửa 2 …" may mean its row or a written task: what the words or the screen say, or a question."""

from datetime import date

import pytest

from domain.messages.drafts import NoSuchRow, RowChanged, RowShown
from domain.messages.orders import TaskChanged
from domain.messages.questions import ClarificationAsked
from domain.messages.tasks import NoSuchTask, TaskCancelled, TaskShown
from services.administration.look_up import look_at_task
from storage.drafts import load_draft
from tests.plans_in_chat import plan_text, send_plan
from tests.world import HA, HUNG, LAN, World, names_of

ROWS = [
    ("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "30/6/2026"),
    ("Tập huấn kỹ năng số", "UBND phường", "Ban Xây dựng Đảng", "29/5/2026"),
    ("Tổng kết", "UBND phường", "Ban Xây dựng Đảng", "30/11/2026"),
]
SAMPLES = (
    ClarificationAsked(
        "sửa 6 hạn 10/7/2026", "row_or_task", ("sửa dòng 6 hạn 10/7/2026", "sửa việc 6 hạn 10/7/2026"), 19
    ),
    ClarificationAsked("sửa 6 hạn 10/7/2026", "no_row", ("sửa việc 6 hạn 10/7/2026",), 20),
)
EDIT = "sửa 2 hạn 10/7/2026"
OF_ROW, OF_TASK = "sửa dòng 2 hạn 10/7/2026", "sửa việc 2 hạn 10/7/2026"
JULY = date(2026, 7, 10)


@pytest.fixture
def ward(world: World) -> World:
    """Tasks 1 to 18 are written; Hà has just been shown a plan that waits, of rows 1 to 3."""
    world.link(HA, HUNG, LAN)
    send_plan(world, HA, plan_text(ROWS))
    return world


def last_days(ward: World) -> tuple[date | None, date | None]:
    """Of row 2 of the plan that waits, and of task 2."""
    with ward.database.reading() as tx:
        draft = load_draft(tx, ward.organisation_id, 1)
        shown = look_at_task(tx, ward.organisation, 2, ward.now)
    assert draft is not None
    assert shown is not None
    return draft.plan.tasks[1].deadline.last_day, shown.line.last_day


def test_who_was_just_shown_the_plan_means_its_row(ward: World) -> None:
    before = last_days(ward)
    assert isinstance(ward.ask(HA, EDIT)[0], RowChanged)
    assert last_days(ward) == (JULY, before[1])
    assert isinstance(ward.ask(HA, "sửa 3 hạn 10/7/2026")[0], RowChanged), "the answer is of the plan, too"


def test_a_number_that_the_plan_has_not_is_the_tasks(ward: World) -> None:
    ward.ask(HA, "tình hình")
    [changed] = ward.ask(HA, "sửa 6 hạn 10/7/2026")
    assert isinstance(changed, TaskChanged)
    assert changed.line.number == 6
    [shown] = ward.ask(HA, "xem 6")
    assert isinstance(shown, TaskShown)
    assert isinstance(ward.ask(HA, "xem 2")[0], RowShown)
    assert ward.ask(HA, "sửa 99 hạn 10/7/2026") == [NoSuchRow(99, 3)]


def test_a_row_that_was_left_out_is_no_task(ward: World) -> None:
    before = last_days(ward)[1]
    ward.ask(HA, "bỏ 2")
    assert ward.ask(HA, EDIT) == [NoSuchRow(2, 3)]
    assert ward.ask(HA, "xem 2") == [NoSuchRow(2, 3)]
    with ward.database.reading() as tx:
        shown = look_at_task(tx, ward.organisation, 2, ward.now)
    assert shown is not None
    assert shown.line.last_day == before


def test_who_was_just_shown_the_plan_and_names_no_row_of_it_is_asked_about_the_task(ward: World) -> None:
    [asked] = ward.ask(HA, "sửa 6 hạn 10/7/2026")
    assert isinstance(asked, ClarificationAsked)
    assert (asked.reason, asked.options) == ("no_row", ("sửa việc 6 hạn 10/7/2026",))
    assert names_of(ward.ask(HA, "đúng")) == ["TaskChanged"]


def test_who_was_shown_something_else_last_is_asked_and_nothing_changes_before(ward: World) -> None:
    before = last_days(ward)
    ward.ask(HA, "tình hình")
    [asked] = ward.ask(HA, EDIT)
    assert isinstance(asked, ClarificationAsked)
    assert (asked.reason, asked.options) == ("row_or_task", (OF_ROW, OF_TASK))
    assert last_days(ward) == before


@pytest.mark.parametrize("answer", ["A", OF_ROW])
def test_the_row_is_meant_when_that_is_answered(ward: World, answer: str) -> None:
    before = last_days(ward)
    ward.ask(HA, "tình hình")
    ward.ask(HA, EDIT)
    assert isinstance(ward.ask(HA, answer)[0], RowChanged)
    assert last_days(ward) == (JULY, before[1])


@pytest.mark.parametrize("answer", ["B", OF_TASK])
def test_the_task_is_meant_when_that_is_answered(ward: World, answer: str) -> None:
    before = last_days(ward)
    ward.ask(HA, "tình hình")
    ward.ask(HA, EDIT)
    assert names_of(ward.ask(HA, answer)) == ["TaskChanged"]
    assert last_days(ward) == (before[0], JULY)


def test_words_that_say_it_are_obeyed_whatever_was_shown(ward: World) -> None:
    assert names_of(ward.ask(HA, OF_TASK)) == ["TaskChanged"]
    ward.ask(HA, "tình hình")
    assert isinstance(ward.ask(HA, OF_ROW)[0], RowChanged)
    assert last_days(ward) == (JULY, JULY)
    assert ward.ask(HA, "sửa dòng 6 hạn 10/7/2026") == [NoSuchRow(6, 3)]
    assert ward.ask(HA, "sửa việc 99 hạn 10/7/2026") == [NoSuchTask(99, 18)]
    assert isinstance(ward.ask(HA, "edit row 2 deadline 11/7/2026")[0], RowChanged)


def test_a_refusal_in_between_shows_nothing(ward: World) -> None:
    ward.ask(HA, "chọn 9")
    ward.ask(HA, "sửa 2 màu đỏ")
    assert isinstance(ward.ask(HA, EDIT)[0], RowChanged)


def test_news_that_came_in_between_are_the_last_that_was_shown(ward: World) -> None:
    ward.say(LAN, "gia hạn 3 24/4 chờ số liệu")
    ward.deliver()
    assert names_of(ward.ask(HA, EDIT)) == ["ClarificationAsked"]


def test_a_task_that_was_cancelled_is_not_offered_and_says_so_where_it_is_meant(ward: World) -> None:
    ward.ask(HA, "hủy việc 2 đã lồng ghép vào việc 5")
    ward.ask(HA, "hủy việc 6 đã lồng ghép vào việc 5")
    ward.ask(HA, "tình hình")
    assert isinstance(ward.ask(HA, EDIT)[0], RowChanged)
    [gone] = ward.ask(HA, "sửa 6 hạn 10/7/2026")
    assert isinstance(gone, TaskCancelled)


def test_who_works_at_no_plan_corrects_tasks_as_before(ward: World) -> None:
    ward.ask(HA, "bỏ kế hoạch")
    ward.ask(HA, "hủy")
    assert names_of(ward.ask(HA, EDIT)) == ["TaskChanged"]
