"""A period's report on the example ward: the figures of /status, what happened, and the period before."""

from dataclasses import replace
from datetime import date

import pytest

from domain.history import Event
from domain.inbox import MessageContext
from domain.reports import ReportKind, as_of, end_of, period_around, span
from services.administration.look_up import look_at_status
from services.context.command_context import CommandContext
from services.reminders.build_report import build_report
from storage.events import append_event
from storage.organisations import lock_organisation
from storage.tasks import find_task, load_tasks
from tests.domain.builders import HANOI
from tests.world import BINH, HA, HUNG, LAN, MINH, World, hanoi

MAY, APRIL = period_around(ReportKind.MONTH, date(2026, 5, 1)), period_around(ReportKind.MONTH, date(2026, 4, 1))


def report_of(world: World, period):
    with world.database.reading() as tx:
        return build_report(CommandContext(tx, world.organisation, world.now, MessageContext("", "")), period)


def status_of(world: World):
    with world.database.reading() as tx:
        return look_at_status(tx, world.organisation, world.now)


def add_event(world: World, what: str, number: int) -> None:
    with world.database.transaction() as tx:
        lock_organisation(tx, world.organisation_id)
        found = find_task(tx, world.organisation_id, number)
        assert found is not None
        append_event(tx, world.organisation_id, Event(world.now, "x", what, task_id=found.task.id))


@pytest.fixture
def told(world: World) -> World:
    """Tasks 3 in time and confirmed, 5 late and confirmed in May, 2 reported in May; 20/5/2026 15:00."""
    world.link(LAN, HA, MINH, BINH)
    world.now = hanoi(14, 9)
    world.say(LAN, "xong 3 đã ban hành báo cáo số 12")
    world.now = hanoi(14, 16)
    world.say(HA, "xác nhận 3")
    add_event(world, "extension_granted", 8)
    world.now = hanoi(5, 9, month=5)
    world.say(LAN, "xong 5")
    world.now = hanoi(6, 9, month=5)
    world.say(HA, "xác nhận 5")
    add_event(world, "extension_refused", 6)
    add_event(world, "obstacle_raised", 6)
    world.now = hanoi(12, 9, month=5)
    world.say(LAN, "xong 2")
    world.now = hanoi(20, 15, month=5)
    return world


def test_the_figures_of_a_running_period_are_those_of_status_at_the_same_instant(told: World):
    report, status = report_of(told, MAY), status_of(told)

    assert report.is_running
    assert report.as_of == told.now
    assert report.figures.standing == status.cells
    assert [(u.unit_id, u.name, u.figures.standing) for u in report.units] == [
        (u.unit_id, u.name, u.cells) for u in status.units
    ]
    assert [line.number for line in report.overdue] == [line.number for line in status.overdue]
    assert report.overdue == status.overdue
    assert status.cells.done_late == 1
    assert status.cells.reported == 1


def test_what_happened_is_counted_in_the_period_it_happened_in(told: World):
    report = report_of(told, MAY)
    now, before = report.figures.happened, report.before.happened

    assert (before.done_on_time, before.done_late) == (1, 0)
    assert (now.done_on_time, now.done_late) == (0, 1)
    assert (before.extensions_granted, now.extensions_granted) == (1, 0)
    assert (now.extensions_refused, now.obstacles_raised, now.obstacles_cleared) == (1, 1, 0)
    assert [(line.number, line.is_on_time) for line in report.finished] == [(5, False)]


def test_obstacles_time_granted_and_causes_are_told_in_the_words_of_the_units(world: World):
    world.link(LAN, HA, MINH, HUNG)
    world.now = hanoi(28, 9)
    world.say(LAN, "vướng mắc 8 chưa có biên chế")
    world.say(LAN, "vướng mắc 8 chưa được giao biên chế năm 2026")
    world.say(LAN, "vướng mắc 5 thiếu mẫu")
    world.say(LAN, "hoàn tác")
    world.say(MINH, "vướng mắc 6 chờ Sở Nội vụ")
    world.now = hanoi(29, 9)
    world.say(MINH, "hết vướng 6")
    world.now = hanoi(6, 9, month=5)
    world.say(MINH, "gia hạn 6 25/5/2026 chờ hướng dẫn")
    world.say(HUNG, "duyệt 6")
    world.say(HUNG, "giải trình 17 vì sao chậm?")
    world.say(LAN, "trả lời 17 chờ số liệu của các chi bộ")
    world.now = hanoi(20, 15, month=5)
    report = report_of(world, MAY)

    assert [(one.number, one.text, one.raised_on, one.cleared_on) for one in report.obstacles] == [
        (8, "chưa được giao biên chế năm 2026", date(2026, 4, 28), None)
    ]
    assert [(one.number, one.new_day, one.reason, one.by) for one in report.extensions] == [
        (6, date(2026, 5, 25), "chờ hướng dẫn", HUNG)
    ]
    assert [(one.number, one.text, one.by, one.on) for one in report.causes] == [
        (17, "chờ số liệu của các chi bộ", LAN, date(2026, 5, 6))
    ]
    april = report_of(world, APRIL)
    assert [(one.number, one.cleared_on) for one in april.obstacles] == [(8, None), (6, date(2026, 4, 29))]
    assert (april.extensions, april.causes) == ((), ())


