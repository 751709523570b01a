"""One draft a file, seen by all coordinators: nobody overwrites unseen what somebody else has just corrected."""

import pytest

from domain.messages.drafts import (
    DoubtAsked,
    DraftChanged,
    DraftShown,
    NoDraft,
    PlanImported,
    RowChanged,
    RowShown,
    WriteAsked,
)
from domain.people import Role
from storage.drafts import DraftMoved, close_draft, load_draft, save_draft
from storage.people import put_role
from tests.people import find_by_name
from tests.plans_in_chat import plan_text, send_plan
from tests.world import HA, HUNG, World, names_of

ROWS = [
    ("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "30/6/2026"),
    ("Tập huấn kỹ năng số", "UBND phường", "Ban Xây dựng Đảng", "29/5/2026"),
    ("Tổng kết", "UBND phường", "", "khi có điều kiện"),
]
PLAN = plan_text(ROWS)
OTHER = plan_text(ROWS[:1], number="47-KH/ĐU", title="Phòng, chống thiên tai năm 2026")


@pytest.fixture
def two(world: World) -> World:
    """Hà and Hùng are both coordinators; Hà has sent a plan, Hùng has opened it."""
    with world.database.transaction() as tx:
        person = find_by_name(tx, world.organisation_id, HUNG) or 0
        put_role(tx, world.organisation_id, person, None, Role.COORDINATOR)
    world.link(HA, HUNG)
    send_plan(world, HA, PLAN)
    world.ask(HUNG, "nhập kế hoạch")
    return world


def test_every_coordinator_opens_the_same_draft_and_sees_who_sent_it(two: World) -> None:
    shown, *_ = two.ask(HUNG, "nhập kế hoạch")
    assert isinstance(shown, DraftShown)
    assert shown.made_by == HA
    two.ask(HUNG, "sửa 1 hạn 1/7/2026")
    [row] = two.ask(HA, "xem 1")
    assert isinstance(row, RowShown)
    assert row.row.wording == "1/7/2026"


def test_the_same_file_sent_by_another_coordinator_is_the_same_draft(two: World) -> None:
    two.ask(HUNG, "sửa 1 hạn 1/7/2026")
    shown, *_ = send_plan(two, HA, PLAN)
    assert isinstance(shown, DraftShown)
    [row] = two.ask(HA, "xem 1")
    assert isinstance(row, RowShown)
    assert row.row.wording == "1/7/2026"


def test_who_has_not_opened_a_draft_is_not_taken_to_mean_it(two: World) -> None:
    two.ask(HA, "hủy")
    send_plan(two, HA, PLAN)
    [refused] = two.ask(HUNG, "bỏ 1")
    assert isinstance(refused, NoDraft)
    assert [(one.title, one.made_by) for one in refused.waiting] == [
        ("Kế hoạch Chuyển đổi số trong các cơ quan Đảng phường Thủy Nguyên năm 2026", HA)
    ]


def test_a_correction_of_a_row_that_somebody_else_has_just_corrected_is_told_first(two: World) -> None:
    two.ask(HUNG, "sửa 1 hạn 1/7/2026")
    [told] = two.ask(HA, "sửa 1 hạn 15/7/2026")
    assert isinstance(told, DraftChanged)
    [change] = told.changes
    assert (change.row, change.part, change.value, change.who) == (1, "deadline", "1/7/2026", HUNG)
    changed, *_ = two.ask(HA, "sửa 1 hạn 15/7/2026")
    assert isinstance(changed, RowChanged)
    assert changed.row.wording == "15/7/2026"


def test_another_row_is_corrected_at_once_and_writing_tells_of_the_changes(two: World) -> None:
    two.ask(HUNG, "bỏ 3")
    assert names_of(two.ask(HA, "sửa 2 hạn 2/6/2026"))[0] == "RowChanged"
    [told] = two.ask(HA, "nhập")
    assert isinstance(told, DraftChanged)
    assert [(change.row, change.part, change.who) for change in told.changes] == [(3, "left_out", HUNG)]
    [imported] = two.ask(HA, "nhập")
    assert isinstance(imported, PlanImported)
    assert imported.count == 2


def test_a_doubt_that_somebody_else_has_just_settled_is_not_answered_twice(two: World) -> None:
    [asked] = two.ask(HA, "chọn")
    assert isinstance(asked, DoubtAsked)
    two.ask(HUNG, "A")
    told, *_ = two.ask(HA, f"choose 2 q:{asked.doubt.mark}")
    assert isinstance(told, DraftChanged)
    assert [(change.part, change.value, change.who) for change in told.changes] == [("doubt", "keep", HUNG)]
    [row] = two.ask(HA, "xem 3")
    assert isinstance(row, RowShown)


def test_what_one_has_written_or_dropped_is_over_for_the_other(two: World) -> None:
    assert names_of(two.ask(HUNG, "vẫn ghi")) == ["PlanImported"]
    assert two.ask(HA, "nhập") == [NoDraft()]
    assert names_of(two.ask(HA, "sửa 19 hạn 1/7/2026")) == ["TaskChanged"]


def test_two_files_wait_side_by_side_and_a_number_opens_one(two: World) -> None:
    shown, *_ = send_plan(two, HA, OTHER)
    assert isinstance(shown, DraftShown)
    [other] = shown.others
    assert names_of(two.ask(HA, "vẫn ghi")) == ["PlanImported"]
    assert isinstance(two.ask(HA, "bỏ 1")[0], NoDraft)
    shown, *_ = two.ask(HA, f"nhập kế hoạch {other.number}")
    assert isinstance(shown, DraftShown)
    assert shown.rows == 3


def test_a_button_of_the_other_plan_answers_that_plan(two: World) -> None:
    [asked] = two.ask(HA, "chọn")
    assert isinstance(asked, DoubtAsked)
    send_plan(two, HA, OTHER)
    two.ask(HA, f"choose 2 q:{asked.doubt.mark}")
    shown, *_ = two.ask(HA, "nhập kế hoạch")
    assert isinstance(shown, DraftShown)
    assert (shown.title[:22], shown.rows) == ("Kế hoạch Chuyển đổi số", 2)


def test_writing_with_doubts_open_names_them_and_asks(two: World) -> None:
    [asked] = two.ask(HA, "nhập")
    assert isinstance(asked, WriteAsked)
    assert (asked.left, next((point.row, point.code) for point in asked.points)) == (1, (3, "no_coordinating_unit"))
    assert names_of(two.ask(HA, "đúng")) == ["WhichAnswer"]
    assert names_of(two.ask(HA, "A")) == ["DoubtAsked"]
    two.ask(HA, "nhập")
    [imported] = two.ask(HA, "B")
    assert isinstance(imported, PlanImported)
    assert (imported.count, imported.undated, imported.without_lead) == (3, 1, 0)


def test_a_change_of_an_outdated_version_is_refused_by_the_database(two: World) -> None:
    with two.database.transaction() as tx:
        one = load_draft(tx, two.organisation_id, 1)
        assert one is not None
        kept = save_draft(tx, two.organisation_id, one, None, two.now)
        assert kept.version == one.version + 1
        for stale in (
            lambda: save_draft(tx, two.organisation_id, one, None, two.now),
            lambda: close_draft(tx, one, "written", two.now),
        ):
            with pytest.raises(DraftMoved):
                stale()
