"""Every command of the foundation, as people use it, on both engines."""

from datetime import timedelta

import pytest

from domain.messages.accounts import AlreadyLinked, CodeNotAccepted, HelpShown, OnlyForRole, TooManyTries, Welcome
from domain.messages.history import CannotUndo, ChangedSince, ChangeUndone
from domain.messages.people import NoSuchUnit
from domain.messages.questions import ReasonMissing, TextTooLong, WhichTask
from domain.messages.reports import StatusShown
from domain.messages.tasks import (
    NotReported,
    ProgressAsked,
    ProgressSet,
    ReportReturned,
    TaskAcknowledged,
    TaskListShown,
    TaskShown,
    WaitingShown,
)
from services.administration.look_up import look_at_task
from services.commands.change_people import invite_person
from tests.world import BINH, HA, HUNG, LAN, MINH, World, hanoi, names_of


def code_for(world: World, name: str) -> str:
    with world.database.transaction() as tx:
        return invite_person(tx, world.organisation_id, name, world.now).code


def test_a_code_links_once_and_in_any_spelling(world: World) -> None:
    code = code_for(world, LAN)
    [welcome] = world.ask("phone 1", f"/start {code.lower().replace('-', ' ')}")
    assert isinstance(welcome, Welcome)
    assert welcome.name == LAN
    assert world.ask("phone 2", f"/start {code}") == [CodeNotAccepted()]


def test_a_code_dies_after_seven_days(world: World) -> None:
    code = code_for(world, LAN)
    world.now += timedelta(days=7, seconds=1)
    assert world.ask("phone", f"/start {code}") == [CodeNotAccepted()]


def test_a_new_code_ends_the_earlier_one(world: World) -> None:
    first, second = code_for(world, LAN), code_for(world, LAN)
    assert world.ask("phone", f"/start {first}") == [CodeNotAccepted()]
    assert names_of(world.ask("phone", f"/start {second}")) == ["Welcome"]


def test_five_wrong_codes_slow_the_account_down_even_for_a_right_one(world: World) -> None:
    code = code_for(world, LAN)
    for _ in range(5):
        assert world.ask("phone", "/start WRONG-CODE1") == [CodeNotAccepted()]
    assert world.ask("phone", f"/start {code}") == [TooManyTries(15)]
    assert names_of(world.ask("another phone", "/start WRONG-CODE1")) == ["CodeNotAccepted"]
    world.now += timedelta(minutes=16)
    assert names_of(world.ask("phone", f"/start {code}")) == ["Welcome"]


def test_a_wrong_code_does_not_unlink(world: World) -> None:
    world.link(LAN)
    assert world.ask(LAN, "/start WRONG-CODE1") == [AlreadyLinked(LAN)]
    assert names_of(world.ask(LAN, "/start")) == ["Welcome"]


@pytest.mark.parametrize(
    ("who", "has", "has_not"),
    [(LAN, "done", "confirm"), (HA, "confirm", "nothing"), (HUNG, "status", "confirm")],
)
def test_help_shows_only_what_the_role_can_do(world: World, who: str, has: str, has_not: str) -> None:
    world.link(who)
    [shown] = world.ask(who, "trợ giúp")
    assert isinstance(shown, HelpShown)
    assert has in shown.commands
    assert has_not not in shown.commands


def test_an_officer_lists_the_units_tasks_most_urgent_first(world: World) -> None:
    world.link(MINH)
    [shown] = world.ask(MINH, "viec")
    assert isinstance(shown, TaskListShown)
    assert [line.number for line in shown.lines][:2] == [16, 6]
    assert not shown.is_everything


def test_a_leader_pages_through_all_tasks(world: World) -> None:
    world.link(HUNG)
    [last] = world.ask(HUNG, "tasks page:99")
    assert isinstance(last, TaskListShown)
    assert (last.total, last.page, last.pages, last.is_everything) == (18, 3, 3, True)


def test_one_task_shows_units_wording_and_what_the_reader_may_do(world: World) -> None:
    world.link(LAN, HUNG)
    [shown] = world.ask(LAN, "/task 3")
    assert isinstance(shown, TaskShown)
    assert shown.line.wording == "Hoàn thành trước ngày 15/4/2026"
    assert shown.coordinating_names == ("các cấp ủy chi bộ, đảng bộ", "các cơ quan, đơn vị")
    assert (shown.may_report, shown.may_confirm) == (True, False)
    [seen_by_leader] = world.ask(HUNG, "ct 3")
    assert isinstance(seen_by_leader, TaskShown)
    assert not seen_by_leader.may_report


def test_acknowledging_twice_keeps_the_first_time(world: World) -> None:
    world.link(LAN)
    assert names_of(world.ask(LAN, "nhan 3")) == ["TaskAcknowledged"]
    world.now += timedelta(hours=1)
    [again] = world.ask(LAN, "đã nhận 3")
    assert isinstance(again, TaskAcknowledged)
    with world.database.reading() as tx:
        shown = look_at_task(tx, world.organisation, 3, world.now)
    assert shown is not None
    assert [event.what for event in shown.events] == ["task_acknowledged"]


def test_progress_is_asked_for_and_written_down(world: World) -> None:
    world.link(LAN)
    assert isinstance(world.ask(LAN, "tiendo 3")[0], ProgressAsked)
    [told] = world.ask(LAN, "tiến độ 3 60% đang lấy ý kiến")
    assert isinstance(told, ProgressSet)
    assert (told.line.progress, told.note) == (60, "đang lấy ý kiến")


