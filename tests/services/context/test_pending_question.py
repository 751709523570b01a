"""Bare answers: what "xong" and "5" mean after a message that asked something; on both engines."""

from datetime import timedelta

import pytest

from bot.grammar.reading import read_command
from domain.messages.questions import Misunderstood, NotUnderstood, ReasonMissing, WhichTask
from domain.messages.tasks import ProgressAsked, ProgressSet, TaskAcknowledged, TaskConfirmed, TaskReported, TaskShown
from tests.world import HA, LAN, MINH, World, hanoi, names_of


def later(world: World, minutes: int = 1) -> None:
    world.now += timedelta(minutes=minutes)


def asks(world: World, who: str, text: str) -> object:
    """The one thing said back, a minute after whatever was before."""
    later(world)
    [said] = world.ask(who, text)
    return said


def number_of(said: object) -> int:
    number: int = said.line.number  # type: ignore[attr-defined]  # of those that show a task
    return number


def test_xong_after_a_message_about_one_task_is_about_it(world: World) -> None:
    world.link(LAN)
    assert isinstance(asks(world, LAN, "ct 3"), TaskShown)
    said = asks(world, LAN, "xong rồi ạ")
    assert isinstance(said, TaskReported)
    assert number_of(said) == 3


def test_after_a_morning_with_two_tasks_it_asks_which_and_takes_the_number(world: World) -> None:
    world.link(LAN)
    world.morning(hanoi(10, 7, 30))
    assert asks(world, LAN, "xong") == WhichTask("done", (17, 3))
    said = asks(world, LAN, "3")
    assert isinstance(said, TaskReported)
    assert number_of(said) == 3


def test_of_two_tasks_one_of_which_is_reported_the_other_is_meant(world: World) -> None:
    world.link(LAN)
    world.morning(hanoi(10, 7, 30))
    asks(world, LAN, "xong 17")
    said = asks(world, LAN, "nhận")
    assert isinstance(said, TaskAcknowledged)
    assert number_of(said) == 3


def test_two_messages_unanswered_are_never_guessed_between(world: World) -> None:
    world.link(MINH, HA)
    world.morning(hanoi(10, 7, 30))
    world.now = hanoi(10, 9)
    world.ask(MINH, "xong 16")
    later(world)
    world.ask(HA, "trả lại 16 thiếu số liệu")
    said = asks(world, MINH, "xong")
    assert isinstance(said, TaskReported), "the one task that was handed back"
    assert number_of(said) == 16


def test_it_is_forgotten_after_two_days(world: World) -> None:
    world.link(LAN)
    asks(world, LAN, "ct 3")
    world.now += timedelta(days=2, minutes=1)
    assert asks(world, LAN, "xong") == WhichTask("done")


def test_what_was_said_to_others_or_elsewhere_means_nothing(world: World) -> None:
    world.link(LAN, HA)
    asks(world, LAN, "ct 3")
    assert asks(world, HA, "ct") != WhichTask("task", (3,))
    assert names_of(world.ask("somebody", "xong")) == ["Stranger"]


@pytest.mark.parametrize("share", ["60", "60%", "60 phần trăm", "60 ạ"])
def test_a_bare_share_answers_how_far(world: World, share: str) -> None:
    world.link(LAN)
    assert isinstance(asks(world, LAN, "tiendo 3"), ProgressAsked)
    said = asks(world, LAN, share)
    assert isinstance(said, ProgressSet)
    assert said.line.progress == 60


def test_a_share_that_cannot_be_is_asked_about(world: World) -> None:
    world.link(LAN)
    asks(world, LAN, "tiendo 3")
    assert isinstance(asks(world, LAN, "160"), NotUnderstood)


def test_a_number_after_nothing_was_asked_does_nothing(world: World) -> None:
    world.link(LAN)
    asks(world, LAN, "ct 3")
    assert asks(world, LAN, "5") == NotUnderstood("5", ("task", "done"))


def test_a_question_is_answered_once(world: World) -> None:
    world.link(LAN)
    world.morning(hanoi(10, 7, 30))
    asks(world, LAN, "xong")
    assert isinstance(asks(world, LAN, "3"), TaskReported)
    assert isinstance(asks(world, LAN, "17"), NotUnderstood)


def test_the_coordinator_confirms_and_returns_by_bare_words(world: World) -> None:
    world.link(LAN, HA)
    world.ask(LAN, "xong 3")
    asks(world, HA, "chờ xác nhận")
    said = asks(world, HA, "xác nhận")
    assert isinstance(said, TaskConfirmed)
    assert number_of(said) == 3
    world.ask(LAN, "xong 17")
    asks(world, HA, "chờ xác nhận")
    assert asks(world, HA, "trả lại") == ReasonMissing(17)


@pytest.mark.parametrize("answer", ["3", "3 nhé", "xong 3", "/done 3"])
def test_words_before_the_number_come_back_with_it(world: World, answer: str) -> None:
    world.link(LAN)
    world.morning(hanoi(10, 7, 30))
    assert asks(world, LAN, "xong đã ban hành QĐ 12") == WhichTask("done", (17, 3), "đã ban hành QĐ 12")
    said = asks(world, LAN, answer)
    assert isinstance(said, TaskReported)
    assert (number_of(said), said.note) == (3, "đã ban hành QĐ 12")


def test_words_of_its_own_or_another_command_leave_the_kept_words(world: World) -> None:
    world.link(LAN)
    world.morning(hanoi(10, 7, 30))
    asks(world, LAN, "xong đã ban hành QĐ 12")
    said = asks(world, LAN, "xong 3 đã gửi")
    assert isinstance(said, TaskReported)
    assert said.note == "đã gửi"
    said = asks(world, LAN, "xong 17")
    assert isinstance(said, TaskReported)
    assert said.note is None, "that question has been answered"


def test_a_share_before_the_number_comes_back_with_it(world: World) -> None:
    world.link(LAN)
    world.morning(hanoi(10, 7, 30))
    assert asks(world, LAN, "tiến độ 60% chờ chữ ký") == WhichTask("progress", (17, 3), "chờ chữ ký", 60)
    said = asks(world, LAN, "3")
    assert isinstance(said, ProgressSet)
    assert (number_of(said), said.line.progress, said.note) == (3, 60, "chờ chữ ký")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("5", (5,)), ("3 và 5", (3, 5)), ("việc 3", ()), ("60%", (60,)), ("3 văn bản", ()), ("chào", ()), ("5 nhé", (5,))],
)
def test_only_numbers_are_bare_numbers(text: str, numbers: tuple[int, ...]) -> None:
    command = read_command(text)
    found = command.numbers if isinstance(command, Misunderstood) else ()
    assert found == numbers


def test_only_commands_that_the_person_may_use_are_suggested(world: World) -> None:
    world.link(LAN)
    [said] = world.ask(LAN, "tôi muốn xin thêm thời gian")
    assert isinstance(said, NotUnderstood)
    assert said.suggestions[0] == "extend"
    assert "remove" not in said.suggestions, "taking people off the list is for coordinators"
    assert asks(world, LAN, "cảm ơn đồng chí") == NotUnderstood("cảm ơn đồng chí", ())
