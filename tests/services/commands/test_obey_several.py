"""Several commands of one message are done whole or not at all; what was refused leaves no older context standing."""

import pytest

from domain.messages.questions import ClarificationAsked, WhichTask
from domain.messages.reports import StatusShown
from domain.messages.tasks import NoSuchTask, NotYourTask, TaskAcknowledged, TaskReported
from tests.world import HUNG, LAN, MINH, World, hanoi, names_of


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning, after the morning message."""
    world.link(LAN, MINH, HUNG)
    world.morning(hanoi(10, 7, 30))
    world.now = hanoi(10, 8, 5)
    return world


def test_two_commands_of_one_message_are_answered_together(ward: World) -> None:
    said = ward.ask(LAN, "xong 3\nnhận 5")
    assert [type(one) for one in said] == [TaskReported, TaskAcknowledged]


def test_where_one_is_refused_none_is_done_and_the_others_are_offered(ward: World) -> None:
    [refused, offered] = ward.ask(LAN, "xong 3, nhận 99")
    assert isinstance(refused, NoSuchTask)
    assert isinstance(offered, ClarificationAsked)
    assert offered.options == ("xong 3",)
    assert isinstance(ward.ask(LAN, "xong 3")[0], TaskReported)  # it had not been done


def test_where_one_number_of_one_command_is_refused_none_is_done(ward: World) -> None:
    assert names_of(ward.ask(LAN, "xong 3 99; nhận 5")) == ["NoSuchTask", "ClarificationAsked"]
    assert isinstance(ward.ask(LAN, "xong 3")[0], TaskReported)


def test_a_range_with_tasks_of_others_is_not_done_by_halves(ward: World) -> None:
    refused, *_ = ward.ask(LAN, "xong từ 5 đến 7")
    assert isinstance(refused, NotYourTask)
    assert isinstance(ward.ask(LAN, "xong 5")[0], TaskReported)


def test_after_a_refusal_that_names_a_task_a_bare_word_asks(ward: World) -> None:
    assert names_of(ward.ask(MINH, "ct 99")) == ["NoSuchTask"]
    assert isinstance(ward.ask(MINH, "xong")[0], WhichTask)


def test_after_what_was_not_understood_a_bare_word_asks(ward: World) -> None:
    assert names_of(ward.ask(MINH, "xong 9 chưa nhỉ")) == ["ClarificationAsked"]
    assert isinstance(ward.ask(MINH, "xong")[0], WhichTask)


def test_more_words_than_a_bare_one_never_take_their_task_from_context(ward: World) -> None:
    assert names_of(ward.ask(MINH, "xong sớm thôi anh")) == ["NotUnderstood"]
    assert isinstance(ward.ask(MINH, "gia hạn hợp đồng đến 30/6 giúp em")[0], WhichTask)


def test_a_unit_that_leads_nothing_is_shown_with_what_it_coordinates(ward: World) -> None:
    [shown] = [said for said in ward.ask(HUNG, "tình hình trạm y tế") if isinstance(said, StatusShown)]
    assert (shown.unit_name, shown.cells.total) == ("Trạm Y tế phường", 0)


@pytest.mark.parametrize(("typed", "unit"), [("UBKT", "Ủy ban Kiểm tra Đảng ủy"), ("VP", "Văn phòng Đảng ủy")])
def test_a_unit_is_found_by_its_initials(ward: World, typed: str, unit: str) -> None:
    [shown] = [said for said in ward.ask(HUNG, f"tình hình {typed}") if isinstance(said, StatusShown)]
    assert shown.unit_name == unit