def test_undo_takes_back_the_last_message_whole(world: World) -> None:
    world.link(LAN)
    world.ask(LAN, "xong 3 và 5")
    undone = world.ask(LAN, "hoàn tác")
    assert [(type(u), u.line.number, u.line.state) for u in undone if isinstance(u, ChangeUndone) and u.line] == [
        (ChangeUndone, 3, "open"),
        (ChangeUndone, 5, "open"),
    ]
    assert world.ask(LAN, "undo") == [CannotUndo("task_reported", "undone", 5)]


def test_undo_is_refused_once_somebody_went_on_from_there(world: World) -> None:
    world.link(LAN, HA)
    world.ask(LAN, "xong 3")
    world.ask(HA, "xacnhan 3")
    [refusal] = world.ask(LAN, "undo")
    assert isinstance(refusal, ChangedSince)


def test_a_returned_task_is_open_again_and_its_reporter_hears_why(world: World) -> None:
    world.link(LAN, HA)
    world.ask(LAN, "xong 3")
    assert world.ask(HA, "tralai 3") == [ReasonMissing(3)]
    world.say(HA, "trả lại 3 thiếu danh sách kèm theo")
    said = {d.chat_id: d.responses[0] for d in world.deliver()}
    told = said[LAN]
    assert isinstance(told, ReportReturned)
    assert (told.reason, told.by, told.line.state) == ("thiếu danh sách kèm theo", HA, "open")


def test_an_obstacle_survives_a_report_that_is_handed_back(world: World) -> None:
    world.link(LAN, HA)
    world.ask(LAN, "vướng mắc 3 chưa có kinh phí")
    world.ask(LAN, "xong 3")
    world.ask(HA, "trả lại 3 thiếu danh sách kèm theo")
    [shown] = world.ask(HA, "ct 3")
    assert isinstance(shown, TaskShown)
    assert (shown.obstacle, shown.line.has_obstacle) == ("chưa có kinh phí", True)
    world.ask(LAN, "hết vướng 3")
    world.ask(LAN, "xong 3")
    world.ask(HA, "trả lại 3 vẫn thiếu")
    [cleared] = world.ask(HA, "ct 3")
    assert isinstance(cleared, TaskShown)
    assert cleared.obstacle is None


def test_a_decision_taken_at_night_is_told_in_the_morning(world: World) -> None:
    world.link(LAN, HA)
    world.ask(LAN, "xong 3")
    world.now = hanoi(9, 23)
    world.say(HA, "xacnhan 3")
    assert [d.chat_id for d in world.deliver()] == [HA]
    world.now = hanoi(10, 7)
    assert [names_of(d.responses) for d in world.deliver() if d.chat_id == LAN] == [["ReportConfirmed"]]


def test_only_what_was_reported_can_be_confirmed_and_only_by_the_coordinator(world: World) -> None:
    world.link(HA, HUNG, BINH)
    [refusal] = world.ask(HA, "confirm 3")
    assert isinstance(refusal, NotReported)
    for who in (HUNG, BINH):
        assert world.ask(who, "confirm 3") == [OnlyForRole("confirm", ("coordinator",))]


def test_the_coordinator_sees_what_waits(world: World) -> None:
    world.link(LAN, HA)
    world.ask(LAN, "xong 3 BC 12")
    [waiting] = world.ask(HA, "chờ xác nhận")
    assert isinstance(waiting, WaitingShown)
    assert [(item.line.number, item.reported_by, item.note) for item in waiting.items] == [(3, LAN, "BC 12")]


def test_a_leader_narrows_the_figures_to_a_unit_by_name_or_button(world: World) -> None:
    world.link(HUNG)
    [by_name] = world.ask(HUNG, "tình hình UBND phường")
    assert isinstance(by_name, StatusShown)
    assert by_name.unit_name == "UBND phường"
    [by_button] = world.ask(HUNG, f"status unit:{by_name.unit_id}")
    assert by_button == by_name
    listed = {line.number for line in (*by_name.overdue, *by_name.due_soon, *by_name.others)}
    assert listed == {6, 9, 15, 16}
    assert isinstance(world.ask(HUNG, "status Sở Tài chính")[0], NoSuchUnit)


def test_an_officers_figures_are_those_of_the_unit(world: World) -> None:
    world.link(MINH)
    [status] = [s for s in world.ask(MINH, "status") if isinstance(s, StatusShown)]
    assert status.cells.total == 4


def test_xong_as_a_reply_to_a_reminder_with_one_task_means_that_task(world: World) -> None:
    world.link(MINH)
    [reminder] = [d for d in world.morning(hanoi(10, 7, 30)) if d.chat_id == MINH]
    with world.database.reading() as tx:
        from sqlalchemy import select

        from storage.tables import receipt

        sent = tx.execute(select(receipt.c.message_id).where(receipt.c.outbox_id == reminder.outbox_id)).scalar_one()
    world.say(MINH, "xong", reply_to=sent)
    assert [names_of(d.responses) for d in world.deliver()] == [["TaskReported"]]


def test_xong_without_a_number_asks_which_and_never_guesses(world: World) -> None:
    world.link(LAN)
    assert world.ask(LAN, "xong") == [WhichTask("done")]


def test_a_note_of_3000_characters_is_refused_and_nothing_changes(world: World) -> None:
    world.link(LAN)
    assert world.ask(LAN, "xong 3: " + "dài " * 750) == [TextTooLong(2999, 1000)]
    assert world.ask(LAN, "undo") == [CannotUndo("account_linked", "linked", None, "telegram")]
