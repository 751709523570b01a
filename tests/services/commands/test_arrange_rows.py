"""Rows of a plan that waits are added, split, joined and taken back, by chat or by a page, on both engines."""

from datetime import date

import pytest

from domain.drafts import LEAVE_OUT
from domain.messages.draft_rows import (
    JoinUnclear,
    RowAdded,
    RowNotLeftOut,
    RowsJoined,
    RowSplit,
    RowsRestored,
    RowTitleMissing,
    RowWords,
    SettledOnPage,
    SplitUnclear,
)
from domain.messages.drafts import (
    DraftChanged,
    NoDraft,
    NoSuchRow,
    PlanImported,
    RowChanged,
    RowsDropped,
    RowShown,
)
from domain.people import Role
from services.board.timeline import read_timeline
from services.plans.hold_draft import Review, open_draft
from storage.drafts import load_draft
from storage.people import put_role
from storage.tasks import load_tasks
from tests.pages import reading_as
from tests.people import find_by_name
from tests.plans_in_chat import plan_text, send_plan
from tests.samples.drafts import ROW
from tests.services.deeds import Deed
from tests.world import HA, HUNG, World, names_of

ROWS = [
    ("Rà soát hạ tầng số; lập danh mục thiết bị", "Ban Xây dựng Đảng", "UBND phường", "30/6/2026"),
    ("Tập huấn kỹ năng số", "UBND phường", "Ban Xây dựng Đảng", "29/5/2026"),
    ("Tổng kết", "UBND phường", "", "khi có điều kiện"),
]
SAMPLES = (
    RowAdded(ROW),
    RowSplit((RowWords(4, "Rà soát hạ tầng số"), RowWords(34, "Lập danh mục thiết bị"))),
    RowsJoined(ROW, (5, 6), (RowWords(5, "trước ngày 15/4/2026"),)),
    RowsRestored((18,), 33),
    SettledOnPage(4, ROW.title),
    RowTitleMissing(),
    SplitUnclear(4),
    JoinUnclear(),
    RowNotLeftOut(18),
)
_NOT = "[OnlyForRole]"
AUTHORISATION = tuple(
    f"| {typed} | {_NOT} | {_NOT} | [NoDraft] | {_NOT} | {_NOT} | {_NOT} | [Stranger] | {_NOT} |"
    for typed in ("addrow Rà soát", "splitrow 1: Rà soát; Tổng kết", "joinrows 1 2", "restorerows 1")
)
DEEDS = (
    *(
        Deed(HA, typed, reason="draft", has_draft=True)
        for typed in ("thêm dòng Rà soát hồ sơ", "tách dòng 1: Rà soát; Tổng kết", "gộp dòng 1, 2")
    ),
    Deed(HA, "lấy lại dòng 2", reason="draft", has_draft=True, of_draft=((HA, "bỏ 2"),)),
)


@pytest.fixture
def ward(world: World) -> World:
    """Hà has sent a plan of three rows; Hùng is a coordinator, too."""
    with world.database.transaction() as tx:
        person = find_by_name(tx, world.organisation_id, HUNG) or 0
        put_role(tx, world.organisation_id, person, None, Role.COORDINATOR)
    world.link(HA, HUNG)
    send_plan(world, HA, plan_text(ROWS))
    return world


def rows_of(ward: World) -> dict[int, str]:
    """The titles that would be written, by number."""
    with ward.database.reading() as tx:
        draft = load_draft(tx, ward.organisation_id, 1)
    assert draft is not None
    return {row.number: row.title for row in draft.plan.tasks}


def test_a_row_is_added_with_its_unit_and_day(ward: World) -> None:
    added, *_ = ward.ask(HA, "thêm dòng Kiểm tra an toàn thông tin; chủ trì UBND phường; hạn trước ngày 10/7/2026")
    assert isinstance(added, RowAdded)
    assert (added.row.number, added.row.lead_names, added.row.last_day) == (4, ("UBND phường",), date(2026, 7, 9))
    assert ward.ask(HA, "thêm dòng") == [RowTitleMissing()]


def test_a_row_added_without_unit_and_day_is_asked_about(ward: World) -> None:
    ward.ask(HA, "thêm dòng Kiểm tra an toàn thông tin")
    [shown] = ward.ask(HA, "xem 4")
    assert isinstance(shown, RowShown)
    told = names_of(ward.ask(HA, "nhập"))
    assert told == ["WriteAsked"]


