"""Reading the list of units and people: both formats, both languages, and a sentence for everything that is wrong."""

import csv
import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.plans.plan_reader import read_plan
from documents.rosters import Roster, RosterRow, RosterUnreadable, read_roster
from domain.names import fold, modern_tone
from domain.people import Role

EXAMPLE = Path(__file__).parents[2] / "examples" / "danh-sach-thuy-nguyen.csv"
HEAD = "unit,aliases,parent,person,role\n"


def read(text: str, filename: str = "list.csv") -> Roster:
    return read_roster(text.encode(), filename)


def refusal(content: str | bytes, filename: str = "list.csv") -> str:
    with pytest.raises(RosterUnreadable) as caught:
        read_roster(content.encode() if isinstance(content, str) else content, filename)
    return str(caught.value)


def sheet(rows: list[list[str]], cells: str = "") -> bytes:
    """An .xlsx with these rows as inline text (or the given cells), and no more parts than the format asks for."""
    lines = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package.replace("relationships", "content-types")}"><Default '
        'Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r0" Type="{rel}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{rel}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{rel}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{lines}{cells}</sheetData></worksheet>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return packed.getvalue()


def test_a_line_gives_unit_aliases_parents_person_and_role() -> None:
    roster = read(HEAD + "Ban A,B.A;Ban a nhỏ,Đảng ủy,Lê Văn Minh,officer\nĐảng ủy,,,,\n")
    assert roster.rows[0] == RosterRow(
        2, "Ban A", ("B.A", "Ban a nhỏ"), ("Đảng ủy",), "Lê Văn Minh", Role.OFFICER, is_group=False
    )
    assert roster.rows[1] == RosterRow(3, "Đảng ủy")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_way_a_spreadsheet_saves_text_is_read_alike(delimiter: str, encoding: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(
        [["Đơn vị", "Tên gọi khác", "Họ tên", "Vai trò"], ["Phòng A, B", "PA; PB", "Lê Đỗ", "thủ trưởng"]]
    )
    roster = read_roster(text.getvalue().encode(encoding), "list.csv")
    assert roster.rows == (RosterRow(2, "Phòng A, B", ("PA", "PB"), (), "Lê Đỗ", Role.HEAD),)


def test_a_workbook_is_read_like_text_and_lines_are_counted_as_excel_shows_them() -> None:
    rows = [["DANH SÁCH ĐẦU MỐI"], [], ["STT", "Đơn vị", "Thuộc / nhóm", "Họ và tên", "Vai trò"]]
    content = sheet([*rows, ["1", "Ban A", "", "Lê Đỗ", "đầu mối"]])
    assert read_roster(content, "danh sách.XLSX").rows == (RosterRow(4, "Ban A", (), (), "Lê Đỗ", Role.OFFICER),)


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("cán bộ", Role.OFFICER),
        ("CÁN BỘ / ĐẦU MỐI".replace(" / ", "/"), Role.OFFICER),
        ("thu truong", Role.HEAD),
        ("Điều phối", Role.COORDINATOR),
        ("lãnh đạo", Role.LEADER),
        ("kiểm tra", Role.INSPECTOR),
        ("quản trị", Role.ADMINISTRATOR),
        ("administrator", Role.ADMINISTRATOR),
    ],
)
def test_roles_may_be_written_in_both_languages(word: str, role: Role) -> None:
    assert read(HEAD + f"Ban A,,,Lê Đỗ,{word}\n").rows[0].role is role


def test_several_roles_in_one_cell_are_several_rows_and_none_is_an_officer() -> None:
    roster = read(HEAD + 'Ban A,,,Lê Đỗ,"điều phối; đầu mối"\nBan A,,,Cao An,\n')
    assert [(r.person, r.role) for r in roster.rows] == [
        ("Lê Đỗ", Role.COORDINATOR),
        ("Lê Đỗ", Role.OFFICER),
        ("Cao An", Role.OFFICER),
    ]


def test_a_role_of_the_whole_organisation_needs_no_unit() -> None:
    assert read(HEAD + ",,,Lê Đỗ,quản trị\n").rows[0].unit is None


def test_a_group_is_known_by_its_name_or_by_its_column_and_on_all_its_lines() -> None:
    text = (
        "unit,parent,person,group,language\ncác chi bộ,,,,\nKhối phố,,,nhóm,\nKhối phố,,Lê Đỗ,,en\nCác Mác,,,không,\n"
    )
    roster = read(text)
    assert roster.groups == ("các chi bộ", "Khối phố")
    assert [r.is_group for r in roster.rows] == [True, True, True, False]
    assert roster.rows[2].language == "en"


def test_what_looks_like_a_formula_is_plain_text() -> None:
    assert read(HEAD + '=1+2,,,"=HYPERLINK(""x"")",officer\n').rows[0].person == '=HYPERLINK("x")'


