"""How rows, columns and cells of real tables belong together."""

import random
from datetime import date
from time import process_time

import pytest

from documents.plans.block_account import EntryKind
from documents.plans.blocks import Row
from documents.plans.plan_reader import read_plan
from documents.plans.tables.columns import Role
from documents.plans.tables.table_reader import TableReading, read_tables
from domain.plans import WarningCode
from tests.documents.table_sketch import sketched

ISSUED = date(2026, 3, 5)
HEADER = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn")


def _tasks(reading: TableReading) -> list[tuple[str, str, str, str]]:
    due = (t.deadline(ISSUED).deadline for t in reading.tasks)
    return [
        (t.code, t.cell(Role.TASK), t.cell(Role.LEAD), str(d.last_day or d.kind))
        for t, d in zip(reading.tasks, due, strict=True)
    ]


def _rules(reading: TableReading) -> list[str]:
    return [f"{e.kind}:{e.rule}" if e.kind in {EntryKind.CONTEXT, EntryKind.UNREAD} else str(e.kind)
            for e in reading.entries]  # fmt: skip


def _read(*lines: tuple[str, ...], banners: tuple[int, ...] = ()) -> TableReading:
    return read_tables(sketched(lines, banners=banners))


def test_rows_under_one_merged_task_cell_are_tasks_when_unit_or_day_is_their_own() -> None:
    reading = _read(
        HEADER,
        ("1", "Ban hành kế hoạch", "Phòng A", "Phòng C", "30/4/2026"),
        ("^", "^", "Phòng B", "", "31/5/2026"),
        ("2", "Tổng kết", "Phòng A", "Phòng B", "15/12/2026"),
        ("^", "^", "^", "Phòng C", "^"),
    )
    assert _tasks(reading) == [
        ("1", "Ban hành kế hoạch", "Phòng A", "2026-04-30"),
        ("1.2", "Ban hành kế hoạch", "Phòng B", "2026-05-31"),
        ("2", "Tổng kết", "Phòng A", "2026-12-15"),
    ]
    assert [t.cell(Role.COORDINATING) for t in reading.tasks] == ["Phòng C", "", "Phòng B; Phòng C"]
    assert _rules(reading)[1:] == ["task", "task", "task", "part"]


def test_without_merged_cells_a_whole_assignment_under_an_empty_task_is_another_task() -> None:
    reading = _read(
        HEADER,
        ("1", "Góp ý dự thảo", "Phòng A", "", "30/4/2026"),
        ("", "", "Phòng B", "", "15/5/2026"),
        ("2", "Rà soát hồ sơ của", "Phòng Văn hóa -", "", "Trước ngày"),
        ("", "các hộ dân", "Xã hội", "", "30/6/2026"),
        ("3", "Báo cáo", "Phòng A", "", "30/7/2026"),
        ("", "", "Phòng B", "", ""),
    )
    assert _tasks(reading) == [
        ("1", "Góp ý dự thảo", "Phòng A", "2026-04-30"),
        ("1.2", "Góp ý dự thảo", "Phòng B", "2026-05-15"),
        ("2", "Rà soát hồ sơ của các hộ dân", "Phòng Văn hóa - Xã hội", "2026-06-29"),
        ("3", "Báo cáo", "Phòng A; Phòng B", "2026-07-30"),
    ]


def test_lines_of_a_cell_stay_paired_with_their_days() -> None:
    reading = _read(
        HEADER,
        ("1", "Góp ý dự thảo", "Phòng A\nPhòng B", "", "30/4/2026\n15/5/2026"),
        ("2", "- Dự thảo\n- Lấy ý kiến", "Phòng A", "", "- 10/6/2026\n- 20/6/2026"),
        ("3", "Xây dựng đề án", "Phòng A", "", "Dự thảo: 15/4/2026\nTrình: 30/4/2026"),
        ("4", "Họp", "Phòng A\nPhòng B", "", "30/7/2026"),
        ("5", "Đi thực tế", "Phòng A", "", "Trước ngày\n30/8/2026"),
        ("6", "Tự đánh giá", "Phòng A, Phòng B", "", "Phòng A: 30/9/2026; Phòng B: trước ngày 15/10/2026"),
    )
    assert _tasks(reading) == [
        ("1", "Góp ý dự thảo", "Phòng A", "2026-04-30"),
        ("1.2", "Góp ý dự thảo", "Phòng B", "2026-05-15"),
        ("2", "Dự thảo", "Phòng A", "2026-06-10"),
        ("2.2", "Lấy ý kiến", "Phòng A", "2026-06-20"),
        ("3", "Xây dựng đề án", "Phòng A", "2026-04-30"),
        ("4", "Họp", "Phòng A; Phòng B", "2026-07-30"),
        ("5", "Đi thực tế", "Phòng A", "2026-08-29"),
        ("6", "Tự đánh giá", "Phòng A", "2026-09-30"),
        ("6.2", "Tự đánh giá", "Phòng B", "2026-10-14"),
    ]


