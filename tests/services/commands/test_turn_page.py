"""A bare "trang 2" turns the list that the chat was shown last; on both engines."""

import pytest

from domain.messages.people import PeopleShown
from domain.messages.search import NoListShown, TasksFound
from domain.messages.tasks import TaskListShown
from tests.world import HA, LAN, World, hanoi

SAMPLES = (NoListShown(),)
_NONE = "[NoListShown]"
AUTHORISATION = (f"| turn | {_NONE} | {_NONE} | {_NONE} | {_NONE} | {_NONE} | {_NONE} | [Stranger] | {_NONE} |",)


@pytest.fixture
def ward(world: World) -> World:
    world.link(HA, LAN)
    world.now = hanoi(10, 9)
    return world


def test_without_a_list_it_says_what_to_type(ward: World) -> None:
    assert ward.ask(HA, "trang 2") == [NoListShown()]


def test_the_pages_of_the_list_shown_last_are_turned_there_and_back(ward: World) -> None:
    ward.ask(HA, "người")
    [tasks] = ward.ask(HA, "việc")
    [second] = ward.ask(HA, "trang 2")
    [third] = ward.ask(HA, "trang sau")
    [back] = ward.ask(HA, "trang trước")
    pages = [one.page for one in (tasks, second, third, back) if isinstance(one, TaskListShown)]
    assert pages == [1, 2, 3, 2]
    assert isinstance(back, TaskListShown)
    assert back == second


def test_what_was_searched_or_narrowed_stays_so(ward: World) -> None:
    [found] = ward.ask(HA, "tìm cán bộ")
    assert isinstance(found, TasksFound)
    [turned] = ward.ask(HA, "trang 2")
    assert isinstance(turned, TasksFound)
    assert turned.sought == found.sought
    ward.ask(HA, "tháng này")
    [month] = ward.ask(HA, "trang 1")
    assert isinstance(month, TaskListShown)
    assert month.due == "month"
    ward.ask(HA, "danh sách người")
    [people] = ward.ask(HA, "trang sau")
    assert isinstance(people, PeopleShown)
    assert people.page == 2


def test_everybody_turns_their_own_list(ward: World) -> None:
    ward.ask(HA, "việc")
    assert ward.ask(LAN, "trang sau") == [NoListShown()]
