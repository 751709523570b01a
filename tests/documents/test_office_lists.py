"""Lists as offices keep them: what each form of list says of people, units, roles and telephone numbers."""

import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.rosters import Roster, RosterUnreadable, list_in, read_roster, role_called
from documents.rosters.code_pages import LettersLost, tcvn3, text_of, vni
from documents.rosters.office_names import name_in
from documents.rosters.office_titles import follows_all, guess, unit_in
from documents.rosters.office_units import unit_key
from documents.rosters.template import ROLES, roster_template
from domain.people import Role
from domain.rosters import RosterDoubt
from services.plans.receive_plan import read_document

KEPT = Path(__file__).parents[1] / "data" / "rosters"
HEAD = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Số điện thoại"]
TONES = "\u0301\u0300\u0309\u0303\u0323"
OFFICER, HEADS, LEADER = Role.OFFICER, Role.HEAD, Role.LEADER
COORDINATOR, INSPECTOR = Role.COORDINATOR, Role.INSPECTOR


Rows = Sequence[Sequence[object]]


def workbook(*sheets: tuple[str, Rows], merges: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for merge in merges:
            sheet.merge_cells(merge)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def listed(roster: Roster) -> dict[str, tuple[set[str | None], set[Role | None], tuple[str, ...]]]:
    found: dict[str, tuple[set[str | None], set[Role | None], tuple[str, ...]]] = {}
    for row in roster.rows:
        units, roles, _ = found.setdefault(row.person or "", (set(), set(), row.phones))
        units.add(row.unit)
        roles.add(row.role)
    return found


def doubts(roster: Roster) -> dict[RosterDoubt, tuple[str, ...]]:
    return {question.doubt: question.people for question in roster.questions}


def test_title_rows_merged_units_and_signatures() -> None:
    rows: Rows = [
        ["ĐẢNG ỦY PHƯỜNG THỬ"],
        ["DANH SÁCH CÁN BỘ"],
        HEAD,
        [1, "Lê Văn An", "Chánh Văn phòng", "Văn phòng Đảng ủy", 912000001],
        [2, "Đ/c Cao Thị Bình", "Chuyên viên (theo dõi, đôn đốc nhiệm vụ)", None, "+84 912 000 002"],
        ["Tổng số: 02 đồng chí"],
        [None, "NGƯỜI LẬP", None, "T/M BAN THƯỜNG VỤ"],
        [None, "Cao Thị Bình", None, "Phạm Văn Ký"],
    ]
    roster = read_roster(workbook(("Sheet1", rows), merges=["D4:D5", "A1:E1", "A6:E6"]), "a.xlsx")
    assert listed(roster) == {
        "Lê Văn An": ({"Văn phòng Đảng ủy"}, {HEADS}, ("0912000001",)),
        "Cao Thị Bình": ({"Văn phòng Đảng ủy"}, {OFFICER, COORDINATOR}, ("0912000002",)),
    }
    assert RosterDoubt.NO_LEADER in doubts(roster)
    assert RosterDoubt.NO_COORDINATOR not in doubts(roster)


def test_units_in_lines_over_their_people_and_names_in_two_columns() -> None:
    rows: Rows = [
        ["TT", "Họ đệm", "Tên", "Chức danh", "ĐT"],
        ["A", "KHỐI ĐẢNG"],
        ["I", "VĂN PHÒNG ĐẢNG ỦY (2 người)"],
        [1, "Đoàn Văn", "Chính", "Chánh Văn phòng", "0912 000 001"],
        [2, "Trưởng Thị", "Lệ", "Chuyên viên", ""],
        ["II", "ỦY BAN KIỂM TRA ĐẢNG ỦY"],
        [1, "Phó Đức", "Anh", "Ủy viên", ""],
    ]
    found = listed(read_roster(workbook(("Sheet1", rows)), "a.xlsx"))
    assert {name: (units, roles) for name, (units, roles, _) in found.items()} == {
        "Đoàn Văn Chính": ({"Văn phòng Đảng ủy"}, {HEADS}),
        "Trưởng Thị Lệ": ({"Văn phòng Đảng ủy"}, {OFFICER}),
        "Phó Đức Anh": ({"Ủy ban Kiểm tra Đảng ủy"}, {OFFICER, INSPECTOR}),
    }


def test_a_sheet_for_each_unit() -> None:
    head = ["STT", "Họ tên", "Chức vụ", "Di động"]
    roster = read_roster(
        workbook(
            ("Hướng dẫn", [["Mỗi đơn vị một trang"]]),
            ("VP ĐU", [["Đơn vị: Văn phòng Đảng ủy"], head, [1, "Lê Văn An", "Chánh Văn phòng", "0912000001"]]),
            ("TYT", [["DANH BẠ"], head, [1, "Cao Thị Bình", "Trưởng trạm", ""], [2, "Hà Văn Tư", "Y sĩ", ""]]),
        ),
        "a.xlsx",
    )
    units = {name: units for name, (units, _, _) in listed(roster).items()}
    assert units["Lê Văn An"] == {"Văn phòng Đảng ủy"}
    assert units["Cao Thị Bình"] == units["Hà Văn Tư"]


def test_one_row_a_unit_with_its_posts_beside_each_other() -> None:
    text = (
        "STT\tTổ dân phố\tChi bộ\t\tTổ dân phố\t\n\t\tBí thư Chi bộ\tSố điện thoại\tTổ trưởng\tSố điện thoại\n"
        "1\tTDP số 1\tLê Văn An\t0912000001\tCao Thị Bình\t0912000002\n2\tTDP số 2\tHà Văn Tư\t\t(khuyết)\t\n"
    )
    found = listed(read_roster(text.encode("utf-16"), "a.txt"))
    assert set(found) == {"Lê Văn An", "Cao Thị Bình", "Hà Văn Tư"}
    assert found["Cao Thị Bình"] == ({"TDP số 1"}, {HEADS}, ("0912000002",))


def test_an_annex_in_word_whose_units_stand_in_the_posts() -> None:
    document = docx.Document()
    document.add_paragraph("(Kèm theo Quyết định số 1/QĐ-UBND)")
    rows = [
        ("TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Nhiệm vụ"),
        ("1", "Ông Lê Văn An", "Phó Bí thư Đảng ủy, Chủ tịch UBND phường", "Trưởng ban"),
        ("2", "Bà Cao Thị Bình", "Trưởng phòng Kinh tế, Hạ tầng và Đô thị", "Thành viên"),
        ("3", "BS.CKI Hà Văn Tư", "Trưởng Trạm Y tế phường", "Thành viên"),
        ("4", "Thượng tá Vũ Văn Năm", "Trưởng Công an phường", "Thành viên, theo dõi, đôn đốc"),
    ]
    table = document.add_table(0, 4)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    found = {name: (units, roles) for name, (units, roles, _) in listed(read_roster(file.getvalue(), "a.docx")).items()}
    assert found == {
        "Lê Văn An": ({"UBND phường"}, {HEADS, LEADER}),
        "Cao Thị Bình": ({"Phòng Kinh tế, Hạ tầng và Đô thị"}, {HEADS}),
        "Hà Văn Tư": ({"Trạm Y tế phường"}, {HEADS}),
        "Vũ Văn Năm": ({"Công an phường"}, {HEADS, COORDINATOR}),
    }


def test_namesakes_are_told_apart_by_unit_or_number_and_asked_about() -> None:
    rows: Rows = [
        HEAD,
        [1, "Lê Văn An", "Chuyên viên", "Phòng Kinh tế", "0912000001"],
        [2, "Lê Văn An", "Y sĩ", "Trạm Y tế", "0912000002"],
        [3, "Cao Bình", "Kế toán", "Phòng Kinh tế", "0912000003"],
        [4, "Cao Bình (kiêm nhiệm)", "Kế toán", "Trạm Y tế", "912000003"],
        [5, "Hà Tư", "Chuyên viên", "Phòng Kinh tế", "0912000004"],
        [6, "Hà Tư", "Chuyên viên", "Phòng Kinh tế", "0912000005"],
    ]
    roster = read_roster(workbook(("a", rows)), "a.xlsx")
    assert set(listed(roster)) == {
        "Lê Văn An (Phòng Kinh tế)", "Lê Văn An (Trạm Y tế)", "Cao Bình", "Hà Tư (0912000004)", "Hà Tư (0912000005)",
    }  # fmt: skip
    assert listed(roster)["Cao Bình"][0] == {"Phòng Kinh tế", "Trạm Y tế"}
    asked = [question.people for question in roster.questions if question.doubt is RosterDoubt.NAMESAKES]
    assert asked == [
        ("Lê Văn An (Phòng Kinh tế)", "Lê Văn An (Trạm Y tế)"), ("Hà Tư (0912000004)", "Hà Tư (0912000005)"),
    ]  # fmt: skip


def test_a_name_with_a_letter_of_another_alphabet_is_refused() -> None:
    rows: Rows = [HEAD, [1, "Lê Văn \u0410n", "Chuyên viên", "Phòng Kinh tế", ""]]
    with pytest.raises(RosterUnreadable, match="thuộc bảng chữ cái khác"):
        read_roster(workbook(("a", rows)), "a.xlsx")


@pytest.mark.parametrize(
    ("title", "unit", "roles"),
    [
        ("Bí thư Đảng ủy, Chủ tịch HĐND phường", "dang uy", {LEADER, HEADS}),
        ("Phó Bí thư Thường trực", "dang uy", {LEADER}),
        ("Chủ tịch", "ubnd", {LEADER, HEADS}),
        ("Chủ tịch", "mttq", {HEADS}),
        ("Bí thư Đoàn TNCS HCM phường", "doan thanh nien", {HEADS}),
        ("Phó Bí thư", "doan thanh nien", {OFFICER}),
        ("Trưởng ban Kinh tế - Ngân sách HĐND", "hdnd", {OFFICER}),
        ("Phó Chủ tịch UBMTTQ, Chủ tịch Hội LHPN phường", "mttq", {OFFICER}),
        ("Ủy viên BTV, Chủ nhiệm", "ubkt", {HEADS, INSPECTOR}),
        ("Chuyên viên", "ubkt", {OFFICER}),
        ("PTP", "phong kinh te", {OFFICER}),
        ("Q. Trưởng phòng", "phong kinh te", {HEADS}),
        ("Nguyên Trưởng phòng", "phong kinh te", {OFFICER}),
        ("Trưởng ban (kiêm nhiệm Giám đốc Trung tâm Chính trị)", "ban xay dung dang", {HEADS}),
        ("Bí thư Chi bộ, Tổ trưởng", "to dan pho 3", {HEADS}),
    ],
)
def test_roles_guessed_from_a_post(title: str, unit: str, roles: set[Role]) -> None:
    assert guess(title, "", unit).roles == roles


def test_a_deputy_in_charge_and_deputy_chairmen_are_asked_about() -> None:
    assert guess("Phó Trưởng phòng phụ trách", "", "phong kinh te").is_acting
    assert not guess("Phó Trưởng phòng phụ trách văn hóa", "", "phong kinh te").is_acting
    assert guess("Phó Chủ tịch UBND phường", "", "ubnd").is_deputy_chair


@pytest.mark.parametrize(
    ("words", "follows"),
    [
        ("Chuyên viên, được phân công theo dõi, tổng hợp việc thực hiện kế hoạch", True),
        ("Cán bộ theo dõi, đôn đốc", True),
        ("theo dõi kết luận của BTV", True),
        ("Chuyên viên theo dõi địa bàn TDP số 3", False),
        ("Chuyên viên theo dõi lĩnh vực đất đai", False),
        ("Chuyên viên", False),
        ("Chuyên viên theo dõi hồ sơ", None),
    ],
)
def test_who_follows_the_plan_as_a_whole(words: str, follows: bool | None) -> None:
    assert follows_all(words) is follows


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Trưởng phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội"),
        ("Chuyên viên Văn phòng HĐND và UBND", "Văn phòng HĐND và UBND"),
        ("Hiệu trưởng Trường Tiểu học Thử", "Trường Tiểu học Thử"),
        ("Tổ trưởng TDP số 4", "TDP số 4"),
        ("Văn thư - lưu trữ", ""),
    ],
)
def test_the_unit_a_post_names(title: str, unit: str) -> None:
    assert unit_in(title) == unit


