"""People ask to be reminded of their own tasks once more, on both engines."""

from datetime import date, datetime, time, timedelta

import pytest

from bot.grammar.reading import read_command
from domain.messages import Command, Response
from domain.messages.history import ChangeUndone
from domain.messages.orders import Nudge
from domain.messages.questions import Clarify, WhichTask
from domain.messages.reports import MorningDigest
from domain.messages.snooze import (
    RemindedAgain,
    Snooze,
    SnoozeNotToday,
    SnoozeOfOthers,
    SnoozeTooFar,
    SnoozeUnclear,
    TasksSnoozed,
)
from domain.messages.summaries import TaskSummary
from domain.messages.tasks import NotYourTask
from services.maintenance.audit_organisation import audit_organisation
from tests.services.deeds import Deed
from tests.world import HA, LAN, MINH, World, hanoi

_REVIEW = TaskSummary(
    3, "Rà soát, đánh giá tổng thể về số lượng, chất lượng đội ngũ cán bộ thuộc phường",
    "Hoàn thành trước ngày 15/4/2026", date(2026, 4, 14), None, 4, "open", 0, "", ("Ban Xây dựng Đảng",),
)  # fmt: skip
SAMPLES = (
    TasksSnoozed((_REVIEW,), hanoi(13, 7, 30), in_morning=True),
    TasksSnoozed((_REVIEW,), hanoi(10, 15), in_morning=False),
    RemindedAgain((_REVIEW,)),
    SnoozeUnclear("hôm nào rảnh"),
    SnoozeNotToday(time(7, 30), time(17)),
    SnoozeTooFar(date(2026, 4, 17)),
    SnoozeOfOthers(16, ("UBND phường",)),
)
_ASKS = "[SnoozeUnclear]"
AUTHORISATION = (
    f"| /snooze blah | {_ASKS} | {_ASKS} | {_ASKS} | {_ASKS} | {_ASKS} | {_ASKS} | [Stranger] | {_ASKS} |",
)
DEEDS = (Deed(LAN, "nhắc lại 3 ngày mai"),)


@pytest.fixture
def ward(world: World) -> World:
    """Friday morning, after the morning messages."""
    world.link(LAN, HA, MINH)
    world.morning(hanoi(10, 7, 30))
    world.now = hanoi(10, 9)
    return world


def said(ward: World, who: str, text: str) -> list[Response]:
    ward.say(who, text)
    return told(ward, who)


def told(ward: World, who: str) -> list[Response]:
    return [response for delivery in ward.deliver() if delivery.chat_id == who for response in delivery.responses]


def morning(ward: World, at: datetime) -> list[Response]:
    """What Lan is told at this hour."""
    return [each for delivery in ward.morning(at) if delivery.chat_id == LAN for each in delivery.responses]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("nhắc lại sau 2 giờ", Snooze((), 120)),
        ("nhac lai 3 2 gio nua", Snooze((3,), 120)),
        ("nhắc lại 3 sau 30 phút", Snooze((3,), 30)),
        ("nhắc lại 3, 5 lúc 15h30", Snooze((3, 5), hour=time(15, 30))),
        ("nhắc lại 3 2 giờ chiều", Snooze((3,), hour=time(14))),
        ("nhắc lại chiều nay", Snooze(hour=time(14))),
        ("nhắc lại việc 3 thứ Hai", Snooze((3,), day="thu hai")),
        ("nhắc lại ngày mai việc 3 nhé", Snooze((3,), day="ngay mai")),
        ("nhắc lại 3 3 ngày nữa", Snooze((3,), day="3 ngay nua")),
        ("snooze 3 tomorrow", Snooze((3,), day="tomorrow")),
        ("nhắc lại 3", Nudge((3,))),
        ("nhắc lại", Snooze()),  # asked about: it may mean either
        ("nhắc lại 3 gửi trước 16h", Nudge((3,), "gửi trước 16h")),
        ("nhắc lại việc 3 cho Lan", Nudge((3,), "cho Lan")),
    ],
)
def test_a_time_and_nothing_else_is_a_snooze_anything_else_a_nudge(text: str, command: Command) -> None:
    assert read_command(text) == command


@pytest.mark.parametrize("text", ["nhắc lại 3 ngày mai được không?", "đừng nhắc lại 3 ngày mai"])
def test_a_question_and_a_denial_are_asked_about(text: str) -> None:
    assert isinstance(read_command(text), Clarify)


@pytest.mark.parametrize(
    ("day", "on"),
    [
        ("ngày mai", 13), ("mai", 13), ("thứ Hai", 13), ("thứ 2", 13), ("t3", 14), ("thứ tư tuần sau", 15),
        ("3 ngày nữa", 13), ("16/4", 16), ("ngày kia", 13), ("tuần sau", 13), ("monday", 13), ("tomorrow", 13),
    ],
)  # fmt: skip
def test_a_day_is_the_morning_of_the_working_day_on_or_after_it(ward: World, day: str, on: int) -> None:
    [snoozed] = said(ward, LAN, f"nhắc lại 3 {day}")
    assert isinstance(snoozed, TasksSnoozed)
    assert (snoozed.at, snoozed.in_morning) == (hanoi(on, 7, 30), True)


