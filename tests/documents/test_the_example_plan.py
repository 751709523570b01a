"""The Word document of the example looks like the paper that it stands for; the script makes the same bytes again."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.documents.gold import EXAMPLES

DOCX = EXAMPLES / "ke-hoach-thuy-nguyen.docx"
HEADER = ["Số TT", "Nhiệm vụ", "Phân công chủ trì", "Phân công phối hợp", "Tiến độ thực hiện"]


@pytest.fixture(scope="module")
def paper() -> Any:
    return docx.Document(str(DOCX))


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_plan_docx", EXAMPLES / "make_plan_docx.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_set_upright_in_the_type_of_party_papers(paper: Any) -> None:
    section, style = paper.sections[0], paper.styles["Normal"]
    assert [round(length / Mm(1)) for length in (section.page_width, section.page_height)] == [210, 297]
    assert (style.font.name, style.font.size) == ("Times New Roman", Pt(14))


def test_the_letterhead_stands_in_two_columns_without_lines(paper: Any) -> None:
    letterhead = paper.tables[0]
    left, right = letterhead.rows[0].cells
    assert left.text.splitlines()[:2] == ["ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG", "ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN"]
    assert left.text.splitlines()[-1] == "Số -KH/ĐU"
    assert right.text.splitlines()[0] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert right.text.splitlines()[-1] == "Thủy Nguyên, ngày 09 tháng 4 năm 2026"
    assert letterhead._tbl.find(".//" + qn("w:tblBorders")) is None
    assert letterhead.style.name == "Normal Table"


def test_one_table_repeats_its_header_and_has_row_11_in_two(paper: Any) -> None:
    _, table, _ = paper.tables
    assert [cell.text for cell in table.rows[0].cells] == HEADER
    assert [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in table.rows] == [True] + [False] * 16
    assert [row.cells[0].text for row in table.rows[1:]] == [*map(str, range(1, 12)), "", *map(str, range(12, 16))]


def test_the_column_of_numbers_is_narrow_and_the_table_fits_between_the_margins(paper: Any) -> None:
    widths = [column.width for column in paper.tables[1].columns]
    section = paper.sections[0]
    assert widths[0] <= Mm(12)
    assert widths[1] == max(widths)
    assert sum(widths) <= section.page_width - section.left_margin - section.right_margin + Mm(1)


def test_the_script_makes_the_very_same_file(script: ModuleType, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(script, "RESULT", tmp_path / "made.docx")
    script.main()
    assert (tmp_path / "made.docx").read_bytes() == DOCX.read_bytes()