def test_what_came_before_the_first_task_is_no_figure(told: World):
    """The plan came on 9/4/2026: March has none, May has April."""
    assert not report_of(told, APRIL).has_before
    assert report_of(told, MAY).has_before


def test_what_closed_within_is_what_the_cells_of_the_whole_grew_by(told: World):
    report = report_of(told, MAY)

    for figures, before in [(report.figures, report.before), *((u.figures, u.before) for u in report.units)]:
        assert figures.standing.done_on_time - before.standing.done_on_time == figures.happened.done_on_time
        assert figures.standing.done_late - before.standing.done_late == figures.happened.done_late
        for cells in (figures.standing, before.standing):
            parts = cells.done_on_time + cells.done_late + cells.open_in_time + cells.open_overdue
            assert parts == cells.total


def test_a_period_that_has_ended_stands_still(told: World):
    """What the leader read of April on its last midnight is what May's report says of it, whatever came after."""
    april = report_of(told, APRIL)

    assert not april.is_running
    assert april.as_of == end_of(APRIL, HANOI)
    assert april.figures == report_of(told, MAY).before
    assert april.figures.standing.done_on_time == 1
    assert 5 in [line.number for line in april.overdue]
    told.say(HA, "xác nhận 2")
    assert report_of(told, APRIL).figures == april.figures


def test_at_its_last_midnight_a_report_says_what_status_says(world: World):
    world.link(LAN, HA)
    world.now = hanoi(14, 9)
    world.say(LAN, "xong 3")
    world.now = end_of(APRIL, HANOI)

    report, status = report_of(world, APRIL), status_of(world)
    assert report.as_of == as_of(APRIL, world.now, HANOI) == world.now
    assert report.figures.standing == status.cells


def test_a_silent_check_in_is_a_figure_and_an_answered_one_is_not(world: World):
    world.link(LAN)
    world.now = hanoi(24, 9)
    world.say(LAN, "xong 1")
    world.morning(hanoi(4, 8, month=5))
    report = report_of(world, APRIL)

    with world.database.reading() as tx:
        repeating = [f for f in load_tasks(tx, world.organisation_id) if f.task.deadline.is_repeating]
    assert report.figures.happened.check_ins_asked == len(repeating)
    assert report.figures.happened.check_ins_silent == len(repeating) - 1
    assert report_of(world, MAY).figures.happened.check_ins_asked == 0  # May's are not over yet


def test_what_falls_due_next_is_open_and_in_time(told: World):
    report = report_of(told, MAY)

    assert report.next_until == date(2026, 5, 31)
    overdue = {line.number for line in report.overdue}
    assert all(line.number not in overdue and line.last_day <= report.next_until for line in report.due_next)
    assert report_of(told, APRIL).next_until == date(2026, 5, 31)
    assert report_of(told, span(date(2026, 5, 1), date(2026, 5, 10))).next_until == date(2026, 5, 20)


def test_before_anything_was_imported_there_is_nothing(world: World):
    march = period_around(ReportKind.MONTH, date(2026, 3, 1))

    report = report_of(world, march)
    assert report.figures.standing.total == 0
    assert replace(report.before, happened=report.figures.happened) == report.figures
    assert report.overdue == ()


def test_the_plan_and_its_day_of_issue_stand_in_the_report(told: World):
    report = report_of(told, MAY)

    assert report.organisation == "Đảng ủy phường Thủy Nguyên"
    assert "Kết luận" in report.plan_title
    assert report.plan_issued_on == date(2026, 4, 9)