def test_it_comes_inside_the_one_morning_message_once_and_the_ladder_goes_on(ward: World) -> None:
    said(ward, LAN, "nhắc lại 7 thứ Hai")
    said(ward, LAN, "nhắc lại 7 thứ Ba")  # in the place of the one before
    assert 7 not in _stages(morning(ward, hanoi(13, 7, 30)))
    assert _stages(morning(ward, hanoi(14, 7, 30)))[7].startswith("again:")
    assert 7 not in _stages(morning(ward, hanoi(15, 7, 30)))
    later = [_stages(morning(ward, hanoi(day, 7, 30))) for day in (16, 17, 20, 21, 22, 23, 24, 27)]
    assert any(found.get(7, "").startswith("before") for found in later)


def _stages(responses: list[Response]) -> dict[int, str]:
    digests = [response for response in responses if isinstance(response, MorningDigest)]
    assert len(digests) <= 1
    return {item.line.number: item.reason for digest in digests for item in digest.items}


def test_an_hour_of_today_is_a_message_of_its_own_and_shows_the_task_as_it_stands_then(ward: World) -> None:
    [snoozed] = said(ward, LAN, "nhắc lại 3 sau 2 giờ")
    assert isinstance(snoozed, TasksSnoozed)
    assert (snoozed.at, snoozed.in_morning) == (hanoi(10, 11), False)
    said(ward, LAN, "tiến độ 3 40")
    ward.now = hanoi(10, 10, 59)
    assert told(ward, LAN) == []
    ward.now = hanoi(10, 11)
    [again] = told(ward, LAN)
    assert isinstance(again, RemindedAgain)
    assert [(line.number, line.progress) for line in again.lines] == [(3, 40)]


def test_what_an_outage_kept_back_is_said_in_sending_hours(ward: World) -> None:
    said(ward, LAN, "nhắc lại 3 sau 2 giờ")
    for early in (hanoi(10, 20), hanoi(13, 6)):
        ward.now = early
        assert told(ward, LAN) == []
    ward.now = hanoi(13, 7, 30)
    assert [type(response) for response in told(ward, LAN)] == [RemindedAgain]


def test_what_is_done_by_then_is_not_reminded_of(ward: World) -> None:
    said(ward, LAN, "nhắc lại 3 sau 2 giờ")
    said(ward, LAN, "xong 3")
    ward.now = hanoi(10, 11)
    assert told(ward, LAN) == []


def test_without_a_number_the_tasks_of_the_last_message_are_meant(ward: World) -> None:
    said(ward, LAN, "ct 3")
    [snoozed] = said(ward, LAN, "nhắc lại ngày mai")
    assert isinstance(snoozed, TasksSnoozed)
    assert snoozed.task_numbers == (3,)


def test_without_a_number_and_without_a_message_it_is_asked_which(ward: World) -> None:
    ward.now += timedelta(days=5)
    [asked] = said(ward, LAN, "nhắc lại ngày mai")
    assert isinstance(asked, WhichTask)


@pytest.mark.parametrize(
    "text", ["nhắc lại 3 lúc 8h", "nhắc lại 3 lúc 17h", "nhắc lại 3 lúc 9h05", "nhắc lại 3 sau 9 giờ"]
)
def test_an_hour_that_is_over_too_near_or_outside_sending_hours_is_refused(ward: World, text: str) -> None:
    [refused] = said(ward, LAN, text)
    assert isinstance(refused, SnoozeNotToday)


def test_on_a_day_off_no_hour_can_be_had(ward: World) -> None:
    ward.now = hanoi(11, 9)
    [refused] = said(ward, LAN, "nhắc lại 3 sau 2 giờ")
    assert isinstance(refused, SnoozeNotToday)


def test_not_longer_than_a_week_and_never_in_the_past(ward: World) -> None:
    assert said(ward, LAN, "nhắc lại 3 18/4") == [SnoozeTooFar(date(2026, 4, 17))]
    assert said(ward, LAN, "nhắc lại 3 9/4") == [SnoozeTooFar(date(2026, 4, 17))]
    assert said(ward, LAN, "/snooze 3 khi nào rảnh") == [SnoozeUnclear("khi nào rảnh")]


def test_tasks_of_others_are_not_snoozed(ward: World) -> None:
    [refused] = said(ward, LAN, "nhắc lại 16 ngày mai")
    assert isinstance(refused, NotYourTask)
    [nudge] = said(ward, HA, "nhắc lại 3 ngày mai")
    assert isinstance(nudge, SnoozeOfOthers)


@pytest.mark.parametrize(
    ("text", "comes"), [("nhắc lại 7 ngày mai", hanoi(13, 7, 30)), ("nhắc lại 7 lúc 11h", hanoi(10, 11))]
)
def test_undo_takes_it_back(ward: World, text: str, comes: datetime) -> None:
    said(ward, LAN, text)
    [undone] = said(ward, LAN, "hoàn tác")
    assert isinstance(undone, ChangeUndone)
    assert 7 not in _stages(morning(ward, comes))
    assert told(ward, LAN) == []


def test_what_is_held_is_counted_with_its_end(ward: World) -> None:
    said(ward, LAN, "nhắc lại 7 thứ Ba")
    with ward.database.reading() as tx:
        audited = audit_organisation(tx, ward.organisation, ward.now)
    assert (audited.snoozed, audited.snoozed_until) == (1, hanoi(14, 7, 30))
    assert not audited.overdue_checks
