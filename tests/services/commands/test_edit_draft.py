"""A plan is corrected by chat before it is written: questions one by one, rows by text, units by name."""

from dataclasses import replace
from datetime import date

from domain.deadlines import DeadlineKind
from domain.messages.accounts import OnlyForRole
from domain.messages.drafts import (
    ChangeNotUnderstood,
    DeadlineNotRead,
    DoubtAsked,
    DraftDropped,
    DraftShown,
    NoDraft,
    NoSuchRow,
    NothingToWrite,
    NotInPlan,
    PlanImported,
    RowChanged,
    RowsDropped,
    RowShown,
    UnitMapped,
    UnitNotFound,
)
from domain.messages.questions import NoSuchChoice, NothingAsked, NotUnderstood
from domain.plans import PlanWarning, WarningCode
from domain.tasks import Part
from services.plans.receive_plan import read_document
from storage.tasks import find_task
from storage.units import load_directory
from tests.plans_in_chat import plan_text, send_plan, send_reading
from tests.world import HA, LAN, World, names_of

VHXH = "Phòng Văn hóa - Xã hội"
ROWS = [
    ("Rà soát hạ tầng số", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 15/4/2026"),
    ("Tập huấn kỹ năng số", "Nhà Văn hóa phường", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
    ("Bố trí kinh phí", "UBND phường; Ban Xây dựng Đảng", "Văn phòng Đảng ủy", "trong quý II/2026"),
    ("Tổng kết", "UBND phường", "", "khi có điều kiện"),
]
PLAN = plan_text(ROWS)


def draft_of(world: World) -> list[object]:
    world.link(HA)
    return list(send_plan(world, HA, PLAN))


def task(world: World, number: int):
    with world.database.reading() as tx:
        found = find_task(tx, world.organisation_id, number)
    assert found is not None
    return found.task


def test_the_unit_nobody_knows_is_asked_first_with_up_to_three_suggestions(world: World) -> None:
    shown, asked = draft_of(world)
    assert isinstance(shown, DraftShown)
    assert isinstance(asked, DoubtAsked)
    assert asked.doubt.code == "unknown_unit"
    assert asked.doubt.message == "Nhà Văn hóa phường"
    assert 1 <= len([c for c in asked.doubt.choices if c.action == "read_as"]) <= 3
    assert asked.doubt.choices[-1].action == "add_unit"
    assert [unit.name for unit in shown.unknown] == ["Nhà Văn hóa phường"]


def test_each_answer_brings_the_next_question_until_none_is_left(world: World) -> None:
    shown, asked = draft_of(world)
    assert isinstance(shown, DraftShown)
    seen = [asked]
    while isinstance(seen[-1], DoubtAsked):
        [said] = world.ask(HA, "chọn 1")
        seen.append(said)
    assert len(seen) == shown.doubts + 1
    assert isinstance(seen[-1], DraftShown)
    assert seen[-1].left == 0
    assert world.ask(HA, "chọn 1") == [NothingAsked()]


def test_a_name_explained_becomes_an_alias_of_its_unit_when_the_plan_is_written(world: World) -> None:
    draft_of(world)
    mapped, *_ = world.ask(HA, "đơn vị Nhà Văn hóa là " + VHXH)
    assert mapped == UnitMapped("Nhà Văn hóa phường", VHXH)
    with world.database.reading() as tx:
        assert load_directory(tx, world.organisation_id).find("Nhà Văn hóa phường") is None
    world.ask(HA, "vẫn ghi")
    assert task(world, 20).lead_names == (VHXH,)
    with world.database.reading() as tx:
        unit = load_directory(tx, world.organisation_id).find("Nhà văn hóa phường")
    assert unit is not None
    assert unit.name == VHXH


def test_a_unit_nobody_explains_is_added_by_its_name(world: World) -> None:
    draft_of(world)
    world.ask(HA, "vẫn ghi")
    assert task(world, 20).lead_names == ("Nhà Văn hóa phường",)


def test_a_deadline_typed_anew_settles_the_doubts_about_it(world: World) -> None:
    draft_of(world)
    changed, *_ = world.ask(HA, "sửa 4 hạn 10/7/2026")
    assert isinstance(changed, RowChanged)
    assert (changed.row.wording, changed.row.last_day) == ("10/7/2026", date(2026, 7, 10))
    world.ask(HA, "vẫn ghi")
    deadline = task(world, 22).deadline
    assert (deadline.kind, deadline.last_day) == (DeadlineKind.BY_DATE, date(2026, 7, 10))


def test_a_deadline_that_has_passed_is_remarked_upon(world: World) -> None:
    draft_of(world)
    changed, *_ = world.ask(HA, "sua 1 han 1/4/2026")
    assert isinstance(changed, RowChanged)
    assert changed.remarks == ("due_before_issue", "already_past")


def test_a_last_day_on_a_day_off_may_be_moved_to_the_working_day_before(world: World) -> None:
    world.link(HA)
    row = ("Báo cáo nhanh", "Ban Xây dựng Đảng", "UBND phường", "chậm nhất ngày 14/6/2026")
    _, asked = send_plan(world, HA, plan_text([row]))
    assert isinstance(asked, DoubtAsked)
    assert asked.doubt.code == "due_on_day_off"
    world.ask(HA, "chọn 2")
    [shown] = world.ask(HA, "xem 1")
    assert isinstance(shown, RowShown)
    assert (shown.row.wording, shown.row.last_day) == ("chậm nhất ngày 14/6/2026", date(2026, 6, 12))
    changed, *_ = world.ask(HA, "sửa 1 hạn 13/6/2026")
    assert isinstance(changed, RowChanged)
    assert changed.remarks == ("day_off",)


def test_units_title_and_product_can_be_typed_anew(world: World) -> None:
    draft_of(world)
    world.ask(HA, "sửa 1 chủ trì UBND")
    world.ask(HA, "sửa 1 phối hợp Văn phòng Đảng ủy; Trạm Y tế phường")
    world.ask(HA, "sửa 3 phối hợp không có")
    world.ask(HA, "sửa 1 tên Rà soát hạ tầng số các cơ quan Đảng")
    world.ask(HA, "sửa 1 sản phẩm Báo cáo")
    world.ask(HA, "vẫn ghi")
    first, third = task(world, 19), task(world, 21)
    assert first.lead_names == ("UBND phường",)
    assert first.coordinating_names == ("Văn phòng Đảng ủy", "Trạm Y tế phường")
    assert (first.title, first.product) == ("Rà soát hạ tầng số các cơ quan Đảng", "Báo cáo")
    assert third.units(Part.COORDINATING) == ()


def test_of_several_lead_units_one_can_be_chosen(world: World) -> None:
    draft_of(world)
    world.ask(HA, "chọn 1")
    said = world.ask(HA, "xem 3")
    assert isinstance(said[0], RowShown)
    doubt = next(d for d in questions(world) if d.doubt.code == "several_lead_units")
    at = [choice.detail for choice in doubt.doubt.choices].index("UBND phường") + 1
    world.ask(HA, f"choose {at} q:{doubt.doubt.mark}")
    world.ask(HA, "vẫn ghi")
    assert task(world, 21).lead_names == ("UBND phường",)
    assert "Ban Xây dựng Đảng" in task(world, 21).coordinating_names


def questions(world: World) -> list[DoubtAsked]:
    """Every question from here on, each left as it is."""
    found: list[DoubtAsked] = []
    world.say(HA, "/import")
    said = [s for d in world.deliver() for s in d.responses]
    while isinstance(said[-1], DoubtAsked):
        found.append(said[-1])
        said = world.ask(HA, "chọn 1")
    return found


def test_rows_are_left_out_and_the_others_keep_their_numbers(world: World) -> None:
    draft_of(world)
    dropped, *_ = world.ask(HA, "bỏ 2 3")
    assert dropped == RowsDropped((2, 3), 2)
    [imported] = world.ask(HA, "vẫn ghi")
    assert isinstance(imported, PlanImported)
    assert (imported.count, imported.first_number, imported.last_number) == (2, 19, 22)
    assert world.ask(HA, "hủy") == [NoDraft()]


def test_a_button_of_an_older_question_answers_that_question(world: World) -> None:
    _, asked = draft_of(world)
    assert isinstance(asked, DoubtAsked)
    [second] = world.ask(HA, f"choose {len(asked.doubt.choices)} q:{asked.doubt.mark}")
    assert isinstance(second, DoubtAsked)
    [still] = world.ask(HA, f"choose 1 q:{asked.doubt.mark}")
    assert isinstance(still, DoubtAsked)
    assert still.doubt == second.doubt
    assert world.ask(HA, "choose 1 q:000000") == [NothingAsked()]


def test_what_makes_no_sense_gets_its_sentence_and_changes_nothing(world: World) -> None:
    draft_of(world)
    assert world.ask(HA, "sửa 99 hạn 10/7/2026") == [NoSuchRow(99, 4)]
    assert world.ask(HA, "sửa 4 màu đỏ") == [ChangeNotUnderstood(4)]
    assert world.ask(HA, "sửa 4 tên") == [ChangeNotUnderstood(4)]
    assert world.ask(HA, "sửa") == [ChangeNotUnderstood(3)]
    assert world.ask(HA, "sửa 4 hạn sớm nhất có thể") == [DeadlineNotRead(4, "sớm nhất có thể")]
    assert names_of(world.ask(HA, "chọn 9")) == [NoSuchChoice.__name__]
    assert names_of(world.ask(HA, "có")) == [NoSuchChoice.__name__]
    assert names_of(world.ask(HA, "sửa 9 hạn 10/7/2026")) == ["ClarificationAsked"], "task 9 is there"
    [unknown] = world.ask(HA, "đơn vị Nhà Văn hóa là Sở Ngoại vụ Hà Giang")
    assert isinstance(unknown, UnitNotFound)
    [not_there] = world.ask(HA, "đơn vị Bệnh viện là UBND phường")
    assert isinstance(not_there, NotInPlan)
    assert names_of(world.ask(HA, "/import"))[0] == "DraftShown"


def test_a_plan_without_rows_is_not_written(world: World) -> None:
    draft_of(world)
    world.ask(HA, "bỏ 1 2 3 4")
    assert world.ask(HA, "vẫn ghi") == [NothingToWrite()]


def test_without_a_draft_xem_and_sua_mean_the_task_and_no_means_nothing(world: World) -> None:
    world.link(HA, LAN)
    assert names_of(world.ask(HA, "xem 3")) == ["TaskShown"]
    assert names_of(world.ask(LAN, "xem 3")) == ["TaskShown"]
    assert names_of(world.ask(LAN, "không")) == [NotUnderstood.__name__]
    assert names_of(world.ask(HA, "sửa 4 hạn 10/7/2026")) == ["TaskChanged"]
    for text in ("sửa 4", "bỏ 4", "chọn 1", "hủy", "đơn vị A là B"):
        assert names_of(world.ask(HA, text)) == [NoDraft.__name__]
        assert names_of(world.ask(LAN, text)) == [OnlyForRole.__name__]


def test_a_dropped_draft_is_gone(world: World) -> None:
    draft_of(world)
    [dropped] = world.ask(HA, "huỷ")
    assert isinstance(dropped, DraftDropped)
    assert names_of(world.ask(HA, "xem 3")) == ["TaskShown"]


def test_number_title_and_day_of_the_plan_itself_are_corrected_by_text(world: World) -> None:
    draft_of(world)
    shown, *_ = world.ask(HA, "sửa số kế hoạch 45-KH/ĐU")
    assert isinstance(shown, DraftShown)
    assert shown.number == "45-KH/ĐU"
    shown, *_ = world.ask(HA, "sửa số 46-KH/ĐU")
    assert isinstance(shown, DraftShown)
    assert shown.number == "46-KH/ĐU"
    shown, *_ = world.ask(HA, "sửa tên kế hoạch: Kế hoạch chuyển đổi số năm 2026")
    assert isinstance(shown, DraftShown)
    assert shown.title == "Kế hoạch chuyển đổi số năm 2026"
    shown, *_ = world.ask(HA, "sua ngay ban hanh 2/3/2026")
    assert isinstance(shown, DraftShown)
    assert shown.issued_on == date(2026, 3, 2)
    assert [type(s) for s in world.ask(HA, "sửa ngày ban hành hôm ấy")] == [ChangeNotUnderstood]


def test_limits_that_rest_on_the_day_of_issue_follow_it_and_corrected_ones_stay(world: World) -> None:
    world.link(HA)
    rows = [("Tập huấn", "UBND phường", "", "30/5"), ("Tổng kết", "UBND phường", "", "15/6")]
    send_plan(world, HA, plan_text(rows))
    world.ask(HA, "sửa 2 hạn 20/7/2026")
    world.ask(HA, "sửa ngày ban hành 10/4/2027")
    first, second = (world.ask(HA, f"dòng {number}")[0] for number in (1, 2))
    assert isinstance(first, RowShown)
    assert isinstance(second, RowShown)
    assert (first.row.last_day, second.row.last_day) == (date(2027, 5, 30), date(2026, 7, 20))


def test_a_year_that_the_document_leaves_open_is_chosen_once_for_all_rows(world: World) -> None:
    world.link(HA)
    blank = plan_text(
        [("Tập huấn", "UBND phường", "Văn phòng Đảng ủy", "30/6"), ("Tổng kết", "UBND phường", "", "15/7")]
    )
    blank = blank.replace("ngày 10 tháng 4 năm 2026".encode(), "ngày   tháng   năm".encode())
    blank = blank.replace("năm 2026".encode(), b"")
    _, asked = send_plan(world, HA, blank)
    assert isinstance(asked, DoubtAsked)
    assert asked.doubt.code == "year_unknown"
    assert [(c.action, c.detail) for c in asked.doubt.choices][1:3] == [("in_year", "2026"), ("in_year", "2027")]
    [following] = world.ask(HA, "B")
    assert isinstance(following, DoubtAsked)
    assert following.doubt.code == "no_coordinating_unit"
    first, second = (world.ask(HA, f"xem {number}")[0] for number in (1, 2))
    assert isinstance(first, RowShown)
    assert isinstance(second, RowShown)
    assert (first.row.last_day, second.row.last_day) == (date(2026, 6, 30), date(2026, 7, 15))


def test_a_lead_unit_may_be_chosen_among_those_that_coordinate(world: World) -> None:
    world.link(HA)
    _, asked = send_plan(world, HA, plan_text([("Tập huấn", "", "UBND phường; Văn phòng Đảng ủy", "30/6/2026")]))
    assert isinstance(asked, DoubtAsked)
    assert asked.doubt.code == "no_lead_unit"
    world.ask(HA, "B")
    [row] = world.ask(HA, "xem 1")
    assert isinstance(row, RowShown)
    assert (row.row.lead_names, row.row.coordinating_names) == (("UBND phường",), ("Văn phòng Đảng ủy",))


def test_a_draft_of_an_earlier_version_without_both_readings_turns_its_dates_too(world: World) -> None:
    world.link(HA)
    reading = read_document(plan_text([("Tập huấn", "UBND phường", "Văn phòng Đảng ủy", "04/05/2026")]), "a.txt")
    assert reading.plan is not None
    unclear = PlanWarning(WarningCode.DATE_ORDER_UNCLEAR, None, "Tệp ghi ngày như “4/5/2026”.")
    send_reading(world, HA, replace(reading, plan=replace(reading.plan, warnings=(unclear,))))
    world.ask(HA, "B")
    [row] = world.ask(HA, "xem 1")
    assert isinstance(row, RowShown)
    assert (row.row.last_day, row.row.wording) == (date(2026, 4, 5), "04/05/2026")
