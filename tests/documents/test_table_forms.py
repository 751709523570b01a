"""Forms of tables that wards use besides the plain list: details, days beside weeks, halves, days as columns."""

from datetime import date

import pytest

from documents.plans.block_account import EntryKind
from documents.plans.blocks import Row
from documents.plans.deadlines import read_deadline
from documents.plans.deadlines.issue_days import IssueDay, first_of_one_year, read_limit
from documents.plans.tables.columns import Role
from documents.plans.tables.table_reader import TableReading, read_tables
from tests.documents.table_sketch import sketched

ISSUED = date(2026, 3, 5)
Lines = tuple[tuple[str, ...], ...]


def _tasks(reading: TableReading) -> list[tuple[str, str, str]]:
    due = (t.deadline(ISSUED).deadline for t in reading.tasks)
    return [
        (t.cell(Role.TASK), t.cell(Role.LEAD), str(d.last_day or d.kind))
        for t, d in zip(reading.tasks, due, strict=True)
    ]


def _read(*lines: tuple[str, ...], banners: tuple[int, ...] = ()) -> TableReading:
    reading = read_tables(sketched(lines, banners=banners))
    assert len(reading.entries) == len(lines)
    return reading


def test_details_beside_a_merged_job_are_the_tasks() -> None:
    reading = _read(
        ("TT", "Đầu việc", "Nội dung chi tiết", "Chủ trì", "Thời hạn"),
        ("1", "Kiểm tra cống", "Đo mực nước cống Bà Đậu", "Phòng Kinh tế", "10/5"),
        ("^", "^", "Thay phai gỗ cống Bà Đậu", "^", "20/5"),
        ("2", "Diễn tập", "Diễn tập sơ tán thôn Bãi", "Công an xã", "15/6"),
    )
    assert _tasks(reading) == [
        ("Đo mực nước cống Bà Đậu", "Phòng Kinh tế", "2026-05-10"),
        ("Thay phai gỗ cống Bà Đậu", "Phòng Kinh tế", "2026-05-20"),
        ("Diễn tập sơ tán thôn Bãi", "Công an xã", "2026-06-15"),
    ]


def test_a_merged_task_whose_details_repeat_stays_the_task() -> None:
    reading = _read(
        ("TT", "Nhiệm vụ", "Nội dung", "Chủ trì", "Thời hạn"),
        ("1", "Rà soát hộ nghèo", "Theo mẫu", "Phòng A", "10/5"),
        ("2", "Rà soát hộ nghèo", "Theo mẫu", "Phòng B", "20/5"),
    )
    assert [title for title, _, _ in _tasks(reading)] == ["Rà soát hộ nghèo", "Rà soát hộ nghèo"]


def test_days_win_over_weeks_and_weeks_stand_in_where_no_day_is_told() -> None:
    reading = _read(
        ("Tuần", "Ngày", "Nội dung", "Người phụ trách"),
        ("Tuần 1 (06/4 - 12/4)", "08/4", "Họp tổ chuyên môn", "Phó Hiệu trưởng"),
        ("^", "Trước 11/4", "Nộp sổ đầu bài", "Giáo viên chủ nhiệm"),
        ("^", "Cả tuần", "Kiểm tra vệ sinh lớp", "Nhân viên y tế"),
    )
    assert [due for _, _, due in _tasks(reading)] == ["2026-04-08", "2026-04-10", "2026-04-12"]


@pytest.mark.parametrize(
    ("month", "day", "due"),
    [
        ("Tháng 8", "Cuối tháng", "2026-08-31"),
        ("Tháng 8", "Tuần 3", "2026-08-21"),
        ("Tháng 8", "Trong tháng", "2026-08-31"),
        ("Tháng 8", "15/8", "2026-08-15"),
        ("Tháng 8", "", "2026-08-31"),
    ],
)
def test_what_the_month_adds_to_the_words_beside_it(month: str, day: str, due: str) -> None:
    reading = _read(
        ("Thời gian", "", "Nội dung", "Chủ trì"),
        (month, "02/8", "Treo cờ ở các ngõ", "Các xóm"),
        ("^", "04/8", "Dọn vệ sinh chợ", "Các xóm"),
        ("^", "06/8", "Sửa loa ở nhà văn hóa", "Các xóm"),
        ("^", day, "Góp ý dự thảo hương ước", "Các xóm"),
    )
    assert _tasks(reading)[-1][2] == due


