"""The report as documents: what a clerk would look at, taken from the very files."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import openpyxl
import pypdf
import pytest
from docx.shared import Pt
from PIL import Image, ImageFont

from documents.reports.report_files import FileKind, file_name, write_report
from documents.reports.report_paper import Letterhead
from documents.reports.report_phrases import FONTS, form
from domain.messages.summaries import FourCells, TaskSummary
from domain.reports import (
    CauseTold,
    ExtensionTold,
    FinishedTask,
    Happenings,
    ObstacleTold,
    PeriodFigures,
    PeriodReport,
    ReportKind,
    UnitReport,
    period_around,
    period_before,
    span,
)
from tests.domain.builders import HANOI

MAY = period_around(ReportKind.MONTH, date(2026, 5, 1))
NOW = datetime(2026, 5, 20, 8, tzinfo=UTC)
FIGURES = PeriodFigures(FourCells(18, 2, 1, 10, 5, 1), Happenings(1, 1, 2, 1, 0, 3, 2, 4, 1))
BEFORE = PeriodFigures(FourCells(18, 1, 0, 12, 5), Happenings(1, 0, 6, 0, 0, 0, 0, 4, 4))
FORMULA = '=HYPERLINK("http://e.vn";"bấm")'
REPORT = PeriodReport(
    organisation="Đảng ủy phường Thủy Nguyên",
    plan_title="Kế hoạch thực hiện Kết luận",
    plan_number="45-KH/ĐU",
    plan_issued_on=date(2026, 2, 9),
    period=MAY,
    period_before=period_before(MAY),
    as_of=NOW,
    made_on=date(2026, 5, 20),
    is_running=True,
    next_until=date(2026, 5, 31),
    figures=FIGURES,
    before=BEFORE,
    units=(
        UnitReport(2, "Ban Xây dựng Đảng", FIGURES, BEFORE),
        UnitReport(3, "UBND phường", replace(FIGURES, happened=Happenings()), BEFORE),
    ),
    overdue=(
        TaskSummary(7, FORMULA, "trong tháng 4", date(2026, 4, 30), None, -20, "open", 0, "", ("UBND phường",)),
        TaskSummary(16, "Báo cáo đội ngũ " * 30, "", date(2026, 4, 9), None, -41, "open", 0, "", ("A", "B")),
    ),
    finished=(FinishedTask(3, "Rà soát", ("UBND phường",), date(2026, 5, 5), is_on_time=False, note="BC số 12"),),
)
EMPTY = replace(
    REPORT,
    organisation="Tổ chức của tôi",
    plan_title="",
    plan_number="",
    plan_issued_on=None,
    figures=PeriodFigures(FourCells(), Happenings()),
    before=PeriodFigures(FourCells(), Happenings()),
    units=(),
    overdue=(),
    finished=(),
)


def written(kind: FileKind, report: PeriodReport = REPORT) -> io.BytesIO:
    return io.BytesIO(write_report(report, kind, HANOI, Letterhead("Đảng bộ thành phố Hải Phòng")))


def text_of_pdf(content: io.BytesIO) -> str:
    pages = [page.extract_text() for page in pypdf.PdfReader(content).pages]
    return " ".join(" ".join(pages).split())


def text_of_word(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([paragraph.text for paragraph in document.paragraphs] + cells)


def run_of(document, text: str):
    paragraphs = [*document.paragraphs]
    paragraphs += [p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return next(run for paragraph in paragraphs for run in paragraph.runs if run.text == text)


def test_the_word_document_has_the_form_of_the_guidance():
    """Hướng dẫn 36-HD/VPTW, appendix 3."""
    document = docx.Document(written(FileKind.WORD))
    [section] = document.sections

    assert [round(m.mm) for m in (section.page_width, section.page_height)] == [210, 297]
    assert [round(m.mm) for m in (section.top_margin, section.bottom_margin)] == [20, 20]
    assert [round(m.mm) for m in (section.left_margin, section.right_margin)] == [30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    for text, size, is_bold in [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True),
        ("ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG", 14, False),
        ("ĐẢNG ỦY PHƯỜNG", 14, True),
        ("THỦY NGUYÊN", 14, True),
        ("Số          -BC/ĐU", 14, False),
        ("BÁO CÁO", 16, True),
        ("tình hình thực hiện nhiệm vụ tháng 5/2026", 14, True),
        ("T/M BAN THƯỜNG VỤ", 14, True),
        ("- Lưu Văn phòng.", 12, False),
    ]:
        run = run_of(document, text)
        assert (run.font.size, bool(run.font.bold)) == (Pt(size), is_bold), text
    assert run_of(document, "ĐẢNG CỘNG SẢN VIỆT NAM").font.underline
    assert run_of(document, "Nơi nhận:").font.underline
    assert run_of(document, "Thủy Nguyên, ngày 20 tháng 5 năm 2026").font.italic


def test_no_word_of_a_heading_is_torn_in_two_by_a_narrow_column():
    """Measured in Tinos, which has the widths of Times New Roman; in the Word document and in the PDF alike."""
    bold = ImageFont.truetype(FONTS / "Tinos_700Bold.ttf", 100 * form()["size"]["table"])
    for table in docx.Document(written(FileKind.WORD)).tables[1:-1]:
        sides = table._tbl.tblPr.xpath("w:tblCellMar/w:left/@w:w | w:tblCellMar/w:right/@w:w")
        for column, cell in zip(table.columns, table.rows[0].cells, strict=True):
            room = column.width.pt - sum(int(side) / 20 for side in sides)
            for word in cell.text.split():
                assert bold.getlength(word) / 100 <= room, (cell.text, word)
    assert len(sides) == 2


TOLD = replace(
    REPORT,
    has_before=False,
    obstacles=(ObstacleTold(8, "Bổ sung biên chế", ("UBND phường",), "chưa giao biên chế", date(2026, 5, 11)),),
    causes=(CauseTold(7, "Rà soát", ("UBND phường",), "chờ số liệu", "Vũ Văn Minh", date(2026, 5, 6)),),
    extensions=(
        ExtensionTold(6, "Danh mục", ("UBND phường",), date(2026, 5, 9), date(2026, 5, 25), "chờ Sở Nội vụ", "Hùng",
                      date(2026, 5, 6)),
    ),
    proposals="Đề nghị giao biên chế.\nĐề nghị cấp kinh phí.",
)  # fmt: skip


@pytest.mark.parametrize("expected", [
    "VI. KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN", "Có 1 khó khăn, vướng mắc, trong đó 1 chưa được tháo gỡ.",
    "chưa giao biên chế", "11/5/2026; chưa tháo gỡ",
    "- Việc 7 (UBND phường): chờ số liệu (đ/c Vũ Văn Minh giải trình ngày 06/5/2026).",
    "V. NHIỆM VỤ ĐƯỢC GIA HẠN TRONG KỲ", "09/5/2026 → 25/5/2026", "chờ Sở Nội vụ",
    "VIII. ĐỀ XUẤT, KIẾN NGHỊ", "Đề nghị giao biên chế.", "Đề nghị cấp kinh phí.",
    "Kỳ trước chưa có nhiệm vụ nào được theo dõi.",
])  # fmt: skip
def test_word_and_pdf_tell_what_officials_must_write(expected: str):
    squeezed = "".join(expected.split())
    for text in (text_of_word(docx.Document(written(FileKind.WORD, TOLD))), text_of_pdf(written(FileKind.PDF, TOLD))):
        assert squeezed in "".join(text.split())


def test_before_the_first_task_dashes_stand_and_no_rise():
    rows = [[cell.text for cell in row.cells] for row in docx.Document(written(FileKind.WORD, TOLD)).tables[1].rows]
    assert ["Tổng số nhiệm vụ", "18", "–", "–"] in rows
    assert not any(cell.startswith("+") for row in rows for cell in row)
    book = openpyxl.load_workbook(written(FileKind.WORKBOOK, TOLD))
    overall = {row[0].value: [cell.value for cell in row[1:]] for row in book["Tổng hợp"].iter_rows(min_row=5)}
    assert overall["Tổng số nhiệm vụ"] == [18, "–", "–"]


@pytest.mark.parametrize(("proposals", "said"), [(None, "………"), ("", "Không có."), ("Cấp kinh phí", "Cấp kinh phí")])
def test_where_nobody_was_asked_a_line_is_left_for_the_proposals(proposals: str | None, said: str):
    document = docx.Document(written(FileKind.WORD, replace(REPORT, proposals=proposals)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert said in texts[texts.index("VIII. ĐỀ XUẤT, KIẾN NGHỊ") + 1]


def test_units_are_shown_as_bars_too_with_words_for_who_cannot_see_them():
    document = docx.Document(written(FileKind.WORD))
    [picture] = document.inline_shapes
    assert round(picture.width.mm) == form()["body"]["chart_width"]
    assert picture._inline.docPr.get("descr") == form()["text"]["chart_says"]
    [part] = [part for part in document.part.package.iter_parts() if str(part.partname).startswith("/word/media/")]
    drawn = Image.open(io.BytesIO(part.blob)).convert("RGB")
    colours = {colour for _, colour in drawn.getcolors(drawn.width * drawn.height)}
    assert {(0x1D, 0x6B, 0x3A), (0x9F, 0xD3, 0xB1), (0xEC, 0xEF, 0xF1)} <= colours
    assert "Hoàn thành chậm" in text_of_pdf(written(FileKind.PDF))


def test_the_week_is_named_with_its_days():
    week = period_around(ReportKind.WEEK, date(2026, 4, 8))
    report = replace(REPORT, period=week, period_before=period_before(week), is_running=False)
    assert run_of(
        docx.Document(written(FileKind.WORD, report)),
        "tình hình thực hiện nhiệm vụ tuần 15 (từ 06/4 đến 12/4/2026)",
    )


def test_who_signs_never_stands_alone_on_a_page():
    document = docx.Document(written(FileKind.WORD))
    last = document.tables[-2]
    assert all(p.paragraph_format.keep_with_next for cell in last.rows[-1].cells for p in cell.paragraphs)
    between = [
        p for p in document.paragraphs if p._p.getprevious() is last._tbl or p._p.getnext() is document.tables[-1]._tbl
    ]
    assert between
    assert all(p.paragraph_format.keep_with_next for p in between)


def test_tables_fill_the_width_between_the_margins_and_repeat_their_header():
    document = docx.Document(written(FileKind.WORD))
    page = form()["page"]
    width = page["width"] - page["left"] - page["right"]

    assert {sum(column[1] for column in columns) for columns in form()["columns"].values()} == {width}
    for table in document.tables[1:-1]:
        assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
        assert all(row._tr.trPr.xpath("w:cantSplit") for row in table.rows)


@pytest.mark.parametrize("expected", [
    "Tính đến 15 giờ 00 phút, ngày 20/5/2026, tổng số nhiệm vụ được theo dõi là 18",
    "Kế hoạch thực hiện Kết luận số 45-KH/ĐU, ngày 09/02/2026",
    "hoàn thành đúng hạn 2, hoàn thành chậm 1, đang thực hiện trong hạn 10, quá hạn chưa hoàn thành 5",
    "Chưa trả lời báo cáo định kỳ: Ban Xây dựng Đảng (1).",
    "05/5/2026 (chậm)",
    "BC số 12",
    FORMULA,
])  # fmt: skip
def test_word_and_pdf_say_the_same(expected: str):
    squeezed = "".join(expected.split())
    for text in (text_of_word(docx.Document(written(FileKind.WORD))), text_of_pdf(written(FileKind.PDF))):
        assert squeezed in "".join(text.split())


def test_the_pdf_is_for_archives_and_the_same_again():
    first, again = written(FileKind.PDF).getvalue(), written(FileKind.PDF).getvalue()

    assert first == again
    facts = pypdf.PdfReader(io.BytesIO(first)).trailer["/Root"]["/Metadata"].get_object().get_data()
    assert b"<pdfaid:part>2" in facts


def test_a_long_report_is_numbered_from_its_second_page():
    many = replace(REPORT, overdue=REPORT.overdue * 12)
    pages = [page.extract_text().split() for page in pypdf.PdfReader(written(FileKind.PDF, many)).pages]

    assert len(pages) > 2
    assert pages[0][0] != "1"
    assert [page[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]


def test_in_the_workbook_text_never_becomes_a_formula_and_figures_are_numbers():
    book = openpyxl.load_workbook(written(FileKind.WORKBOOK))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert all(cell.data_type != "f" for cell in cells)
    [tricky] = [cell for cell in cells if cell.value == FORMULA]
    assert tricky.data_type == "s"
    assert tricky.quotePrefix
    overall = {row[0].value: [cell.value for cell in row[1:]] for row in book["Tổng hợp"].iter_rows(min_row=5)}
    assert overall["Tổng số nhiệm vụ"] == [18, 18, 0]
    assert overall["Hoàn thành chậm"] == [1, 0, 1]
    assert overall["Báo cáo định kỳ chưa trả lời"] == [1, 4, -3]


def test_the_workbook_is_set_up_to_be_read_and_printed():
    book = openpyxl.load_workbook(written(FileKind.WORKBOOK))

    assert book.sheetnames == form()["workbook"]["names"]
    for sheet in book:
        assert sheet.freeze_panes == "A5"
        assert sheet.print_title_rows == "$4:$4"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)


@pytest.mark.parametrize("kind", FileKind)
def test_a_report_of_nothing_is_still_a_document(kind: FileKind):
    content = written(kind, EMPTY)

    if kind is FileKind.PDF:
        assert "Không có." in text_of_pdf(content)
    elif kind is FileKind.WORD:
        text = text_of_word(docx.Document(content))
        assert "-BC" in text
        assert "ĐU" not in text
    else:
        assert openpyxl.load_workbook(content)["Quá hạn"].max_row == 4


@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize("text", ["\x00\x07\ud800 \u202e", '#set page(paper: "a0") $x$ *đậm* \\ [', "{total} {0}", ""])
def test_whatever_people_typed_makes_no_file_fail(kind: FileKind, text: str):
    line = replace(REPORT.overdue[0], title=text, lead_names=(text,), wording=text, last_day=None)
    nasty = replace(
        REPORT,
        plan_title=text,
        organisation=text or "x",
        overdue=(line,),
        finished=(replace(REPORT.finished[0], title=text, note=text),),
        units=(replace(REPORT.units[0], name=text),),
    )

    assert len(written(kind, nasty).getvalue()) > 1000


def test_files_have_plain_names():
    assert file_name(REPORT, FileKind.WORD) == "bao-cao-2026-05.docx"
    days = span(date(2026, 4, 1), date(2026, 6, 30))
    assert file_name(replace(REPORT, period=days), FileKind.PDF) == "bao-cao-2026-04-01-den-2026-06-30.pdf"
