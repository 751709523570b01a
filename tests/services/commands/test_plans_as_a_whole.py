"""Several plans: each named where it is counted, filtered by, withdrawn on the leader's word, closed at its end."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from bot.grammar.reading import read_command
from documents.reports.report_contents import paper_of
from documents.reports.report_paper import Letterhead
from domain.deliveries import Delivery
from domain.messages.accounts import OnlyForRole
from domain.messages.drafts import DraftShown, ImportPlan, PlanImported
from domain.messages.history import CannotUndo, ChangeUndone
from domain.messages.plans import (
    AgreeToWithdraw,
    EndAsked,
    EndPlan,
    KeepPlan,
    ListPlans,
    NoSuchPlan,
    NoWithdrawal,
    PlanClosed,
    PlanOver,
    PlansShown,
    WithdrawalAsked,
    WithdrawalNews,
    WithdrawPlan,
)
from domain.messages.reports import PeriodReportShown, ShowReport, ShowStatus, StatusCard, StatusShown
from domain.messages.requests import NobodyToAsk
from domain.messages.tasks import ListTasks, TaskListShown
from domain.tasks import State
from dondoc.cli.status import status_as_json
from dondoc.cli.task import TERMINAL
from services.administration.look_up import look_at_status
from storage.tasks import TaskNow, find_task
from tests.domain.builders import HANOI
from tests.plans_in_chat import TITLE as WORDS
from tests.plans_in_chat import plan_text, send_plan
from tests.questions import asks, later
from tests.world import HA, HUNG, LAN, MINH, World
from wording.messages import Capabilities
from wording.render import render

ROWS = [
    ("Rà soát hạ tầng số của các cơ quan Đảng", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 25/4/2026"),
    ("Tập huấn kỹ năng số cho cán bộ", "UBND phường", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
    ("Tuyên truyền về chuyển đổi số", "Ban Xây dựng Đảng", "UBND phường", "thường xuyên"),
]
TITLE = f"Kế hoạch {WORDS}"
PHONE = Capabilities(has_buttons=True, has_edits=False, has_pictures=False, max_length=4096, max_caption=0)
FIGURES = ("total", "done_on_time", "done_late", "open_in_time", "open_overdue")


def second_plan(world: World, *people: str) -> None:
    """Plan 46 is written beside the example as tasks 19 to 21; its news is read."""
    world.link(HA, *people)
    send_plan(world, HA, plan_text(ROWS))
    world.ask(HA, "nhập")
    world.deliver()


def told_now(world: World, deliveries: Iterable[Delivery] | None = None) -> dict[str, list[Any]]:
    """What each chat gets."""
    return {one.chat_id: list(one.responses) for one in (world.deliver() if deliveries is None else deliveries)}


def found(world: World, number: int) -> TaskNow:
    with world.database.reading() as tx:
        task = find_task(tx, world.organisation_id, number)
    assert task is not None
    return task


def status_of(world: World, text: str = "tình hình", who: str = HUNG) -> StatusShown:
    later(world)
    said = [one for one in world.ask(who, text) if not isinstance(one, StatusCard)]
    assert isinstance(said[0], StatusShown), said
    return said[0]


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("kế hoạch", ListPlans()),
        ("kehoach", ListPlans()),
        ("/plans", ListPlans()),
        ("kế hoạch 45", ListPlans("45")),
        ("kế hoạch số 45-KH/ĐU ạ", ListPlans("45-KH/ĐU")),
        ("/kehoach #2", ListPlans("#2")),
        ("tình hình kế hoạch 12", ShowStatus(plan="12")),
        ("tình hình KH 12", ShowStatus(plan="12")),
        ("tinhhinh kehoach 12", ShowStatus(plan="12")),
        ("tình hình kế hoạch chuyển đổi số", ShowStatus(plan="chuyển đổi số")),
        ("tình hình UBND phường kế hoạch 12", ShowStatus(unit_name="UBND phường", plan="12")),
        ("tình hình Phòng Tài chính - Kế hoạch", ShowStatus(unit_name="Phòng Tài chính - Kế hoạch")),
        ("việc kế hoạch 45", ListTasks(plan="45")),
        ("việc kế hoạch 45 trang 2", ListTasks(page=2, plan="45")),
        ("tasks plan 45 page:2", ListTasks(page=2, plan="45")),
        ("hủy kế hoạch 45 đã lồng ghép", WithdrawPlan("45", "đã lồng ghép")),
        ("huykehoach 45/2026", WithdrawPlan("45/2026")),
        ("cho hủy kế hoạch 45 ạ", AgreeToWithdraw("45")),
        ("đồng ý hủy kế hoạch 45", AgreeToWithdraw("45")),
        ("cho hủy kế hoạch 45 chắc chắn", AgreeToWithdraw("45", is_sure=True)),
        ("không hủy kế hoạch 45", KeepPlan("45")),
        ("không đồng ý hủy kế hoạch 45 vẫn cần", KeepPlan("45", "vẫn cần")),
        ("kết thúc kế hoạch 45", EndPlan("45")),
        ("kết thúc kế hoạch 45 chắc chắn", EndPlan("45", is_sure=True)),
    ],
)
def test_what_is_typed_about_a_plan(typed: str, command: object) -> None:
    assert read_command(typed) == command


@pytest.mark.parametrize(
    "typed",
    ["hủy kế hoạch 45 không?", "cho hủy kế hoạch 45 nhưng giữ việc 3", "kết thúc kế hoạch 45 khi xong việc 3",
     "kế hoạch này bao giờ xong", "hủy kế hoạch tập huấn"],
)  # fmt: skip
def test_a_question_a_condition_or_a_sentence_is_no_order(typed: str) -> None:
    orders = (WithdrawPlan, AgreeToWithdraw, KeepPlan, EndPlan, ListPlans, ImportPlan)
    assert not isinstance(read_command(typed), orders)


def test_a_text_that_is_long_or_of_several_lines_is_a_plan() -> None:
    long = "Kế hoạch " + "triển khai thực hiện Nghị quyết của Đảng ủy phường về công tác cán bộ " * 2
    for typed in (long, "KẾ HOẠCH\nThực hiện nhiệm vụ"):
        assert read_command(typed) == ImportPlan(typed.strip())


def test_of_one_plan_the_title_of_two_how_many_and_a_line_each(world: World) -> None:
    world.link(HUNG)
    assert "Kết luận" in status_of(world).title
    second_plan(world)
    status = status_of(world)
    assert status.title == ""
    assert [(plan.name, plan.cells.total) for plan in status.plans] == [("#1", 18), ("46", 3)]
    for figure in FIGURES:
        assert sum(getattr(plan.cells, figure) for plan in status.plans) == getattr(status.cells, figure)


def test_status_as_json_has_the_figures_of_each_plan(world: World) -> None:
    second_plan(world)
    with world.database.reading() as tx:
        shown = status_as_json(look_at_status(tx, world.organisation, world.now))
    first, second = shown["plans"]
    assert first["number"] is None
    assert (second["number"], second["title"], second["total"]) == ("46-KH/ĐU", TITLE, 3)
    assert {"undated", "without_lead", "deadline_set_late"} <= shown.keys() & second.keys() & shown["units"][0].keys()
    assert first["total"] + second["total"] == shown["total"]


def test_status_tasks_and_report_can_be_those_of_one_plan(world: World) -> None:
    world.link(HUNG)
    second_plan(world)
    status = status_of(world, "tình hình kế hoạch 46")
    assert (status.title, status.cells.total) == (TITLE, 3)
    tasks = asks(world, HUNG, "việc kế hoạch 46")
    assert isinstance(tasks, TaskListShown)
    assert sorted(line.number for line in tasks.lines) == [19, 20, 21]
    report = asks(world, HUNG, "báo cáo tháng kế hoạch 46")
    assert isinstance(report, PeriodReportShown)
    assert (report.report.figures.standing.total, report.report.plan_title) == (3, TITLE)
    assert status_of(world, "tình hình kế hoạch chuyển đổi số").cells.total == 3
    assert isinstance(asks(world, HUNG, "tình hình kế hoạch 99"), NoSuchPlan)


def test_buttons_of_a_report_name_the_plan_by_its_short_number(world: World) -> None:
    world.link(HA, HUNG)
    number = "146-KH/ĐU-BTGDV-VPĐU-UBND"
    send_plan(world, HA, plan_text(ROWS, number=number))
    world.ask(HA, "vẫn ghi")
    world.deliver()
    report = asks(world, HUNG, f"báo cáo tháng kế hoạch {number}")
    buttons = [button for row in render([report], "vi", PHONE, zone=HANOI).buttons for button in row]
    assert len(buttons) == 3
    for button in buttons:
        assert len(button.typed.encode()) <= 64
        command = read_command(button.typed)
        assert isinstance(command, ShowReport)
        assert asks(world, HUNG, button.typed).report.plan == command.plan == "146"


def test_the_official_report_names_every_plan_it_counts(world: World) -> None:
    world.link(HUNG)
    second_plan(world)
    report = asks(world, HUNG, "báo cáo tháng").report
    paper = paper_of(report, HANOI, Letterhead())
    assert "2 kế hoạch" in paper.opening
    told = "\n".join(paper.sections[0].paragraphs)
    assert all(plan.title in told for plan in report.plans)
    assert "46-KH/ĐU" in told


def test_a_task_outside_any_plan_stands_in_a_line_of_its_own(world: World) -> None:
    world.link(HUNG, HA)
    asks(world, HA, "thêm việc Rà soát hồ sơ; chủ trì UBND phường; hạn 30/6/2026")
    status = status_of(world)
    assert [(plan.name, plan.cells.total) for plan in status.plans] == [("#1", 18), ("", 1)]
    assert status.title == ""


def test_the_list_names_each_plan_with_its_figures(world: World) -> None:
    second_plan(world, LAN)
    shown = asks(world, HA, "kế hoạch")
    assert isinstance(shown, PlansShown)
    assert [(line.figures.name, line.figures.cells.total) for line in shown.lines] == [("46", 3), ("#1", 18)]
    assert shown.lines[0].figures.issued_on == date(2026, 4, 10)
    mine = asks(world, LAN, "kehoach")
    assert next(line.figures.cells.total for line in mine.lines) == 2  # of the three her unit leads two


def test_a_coordinator_asks_and_the_leader_says_yes(world: World) -> None:
    second_plan(world, HUNG, LAN, MINH)
    asked = asks(world, HA, "hủy kế hoạch 46 đã lồng ghép")
    assert isinstance(asked, WithdrawalNews)
    assert (asked.what, asked.open_count) == ("asked", 3)
    assert found(world, 19).occurrence.state is State.OPEN
    world.say(HUNG, "cho hủy kế hoạch 46")
    told = told_now(world)
    [mine], [lan], [minh], [ha] = told[HUNG], told[LAN], told[MINH], told[HA]
    assert isinstance(mine, PlanClosed)
    assert (mine.is_mine, mine.stopped, mine.told) == (True, 3, 3)
    assert sorted(line.number for line in lan.lines) == [19, 20, 21]
    assert sorted(line.number for line in minh.lines) == [19, 20, 21]
    assert (ha.closed_as, ha.reason, ha.lines) == ("withdrawn", "đã lồng ghép", ())
    assert {found(world, number).occurrence.state for number in (19, 20, 21)} == {State.CANCELLED}
    assert found(world, 1).occurrence.state is not State.CANCELLED


def test_the_leaders_hear_of_it_and_no_weak_word_decides(world: World) -> None:
    second_plan(world, HUNG)
    world.say(HA, "hủy kế hoạch 46")
    [brought] = told_now(world)[HUNG]
    assert isinstance(brought, WithdrawalNews)
    assert brought.what == "brought"
    for word in ("ok", "được", "đúng", "đồng ý"):
        later(world)
        world.ask(HUNG, word)
    assert found(world, 19).occurrence.state is State.OPEN


def test_what_is_done_stays_done(world: World) -> None:
    second_plan(world, HUNG, LAN)
    asks(world, LAN, "xong 19")
    asks(world, HA, "xác nhận 19")
    asks(world, HA, "hủy kế hoạch 46")
    asks(world, HUNG, "cho hủy kế hoạch 46")
    assert found(world, 19).occurrence.state is State.DONE
    assert {plan.name: plan.cells.total for plan in status_of(world).plans}["#2"] == 1


def test_a_leader_is_asked_for_a_clear_yes(world: World) -> None:
    second_plan(world, HUNG)
    asked = asks(world, HUNG, "hủy kế hoạch 46")
    assert isinstance(asked, EndAsked)
    assert asked.stopping == (19, 20, 21)
    asks(world, HUNG, "ok")
    assert found(world, 19).occurrence.state is State.OPEN
    done = asks(world, HUNG, "đúng")
    assert isinstance(done, PlanClosed)
    assert found(world, 19).occurrence.state is State.CANCELLED


def test_a_no_goes_back_to_who_asked_and_the_question_may_be_put_again(world: World) -> None:
    second_plan(world, HUNG)
    asks(world, HA, "hủy kế hoạch 46")
    assert isinstance(asks(world, HA, "hủy kế hoạch 46"), WithdrawalAsked)
    world.say(HUNG, "không hủy kế hoạch 46 vẫn cần")
    [kept] = told_now(world)[HA]
    assert (kept.what, kept.reason) == ("kept", "vẫn cần")
    assert isinstance(asks(world, HUNG, "không hủy kế hoạch 46"), NoWithdrawal)
    assert asks(world, HA, "hủy kế hoạch 46").what == "asked"


def test_the_request_can_be_taken_back_and_the_withdrawal_cannot(world: World) -> None:
    second_plan(world, HUNG)
    asks(world, HA, "hủy kế hoạch 46")
    assert isinstance(asks(world, HA, "hoàn tác"), ChangeUndone)
    assert isinstance(asks(world, HUNG, "không hủy kế hoạch 46"), NoWithdrawal)
    question = asks(world, HUNG, "cho hủy kế hoạch 46")  # nobody asks for it any more
    assert isinstance(question, EndAsked)
    assert found(world, 19).occurrence.state is State.OPEN
    assert isinstance(asks(world, HUNG, "A"), PlanClosed)
    refused = asks(world, HUNG, "hoàn tác")
    assert isinstance(refused, CannotUndo)
    assert refused.reason == "withdrawn"


def test_a_plan_that_was_withdrawn_may_be_taken_in_again(world: World) -> None:
    second_plan(world, HUNG)
    asks(world, HUNG, "cho hủy kế hoạch 46 chắc chắn")
    assert isinstance(asks(world, HUNG, "cho hủy kế hoạch 46"), PlanOver)
    shown, *_ = send_plan(world, HA, plan_text(ROWS))
    assert isinstance(shown, DraftShown)
    assert shown.earlier is None
    assert isinstance(asks(world, HA, "nhập"), PlanImported)
    assert found(world, 22).occurrence.state is State.OPEN
    assert status_of(world, "tình hình kế hoạch 46").cells.total == 3


def test_only_leaders_agree_and_without_one_nothing_is_withdrawn(world: World) -> None:
    second_plan(world, LAN)
    assert isinstance(asks(world, HA, "cho hủy kế hoạch 46"), OnlyForRole)
    assert isinstance(asks(world, LAN, "hủy kế hoạch 46"), OnlyForRole)
    with world.database.transaction() as tx:
        from sqlalchemy import delete

        from storage.tables import office_role

        tx.execute(delete(office_role).where(office_role.c.role == "leader"))
    assert isinstance(asks(world, HA, "hủy kế hoạch 46"), NobodyToAsk)


def test_a_plan_ends_its_rhythm_stops_and_what_is_open_is_followed_on(world: World) -> None:
    second_plan(world, LAN, HUNG)
    asked = asks(world, HA, "kết thúc kế hoạch 46")
    assert isinstance(asked, EndAsked)
    assert (asked.stopping, asked.going_on) == ((21,), (19, 20))
    assert found(world, 21).occurrence.state is State.OPEN
    later(world)
    world.say(HA, "đúng")
    told = told_now(world)
    [mine], [lan] = told[HA], told[LAN]
    assert (mine.is_mine, mine.going_on) == (True, (19, 20))
    assert [line.number for line in lan.lines] == [21]
    assert found(world, 21).occurrence.state is State.CANCELLED
    assert found(world, 19).occurrence.state is State.OPEN
    refused = asks(world, HA, "hoàn tác")
    assert isinstance(refused, CannotUndo)
    assert refused.reason == "ended"
    world.morning(world.now.replace(month=5, day=25))
    assert found(world, 21).occurrence.state is State.CANCELLED


def test_a_plan_with_nothing_open_is_closed_at_once(world: World) -> None:
    second_plan(world, HUNG)
    for number in (19, 20, 21):
        asks(world, HA, f"hủy việc {number} đã làm xong nơi khác")
    closed = asks(world, HA, "kết thúc kế hoạch 46")
    assert isinstance(closed, PlanClosed)
    assert (closed.stopped, closed.going_on) == (0, ())


def test_the_history_says_who_asked_who_agreed_and_why(world: World) -> None:
    second_plan(world, HUNG)
    asks(world, HA, "hủy kế hoạch 46 đã lồng ghép")
    asks(world, HUNG, "cho hủy kế hoạch 46")
    history = asks(world, HUNG, "nhật ký")
    newest = [(line.who, line.what) for line in history.lines]
    assert newest[0] == (HUNG, "plan_withdrawn")
    assert (HA, "plan_withdrawal_asked") in newest


def test_a_task_names_its_row_on_paper_and_its_plan_where_there_are_several(world: World) -> None:
    world.link(HUNG)
    assert asks(world, HUNG, "ct 3").plan == ""
    second_plan(world)
    shown = asks(world, HUNG, "ct 19")
    assert (shown.code, shown.plan) == ("1", "46-KH/ĐU")
    assert "Việc 19 (mục 1, KH 46)" in render([shown], "vi", TERMINAL, zone=HANOI).text


def test_lists_and_figures_name_what_they_count(world: World) -> None:
    world.link(HUNG)
    assert world.ask(HUNG, "việc")[0].plans == 0  # type: ignore[attr-defined]  # a list of tasks
    second_plan(world)
    [listed] = world.ask(HUNG, "việc")
    assert isinstance(listed, TaskListShown)
    assert listed.plans == 2
    [one] = world.ask(HUNG, "việc kế hoạch 46")
    assert isinstance(one, TaskListShown)
    assert (one.plan, one.plans) == ("46", 0)
    assert f"46-KH/ĐU – {TITLE[:40]}" in _shown(status_of(world, "tình hình kế hoạch 46"))
    assert "Tất cả 2 kế hoạch" in _shown(status_of(world, "tình hình UBND phường"))


def _shown(status: StatusShown) -> str:
    return render([status], "vi", TERMINAL, zone=HANOI).text
