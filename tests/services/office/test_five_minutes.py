"""The five-minute story, through the real services on both engines."""

from domain.messages.accounts import Stranger
from domain.messages.reports import MorningDigest, StatusShown
from domain.messages.summaries import FourCells
from domain.messages.tasks import (
    AlreadyDone,
    AlreadyReported,
    NoSuchTask,
    NotYourTask,
    ReportConfirmed,
    TaskConfirmed,
    TaskReported,
)
from tests.world import HA, HUNG, LAN, MINH, World, hanoi, names_of


def test_from_the_morning_reminder_to_the_leaders_figures(world: World) -> None:
    world.link(LAN, HA, HUNG, MINH)
    [mine] = [d for d in world.morning(hanoi(10, 7, 30)) if d.chat_id == LAN]
    [digest] = mine.responses
    assert isinstance(digest, MorningDigest)
    assert [(item.line.number, item.reason) for item in digest.items] == [(17, "overdue:1"), (3, "before:3")]

    [reported] = world.ask(LAN, "/done 3 đã ban hành báo cáo số 12-BC/ĐU")
    assert isinstance(reported, TaskReported)
    assert (reported.is_on_time, reported.needs_confirmation) == (True, True)
    assert reported.line.state == "reported"

    [status] = [s for s in world.ask(HUNG, "/status") if isinstance(s, StatusShown)]
    assert status.cells == FourCells(18, 0, 0, 16, 2, reported=1)

    world.say(HA, "/confirm 3")
    said = {d.chat_id: d.responses[0] for d in world.deliver()}
    assert isinstance(said[HA], TaskConfirmed)
    assert isinstance(said[LAN], ReportConfirmed)

    [status] = [s for s in world.ask(HUNG, "/status") if isinstance(s, StatusShown)]
    assert status.cells == FourCells(18, 1, 0, 15, 2, reported=0)
    assert [line.number for line in status.overdue] == [16, 17]


def test_an_unknown_number_another_units_task_and_a_stranger_get_their_sentences(world: World) -> None:
    world.link(LAN, MINH)
    assert world.ask(LAN, "/done 99") == [NoSuchTask(99, 18)]
    [refusal] = world.ask(MINH, "/done 3")
    assert isinstance(refusal, NotYourTask)
    assert refusal.lead_names == ("Ban Xây dựng Đảng",)
    assert world.ask("somebody", "/status") == [Stranger()]
    assert world.ask("somebody", "/done") == [Stranger()]
    assert world.ask("somebody", "xin chào") == [Stranger()]


def test_saying_done_twice_names_who_did_it_first(world: World) -> None:
    world.link(LAN, HA)
    world.ask(LAN, "xong 3")
    [again] = world.ask(LAN, "xong 3")
    assert isinstance(again, AlreadyReported)
    assert (again.by, again.at) == (LAN, world.now)
    world.ask(HA, "xacnhan 3")
    [closed] = world.ask(LAN, "xong 3")
    assert isinstance(closed, AlreadyDone)
    assert closed.by == LAN


def test_several_numbers_are_each_done_or_refused_on_their_own(world: World) -> None:
    world.link(LAN)
    assert names_of(world.ask(LAN, "/xong 3, 9 và 5")) == ["TaskReported", "NotYourTask", "TaskReported"]