def test_groups_named_after_a_month_or_a_unit_give_it_to_their_rows() -> None:
    reading = _read(
        ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
        ("Tháng 4/2026", "", "", ""),
        ("1", "A", "Phòng A", ""),
        ("2", "B", "Phòng B", "15/4/2026"),
        ("CÁC NHIỆM VỤ HOÀN THÀNH TRONG QUÝ II", "", "", ""),
        ("3", "C", "Phòng A", ""),
        ("4", "VĂN PHÒNG ĐẢNG ỦY", "", ""),
        ("4.1", "D", "", "30/6/2026"),
        ("TỔNG KẾT NĂM 2026", "", "", ""),
        ("5", "E", "Phòng A", "30/11/2026"),
    )
    assert _tasks(reading) == [
        ("1", "A", "Phòng A", "2026-04-30"),
        ("2", "B", "Phòng B", "2026-04-15"),
        ("3", "C", "Phòng A", "2026-06-30"),
        ("4.1", "D", "Văn phòng Đảng ủy", "2026-06-30"),
        ("5", "E", "Phòng A", "2026-11-30"),
    ]
    assert [r for r in _rules(reading) if r != "task"] == [
        "context:table_header", "part", "part", "part", "context:group_heading",
    ]  # fmt: skip


def test_a_group_whose_rows_all_have_unit_and_day_is_a_task_itself() -> None:
    reading = _read(
        HEADER,
        ("1", "Văn kiện", "Phòng A", "", "15/4/2026"),
        ("a", "Dự thảo", "Tổ B", "", "01/4/2026"),
        ("b", "Hoàn thiện", "Tổ B", "", "10/4/2026"),
        ("2", "Nhân sự", "Phòng A", "", "30/4/2026"),
        ("a", "Rà soát", "", "", ""),
    )
    assert [code for code, *_ in _tasks(reading)] == ["1", "1.a", "1.b", "2.a"]


