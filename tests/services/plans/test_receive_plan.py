"""A plan comes in by chat, waits, and is written on its coordinator's word, on both engines."""

from datetime import timedelta

from domain.messages.accounts import OnlyForRole, Stranger
from domain.messages.drafts import (
    DoubtAsked,
    DraftDropped,
    DraftShown,
    NoDraft,
    PlanImported,
    PlanKnown,
    PlanMissing,
    PlanUnread,
)
from domain.messages.plans import TasksAssigned
from domain.messages.reports import MorningDigest
from services.administration.load_roster import load_roster
from storage.tasks import load_tasks
from tests.plans_in_chat import plan_text, said_to, send_file, send_plan
from tests.world import HA, HUNG, LAN, MINH, PLAN, World, example_roster, hanoi, names_of

ROWS = [
    ("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 15/4/2026"),
    ("Tập huấn kỹ năng số", "UBND phường", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
    ("Bố trí kinh phí", "UBND phường", "Ban Xây dựng Đảng", "trong quý II/2026"),
]
SMALL = plan_text(ROWS)


def numbers(world: World) -> list[int]:
    with world.database.reading() as tx:
        return [found.task.number for found in load_tasks(tx, world.organisation_id)]


def test_nothing_is_written_and_nobody_told_before_the_coordinator_says_so(world: World) -> None:
    world.link(HA, LAN, MINH)
    [shown] = send_plan(world, HA, SMALL)
    assert isinstance(shown, DraftShown)
    assert (shown.rows, shown.number, shown.doubts) == (3, "46-KH/ĐU", 0)
    assert max(numbers(world)) == 18
    assert said_to(world, LAN) == []


def test_written_on_a_word_and_each_person_hears_once_what_is_theirs(world: World) -> None:
    world.link(HA, LAN, MINH)
    send_plan(world, HA, SMALL)
    world.say(HA, "nhập")
    said = {delivery.chat_id: delivery.responses for delivery in world.deliver()}
    [imported] = said[HA]
    assert isinstance(imported, PlanImported)
    assert (imported.count, imported.first_number, imported.last_number, imported.told) == (3, 19, 21, 2)
    [mine], [others] = said[LAN], said[MINH]
    assert isinstance(mine, TasksAssigned)
    assert isinstance(others, TasksAssigned)
    assert ([line.number for line in mine.lines], mine.coordinating) == ([19], (20, 21))
    assert ([line.number for line in others.lines], others.coordinating) == ([20, 21], (19,))
    assert numbers(world) == list(range(1, 22))
    assert world.ask(HA, "nhập") == [NoDraft()]


def test_the_history_names_who_took_the_plan_in(world: World) -> None:
    world.link(HA)
    send_plan(world, HA, SMALL)
    world.ask(HA, "nhập")
    with world.database.reading() as tx:
        from storage.events import all_events

        [event] = [e.event for e in all_events(tx, world.organisation_id) if e.event.what == "plan_imported"][1:]
    assert event.who == HA


def test_who_is_asleep_is_told_in_the_morning(world: World) -> None:
    world.link(HA, LAN)
    world.now = hanoi(9, 22)
    send_plan(world, HA, SMALL)
    world.say(HA, "nhập")
    assert said_to(world, LAN) == []
    world.now = hanoi(10, 7, 0)
    assert names_of(said_to(world, LAN)) == ["TasksAssigned"]


def test_the_news_stands_for_the_reminders_of_its_day(world: World) -> None:
    world.link(HA, LAN)
    world.morning(hanoi(13, 7, 30))
    world.now = hanoi(13, 9)
    send_plan(world, HA, plan_text([("Báo cáo nhanh", "Ban Xây dựng Đảng", "UBND phường", "chậm nhất ngày 16/4/2026")]))
    world.ask(HA, "nhập")
    today = [d for d in world.morning(hanoi(13, 10)) if d.chat_id == LAN]
    assert today == []
    later = [s for d in world.morning(hanoi(15, 7, 30)) if d.chat_id == LAN for s in d.responses]
    [digest] = later
    assert isinstance(digest, MorningDigest)
    assert (19, "before:1") in [(item.line.number, item.reason) for item in digest.items]
    assert (19, "before:3") not in [(item.line.number, item.reason) for item in digest.items]


def test_only_a_coordinator_may_take_a_plan_in(world: World) -> None:
    world.link(LAN, HUNG)
    for person in (LAN, HUNG):
        assert send_plan(world, person, SMALL) == [OnlyForRole("import", ("coordinator",))]
        assert world.ask(person, "nhập") == [OnlyForRole("write", ("coordinator",))]
    send_file(world, "somebody", SMALL)
    assert said_to(world, "somebody") == [Stranger()]


def test_the_same_file_is_not_written_twice(world: World) -> None:
    world.link(HA)
    [known] = send_plan(world, HA, PLAN)
    assert isinstance(known, PlanKnown)


def test_what_is_no_plan_is_answered_with_the_readers_sentence(world: World) -> None:
    world.link(HA)
    [unread] = send_plan(world, HA, b"\x00\x01", "anh.docx")
    assert isinstance(unread, PlanUnread)
    assert unread.trouble.endswith(".")
    assert world.ask(HA, "/import") == [PlanMissing()]


def test_a_pasted_text_is_a_plan_too(world: World) -> None:
    world.link(HA)
    [shown] = world.ask(HA, "nhập kế hoạch\n" + SMALL.decode())
    assert isinstance(shown, DraftShown)
    assert shown.rows == 3


def test_the_draft_outlives_the_program_and_is_forgotten_after_a_week(world: World) -> None:
    world.link(HA)
    send_plan(world, HA, SMALL)
    world.office = world.new_office("second")
    world.now += timedelta(days=6)
    assert names_of(world.ask(HA, "/import")) == ["DraftShown"]
    world.now += timedelta(days=7, seconds=1)
    assert world.ask(HA, "nhập") == [NoDraft()]


def test_two_coordinators_do_not_disturb_each_other(world: World) -> None:
    with world.database.transaction() as tx:
        from domain.people import Role
        from storage.people import put_role
        from tests.people import find_by_name

        put_role(tx, world.organisation_id, find_by_name(tx, world.organisation_id, HUNG) or 0, None, Role.COORDINATOR)
    world.link(HA, HUNG)
    send_plan(world, HA, SMALL)
    send_plan(world, HUNG, plan_text(ROWS[:1], number="47-KH/ĐU", title="Phòng, chống thiên tai năm 2026"))
    [dropped] = world.ask(HUNG, "hủy")
    assert isinstance(dropped, DraftDropped)
    [imported] = world.ask(HA, "nhập")[:1]
    assert isinstance(imported, PlanImported)
    assert imported.count == 3


def test_a_second_file_takes_the_place_of_the_first(world: World) -> None:
    world.link(HA)
    send_plan(world, HA, SMALL)
    send_plan(world, HA, plan_text(ROWS[:1], number="47-KH/ĐU", title="Phòng, chống thiên tai năm 2026"))
    [imported] = world.ask(HA, "nhập")
    assert isinstance(imported, PlanImported)
    assert (imported.count, imported.title) == (1, "Kế hoạch Phòng, chống thiên tai năm 2026")


def test_the_example_plan_comes_with_its_doubts_one_by_one(world: World) -> None:
    world.link(HA)
    with world.database.transaction() as tx:
        load_roster(tx, world.organisation, example_roster(), world.now)
    text = PLAN.read_text(encoding="utf-8").replace("quý II/2026", "quý III/2026")
    shown, first = send_plan(world, HA, text.encode())
    assert isinstance(shown, DraftShown)
    assert isinstance(first, DoubtAsked)
    assert (first.position, first.total) == (1, shown.doubts)
