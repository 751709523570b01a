"""Lists of what is overdue or due on certain days: only those tasks, the count first, on both engines."""

from datetime import date

import pytest

from domain.messages.reports import StatusShown
from domain.messages.tasks import TaskListShown
from services.commands.show_task import due_days
from tests.world import HA, HUNG, LAN, World, hanoi


@pytest.fixture
def ward(world: World) -> World:
    """The 16th, a Thursday: what was due on the 15th is overdue."""
    world.link(LAN, HA, HUNG)
    world.now = hanoi(16, 9)
    return world


def listed(ward: World, who: str, text: str) -> TaskListShown:
    [shown] = [each for each in ward.ask(who, text) if isinstance(each, TaskListShown)]
    return shown


@pytest.mark.parametrize("who", [LAN, HA, HUNG])
def test_only_what_is_overdue_among_all_that_the_person_may_see(ward: World, who: str) -> None:
    everything, overdue = listed(ward, who, "việc"), listed(ward, who, "quá hạn")
    assert 0 < overdue.total < everything.total
    assert all(line.days_left is not None and line.days_left < 0 for line in overdue.lines)
    assert listed(ward, who, "việc quá hạn") == overdue
    [status] = [each for each in ward.ask(who, "ai chưa làm") if isinstance(each, StatusShown)]
    assert status.view == "overdue"


def test_what_is_reported_in_time_is_no_longer_overdue(ward: World) -> None:
    before = listed(ward, LAN, "quá hạn")
    ward.now = hanoi(10, 9)
    ward.ask(LAN, f"xong {before.lines[-1].number}")
    ward.now = hanoi(16, 9)
    assert listed(ward, LAN, "quá hạn").total == before.total - 1


def test_the_days_asked_for_and_none_on_them(ward: World) -> None:
    ward.now = hanoi(14, 9)
    today = listed(ward, HA, "hôm nay có việc gì")
    assert today.total > 0
    assert {line.last_day for line in today.lines} == {date(2026, 4, 14)}
    assert listed(ward, HA, "tuần này").total >= today.total
    nothing = listed(ward, HA, "ngày mai")
    assert (nothing.lines, nothing.total, nothing.due) == ((), 0, "tomorrow")


@pytest.mark.parametrize(
    ("due", "first", "last"),
    [
        ("today", 30, 30),
        ("soon", 30, 37),
        ("week", 27, 33),
        ("month", 1, 30),
        ("tomorrow", 31, 31),
        ("next_week", 34, 40),
    ],
)
def test_weeks_begin_on_monday_and_months_end_on_their_last_day(due: str, first: int, last: int) -> None:
    april = date(2026, 4, 1).toordinal() - 1
    assert [day.toordinal() - april for day in due_days(due, date(2026, 4, 30))] == [first, last]