def test_bare_days_belong_to_the_month_of_the_line_above() -> None:
    rows = sketched(
        (
            ("LỊCH CÔNG TÁC THÁNG 7/2026", "", ""),
            ("Ngày", "Nội dung", "Đơn vị thực hiện"),
            ("3", "Kiểm tra bếp ăn", "Trạm Y tế xã"),
            ("6-8", "Tập huấn chữ ký số", "Văn phòng HĐND và UBND xã"),
        )
    )
    assert [due for _, _, due in _tasks(read_tables(rows))] == ["2026-07-03", "2026-07-08"]
    without = read_tables(rows[1:])
    assert [t.deadline(ISSUED).deadline.last_day for t in without.tasks] == [None, None]


def test_a_limit_that_was_moved_stands_for_the_first_one() -> None:
    reading = _read(
        ("STT", "Nội dung", "Đơn vị", "Hạn xử lý", "Gia hạn"),
        ("1", "Trả lời đơn của hộ dân", "Phòng Kinh tế", "05/6/2026", "05/7/2026"),
        ("2", "Dựng lại biển báo", "Phòng Kinh tế", "30/5/2026", ""),
        ("3", "Lắp đèn ngõ 7", "Phòng Kinh tế", "01/6/2026", "chưa duyệt"),
    )
    assert [due for _, _, due in _tasks(reading)] == ["2026-07-05", "2026-05-30", "2026-06-01"]


def test_a_rhythm_stands_in_a_column_of_any_name() -> None:
    reading = _read(
        ("Việc", "Ai làm", "Bao nhiêu lâu", "Hạn gửi"),
        ("Thu hội phí của hội viên", "Chi hội trưởng", "Hằng tháng", "trước ngày 10"),
        ("Nộp hội phí về Hội xã", "Chi hội trưởng", "Mỗi quý một lần", "ngày 05"),
    )
    assert [due for _, _, due in _tasks(reading)] == ["recurring_monthly", "recurring_quarterly"]


def test_several_duties_in_one_cell_with_a_limit_each_are_as_many_tasks() -> None:
    cell = "- Hướng dẫn hái quả chín (xong trước 20/11/2026);\n- Kiểm tra cân của đại lý (xong 10/12/2026)."
    reading = _read(
        ("Đơn vị được phân công", "Việc phải làm", "Lúc nào xong"),
        ("Phòng Kinh tế", cell, ""),
        ("Trạm Y tế xã", "Trực cấp cứu cuối tuần", "31/12/2026"),
    )
    assert [(lead, due) for _, lead, due in _tasks(reading)] == [
        ("Phòng Kinh tế", "2026-11-19"),
        ("Phòng Kinh tế", "2026-12-10"),
        ("Trạm Y tế xã", "2026-12-31"),
    ]


def test_units_with_a_day_each_in_the_cell_of_units_are_as_many_tasks() -> None:
    reading = _read(
        ("TT", "Chuyên đề", "Tổ chức thực hiện", "Thời gian"),
        ("1", "Gửi báo cáo cho Ban HĐND", "- Phòng Kinh tế: trước 10/6\n- Công an phường: trước 15/6", ""),
        ("2", "Họp Đoàn giám sát", "Ban Pháp chế", "30/6"),
    )
    assert [(lead, due) for _, lead, due in _tasks(reading)] == [
        ("Phòng Kinh tế", "2026-06-09"),
        ("Công an phường", "2026-06-14"),
        ("Ban Pháp chế", "2026-06-30"),
    ]


