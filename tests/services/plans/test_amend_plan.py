"""A later version of a plan: shown as a difference, asked about what is gone, written over what people have done."""

from datetime import date
from typing import Any

from sqlalchemy import select, update

from domain.messages.drafts import DoubtAsked, DraftShown, PlanAmended, PlanImported, PlanKnown, PlanUnchanged
from domain.messages.plans import DeadlineMoved, TasksAssigned, TasksWithdrawn
from domain.messages.reports import MorningDigest
from domain.messages.tasks import TaskCancelled, TaskShown
from domain.tasks import State
from dondoc.cli.task import TERMINAL
from storage import tables
from storage.tasks import TaskNow, find_task
from tests.domain.builders import HANOI
from tests.plans_in_chat import plan_text, said_to, send_plan
from tests.world import HA, HUNG, LAN, MINH, World, hanoi, names_of
from wording.render import render

FIRST = [
    ("Rà soát hạ tầng số của các cơ quan Đảng", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 25/4/2026"),
    ("Tập huấn kỹ năng số cho cán bộ", "UBND phường", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
    ("Bố trí kinh phí thực hiện Kế hoạch", "UBND phường", "Ban Xây dựng Đảng", "trong quý II/2026"),
    ("Tuyên truyền về chuyển đổi số", "Ban Xây dựng Đảng", "UBND phường", "thường xuyên"),
]
SECOND = [
    ("Rà soát hạ tầng số của các cơ quan Đảng", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 15/5/2026"),
    ("Tập huấn kỹ năng số cho cán bộ, công chức", "UBND phường", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
    ("Tuyên truyền về chuyển đổi số", "Ban Xây dựng Đảng", "UBND phường", "thường xuyên"),
    ("Sơ kết 6 tháng thực hiện", "UBND phường", "Ban Xây dựng Đảng", "trong tháng 10/2026"),
]


def follow_first(world: World) -> None:
    """The first version is written as tasks 19 to 22; everybody has read the news."""
    world.link(HA, LAN, MINH)
    send_plan(world, HA, plan_text(FIRST))
    world.ask(HA, "nhập")


def found(world: World, number: int) -> TaskNow:
    with world.database.reading() as tx:
        task = find_task(tx, world.organisation_id, number)
    assert task is not None
    return task


def send_second(world: World, rows: Any = None, number: str = "46-KH/ĐU") -> DraftShown:
    shown, *_ = send_plan(world, HA, plan_text(rows or SECOND, number=number))
    assert isinstance(shown, DraftShown)
    return shown


def test_a_later_version_is_shown_as_a_difference_task_by_task(world: World) -> None:
    follow_first(world)
    shown = send_second(world)
    assert shown.earlier is not None
    assert [(c.kind, c.number) for c in shown.changes] == [("deadline", 19), ("title", 20), ("new", 4), ("gone", 21)]
    deadline = shown.changes[0]
    assert (deadline.old, deadline.new) == ("trước ngày 25/4/2026", "trước ngày 15/5/2026")


def test_it_is_recognised_by_its_title_when_its_number_is_another(world: World) -> None:
    follow_first(world)
    assert send_second(world, number="52-KH/ĐU").earlier is not None


def test_another_plan_is_none_though_its_title_is_alike(world: World) -> None:
    world.link(HA)
    send_plan(world, HA, plan_text(FIRST, number="46-KH/ĐU", title="Công tác tháng 4 năm 2026"))
    world.ask(HA, "nhập")
    shown, *_ = send_plan(world, HA, plan_text(SECOND, number="51-KH/ĐU", title="Công tác tháng 5 năm 2026"))
    assert isinstance(shown, DraftShown)
    assert shown.earlier is None


def test_the_coordinator_may_say_that_it_is_another_plan(world: World) -> None:
    follow_first(world)
    _, asked = send_plan(world, HA, plan_text(SECOND))
    assert isinstance(asked, DoubtAsked)
    assert asked.doubt.code == "amends"
    world.ask(HA, "không")
    [imported] = world.ask(HA, "nhập")
    assert isinstance(imported, PlanImported)
    assert (imported.first_number, imported.last_number) == (23, 26)
    assert found(world, 19).occurrence.last_day == date(2026, 4, 24)


def test_nothing_is_cancelled_unasked(world: World) -> None:
    follow_first(world)
    send_second(world)
    [asked] = world.ask(HA, "nhập")
    assert isinstance(asked, DoubtAsked)
    assert (asked.doubt.code, asked.doubt.message) == ("gone", "21")
    assert found(world, 21).occurrence.state is State.OPEN


def test_numbers_progress_and_history_stay_and_the_deadline_begins_anew(world: World) -> None:
    follow_first(world)
    world.ask(LAN, "tiến độ 19 60")
    before = found(world, 19)
    send_second(world)
    world.ask(HA, "có")
    world.ask(HA, "chọn 1")
    [amended] = world.ask(HA, "nhập")
    assert isinstance(amended, PlanAmended)
    assert (amended.version, amended.new, amended.changed, amended.cancelled) == (2, (23,), (19, 20), (21,))
    after = found(world, 19)
    assert (after.task.id, after.occurrence.id) == (before.task.id, before.occurrence.id)
    assert (after.occurrence.progress, after.occurrence.last_day) == (60, date(2026, 5, 14))
    assert after.occurrence.deadline_version == before.occurrence.deadline_version + 1
    assert after.task.deadline.wording == "trước ngày 15/5/2026"
    assert found(world, 20).task.title.endswith("cán bộ, công chức")
    [shown] = world.ask(HA, "ct 19")
    assert isinstance(shown, TaskShown)
    assert {"deadline_moved", "progress_set"} <= {event.what for event in shown.events}


def test_each_person_concerned_is_told_once(world: World) -> None:
    follow_first(world)
    send_second(world)
    world.ask(HA, "có")
    world.ask(HA, "chọn 1")
    world.say(HA, "nhập")
    said = {delivery.chat_id: delivery.responses for delivery in world.deliver()}
    assert names_of(said[LAN]) == ["TasksAssigned", "DeadlineMoved", "TasksWithdrawn"]
    new, moved, withdrawn = said[MINH]
    assert isinstance(new, TasksAssigned)
    assert [line.number for line in new.lines] == [23]
    assert isinstance(moved, DeadlineMoved)
    [item] = moved.items
    assert (item.line.number, item.old_wording, item.line.wording) == (
        19,
        "trước ngày 25/4/2026",
        "trước ngày 15/5/2026",
    )
    assert isinstance(withdrawn, TasksWithdrawn)
    assert [(line.number, line.state) for line in withdrawn.lines] == [(21, "cancelled")]


def test_a_cancelled_task_keeps_its_history_and_takes_no_more_reports(world: World) -> None:
    follow_first(world)
    send_second(world)
    world.ask(HA, "có")
    world.ask(HA, "có")
    world.ask(HA, "nhập")
    assert names_of(world.ask(MINH, "xong 21")) == [TaskCancelled.__name__]
    [shown] = world.ask(HA, "ct 21")
    assert isinstance(shown, TaskShown)
    assert shown.events[0].what == "task_cancelled"


def test_what_is_gone_may_be_followed_on(world: World) -> None:
    follow_first(world)
    send_second(world)
    world.ask(HA, "chọn 1")
    world.ask(HA, "không")
    [amended] = world.ask(HA, "nhập")
    assert isinstance(amended, PlanAmended)
    assert (amended.cancelled, amended.kept) == ((), (21,))
    assert found(world, 21).occurrence.state is State.OPEN


def test_reminders_follow_the_new_deadline_and_not_the_old_one(world: World) -> None:
    follow_first(world)
    send_second(world)
    world.ask(HA, "có")
    world.ask(HA, "có")
    world.ask(HA, "nhập")

    def reasons(day: int, month: int = 4) -> list[tuple[int, str]]:
        digests = [s for d in world.morning(hanoi(day, 7, 30, month)) if d.chat_id == LAN for s in d.responses]
        return [(i.line.number, i.reason) for s in digests if isinstance(s, MorningDigest) for i in s.items]

    assert 19 not in [number for number, _ in reasons(21)]
    assert 19 not in [number for number, _ in reasons(23)]
    assert (19, "before:3") in reasons(11, 5)


def test_what_is_done_stays_done(world: World) -> None:
    follow_first(world)
    world.ask(MINH, "xong 21")
    world.ask(HA, "xacnhan 21")
    world.ask(LAN, "xong 19")
    world.ask(HA, "xacnhan 19")
    shown = send_second(world)
    assert "gone" not in [change.kind for change in shown.changes]
    world.ask(HA, "có")
    assert names_of(world.ask(HA, "nhập")) == ["PlanAmended"]
    assert found(world, 19).occurrence.state is State.DONE
    assert found(world, 21).occurrence.state is State.DONE


def test_a_unit_that_takes_over_hears_of_it_and_the_one_before_too(world: World) -> None:
    follow_first(world)
    rows = [("Rà soát hạ tầng số của các cơ quan Đảng", "UBND phường", "Văn phòng Đảng ủy", FIRST[0][3]), *FIRST[1:]]
    send_second(world, rows)
    world.ask(HA, "có")
    world.say(HA, "nhập")
    said = {delivery.chat_id: delivery.responses for delivery in world.deliver()}
    assert names_of(said[LAN]) == ["TasksWithdrawn"]
    assert found(world, 19).task.lead_names == ("UBND phường",)


def test_a_rhythm_may_become_a_day_and_a_day_a_rhythm(world: World) -> None:
    follow_first(world)
    rows = [
        (*FIRST[0][:3], "hàng tháng"),
        *FIRST[1:3],
        (*FIRST[3][:3], "trước ngày 30/6/2026"),
    ]
    send_second(world, rows)
    world.ask(HA, "có")
    world.ask(HA, "nhập")
    monthly, dated = found(world, 19).occurrence, found(world, 22).occurrence
    assert (monthly.period, monthly.state) == ("2026-04", State.OPEN)
    assert (dated.period, dated.last_day, dated.state) == ("", date(2026, 6, 29), State.OPEN)


def test_the_file_of_a_later_version_is_known_afterwards(world: World) -> None:
    follow_first(world)
    send_second(world)
    world.ask(HA, "có")
    world.ask(HA, "có")
    world.ask(HA, "nhập")
    [known] = send_plan(world, HA, plan_text(SECOND))
    assert isinstance(known, PlanKnown)


def test_nobody_is_told_before_the_amendment_is_written(world: World) -> None:
    follow_first(world)
    send_second(world)
    world.ask(HA, "có")
    assert said_to(world, LAN) == []


def test_a_finished_task_keeps_the_deadline_it_was_finished_under_and_nobody_hears_of_another(world: World) -> None:
    follow_first(world)
    world.ask(LAN, "xong 19 đã gửi")
    world.ask(HA, "xác nhận 19")
    shown = send_second(world)
    assert 19 not in {change.number for change in shown.changes if change.kind != "new"}
    world.say(HA, "có")
    world.say(HA, "có")
    world.say(HA, "nhập")
    told = [response for delivery in world.deliver() for response in delivery.responses]
    moved = [item.line.number for response in told if isinstance(response, DeadlineMoved) for item in response.items]
    assert moved == []
    task = found(world, 19)
    assert task.occurrence.state is State.DONE
    assert (task.task.deadline.wording, task.task.deadline.last_day) == ("trước ngày 25/4/2026", date(2026, 4, 24))
    [shown_task] = world.ask(HA, "ct 19")
    assert isinstance(shown_task, TaskShown)
    assert not shown_task.line.is_extended


def test_words_that_only_differ_in_spaces_are_no_change(world: World) -> None:
    follow_first(world)
    spaced = [
        (task.replace(" ", "  "), lead, coordinating, limit.replace(" ", "  "))
        for task, lead, coordinating, limit in FIRST
    ]
    [said] = send_plan(world, HA, plan_text(spaced))
    assert isinstance(said, PlanUnchanged)


def test_where_only_the_day_is_another_both_are_shown_with_their_days(world: World) -> None:
    follow_first(world)
    with world.database.transaction() as tx:  # as "lùi về ngày làm việc liền trước" leaves it: the wording stays
        moved = {"last_day": date(2026, 4, 23)}
        tx.execute(update(tables.task).where(tables.task.c.number == 19).values(**moved))
        task_id = select(tables.task.c.id).where(tables.task.c.number == 19).scalar_subquery()
        tx.execute(update(tables.occurrence).where(tables.occurrence.c.task_id == task_id).values(**moved))
    rows = [*FIRST[:3], ("Tuyên truyền, phổ biến về chuyển đổi số", *FIRST[3][1:])]
    assert [change.kind for change in send_second(world, rows).changes] == ["title"], "a person has moved the day"
    issued_later = plan_text(rows).replace("ngày 10 tháng 4".encode(), "ngày 17 tháng 4".encode())
    shown, *_ = send_plan(world, HA, issued_later)
    assert isinstance(shown, DraftShown)
    [deadline] = [change for change in shown.changes if change.kind == "deadline"]
    assert (deadline.old, deadline.new) == ("trước ngày 25/4/2026 (23/4/2026)", "trước ngày 25/4/2026 (24/4/2026)")


def test_one_deadline_that_moved_is_announced_by_its_task(world: World) -> None:
    follow_first(world)
    world.say(HA, "sửa 19 hạn 15/5/2026")
    [moved] = [s for d in world.deliver() if d.chat_id == LAN for s in d.responses if isinstance(s, DeadlineMoved)]
    text = render([moved], "vi", TERMINAL, zone=HANOI).text
    assert text.startswith("📅 Việc 19 thay đổi thời hạn")
    assert "Kế hoạch được sửa đổi" not in text


def test_a_later_version_that_moves_a_deadline_after_it_has_passed_marks_it_and_the_leaders_hear(world: World) -> None:
    follow_first(world)
    world.link(HUNG)
    world.now = hanoi(4, 9, month=5)
    send_second(world)
    world.say(HA, "có")
    world.say(HA, "có")
    world.say(HA, "nhập")
    told = [s for d in world.deliver() if d.chat_id == HUNG for s in d.responses if isinstance(s, DeadlineMoved)]
    assert [item.line.number for response in told for item in response.items] == [19]
    assert told[0].items[0].line.is_set_late
    assert found(world, 19).occurrence.is_set_late


def test_a_row_that_stands_elsewhere_on_the_new_paper_is_called_by_its_new_number(world: World) -> None:
    follow_first(world)
    send_second(world)
    for typed in ("có", "có", "nhập"):
        world.say(HA, typed)
    assert {number: found(world, number).task.code for number in (19, 20, 22, 23)} == {
        19: "1", 20: "2", 22: "3", 23: "4",
    }  # fmt: skip
    world.deliver()
    [shown] = world.ask(LAN, "ct mục 3 KH 46")
    assert isinstance(shown, TaskShown)
    assert shown.line.number == 22, "task 21 stood in row 3 of the earlier paper and is cancelled"


def test_the_history_names_in_words_what_the_new_version_changed(world: World) -> None:
    follow_first(world)
    send_second(world)
    for typed in ("có", "có", "nhập"):
        world.say(HA, typed)
    text = render(world.ask(HA, "ct 20"), "vi", TERMINAL, zone=HANOI).text
    assert "sửa theo bản kế hoạch mới: tên việc" in text