def test_a_row_is_split_at_its_semicolons_or_into_the_titles_typed(ward: World) -> None:
    split, *_ = ward.ask(HA, "tách dòng 1")
    assert split == RowSplit((RowWords(1, "Rà soát hạ tầng số"), RowWords(4, "lập danh mục thiết bị")))
    split, *_ = ward.ask(HA, "tách 2 thành Tập huấn cho cán bộ; Tập huấn cho chi bộ\nTập huấn cho dân")
    assert split == RowSplit(
        (RowWords(2, "Tập huấn cho cán bộ"), RowWords(5, "Tập huấn cho chi bộ"), RowWords(6, "Tập huấn cho dân"))
    )
    [shown] = ward.ask(HA, "xem 6")
    assert isinstance(shown, RowShown)
    assert (shown.row.lead_names, shown.row.last_day) == (("UBND phường",), date(2026, 5, 29))
    assert ward.ask(HA, "tách dòng 3") == [SplitUnclear(3)]
    assert names_of(ward.ask(HA, "tách dòng 19: A; B")) == ["NoSuchRow"]


def test_a_split_row_is_still_that_row_of_the_paper_once_written(ward: World) -> None:
    ward.ask(HA, "tách dòng 1")
    [imported] = ward.ask(HA, "vẫn ghi")
    assert isinstance(imported, PlanImported)
    with ward.database.reading() as tx:
        found = [each.task for each in load_tasks(tx, ward.organisation_id)][-4:]
    assert sorted((task.code, task.title) for task in found) == [
        ("1", "Rà soát hạ tầng số"),
        ("1", "lập danh mục thiết bị"),
        ("2", "Tập huấn kỹ năng số"),
        ("3", "Tổng kết"),
    ]


def test_rows_are_joined_into_the_first_and_the_other_limit_is_told(ward: World) -> None:
    joined, *_ = ward.ask(HA, "gộp dòng 1, 2")
    assert isinstance(joined, RowsJoined)
    assert joined.row.title == "Rà soát hạ tầng số; lập danh mục thiết bị; Tập huấn kỹ năng số"
    assert (joined.row.lead_names, joined.row.coordinating_names) == (("Ban Xây dựng Đảng",), ("UBND phường",))
    assert (joined.row.wording, joined.other_limits) == ("30/6/2026", (RowWords(2, "29/5/2026"),))
    assert list(rows_of(ward)) == [1, 3]
    assert ward.ask(HA, "gộp 1") == [JoinUnclear()]


def test_a_row_that_was_left_out_comes_back_with_its_doubts(ward: World) -> None:
    before = {doubt.message for doubt in _doubts(ward)}
    assert isinstance(ward.ask(HA, "bỏ 3")[0], RowsDropped)
    assert not _doubts(ward)
    assert ward.ask(HA, "lấy lại dòng 3")[0] == RowsRestored((3,), 3)
    assert list(rows_of(ward)) == [1, 2, 3]
    assert {doubt.message for doubt in _doubts(ward)} == before
    assert ward.ask(HA, "lấy lại 2") == [RowNotLeftOut(2)]


def test_a_doubt_that_left_its_row_out_is_open_again_with_the_row(ward: World) -> None:
    row, before = 3, open_about(ward, 3)
    assert before
    choose_for(ward, row, LEAVE_OUT)
    assert row not in rows_of(ward)
    ward.ask(HA, "lấy lại dòng 3")
    assert open_about(ward, row) == before
    choose_for(ward, row, "keep")  # answered anew, and otherwise
    assert len(open_about(ward, row)) == len(before) - 1


def test_a_doubt_that_was_answered_before_the_row_was_left_out_stays_answered(ward: World) -> None:
    before = open_about(ward, 3)
    choose_for(ward, 3, "keep")
    ward.ask(HA, "bỏ 3")
    ward.ask(HA, "lấy lại dòng 3")
    assert open_about(ward, 3) == before[1:]


def open_about(ward: World, row: int) -> list[str]:
    """The marks of the doubts about a row that are open."""
    with reading_as(ward, HA) as context:
        draft = open_draft(context, 1)
        assert draft is not None
        return [doubt.mark for doubt in Review(context, draft).left if doubt.row == row]