@pytest.mark.parametrize(
    "spellings",
    [
        ("Phòng KT, HT và ĐT", "Phòng Kinh tế, Hạ tầng và Đô thị", "PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ"),
        ("UBND xã", "Ủy ban nhân dân xã Thử", "Lãnh đạo UBND"),
        ("VP HĐND-UBND", "Văn phòng HĐND và UBND phường", "Văn phòng HĐND & UBND"),
        ("UBKT Đảng ủy", "Ủy ban Kiểm tra", "UBKT ĐU"),
        ("Phòng VH-XH", "Phòng Văn hóa - Xã hội phường", "P. VHXH"),
        ("Đoàn TN", "Đoàn TNCS Hồ Chí Minh phường"),
    ],
)
def test_one_unit_in_several_spellings_has_one_key(spellings: tuple[str, ...]) -> None:
    assert len({unit_key(name) for name in spellings}) == 1


NAMES = st.lists(
    st.sampled_from(
        ["Nguyễn", "Thị", "Văn", "Đặng", "Phó", "Trưởng", "Đoàn", "Ban", "Ánh", "Nguyệt", "Hùng", "Út", "Tuế"]
    ),
    min_size=2,
    max_size=5,
).map(" ".join)


@given(
    NAMES,
    st.sampled_from(
        ["", "Đ/c ", "Đ/c: ", "Đồng chí ", "ThS. ", "BS.CKI ", "Thượng tá ", "Đ/c Thiếu tá ", "1. ", "TS "]
    ),
    st.sampled_from(["", " (kiêm nhiệm)", " (Trưởng ban)", ", Trưởng ban", " - Chánh Văn phòng", "\n0912000001"]),
)
def test_a_name_is_found_among_courtesy_rank_and_remarks(name: str, before: str, behind: str) -> None:
    found = name_in(before + name + behind, is_courteous=False)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("name", ["Ông Văn Sĩ", "Ông Ích Đạt", "Phó Đức Anh", "Trưởng Thị Lệ", "Đoàn Thị Châu"])
