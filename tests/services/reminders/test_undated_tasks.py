"""Work without a last day: a figure of its own, asked after on the first working day of each month."""

from datetime import date

from domain.figures import count
from domain.messages.reports import MorningDigest, StatusCard, StatusShown
from domain.reminders import UNDATED
from domain.tasks import State
from dondoc.cli.task import TERMINAL
from services.administration.examine import examine
from services.maintenance.audit_organisation import audit_organisation
from services.reminders.rehearse import rehearse
from storage.tasks import find_task, load_tasks
from tests.domain.builders import HANOI
from tests.plans_in_chat import plan_text, send_plan
from tests.questions import asks, later
from tests.world import HA, HUNG, LAN, MINH, World, hanoi
from wording.render import render

ROWS = [
    ("Rà soát hạ tầng số của các cơ quan Đảng", "UBND phường", "", "sau khi có hướng dẫn của Thành ủy"),
    ("Tập huấn kỹ năng số cho cán bộ", "UBND phường", "", "trong tháng 9/2026"),
]


def with_undated(world: World, *people: str) -> None:
    """Task 19 waits for a guideline; task 20 has its day."""
    world.link(HA, *people)
    send_plan(world, HA, plan_text(ROWS))
    world.ask(HA, "nhập")
    world.deliver()
    with world.database.reading() as tx:
        found = find_task(tx, world.organisation_id, 19)
    assert found is not None
    assert found.occurrence.last_day is None


def undated_in(world: World, month: int, day: int) -> dict[str, tuple[int, ...]]:
    told = world.morning(hanoi(day, 8, month=month))
    digests = [(d.chat_id, s) for d in told for s in d.responses if isinstance(s, MorningDigest)]
    return {chat: digest.undated for chat, digest in digests if digest.undated}


def test_it_is_asked_after_once_a_month_on_the_first_working_day(world: World) -> None:
    with_undated(world, MINH)
    assert undated_in(world, 4, 28) == {}
    assert undated_in(world, 5, 4) == {MINH: (19,), HA: (19,)}  # the 1st is a holiday, then a weekend
    for day in (5, 11, 25):
        assert undated_in(world, 5, day) == {}
    assert undated_in(world, 6, 1) == {MINH: (19,), HA: (19,)}


def test_after_an_outage_of_months_it_is_asked_once(world: World) -> None:
    with_undated(world, MINH)
    assert undated_in(world, 8, 12) == {MINH: (19,), HA: (19,)}
    assert undated_in(world, 8, 13) == {}


def test_it_is_one_line_of_the_morning_message(world: World) -> None:
    with_undated(world, MINH)
    told = world.morning(hanoi(4, 8, month=5))
    [digest] = [s for d in told if d.chat_id == MINH for s in d.responses if isinstance(s, MorningDigest)]
    assert 19 not in {item.line.number for item in digest.items}
    text = render([digest], "vi", TERMINAL, zone=HANOI).text
    assert [line for line in text.splitlines() if "hỏi một lần" in line and "19" in line]


def test_once_it_is_done_or_has_a_day_nobody_asks_any_more(world: World) -> None:
    with_undated(world, MINH)
    assert undated_in(world, 5, 4)
    later(world)
    world.ask(HA, "sửa 19 hạn 30/9/2026")
    assert undated_in(world, 6, 1) == {}


def test_it_stands_as_a_figure_of_its_own_and_the_four_cells_still_add_up(world: World) -> None:
    with_undated(world, HUNG)
    [status] = [s for s in world.ask(HUNG, "tình hình") if not isinstance(s, StatusCard)]
    assert isinstance(status, StatusShown)
    cells = status.cells
    assert cells.undated == 1
    assert cells.done_on_time + cells.done_late + cells.open_in_time + cells.open_overdue == cells.total
    assert "Chưa có thời hạn: 1" in render([status], "vi", TERMINAL, zone=HANOI).text
    report = asks(world, HUNG, "báo cáo tháng").report
    assert report.figures.standing.undated == 1


def test_the_doctor_names_it_and_the_auditor_sees_that_it_is_asked_after(world: World) -> None:
    with_undated(world, MINH)
    world.morning(hanoi(28, 8))
    with world.database.reading() as tx:
        assert examine(tx, world.organisation, world.now).undated == (19,)
        audited = audit_organisation(tx, world.organisation, world.now)
    assert audited.no_next == ()
    assert audited.overdue_checks == {}


def test_a_task_without_a_lead_unit_is_named_by_the_doctor(world: World) -> None:
    with world.database.reading() as tx:
        assert examine(tx, world.organisation, world.now).leaderless == ()
        everything = [found.occurrence for found in load_tasks(tx, world.organisation_id)]
        leaderless = [everything[0].task_id]
    cells = count(everything, world.now, HANOI, leaderless)
    assert (cells.without_lead, everything[0].state) == (1, State.OPEN)


def test_the_rehearsal_shows_it(world: World) -> None:
    with_undated(world)
    with world.database.reading() as tx:
        first, last = date(2026, 5, 1), date(2026, 7, 31)
        told = list(rehearse(tx, world.organisation, world.now, first, last))
    codes = {code for one in told for number, code, _ in one.reasons if number == 19}
    assert codes == {f"{UNDATED}:2026{month:02}" for month in (5, 6, 7)}
    assert any(one.contact.name == LAN for one in told)