@pytest.mark.parametrize(
    ("header", "row", "lead", "due"),
    [
        ((("TT", "Nội dung", "VP Đảng ủy", "UBKT", "Hạn"),), ("1", "A", "", "x", "30/4"), "UBKT", "2026-04-30"),
        ((("TT", "Nội dung", "Văn phòng", "Công an", "Hạn"),), ("1", "A", "PH", "CT", "30/4"), "Công an", "2026-04-30"),
        ((("TT", "Nội dung", "Đơn vị", "Quý I", "Quý II"),), ("1", "A", "Phòng A", "", "x"), "Phòng A", "2026-06-30"),
        ((("TT", "Nội dung", "Đơn vị", "Tháng", ""), ("^", "^", "^", "4", "5")), ("1", "A", "Phòng A", "", "x"),
         "Phòng A", "2026-05-31"),
        ((("TT", "Nội dung", "Đơn vị", "Năm 2027", ""), ("^", "^", "^", "Quý I", "Quý II")),
         ("1", "A", "Phòng A", "x", ""), "Phòng A", "2027-03-31"),
        ((("Tháng", "Nội dung", "Đơn vị thực hiện"),), ("4", "A", "Phòng A"), "Phòng A", "2026-04-30"),
        ((("TT", "Nội dung", "Ai làm", "Bao giờ xong"),), ("1", "A", "Văn phòng", "30/4"), "Văn phòng", "2026-04-30"),
        ((("TT", "Công việc", "Người thực hiện", "Hoàn thành trước ngày"),), ("1", "A", "Phòng A", "30/4/2026"),
         "Phòng A", "2026-04-29"),
        ((("TT", "Nội dung", "Đơn vị thực hiện", "Thời gian (Năm 2027)"),), ("1", "A", "Phòng A", "30/4"),
         "Phòng A", "2027-04-30"),
        ((("TT", "Việc", "Người nhận việc", "Tần suất"),), ("1", "A", "Phòng A", "Hằng tháng"), "Phòng A",
         "recurring_monthly"),
        ((("TT", "Nội dung", "Đơn vị chủ trì", "Số lượng", "Hệ số", "Thời gian hoàn thành"),),
         ("1", "A", "Phòng A", "2", "1.5", "30/4/2026"), "Phòng A", "2026-04-30"),
        ((("Đơn vị", "Nội dung", "Thời gian"),), ("Phòng A", "A", "30/4"), "Phòng A", "2026-04-30"),
        ((("TT", "Nội dung", "Đơn vị thực hiện", "Từ ngày", "Đến ngày"),), ("1", "A", "Phòng A", "1/4", "30/4"),
         "Phòng A", "2026-04-30"),
        ((("TT", "Nội dung", "Chủ trì", "Thời gian", "", ""), ("^", "^", "^", "Q1", "Q2", "Q3")),
         ("1", "A", "Phòng A", "x", "x", ""), "Phòng A", "2026-06-30"),
        ((("TT", "Nội dung", "Đơn vị thực hiện", "", "Hạn"), ("^", "^", "VP", "Công an", "^")),
         ("1", "A", "", "x", "30/4"), "Công an", "2026-04-30"),
        ((("TT", "Họ và tên", "Nhiệm vụ được phân công", "Hạn"),), ("1", "Trần Thị B", "A", "30/4"), "Trần Thị B",
         "2026-04-30"),
        ((("TT", "Nội dung", "Lãnh đạo chỉ đạo", "Chuyên viên thực hiện", "Hạn"),),
         ("1", "A", "Đ/c C", "Đ/c D", "30/4"), "Đ/c D", "2026-04-30"),
        ((("Nhiệm vụ", "Thời hạn", "Sản phẩm"), ("2. Văn phòng HĐND và UBND", "", "")), ("A", "30/4", "Báo cáo"),
         "Văn phòng HĐND và UBND", "2026-04-30"),
    ],
)  # fmt: skip
def test_who_and_when_are_found_where_the_header_puts_them(
    header: tuple[tuple[str, ...], ...], row: tuple[str, ...], lead: str, due: str
) -> None:
    reading = _read(*header, row)
    assert [(t.cell(Role.TASK), t.cell(Role.LEAD)) for t in reading.tasks] == [("A", lead)]
    deadline = reading.tasks[0].deadline(ISSUED).deadline
    assert str(deadline.last_day or deadline.kind) == due


def test_an_assigned_day_or_an_actual_one_is_no_limit() -> None:
    header = ("TT", "Nội dung", "Đơn vị thực hiện", "Ngày giao", "Thời gian hoàn thành thực tế")
    task = _read(header, ("1", "A", "Phòng A", "05/3/2026", "20/3/2026")).tasks[0]
    assert task.deadline(ISSUED).deadline.last_day is None


def test_a_limit_in_the_text_counts_where_no_column_holds_one() -> None:
    reading = _read(
        ("TT", "Nội dung", "Đơn vị thực hiện"),
        ("1", "Tổ chức hội nghị. Thời gian: trước ngày 20/4/2026.", "Phòng A"),
        ("2", "Rà soát hồ sơ (xong trong quý II/2026)", "Phòng A"),
        ("3", "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2026", "Phòng A"),
    )
    assert _tasks(reading) == [
        ("1", "Tổ chức hội nghị", "Phòng A", "2026-04-19"),
        ("2", "Rà soát hồ sơ", "Phòng A", "2026-06-30"),
        ("3", "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2026", "Phòng A", "unknown"),
    ]