def test_names_that_look_like_courtesy_or_posts_stay(name: str) -> None:
    found = name_in(name, is_courteous=False)
    assert found is not None
    assert found.name == name


@given(st.text(max_size=80), st.booleans())
def test_whatever_a_cell_holds_a_name_has_letters_only(cell: str, is_courteous: bool) -> None:
    found = name_in(cell, is_courteous=is_courteous)
    assert found is None or all(part.isalpha() for part in found.name.replace("-", "").replace("'", "").split())


TEXT = "Họ và tên;Chức vụ;Đơn vị\nNguyễn Thị Hằng;Phó Trưởng phòng;Phòng Kinh tế\nĐỗ Quỹ Đạo;Bí thư;Đoàn Thanh niên\n"


def in_cp1258(text: str) -> bytes:
    """As Excel writes it: a letter with its hat or horn, and the tone behind it."""
    parts = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            parts.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(c for c in apart if c in TONES)
            parts.append((unicodedata.normalize("NFC", apart.replace(tone, "")) + tone).encode("cp1258"))
    return b"".join(parts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_list_in_any_unicode_is_read(encoding: str) -> None:
    assert text_of(TEXT.encode(encoding)) == TEXT


def test_old_code_pages_become_unicode() -> None:
    assert text_of(in_cp1258(TEXT)) == TEXT
    assert tcvn3("NguyÔn ThÞ H»ng") == "Nguyễn Thị Hằng"
    assert vni("Nguyeãn Thò Haèng") == "Nguyễn Thị Hằng"
    for typed in (
        "NguyÔn ThÞ H»ng;Phã Tr\u00adëng phßng;Phßng Kinh tÕ",
        "Nguyeãn Thò Haèng;Phoù Tröôûng phoøng;Kinh teá",
    ):
        assert text_of(typed.encode("latin-1")).startswith("Nguyễn Thị Hằng;Phó Trưởng phòng;")


def test_letters_that_were_lost_are_said_so() -> None:
    with pytest.raises(LettersLost):
        text_of("Nguy?n V?n B?; Tr??ng ph\xf2ng; Ph\xf2ng Kinh t?".encode("latin-1"))


@pytest.mark.parametrize(
    ("file", "people", "heads", "leaders", "coordinators"),
    [
        ("01-danh-sach-can-bo.xlsx", 34, 11, 3, 1),
        ("03a-danh-ba-utf8.csv", 21, 12, 4, 1),
        ("03b-danh-ba-cp1258.csv", 14, 9, 2, 0),
        ("05-danh-sach-lien-he.xls", 25, 14, 3, 1),
    ],
)
def test_kept_lists_of_offices(file: str, people: int, heads: int, leaders: int, coordinators: int) -> None:
    roster = read_roster((KEPT / file).read_bytes(), file)
    held = {role: {row.person for row in roster.rows if row.role is role} for role in Role}
    assert len({row.person for row in roster.rows}) == people
    assert (len(held[HEADS]), len(held[LEADER]), len(held[COORDINATOR])) == (heads, leaders, coordinators)


def test_the_template_is_read_back_without_its_example() -> None:
    book = openpyxl.load_workbook(io.BytesIO(roster_template(["Ban A", "Phòng B"])))
    sheet = book.worksheets[0]
    assert {str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation} == {
        "F5": f'"{",".join(ROLES)}"',
        "D5": "'Các đơn vị'!$A$1:$A$300",
    }
    assert [row[0].value for row in book.worksheets[1]] == ["Ban A", "Phòng B"]
    filled = (
        ("Lê Văn An", "Chuyên viên", "cán bộ theo dõi"),
        ("Cao Thị Bình", "Trưởng phòng", ""),
        ("Hà Tư", "", "thủ trưởng"),
    )
    for row, (name, title, role) in enumerate(filled, 5):
        for column, text in ((1, row - 4), (2, name), (3, title), (4, "Phòng B"), (5, "0912000001"), (6, role)):
            sheet.cell(row, column).value = text
    sheet["E6"], sheet["E7"] = "0912000002", None
    file = io.BytesIO()
    book.save(file)
    assert listed(read_roster(file.getvalue(), "mau.xlsx")) == {
        "Lê Văn An": ({"Phòng B"}, {OFFICER, COORDINATOR}, ("0912000001",)),
        "Cao Thị Bình": ({"Phòng B"}, {HEADS}, ("0912000002",)),
        "Hà Tư": ({"Phòng B"}, {HEADS}, ()),
    }


def test_the_template_as_it_comes_names_nobody() -> None:
    with pytest.raises(RosterUnreadable):
        read_roster(roster_template(), "mau.xlsx")


@pytest.mark.parametrize("word", ROLES)
def test_every_role_that_the_template_offers_is_one(word: str) -> None:
    assert role_called(word) is not None


@pytest.mark.parametrize("file", sorted(path.name for path in KEPT.iterdir()))
def test_a_list_sent_as_a_plan_is_told_from_a_plan(file: str) -> None:
    reading = read_document((KEPT / file).read_bytes(), file)
    assert reading.plan is None
    assert reading.trouble.startswith("Đây là danh sách cán bộ (")
    assert reading.people == read_roster((KEPT / file).read_bytes(), file)


def test_a_plan_with_names_of_people_is_no_list() -> None:
    rows: Rows = [
        ["STT", "Nội dung công việc", "Họ và tên người phụ trách", "Chức vụ", "Thời gian hoàn thành"],
        *([n, f"Rà soát hồ sơ {n}", "Lê Văn An", "Trưởng phòng", "30/6/2026"] for n in range(1, 6)),
    ]
    assert list_in(workbook(("a", rows)), "ke-hoach.xlsx") is None


def test_a_table_without_a_header_is_read_by_what_its_cells_hold() -> None:
    text = "1,Lê Văn An,Chánh Văn phòng,Văn phòng Đảng ủy,0912000001\n2,Cao Bình,Trưởng phòng,Phòng Kinh tế,912000002\n"
    assert listed(read_roster(text.encode(), "a.csv")) == {
        "Lê Văn An": ({"Văn phòng Đảng ủy"}, {HEADS}, ("0912000001",)),
        "Cao Bình": ({"Phòng Kinh tế"}, {HEADS}, ("0912000002",)),
    }
