import io
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from documents.plans.blocks import Row
from documents.plans.formats.word_files import written
from documents.plans.plan_reader import read_plan
from documents.plans.tables.columns import Role, columns_of
from documents.plans.tables.table_reader import read_tables
from domain.plans import PlanDraft
from tests.documents import files

HEADER = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _rows(*lines: tuple[str, ...], header: tuple[str, ...] = HEADER) -> list[Row]:
    return [Row(cells, 1, i) for i, cells in enumerate((header, *lines), 1)]


def _read(*lines: tuple[str, ...], header: tuple[str, ...] = HEADER) -> list[tuple[str, str, str, str]]:
    drafts = list(read_tables(_rows(*lines, header=header)).tasks)
    return [(d.code, d.cell(Role.TASK), d.cell(Role.LEAD), d.cell(Role.DEADLINE)) for d in drafts]


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (("STT", "Nội dung công việc", "Đơn vị thực hiện", "Thời gian hoàn thành"), "number task lead deadline"),
        (("Số TT", "Công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Tiến độ", "Kết quả đầu ra"),
         "number task lead coordinating deadline product"),
        (("TT", "Nhiệm vụ cụ thể", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành", "Sản phẩm"),
         "number task lead coordinating deadline product"),
        (("TT", "Nội dung", "Người chịu trách nhiệm", "Thời gian"), "number task lead deadline"),
        (("Stt", "Tên nhiệm vụ", "Cơ quan, đơn vị chủ trì, phối hợp", "Mốc thời gian"), "number task lead deadline"),
        (("TT", "NHIỆM VỤ", "PHÂN CÔNG CHỦ TRÌ", "PHÂN CÔNG PHỐI HỢP", "TIẾN ĐỘ THỰC HIỆN"),
         "number task lead coordinating deadline"),
        (("TT", "Nhiệm vụ", "Lãnh đạo phụ trách", "Cơ quan chủ trì", "Thời hạn", "Tiến độ"),
         "number task - lead deadline -"),
        (("TT", "Lĩnh vực", "Nhiệm vụ", "Chủ trì", "Bắt đầu", "Thời hạn"), "number - task lead - deadline"),
        (("TT", "Nội dung", "Đơn vị chủ trì", "Ghi chú", "Kinh phí", "Lộ trình"), "number task lead - - deadline"),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_headers(header: tuple[str, ...], roles: str) -> None:
    found = columns_of(header)
    assert found is not None
    assert [str(found.roles.get(i, "-")) for i in range(len(header))] == roles.split()


def test_a_header_that_names_no_tasks_is_no_header() -> None:
    assert columns_of(("TT", "Họ và tên", "Chức vụ", "Đơn vị")) is None
    assert columns_of(("Nơi nhận", "", "TM. ỦY BAN NHÂN DÂN")) is None


def test_numbers_that_begin_again_in_each_section_are_told_apart() -> None:
    assert _read(
        ("I", "CÔNG TÁC ĐẢNG", "", "", ""),
        ("1", "A", "Sở A", "", "30/6/2026"),
        ("2", "B", "Sở A", "", "30/6/2026"),
        ("II", "CÔNG TÁC KHÁC", "", "", ""),
        ("1", "C", "Sở B", "", "30/7/2026"),
    ) == [
        ("I.1", "A", "Sở A", "30/6/2026"),
        ("I.2", "B", "Sở A", "30/6/2026"),
        ("II.1", "C", "Sở B", "30/7/2026"),
    ]


def test_numbers_that_go_on_through_sections_stay_plain() -> None:
    codes = [
        r[0]
        for r in _read(
            ("A", "X", "", "", ""), ("1", "A", "S", "", "T"), ("B", "Y", "", "", ""), ("2", "B", "S", "", "T")
        )
    ]
    assert codes == ["1", "2"]


def test_a_section_gives_its_deadline_to_the_rows_below_and_a_pointer_gives_none() -> None:
    assert _read(
        ("I", "Nhóm việc", "", "", "Quý II/2026"),
        ("1", "A", "Sở A", "", ""),
        ("2", "B", "Sở B", "", "30/6/2026"),
        ("3", "Nhóm khác", "Sở C", "", "Theo thời hạn cụ thể sau đây:"),
        ("a", "C", "", "", ""),
        ("b", "D", "", "", "31/7/2026"),
    ) == [
        ("1", "A", "Sở A", "Quý II/2026"),
        ("2", "B", "Sở B", "30/6/2026"),
        ("3.a", "C", "Sở C", ""),
        ("3.b", "D", "Sở C", "31/7/2026"),
    ]


def test_dotted_numbers_belong_to_the_row_they_begin_with() -> None:
    assert _read(
        ("1", "Nhóm", "Sở A", "", ""),
        ("1.1", "A", "", "", "30/6/2026"),
        ("1.2", "B", "Sở B", "", "30/7/2026"),
        ("1.2.1", "Chi tiết", "", "", "30/5/2026"),
        ("2", "C", "Sở C", "", "30/8/2026"),
    ) == [
        ("1.1", "A", "Sở A", "30/6/2026"),
        ("1.2.1", "Chi tiết", "Sở B", "30/5/2026"),
        ("2", "C", "Sở C", "30/8/2026"),
    ]


def test_rows_without_a_number_are_tasks_when_they_begin_and_assign_like_one() -> None:
    assert _read(
        ("1", "Công tác tuyên truyền", "", "", ""),
        ("", "- Xây dựng kế hoạch", "Phòng A", "", "30/4/2026"),
        ("-", "Tổ chức hội nghị", "Phòng B", "", "30/5/2026"),
        ("2", "Việc dài được viết", "Phòng C", "", "30/6/2026"),
        ("", "tiếp ở dòng sau", "", "", ""),
        ("3", "Việc đủ", "Phòng C", "", "30/6/2026"),
        ("", "Việc nữa", "Phòng D", "", "30/7/2026"),
    ) == [
        ("1.1", "Xây dựng kế hoạch", "Phòng A", "30/4/2026"),
        ("1.2", "Tổ chức hội nghị", "Phòng B", "30/5/2026"),
        ("2", "Việc dài được viết tiếp ở dòng sau", "Phòng C", "30/6/2026"),
        ("3", "Việc đủ", "Phòng C", "30/6/2026"),
        ("3.2", "Việc nữa", "Phòng D", "30/7/2026"),
    ]


def test_a_number_merged_over_rows_is_one_number_with_several_tasks() -> None:
    lines = _rows(("1", "A", "Phòng A", "", "30/4/2026"), ("1", "B", "Phòng B", "", "30/5/2026"))
    lines[2] = Row(lines[2].cells, 1, 3, repeated=frozenset({0}))
    assert [(d.code, d.cell(Role.TASK)) for d in read_tables(lines).tasks] == [("1", "A"), ("1.2", "B")]


def test_a_task_merged_over_rows_keeps_all_its_partners() -> None:
    lines = _rows(("1", "A", "Phòng A", "Phòng B", "30/4/2026"), ("1", "A", "Phòng A", "Phòng C", "30/4/2026"))
    lines[2] = Row(lines[2].cells, 1, 3, repeated=frozenset({0, 1, 2, 4}))
    drafts = read_tables(lines).tasks
    assert [(d.cell(Role.TASK), d.cell(Role.COORDINATING), d.cell(Role.DEADLINE)) for d in drafts] == [
        ("A", "Phòng B; Phòng C", "30/4/2026")
    ]


def test_as_above_means_the_words_of_the_row_above() -> None:
    assert _read(("1", "A", "Phòng A", "", "30/4/2026"), ("2", "B", "-nt-", "", "Như trên"))[1] == (
        "2", "B", "Phòng A", "30/4/2026",
    )  # fmt: skip


def test_a_total_is_no_task() -> None:
    assert len(_read(("1", "A", "Phòng A", "", "30/4/2026"), ("", "Tổng cộng", "", "", "12"))) == 1


def test_unknown_columns_are_kept_as_notes() -> None:
    header = (*HEADER, "Ghi chú", "Kinh phí (triệu đồng)")
    draft = read_tables(_rows(("1", "A", "S", "", "T", "theo QĐ 12", "500"), header=header)).tasks[0]
    assert draft.notes == (("Ghi chú", "theo QĐ 12"), ("Kinh phí (triệu đồng)", "500"))


def _document_with_lists() -> Any:
    """Word numbers the TT column (1. 2. 3.), the children (a) b)) and the headings (I. II.)."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for number, (style, text) in {
        91: ("decimal", "%1."),
        92: ("lowerLetter", "%1)"),
        93: ("upperRoman", "%1."),
    }.items():
        numbering.insert(0, parse_xml(
            f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        ))  # fmt: skip
        numbering.append(parse_xml(
            f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        ))  # fmt: skip
    return document


def _number(paragraph: Any, number: int) -> None:
    place = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", 0), ("w:numId", number)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), str(value))
        place.append(element)
    paragraph._p.get_or_add_pPr().append(place)


def _plan_of(document: Any) -> PlanDraft:
    content = io.BytesIO()
    document.save(content)
    return read_plan(content.getvalue(), "a.docx")


def test_numbers_that_word_counts_are_the_codes_people_see() -> None:
    document = _document_with_lists()
    _number(document.add_paragraph("NHIỆM VỤ"), 93)
    table = document.add_table(rows=6, cols=5)
    lines = [HEADER, ("", "Nhóm", "", "Sở B", ""), ("", "A", "Sở A", "", "30/6/2026"),
             ("", "B", "Sở A", "", "30/6/2026"),
             ("", "C", "Sở C", "", "30/7/2026"), ("", "D", "Sở D", "", "30/7/2026")]  # fmt: skip
    for i, line in enumerate(lines):
        for j, words in enumerate(line):
            table.cell(i, j).text = words
    for i, number in {1: 91, 2: 92, 3: 92, 4: 91, 5: 91}.items():
        _number(table.cell(i, 0).paragraphs[0], number)
    _number(document.add_paragraph("TỔ CHỨC THỰC HIỆN"), 93)
    _number(document.add_paragraph("Giao Công an phường chủ trì xây dựng phương án, xong trước ngày 20/5/2026."), 92)
    plan = _plan_of(document)
    assert [t.code for t in plan.tasks] == ["1.a", "1.b", "2", "3", "II"]
    assert [u.name for u in plan.tasks[-1].lead] == ["Công an phường"]


@pytest.mark.parametrize(
    ("count", "style", "sign"),
    [
        (4, "lowerLetter", "d"),
        (27, "upperLetter", "AA"),
        (9, "lowerRoman", "ix"),
        (3, "decimalZero", "03"),
        (2, "bahtText", "2"),
    ],
)
def test_counts_are_written_as_word_writes_them(count: int, style: str, sign: str) -> None:
    assert written(count, style) == sign


def test_a_plan_set_in_the_cell_of_a_frame_is_found() -> None:
    document = docx.Document()
    frame = document.add_table(rows=1, cols=1)
    table = frame.cell(0, 0).add_table(rows=2, cols=5)
    for i, line in enumerate((HEADER, ("1", "Việc trong khung", "Sở A", "", "30/6/2026"))):
        for j, words in enumerate(line):
            table.cell(i, j).text = words
    assert [t.title for t in _plan_of(document).tasks] == ["Việc trong khung"]


def test_several_tables_are_read_each_under_its_own_header() -> None:
    text = files.text_of().decode() + "\n\nII. NHIỆM VỤ KHÁC\n"
    text += "STT\tThời gian\tCông việc\tĐơn vị thực hiện\n4\t30/8/2026\tViệc bảng hai\tSở A\n"
    plan = read_plan(text.encode(), "a.txt")
    assert [(t.code, t.title, str(t.deadline.last_day)) for t in plan.tasks[-1:]] == [
        ("4", "Việc bảng hai", "2026-08-30")
    ]