def test_what_stands_below_the_tasks_is_named_and_nothing_of_it_joins_them() -> None:
    reading = _read(
        HEADER,
        ("1", "A", "Phòng A", "", "30/4/2026"),
        ("", "Tổng kết", "Phòng B", "", "30/5/2026"),
        ("", "Tổng cộng: 2 nhiệm vụ", "", "", ""),
        ("", "Ghi chú: căn cứ nhiệm vụ, các đơn vị chủ động thực hiện.", "", "", ""),
        ("", "Lưu ý: gửi báo cáo trước ngày 25/6/2026.", "", "", ""),
        ("", "Danh sách gửi kèm công văn này để các cơ quan biết.", "", "", ""),
        ("", "NGƯỜI LẬP BIỂU", "", "", "TRƯỞNG PHÒNG"),
        ("", "Nguyễn Văn A", "", "", "Trần Văn B"),
    )
    assert [task for _, task, *_ in _tasks(reading)] == ["A", "Tổng kết"]
    assert _rules(reading)[3:] == [
        "context:total", "context:closing_note", "unread:dated_note", "unread:row_without_assignment",
        "context:signature", "context:signature",
    ]  # fmt: skip


def test_tables_of_another_kind_are_no_tasks_and_say_what_they_are() -> None:
    people = _read(("STT", "Họ và tên", "Chức vụ"), ("1", "Nguyễn Văn A", "Trưởng phòng"))
    prices = _read(("STT", "Nội dung", "ĐVT", "Số lượng", "Đơn giá"), ("1", "In", "bộ", "10", "5"))
    agenda = _read(
        ("Thời gian", "Nội dung", "Người thực hiện"),
        ("8h00 - 8h30", "Đón tiếp", "Văn phòng"),
        ("8h30", "Khai mạc", "Văn phòng"),
    )
    aims = _read(("STT", "Chỉ tiêu", "Đơn vị", "Năm 2025", "Năm 2026"), ("1", "Hộ nghèo", "%", "2", "1"))
    assert not aims.tasks
    assert [set(_rules(r)) for r in (people, prices, agenda)] == [
        {"context:list_of_people"}, {"context:figures"}, {"context:agenda"},
    ]  # fmt: skip
    assert [len(r.tasks) for r in (people, prices, agenda)] == [0, 0, 0]


def test_a_table_that_is_not_understood_is_unread_row_by_row() -> None:
    reading = _read(("Ngày", "Tuyến đường", "Xe"), ("12/4/2026", "Lê Lợi", "2"), ("13/4/2026", "Trần Phú", "3"))
    assert list(_rules(reading)) == 3 * ["unread:table_not_understood"]


def test_a_dated_duty_is_never_passed_over_as_letterhead_or_signature() -> None:
    letterhead = _read(("UBND PHƯỜNG\nSố: 12/KH-UBND", "Hoa Mai, ngày 05 tháng 3 năm 2026"))
    signature = _read(("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Bình"))
    duties = _read(("Phòng Kinh tế", "Báo cáo ngày 15 tháng 4 năm 2026"), ("Giám đốc", "Họp trước 30/4/2026"))
    assert [_rules(r) for r in (letterhead, signature)] == [["context:letterhead"], ["context:addressees"]]
    assert [e.kind for e in duties.entries] == [EntryKind.UNREAD, EntryKind.UNREAD]


def test_lines_of_a_sheet_above_its_tasks_are_letterhead_and_title_below_them_unread() -> None:
    reading = _read(
        ("UBND PHƯỜNG HOA MAI", "", ""),
        ("*", "", ""),
        ("Hoa Mai, ngày 05 tháng 3 năm 2026", "", ""),
        ("Phụ lục I\nKẾ HOẠCH CÔNG TÁC", "", ""),
        ("(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/3/2026)", "", ""),
        ("Nội dung", "Ai làm", "Bao giờ xong"),
        ("A", "Phòng A", "30/4/2026"),
        ("Nơi nhận:", "", ""),
        ("PHỤ LỤC II", "", ""),
        ("Các phòng gửi kết quả về Văn phòng.", "", ""),
    )
    assert _rules(reading) == [
        "context:letterhead", "context:letterhead", "context:letterhead", "context:title", "context:title",
        "context:table_header", "task", "context:addressees", "context:title", "unread:line_of_text",
    ]  # fmt: skip


def test_a_heading_over_no_rows_is_not_taken_for_context() -> None:
    reading = _read(HEADER, ("1", "A", "Phòng A", "", "30/4/2026"), ("II", "Diễn tập phòng thủ", "", "", ""))
    assert _rules(reading)[-1] == "unread:heading_without_rows"