def test_two_halves_side_by_side_are_read_both() -> None:
    reading = _read(
        ("TT", "Việc", "Người làm", "Hạn", "TT", "Việc", "Người làm", "Hạn"),
        ("1", "Sơn lại cổng trường", "Bảo vệ", "25/7", "3", "Họp phụ huynh", "Hiệu trưởng", "22/8"),
        ("2", "Rửa đồ chơi", "Tổ nuôi dưỡng", "30/7", "", "", "", ""),
    )
    assert sorted(title for title, _, _ in _tasks(reading)) == ["Họp phụ huynh", "Rửa đồ chơi", "Sơn lại cổng trường"]
    assert [t.code for t in reading.tasks] == ["1", "3", "2"]


def test_a_header_may_have_three_rows() -> None:
    reading = _read(
        ("STT", "Lớp bồi dưỡng", "Quy mô", "", "Tổ chức", "", ""),
        ("^", "^", "Số lớp", "Học viên", "Trách nhiệm", "", "Thời gian mở lớp"),
        ("^", "^", "^", "^", "Chủ trì", "Phối hợp", "^"),
        ("1", "Kỹ năng tiếp công dân", "1", "45", "Văn phòng HĐND và UBND", "Công an phường", "Quý II/2026"),
        ("2", "Nghiệp vụ hộ tịch", "1", "12", "Văn phòng HĐND và UBND", "", "15/8/2026"),
    )
    assert _tasks(reading) == [
        ("Kỹ năng tiếp công dân", "Văn phòng HĐND và UBND", "2026-06-30"),
        ("Nghiệp vụ hộ tịch", "Văn phòng HĐND và UBND", "2026-08-15"),
    ]
    assert reading.tasks[0].cell(Role.COORDINATING) == "Công an phường"


def test_months_as_columns_with_the_duties_in_the_cells() -> None:
    reading = _read(
        ("Đơn vị", "Tháng 4", "Tháng 5"),
        ("Phòng Kinh tế", "Trồng dặm cây xanh ven suối", "Kiểm tra 05 cửa hàng xăng dầu"),
        ("Công an phường", "", "Cấp căn cước cho học sinh"),
    )
    assert _tasks(reading) == [
        ("Trồng dặm cây xanh ven suối", "Phòng Kinh tế", "2026-04-30"),
        ("Kiểm tra 05 cửa hàng xăng dầu", "Phòng Kinh tế", "2026-05-31"),
        ("Cấp căn cước cho học sinh", "Công an phường", "2026-05-31"),
    ]


def test_who_is_on_call_on_which_day_is_no_duty() -> None:
    reading = _read(
        ("Ca", "Thứ Hai 06/4", "Thứ Ba 07/4"),
        ("Sáng", "Nguyễn Văn An", "Trần Thị Bích"),
        ("Chiều", "Lê Hữu Đạt", "Phạm Thu Hà"),
    )
    assert reading.tasks == ()


def test_members_of_a_committee_are_no_tasks_and_are_accounted_for() -> None:
    reading = _read(
        ("TT", "Họ và tên", "Chức vụ", "Nhiệm vụ trong Ban Chỉ huy"),
        ("1", "Phan Đình Tuyên", "Chủ tịch UBND xã", "Trưởng ban"),
        ("2", "Ngô Thị Vân", "Phó Chủ tịch UBND xã", "Phó Trưởng ban thường trực"),
        ("3", "Bùi Xuân Lộc", "Trưởng Công an xã", "Ủy viên"),
    )
    assert reading.tasks == ()
    assert {e.kind for e in reading.entries} <= {EntryKind.CONTEXT, EntryKind.UNREAD}


def test_a_line_over_rows_gives_unit_and_limit_where_no_column_does() -> None:
    reading = _read(
        ("TT", "Phần việc", "Khối lượng", "Thôn phối hợp", "Sản phẩm"),
        ("I. PHÒNG KINH TẾ (hoàn thành trước ngày 15/3/2026)", "", "", "", ""),
        ("1", "Nạo vét kênh Bàu Sen", "1.200 m", "Thôn 2", "Kênh thông"),
        ("II. ĐOÀN THANH NIÊN XÃ (thường xuyên)", "", "", "", ""),
        ("2", "Vớt bèo trên kênh", "", "Thôn 1", ""),
        banners=(1, 3),
    )
    assert _tasks(reading) == [
        ("Nạo vét kênh Bàu Sen", "Phòng Kinh tế", "2026-03-14"),
        ("Vớt bèo trên kênh", "Đoàn Thanh niên xã", "continuous"),
    ]


