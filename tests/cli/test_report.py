"""`dondoc report` as somebody types it."""

import io

import docx
import openpyxl
import pypdf
import pytest

from tests.cli.conftest import Terminal

LATER = {"DONDOC_CLOCK": "2026-05-20T15:00:00+07:00"}


def test_the_report_of_this_month_has_the_figures_of_status(ward: Terminal) -> None:
    report, status = ward.json("report"), ward.json("status")

    cells = ("total", "done_on_time", "done_late", "open_in_time", "open_overdue", "reported")
    assert [report[cell] for cell in cells] == [status[cell] for cell in cells]
    assert report["period"] == "2026-04"
    assert [unit["name"] for unit in report["units"]] == [unit["name"] for unit in status["units"]]


def test_without_an_option_it_is_told_in_words(ward: Terminal) -> None:
    answer = ward.run("report", "quý", "2", **LATER)

    assert (answer.code, answer.err) == (0, "")
    assert "BÁO CÁO QUÝ II/2026" in answer.out
    assert "18 nhiệm vụ" in answer.out


def test_it_is_written_as_word_workbook_and_pdf(ward: Terminal) -> None:
    for kind in ("docx", "xlsx", "pdf"):
        answer = ward.run("report", "1/4-30/6", "--out", f"r.{kind}", DONDOC_SUPERIOR="Đảng bộ thành phố", **LATER)
        assert (answer.code, answer.err) == (0, "")

    written = {kind: io.BytesIO((ward.folder / f"r.{kind}").read_bytes()) for kind in ("docx", "xlsx", "pdf")}
    head = [cell.text for cell in docx.Document(written["docx"]).tables[0].rows[0].cells]
    assert head[0].startswith("ĐẢNG BỘ THÀNH PHỐ\n")
    assert "01/4/2026" in openpyxl.load_workbook(written["xlsx"])["Tổng hợp"]["A2"].value
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in pypdf.PdfReader(written["pdf"]).pages[0].extract_text()


def test_what_it_proposes_stands_in_its_last_part(ward: Terminal) -> None:
    answer = ward.run("report", "month", "--out", "p.docx", "--proposals", "Đề nghị cấp kinh phí", **LATER)

    assert (answer.code, answer.err) == (0, "")
    texts = [paragraph.text for paragraph in docx.Document(str(ward.folder / "p.docx")).paragraphs]
    assert texts[texts.index("VIII. ĐỀ XUẤT, KIẾN NGHỊ") + 1] == "Đề nghị cấp kinh phí"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["hôm", "kia"], "Hệ thống chưa rõ kỳ báo cáo “hôm kia”"),
        (["month", "12"], "chưa bắt đầu"),
        (["30/2-1/3"], "không có thật"),
        (["month", "--out", "x.txt"], ".docx, .xlsx hoặc .pdf"),
        (["month", "--out", "no/such/folder/x.pdf"], "Không đọc hoặc ghi được"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(ward: Terminal, words: list[str], said: str) -> None:
    answer = ward.run("report", *words)

    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert "Traceback" not in answer.err
