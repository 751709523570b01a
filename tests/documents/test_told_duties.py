"""Units and limits told in brackets, labelled lines, headings of months, mid-sentence orders and columns of notes."""

from documents.plans.plan_reader import read_plan
from domain.plans import PlanDraft

HEAD = "UBND XÃ AN PHÚ\nSố: 15/KH-UBND\nAn Phú, ngày 03 tháng 3 năm 2026\n\nKẾ HOẠCH\nChăm sóc cây xanh năm 2026\n\n"


def _plan(text: str, name: str = "ke-hoach.txt") -> PlanDraft:
    return read_plan((HEAD + text).encode(), name)


def _told(text: str) -> list[tuple[str, str, str, str]]:
    return [
        (
            t.title,
            " | ".join(u.name for u in t.lead),
            " | ".join(u.name for u in t.coordinating),
            str(t.deadline.last_day or t.deadline.kind.value),
        )
        for t in _plan(text).tasks
    ]


def test_a_bracket_tells_lead_partners_and_limit() -> None:
    text = (
        "II. NHIỆM VỤ\n1. Trồng cây\n"
        "a) Ươm 500 cây giống tại vườn (Chủ trì: Phòng Kinh tế; phối hợp: Đoàn Thanh niên xã, Hội Nông dân xã; "
        "thời gian: tháng 4/2026).\n"
        "b) Tỉa cành ven đường đã quá 24 tháng (Đơn vị chuẩn bị: Công an xã; Thời gian: thường xuyên).\n"
    )
    assert _told(text) == [
        ("Ươm 500 cây giống tại vườn", "Phòng Kinh tế", "Đoàn Thanh niên xã | Hội Nông dân xã", "2026-04-30"),
        ("Tỉa cành ven đường đã quá 24 tháng", "Công an xã", "", "continuous"),
    ]


def test_a_bracket_that_goes_over_wrapped_lines_stays_whole_whatever_a_line_ends_with() -> None:
    text = (
        "II. NHIỆM VỤ\n1. Trồng cây\n"
        "a) Ươm cây giống tại vườn của xã để trồng ven các trục đường (Chủ trì:\n"
        "Phòng Kinh tế; phối hợp: Đoàn Thanh niên xã; thời gian:\n"
        "quý II/2026).\n"
    )
    assert _told(text) == [
        (
            "Ươm cây giống tại vườn của xã để trồng ven các trục đường",
            "Phòng Kinh tế",
            "Đoàn Thanh niên xã",
            "2026-06-30",
        )
    ]


def test_the_month_of_a_heading_holds_until_the_next_one_and_yields_to_a_day() -> None:
    text = (
        "THÁNG 4 NĂM 2026\n"
        "1. Sơ kết việc trồng cây (Cơ quan chuẩn bị: Văn phòng Đảng ủy).\n"
        "2. Duyệt danh sách hộ nhận cây (Cơ quan chuẩn bị: Phòng Kinh tế), xong trước ngày 20/4/2026.\n"
        "THÁNG 5 NĂM 2026\n"
        "1. Hội nghị trao đổi cách giữ cây\n"
        "- Nội dung: nghe hai tổ kể việc đã làm.\n"
        "- Cơ quan chuẩn bị: Công an xã.\n"
        "VIỆC THƯỜNG XUYÊN\n"
        "- Tưới cây vào sáng thứ Ba hằng tuần (Đoàn Thanh niên xã thực hiện).\n"
    )
    assert _told(text) == [
        ("Sơ kết việc trồng cây", "Văn phòng Đảng ủy", "", "2026-04-30"),
        ("Duyệt danh sách hộ nhận cây", "Phòng Kinh tế", "", "2026-04-19"),
        ("Hội nghị trao đổi cách giữ cây", "Công an xã", "", "2026-05-31"),
        ("Tưới cây", "Đoàn Thanh niên xã", "", "recurring_weekly"),
    ]
    assert _plan(text).tasks[2].notes == (("Nội dung", "nghe hai tổ kể việc đã làm."),)


def test_the_bracket_of_one_who_receives_names_no_lead() -> None:
    text = "II. NHIỆM VỤ\n1. Trồng cây\na) Gửi số cây còn sống về UBND xã (Phòng Kinh tế) trước ngày 15/4/2026.\n"
    assert [lead for _, lead, _, _ in _told(text)] == [""]


def test_an_order_in_mid_sentence_and_a_labelled_last_clause_name_who_leads() -> None:
    text = (
        "II. NHIỆM VỤ\n1. Trồng cây\n"
        "a) In 300 tờ rơi về giữ cây, giao Phòng Kinh tế chủ trì, phối hợp với Công an xã, xong trước ngày 10/4/2026.\n"
        "b) Phát bài trên loa xã vào sáng thứ Hai hằng tuần; đơn vị thực hiện: Đoàn Thanh niên xã.\n"
    )
    assert [row[1:] for row in _told(text)] == [
        ("Phòng Kinh tế", "Công an xã", "2026-04-09"),
        ("Đoàn Thanh niên xã", "", "recurring_weekly"),
    ]


def test_partners_of_a_heading_join_what_stands_below_it() -> None:
    text = (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế chủ trì, phối hợp với Công an xã:\n"
        "a) Đếm cây trước ngày 12/4/2026;\nb) Lập bản đồ cây trong tháng 5.\n"
    )
    assert [row[1:] for row in _told(text)] == [
        ("Phòng Kinh tế", "Công an xã", "2026-04-11"),
        ("Phòng Kinh tế", "Công an xã", "2026-05-31"),
    ]