def test_the_heading_over_a_table_gives_the_unit_that_no_column_names() -> None:
    def row(table: int, *cells: str) -> Row:
        return Row(cells, table, 1)

    lines = {1: ["1. Phòng Kinh tế", "Kế hoạch tháng 3"], 2: ["2. Công an xã"]}
    rows = [
        row(1, "TT", "Công việc", "Phối hợp", "Thời gian"), row(1, "1", "Nghiệm thu cống Xẻo Rô", "", "20/3"),
        row(1, "2", "Thu quỹ đất công", "Phòng A", "22/3"), row(2, "TT", "Công việc", "Phối hợp", "Thời gian"),
        row(2, "1", "Thu hồi súng tự chế", "", "30/3"), row(2, "2", "Kiểm tra tạm trú", "Phòng A", "28/3"),
    ]  # fmt: skip
    reading = read_tables(rows, lines_above=lines)
    assert [lead for _, lead, _ in _tasks(reading)] == ["Phòng Kinh tế", "Phòng Kinh tế", "Công an xã", "Công an xã"]


def test_roles_in_words_under_persons() -> None:
    reading = _read(
        ("TT", "Nội dung", "Đ/c Bí thư", "Đ/c Phó Bí thư", "Thời gian"),
        ("1", "Kết nạp đảng viên mới", "Chủ trì", "Phối hợp", "02/9"),
        ("2", "Đại hội chi đoàn", "", "Chủ trì", "Tháng 7"),
    )
    assert [lead for _, lead, _ in _tasks(reading)] == ["Đ/c Bí thư", "Đ/c Phó Bí thư"]
    assert reading.tasks[0].cell(Role.COORDINATING) == "Đ/c Phó Bí thư"


@pytest.mark.parametrize(
    ("words", "kind", "last_day"),
    [
        ("Trước khai giảng 3 ngày (khai giảng 05/9/2026)", "by_date", "2026-09-02"),
        ("Trước ngày khai mạc 1 tuần (20/7/2026)", "by_date", "2026-07-13"),
        ("Trước khai giảng 3 ngày làm việc (khai giảng 05/9/2026)", "unknown", ""),
        ("Trước khai giảng 3 ngày", "conditional", ""),
        ("Gửi trước cuộc họp 2 ngày; hoàn thành 30/9/2026", "by_date", "2026-09-30"),
        ("Đang thực hiện, xong trong tháng 6/2026", "in_month", "2026-06-30"),
        ("Đang thực hiện, đã xong 3 bước", "unknown", ""),
    ],
)
def test_days_counted_back_from_an_event_and_states_with_a_next_step(words: str, kind: str, last_day: str) -> None:
    deadline = read_deadline(words, date(2026, 4, 1)).deadline
    assert (deadline.kind.value, str(deadline.last_day or "")) == (kind, last_day)


def test_a_day_without_month_is_no_day_of_january_where_only_the_year_is_known() -> None:
    of_year = IssueDay(title_year=2026)
    assert read_limit("trước ngày 10", of_year).deadline.last_day is None
    assert read_limit("trước ngày 10/6", of_year).deadline.last_day == date(2026, 6, 9)
    assert read_limit("quý III", of_year).deadline.last_day == date(2026, 9, 30)


def test_limits_of_one_year_tell_the_year_of_the_others() -> None:
    dates = ("30/5/2026", "12/6/2026", "đến 20/7/2026")
    first = first_of_one_year(dates)
    assert first == date(2026, 5, 30)
    assert first_of_one_year(dates[:2]) is None
    assert first_of_one_year((*dates, "15/1/2027")) is None
    known = IssueDay(limits_from=first)
    assert read_limit("Quý III", known).deadline.last_day == date(2026, 9, 30)
    assert read_limit("15/1", known).deadline.last_day == date(2027, 1, 15)
    assert read_limit("trước ngày 10", known).deadline.last_day is None