MONTH_FIRST = "ID,Task name,Owner,Start date,Due date\n1,Soạn đề cương,Văn phòng,{},{}\n2,Trình ký,Văn phòng,{},{}\n"


def test_dates_are_month_first_only_where_a_day_over_twelve_proves_it() -> None:
    proven = read_plan(MONTH_FIRST.format("1/2/2026", "4/5/2026", "1/3/2026", "4/30/2026").encode(), "a.csv")
    unclear = read_plan(MONTH_FIRST.format("1/2/2026", "4/5/2026", "1/3/2026", "4/6/2026").encode(), "a.csv")
    day_first = read_plan(MONTH_FIRST.format("1/2/2026", "4/5/2026", "1/3/2026", "30/4/2026").encode(), "a.csv")
    assert [str(t.deadline.last_day) for t in proven.tasks] == ["2026-04-05", "2026-04-30"]
    assert [str(t.deadline.last_day) for t in day_first.tasks] == ["2026-05-04", "2026-04-30"]
    asked = [
        [w.task for w in p.warnings if w.code is WarningCode.DATE_ORDER_UNCLEAR] for p in (proven, unclear, day_first)
    ]
    assert asked == [[], [None], []]


def _generated(seed: int) -> list[Row]:
    """A document of tables as they come: headers of several forms, groups, torn rows, notes, tables of other kinds."""
    rng = random.Random(seed)  # noqa: S311 -- no secret depends on it
    headers = [
        HEADER,
        ("STT", "Nội dung", "Đơn vị thực hiện", "Thời gian"),
        ("Nội dung", "Ai làm", "Bao giờ xong"),
        ("STT", "Họ và tên", "Chức vụ", "Ghi chú"),
        ("Ngày", "Tuyến đường", "Xe"),
        ("Nội dung", "Chi tiết"),
        ("ĐẢNG ỦY PHƯỜNG", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ]
    words = ["", "", "1", "I", "a)", "-", "nt", "x", "Phòng A", "Phòng A\nPhòng B", "30/4/2026", "30/4\n15/5", "Quý II",
             "Tháng 4/2026", "Tổng cộng", "Ghi chú: như trên", "tiếp theo dòng trên", "Rà soát hồ sơ", "VĂN PHÒNG",
             "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "Công việc chính", "Thời gian", "(1)", "^"]  # fmt: skip
    rows: list[Row] = []
    for table in range(1, rng.randint(2, 5)):
        header = rng.choice(headers)
        lines = [header, *(tuple(rng.choice(words) for _ in header) for _ in range(rng.randint(0, 9)))]
        lines[1:2] = [tuple("" if c == "^" else c for c in line) for line in lines[1:2]]
        banners = tuple(i for i in range(1, len(lines)) if rng.random() < 0.1)
        rows += sketched(lines[rng.randint(0, 1) :] if "^" not in lines[-1] else lines, banners=banners, table=table)
    return rows


@pytest.mark.parametrize("seed", range(200))
def test_every_row_ends_as_exactly_one_entry(seed: int) -> None:
    rows = _generated(seed)
    reading = read_tables(rows)
    assert len(reading.entries) == len(rows)
    opened = [n for e in reading.entries if e.kind is EntryKind.TASK for n in e.rows]
    assert sorted(opened) == list(range(len(reading.tasks)))
    for row, entry in zip(rows, reading.entries, strict=True):
        is_task = entry.kind in {EntryKind.TASK, EntryKind.PART}
        assert bool(entry.rows) is is_task, row.cells
        assert entry.rule, row.cells
        assert any(row.words) or entry.rule == "empty_row"


@pytest.mark.parametrize(
    "cells",
    [
        ("Ghi nhận", "Tuyến đường Lê Lợi", "xe tải", "Ông A", "vật tư", "kho", "bảo dưỡng", "lái xe"),
        ("", "Nội dung công việc", "Đơn vị", "x", "", "", "", ""),
    ],
)
def test_five_thousand_rows_of_no_plan_are_given_up_within_seconds(cells: tuple[str, ...]) -> None:
    rows = [Row(cells, 1, i) for i in range(1, 5001)]
    before = process_time()
    assert not read_tables(rows).tasks
    assert process_time() - before < 8