def test_two_clauses_of_one_unit_with_a_limit_each_are_two_tasks() -> None:
    text = (
        "III. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Đảng ủy công khai số điện thoại trong ngày 10/4/2026; tổng hợp báo cáo "
        "tuần gửi UBND xã vào thứ Năm.\n"
    )
    assert _told(text) == [
        ("Văn phòng Đảng ủy công khai số điện thoại", "Văn phòng Đảng ủy", "", "2026-04-10"),
        ("Tổng hợp báo cáo tuần gửi UBND xã vào thứ Năm", "Văn phòng Đảng ủy", "", "recurring_weekly"),
    ]


def test_two_days_bind_as_a_range_and_a_bracket_tells_the_day_of_a_feast() -> None:
    text = (
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n"
        "- Mở quầy phát cây từ ngày 05/4/2026 đến hết ngày 12/4/2026.\n"
        "- Trang trí cổng làng trước dịp Hội làng (ngày 20/4/2026).\n"
    )
    assert [
        (t.deadline.last_day.isoformat() if t.deadline.last_day else "", t.deadline.wording) for t in _plan(text).tasks
    ] == [
        ("2026-04-12", "từ ngày 05/4/2026 đến hết ngày 12/4/2026"),
        ("2026-04-19", "trước dịp Hội làng (ngày 20/4/2026)"),
    ]


SHEET = """TT,Nội dung công việc,Phụ trách,Cùng làm,Ghi chú
1,Sơn lại hàng rào vườn cây,Tổ Văn phòng,Tổ Bảo vệ,Xong 28/4/2026
2,Thay vòi tưới,Tổ Văn phòng,,Hạn cuối 30/5/2026; mua qua mạng
3,Kiểm tra bình chữa cháy,Tổ Bảo vệ,,Mỗi tháng 1 lần
4,Chọn cây giống,Tổ Tự nhiên,,Theo Công văn số 12 ngày 02/3/2026
5,Dựng khung lưới,Tổ Bảo vệ,,Trước khai mạc 3 ngày (khai mạc 05/5/2026)
6,Bón phân (thực hiện từ tháng 4/2026 đến tháng 9/2026),Tổ Tự nhiên,,Chi theo tiết
"""


def test_without_a_column_of_limits_the_notes_tell_them_unless_the_day_is_of_another_matter() -> None:
    tasks = read_plan(SHEET.encode(), "phan-cong.csv").tasks
    assert [str(t.deadline.last_day or t.deadline.kind.value) for t in tasks] == [
        "2026-04-28", "2026-05-30", "recurring_monthly", "unknown", "unknown", "2026-09-30",
    ]  # fmt: skip
    assert [u.name for u in tasks[0].coordinating] == ["Tổ Bảo vệ"]
    assert ("Ghi chú", "Xong 28/4/2026") in tasks[0].notes


def test_a_letter_keeps_its_duties_and_its_subject_when_an_annex_follows() -> None:
    text = (
        "UBND TỈNH AN PHÚ\nSố: 87/UBND-KT\nV/v chăm sóc cây xanh\nAn Phú, ngày 03 tháng 3 năm 2026\n\n"
        "Kính gửi: Các sở, ban, ngành.\n\n"
        "Trước ngày 25 hằng tháng, các cơ quan, địa phương gửi số cây đã trồng về Sở Xây dựng.\n\n"
        "Giao Sở Xây dựng theo dõi, báo cáo Bộ Xây dựng trước ngày 30/12/2026.\n\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nPHỤ LỤC\nDANH MỤC CÔNG VIỆC\n\n"
        "| TT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |\n|---|---|---|---|---|\n"
        "| 1 | Ươm cây | Sở Y tế | Sở Nội vụ | 30/4/2026 |\n| 2 | Trồng cây | Sở Y tế | Sở Nội vụ | 31/5/2026 |\n"
    )
    plan = read_plan(text.encode(), "cong-van.md")
    assert plan.title == "Về việc chăm sóc cây xanh"
    assert [(t.lead[0].name, str(t.deadline.last_day or t.deadline.kind.value)) for t in plan.tasks[-2:]] == [
        ("các cơ quan, địa phương", "recurring_monthly"),
        ("Sở Xây dựng", "2026-12-29"),
    ]


def test_a_name_of_the_roster_and_one_with_a_cell_of_its_own_stay_whole() -> None:
    sheet = (
        "TT,Nội dung công việc,Chủ trì,Phối hợp,Thời hạn\n"
        '1,Dựng lều,"Đội Trật tự, Cây xanh",,30/4/2026\n2,Quét chợ,"Công an xã, Đội Trật tự, Cây xanh",,30/5/2026\n'
    ).encode()
    known = read_plan(sheet, "a.csv", known_units=["Đội Trật tự, Cây xanh"]).tasks
    assert [[u.name for u in t.lead] for t in known] == [
        ["Đội Trật tự, Cây xanh"],
        ["Công an xã", "Đội Trật tự, Cây xanh"],
    ]


def test_the_caller_settles_whether_the_month_stands_first() -> None:
    sheet = b"Task,Owner,Start,Due\nPlan,A,1/2/2026,4/5/2026\nBuild,B,1/3/2026,4/6/2026\n"
    days = [
        [str(t.deadline.last_day) for t in read_plan(sheet, "a.csv", month_first=first).tasks]
        for first in (True, False)
    ]
    assert days == [["2026-04-05", "2026-04-06"], ["2026-05-04", "2026-06-04"]]