def choose_for(ward: World, row: int, action: str) -> None:
    """Settle the first open doubt about a row in this way, by its button."""
    with reading_as(ward, HA) as context:
        draft = open_draft(context, 1)
        assert draft is not None
        doubt = next(doubt for doubt in Review(context, draft).left if doubt.row == row)
    number = next(at for at, choice in enumerate(doubt.choices, 1) if choice.action == action)
    ward.ask(HA, f"/choose {number} q:{doubt.mark}x1")


def test_split_and_added_rows_stand_in_the_order_of_the_document_and_are_written_so(ward: World) -> None:
    ward.ask(HA, "tách dòng 2: Tập huấn cho cán bộ; Tập huấn cho chi bộ")
    ward.ask(HA, "thêm dòng Kiểm tra an toàn thông tin; chủ trì UBND phường; hạn 10/7/2026")
    ward.ask(HA, "tách dòng 1")
    ward.ask(HA, "bỏ 1")
    ward.ask(HA, "lấy lại dòng 1")
    order = [1, 6, 2, 4, 3, 5]
    assert list(rows_of(ward)) == order
    titles = list(rows_of(ward).values())
    [imported] = ward.ask(HA, "vẫn ghi")
    assert isinstance(imported, PlanImported)
    with ward.database.reading() as tx:
        tasks = [each.task for each in load_tasks(tx, ward.organisation_id)]
    written = sorted(tasks[-6:], key=lambda task: task.id)
    assert [task.title for task in written] == titles
    assert [task.number - imported.first_number + 1 for task in written] == order, "each has the number of its row"
    with reading_as(ward, HA) as context:
        shown = read_timeline(context, {})
    assert shown is not None
    [unit] = [unit for unit in shown.units if unit.name == "UBND phường"]
    assert [row.summary.title for row in unit.rows if row.summary.title in titles] == titles[2:]


def _doubts(ward: World):
    with ward.database.reading() as tx:
        draft = load_draft(tx, ward.organisation_id, 1)
    assert draft is not None
    codes = {row.code for row in draft.plan.tasks}
    return [warning for warning in draft.plan.warnings if warning.task in codes]


def test_a_page_names_the_draft_and_the_version_it_shows(ward: World) -> None:
    changed, *_ = ward.ask(HUNG, "/edit q:x1v1 2 hạn 1/6/2026")
    assert isinstance(changed, RowChanged)
    [told] = ward.ask(HA, "/edit q:x1v1 2 tên Tập huấn")
    assert isinstance(told, DraftChanged)
    assert [(each.row, each.part, each.value, each.who) for each in told.changes] == [(2, "deadline", "1/6/2026", HUNG)]
    assert rows_of(ward)[2] == "Tập huấn kỹ năng số"
    assert isinstance(ward.ask(HA, "/edit q:x1v2 2 tên Tập huấn")[0], RowChanged)
    assert isinstance(ward.ask(HA, "/drop q:x7v1 2")[0], NoDraft)


@pytest.mark.parametrize("typed", ["/splitrow q:x1v1 1: A; B", "/joinrows q:x1v1 1, 2", "/drop q:x1v1 1"])
def test_what_somebody_else_has_changed_is_not_split_joined_or_left_out_unseen(ward: World, typed: str) -> None:
    ward.ask(HUNG, "/edit q:x1v1 1 hạn 1/6/2026")
    assert names_of(ward.ask(HA, typed)) == ["DraftChanged"]
    assert list(rows_of(ward)) == [1, 2, 3]


def test_writing_from_a_page_tells_what_others_changed_since(ward: World) -> None:
    ward.ask(HUNG, "/addrow q:x1v1 Kiểm tra; chủ trì UBND phường; hạn 1/7/2026")
    ward.ask(HUNG, "/edit q:x1v2 3 hạn 1/7/2026")
    assert names_of(ward.ask(HA, "/write q:x1v1 anyway")) == ["DraftChanged"]
    [imported] = ward.ask(HA, "/write q:x1v3 anyway")
    assert isinstance(imported, PlanImported)
    assert imported.count == 4
    assert isinstance(ward.ask(HA, "/write q:x1v3 anyway")[0], NoDraft)


def test_a_row_number_that_is_not_there_is_refused(ward: World) -> None:
    assert ward.ask(HA, "gộp dòng 1, 9") == [NoSuchRow(9, 3)]