def test_blank_lines_and_unknown_columns_are_passed_over() -> None:
    roster = read("STT,unit,person,điện thoại\n\n1,Ban A,Lê Đỗ,0900\n,,,\n")
    assert [r.line for r in roster.rows] == [3]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("Ban A,,,Lê Đỗ,sếp", "Dòng 2, cột “role”: không có vai trò “sếp”; hãy ghi một trong: cán bộ (đầu mối), "),
        (",,,Lê Đỗ,officer", "Dòng 2, cột “unit”: thiếu tên đơn vị."),
        (",PA,,,", "Dòng 2, cột “unit”: thiếu tên đơn vị."),
        ("Ban A,,,,officer", "Dòng 2, cột “person”: có vai trò “officer” mà thiếu họ tên."),
        ("Ban A,,,Lê Đỗ,head\nBAN A,,,Lê Đỗ,head", "Dòng 3: Lê Đỗ với cùng đơn vị và vai trò đã có ở dòng 2."),
        ("Ban A,,,Lê Bình,head\nBan A,,,Lê Bính,head", "Dòng 3: “Lê Bính” và “Lê Bình” (dòng 2) chỉ khác dấu"),
        ("Ban A,PA,,,\nBan B,PA,,,", "Dòng 3: tên “PA” đã là tên của Ban A (dòng 2)."),
        ("Ban A,,,,\nBan B,ban a,,,", "Dòng 3: tên “ban a” đã là tên của Ban A (dòng 2)."),
        ("Ban A,,Ban B,,", "Dòng 2: “Ban B” chưa có dòng nào trong cột đơn vị."),
        ("Ban A,,Ban B;Ban C,,\nBan B,,,,\nBan C,,,,", "Dòng 2: Ban A không thể vừa thuộc Ban B vừa thuộc Ban C."),
        ("Ban A,,Ban B,,\nBan B,,Ban A,,", "Dòng 2: Ban A không thể thuộc chính mình."),
        ("B" * 201 + ",,,,", "Dòng 2, cột “unit”: dài hơn 200 ký tự."),
        ("", "Tệp list.csv chưa có dòng nào dưới dòng tiêu đề."),
        ('"Ban A,,,,', "Tệp list.csv hỏng ở gần dòng 2: dấu ngoặc kép không khớp."),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_column(lines: str, said: str) -> None:
    assert refusal(HEAD + lines + "\n").startswith(said)


@pytest.mark.parametrize(
    ("content", "filename", "said"),
    [
        (b"", "a.csv", "Tệp a.csv trống."),
        (b"\xef\xbb\xbf \n", "a.csv", "Tệp a.csv không phải là bảng .csv."),
        (b"unit,person\nx" + b"\n" * 5_000_000, "a.csv", "Tệp a.csv lớn hơn 5 MB; hãy chia nhỏ."),
        (b"unit,person\n" + b"A,\n" * 5_000, "a.csv", "Tệp a.csv có hơn 5000 dòng; hãy chia nhỏ."),
        (b"x", "a.mp3", "Chưa đọc được tệp “.mp3”; hãy lưu danh sách dạng .xlsx, .xls, .ods, .csv, .docx."),
        (b"%PDF-1.7", "a.pdf", "Tệp PDF bị hỏng, không mở được"),
        (b"unit,person", "danhsach", "Chưa đọc được tệp “danhsach”"),
        ("đơn vị,họ tên\n".encode("cp1258", "replace") + b"\xd0", "a.csv", "Không nhận ra bảng mã của tệp a.csv"),
        (b"PK\x03\x04 nothing", "a.xlsx", "Không mở được tệp a.xlsx: tệp .xlsx hỏng hoặc đặt mật khẩu."),
        (b"name,mail\nLan,x\n", "a.csv", "Tệp a.csv thiếu dòng tiêu đề; cần các cột: họ và tên"),
        (b"unit,unit,person\nA,A,\n", "a.csv", "Dòng 1: cột “unit” có hai lần."),
        (b"unit,language\nA,fr\n", "a.csv", "Dòng 2, cột “language”: chưa có ngôn ngữ “fr”; hãy ghi vi hoặc en."),
        (b"unit,group\nA,maybe\n", "a.csv", "Dòng 2, cột “group”: “maybe” không rõ"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_a_sentence(content: bytes, filename: str, said: str) -> None:
    assert refusal(content, filename).startswith(said)


def test_a_workbook_that_would_swell_is_refused_before_it_is_opened() -> None:
    far = sheet([], cells='<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>')
    assert "ô nằm quá xa" in refusal(far, "a.xlsx")
    assert "quá lớn khi mở ra" in refusal(sheet([["0" * 60_000_000]]), "a.xlsx")


@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.xlsx"]))
def test_any_bytes_give_a_roster_or_a_sentence(content: bytes, filename: str) -> None:
    with suppress(RosterUnreadable):
        assert read_roster(content, filename).rows


def test_the_example_knows_every_unit_and_group_that_the_example_plan_names() -> None:
    file = EXAMPLE.with_name("ke-hoach-thuy-nguyen.txt")
    plan = read_plan(file.read_bytes(), file.name)
    roster = read_roster(EXAMPLE.read_bytes(), EXAMPLE.name)
    known = {fold(modern_tone(name)) for row in roster.rows for name in (row.unit or "", *row.aliases)}
    named = {mention.name for task in plan.tasks for mention in (*task.lead, *task.coordinating)}
    assert len(named) > 15
    assert {name for name in named if fold(modern_tone(name)) not in known} == set()


def test_in_the_example_every_unit_has_an_officer_every_group_members_and_every_office_role_somebody() -> None:
    roster = read_roster(EXAMPLE.read_bytes(), EXAMPLE.name)
    officers = {r.unit for r in roster.rows if r.role is Role.OFFICER}
    assert {r.unit for r in roster.rows if not r.is_group} == officers
    assert {p for r in roster.rows for p in r.parents} >= set(roster.groups)
    assert {r.role for r in roster.rows if r.role} == set(Role)
