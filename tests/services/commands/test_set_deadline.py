"""A deadline that the work was judged by already: the leader's decision, marked wherever it is counted or shown."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from documents.reports.report_contents import paper_of
from documents.reports.report_paper import Letterhead
from domain.deliveries import Delivery
from domain.messages.accounts import OnlyForRole
from domain.messages.history import ChangeUndone
from domain.messages.orders import TaskChanged
from domain.messages.plans import DeadlineMoved
from domain.messages.reports import StatusCard, StatusShown
from domain.messages.requests import AlreadyAsked, RequestNews, RequestsShown
from domain.messages.tasks import TaskShown
from domain.tasks import State
from storage.tasks import TaskNow, find_task
from tests.domain.builders import HANOI
from tests.questions import asks
from tests.world import HA, HUNG, LAN, MINH, World, hanoi


def told_now(world: World, deliveries: Iterable[Delivery] | None = None) -> dict[str, list[Any]]:
    """What each chat gets."""
    return {one.chat_id: list(one.responses) for one in (world.deliver() if deliveries is None else deliveries)}


def found(world: World, number: int = 16) -> TaskNow:
    with world.database.reading() as tx:
        task = find_task(tx, world.organisation_id, number)
    assert task is not None
    return task


def overdue_ward(world: World, *people: str) -> None:
    """Task 16 was due on 9/4/2026; it is 4/5."""
    world.link(*people)
    world.now = hanoi(4, 9, month=5)
    world.deliver()


def status_of(world: World) -> StatusShown:
    [status] = [s for s in world.ask(HUNG, "tình hình") if not isinstance(s, StatusCard)]
    assert isinstance(status, StatusShown)
    return status


def test_after_the_deadline_the_coordinators_word_goes_to_the_leaders(world: World) -> None:
    overdue_ward(world, HA, HUNG)
    before = status_of(world).cells
    world.say(HA, "sửa 16 hạn 28/5")
    told = told_now(world)
    [mine], [brought] = told[HA], told[HUNG]
    assert isinstance(mine, RequestNews)
    assert (mine.what, mine.request.kind, mine.request.wanted_day) == ("asked", "deadline", date(2026, 5, 28))
    assert isinstance(brought, RequestNews)
    assert (brought.what, brought.request.awaits) == ("brought", "decide")
    assert found(world).occurrence.last_day == date(2026, 4, 9)
    assert status_of(world).cells == before


def test_granted_it_is_moved_with_its_wording_and_marked_everywhere(world: World) -> None:
    overdue_ward(world, HA, HUNG, MINH)
    overdue = status_of(world).cells.open_overdue
    asks(world, HA, "sửa 16 hạn 28/5")
    world.say(HUNG, "duyệt 16")
    told = told_now(world)
    assert all(told[chat][0].what == "decided" for chat in (HUNG, HA, MINH))
    task = found(world)
    assert (task.task.deadline.last_day, task.occurrence.last_day) == (date(2026, 5, 28), date(2026, 5, 28))
    assert task.occurrence.is_set_late
    cells = status_of(world).cells
    assert (cells.open_overdue, cells.deadline_set_late) == (overdue - 1, 1)
    shown = asks(world, MINH, "ct 16")
    assert isinstance(shown, TaskShown)
    assert (shown.line.is_set_late, shown.line.is_extended) == (True, False)
    report = asks(world, HUNG, "báo cáo tháng").report
    assert report.figures.standing.deadline_set_late == 1
    paper = paper_of(report, HANOI, Letterhead())
    assert any("hạn sửa sau" in paragraph for paragraph in paper.sections[0].paragraphs)


def test_the_leader_may_name_another_day_or_say_no(world: World) -> None:
    overdue_ward(world, HA, HUNG)
    asks(world, HA, "sửa 16 hạn 28/5")
    asks(world, HUNG, "duyệt 16 20/5")
    assert found(world).occurrence.last_day == date(2026, 5, 20)
    asks(world, HA, "sửa 17 hạn 28/5")
    refused = asks(world, HUNG, "từ chối 17 phải giải trình")
    assert isinstance(refused, RequestNews)
    assert refused.request.state == "refused"
    assert not found(world, 17).occurrence.is_set_late


def test_a_day_that_has_passed_too_may_be_asked_for(world: World) -> None:
    """Typed on 4/5 for a task due on 9/4 and reported on 20/4: it would turn late into in time."""
    world.link(HA, HUNG, MINH)
    world.now = hanoi(20, 9)
    asks(world, MINH, "xong 16")
    world.now = hanoi(4, 9, month=5)
    asked = asks(world, HA, "sửa 16 hạn 28/4")
    assert isinstance(asked, RequestNews)
    assert found(world).occurrence.state is State.REPORTED
    asks(world, HUNG, "duyệt 16")
    task = found(world)
    assert (task.occurrence.last_day, task.occurrence.is_set_late) == (date(2026, 4, 28), True)


def test_a_finished_task_too_is_the_leaders(world: World) -> None:
    world.link(HA, HUNG, MINH)
    world.now = hanoi(20, 9)
    asks(world, MINH, "xong 16")
    asks(world, HA, "xác nhận 16")
    assert status_of(world).cells.done_late == 1
    assert isinstance(asks(world, HA, "sửa 16 hạn 28/4"), RequestNews)
    assert status_of(world).cells.done_late == 1
    asks(world, HUNG, "duyệt 16")
    cells = status_of(world).cells
    assert (cells.done_late, cells.done_on_time, cells.deadline_set_late) == (0, 1, 1)
    task = found(world)
    assert task.task.deadline.last_day == task.occurrence.last_day == date(2026, 4, 28)


def test_in_time_the_coordinator_moves_it_alone_and_no_mark_is_left(world: World) -> None:
    overdue_ward(world, HA, HUNG)
    assert isinstance(asks(world, HA, "sửa 8 hạn 1/6/2026"), TaskChanged)
    assert not found(world, 8).occurrence.is_set_late


def test_a_leader_who_is_no_coordinator_cannot_edit_and_the_coordinator_cannot_decide(world: World) -> None:
    overdue_ward(world, HA, HUNG)
    asks(world, HA, "sửa 16 hạn 28/5")
    refused = asks(world, HA, "duyệt 16")
    assert refused == OnlyForRole("decide", ("leader",))
    assert found(world).occurrence.last_day == date(2026, 4, 9)


def test_where_the_coordinator_decides_it_is_done_and_marked_and_the_leaders_hear_of_it(world: World) -> None:
    overdue_ward(world, HA, HUNG)
    asks(world, HA, "cài đặt gia hạn điều phối")
    world.say(HA, "sửa 16 hạn 28/5")
    told = told_now(world)
    assert isinstance(told[HA][0], TaskChanged)
    [moved] = told[HUNG]
    assert isinstance(moved, DeadlineMoved)
    assert moved.items[0].line.is_set_late
    assert found(world).occurrence.is_set_late


def test_one_request_at_a_time_and_it_stands_in_the_list(world: World) -> None:
    overdue_ward(world, HA, HUNG, MINH)
    asks(world, HA, "sửa 16 hạn 28/5")
    assert isinstance(asks(world, HA, "sửa 16 hạn 29/5"), AlreadyAsked)
    assert isinstance(asks(world, MINH, "gia hạn 16 30/5 chờ số liệu"), AlreadyAsked)
    listed = asks(world, HUNG, "chờ duyệt")
    assert isinstance(listed, RequestsShown)
    assert [item.request.kind for item in listed.items] == ["deadline"]


def test_both_can_be_taken_back(world: World) -> None:
    overdue_ward(world, HA, HUNG)
    asks(world, HA, "sửa 16 hạn 28/5")
    assert isinstance(asks(world, HA, "hoàn tác"), ChangeUndone)
    asks(world, HA, "sửa 16 hạn 28/5")
    asks(world, HUNG, "duyệt 16")
    assert isinstance(asks(world, HUNG, "hoàn tác"), ChangeUndone)
    task = found(world)
    assert (task.occurrence.last_day, task.occurrence.is_set_late) == (date(2026, 4, 9), False)


def test_more_time_asked_for_in_time_is_no_late_change_and_asked_for_late_is(world: World) -> None:
    world.link(HA, HUNG, MINH, LAN)
    asks(world, LAN, "gia hạn 3 24/4 chờ số liệu")  # due on 14/4, asked on the 9th
    world.now = hanoi(20, 9)
    asks(world, HUNG, "duyệt 3")
    assert not found(world, 3).occurrence.is_set_late
    asks(world, MINH, "gia hạn 16 28/4 chờ số liệu")  # due on 9/4, asked on the 20th
    asks(world, HUNG, "duyệt 16")
    assert found(world).occurrence.is_set_late


def test_the_morning_brings_it_to_the_leader_again(world: World) -> None:
    overdue_ward(world, HA, HUNG)
    asks(world, HA, "sửa 16 hạn 28/5")
    world.now = hanoi(5, 7, 30, month=5)
    told = told_now(world, world.morning(world.now))
    [digest] = told[HUNG]
    assert [item.request.kind for item in digest.requests] == ["deadline"]
