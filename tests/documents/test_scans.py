"""Scans and photographs: the parts by themselves, and two pages of the seed scanned badly, against its text."""

import asyncio
import zipfile
from collections.abc import Sequence
from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from documents.plans.blocks import Block, Paragraph, PlanUnreadable, Row
from documents.plans.formats import pdf_files as pdf
from documents.plans.formats.file_formats import blocks_of
from documents.plans.formats.pdf_tables import PageWriter
from documents.plans.formats.scans import page_pictures as strokes
from documents.plans.formats.scans.album import FIRST_PAGE, pack_album, photographs_in
from documents.plans.formats.scans.page_pictures import black_ink, evenly_lit, flat, photograph, upright
from documents.plans.formats.scans.scan_reader import MOST_SCANS, PdfScans, counted
from documents.plans.formats.scans.scanned_pages import corrected, find_ruled, quarter
from documents.plans.plan_reader import read_plan
from domain.plans import PlanDraft, WarningCode
from dondoc.ops.doctor_checks import check_scans
from dondoc.run.plan_process import read_in_process
from tests.documents import files, scans
from tests.documents.gold import EXAMPLES

SEED = "ke-hoach-thuy-nguyen.docx"


def _blocks() -> tuple[Block, ...]:
    return blocks_of((EXAMPLES / SEED).read_bytes(), SEED)


def _two_pages() -> tuple[list[Image.Image], set[str]]:
    """The seed's title and some rows of its table, the one that a page tore among them; and their numbers."""
    numbers = {"1", "2", "9", "10", "11", "12", ""}
    rows = [b for b in _blocks() if isinstance(b, Row) and len(b.cells) == len(scans.WIDTHS)]
    kept = [rows[0], *(r for r in rows if r.cells[0] in numbers)]
    title = [b for b in _blocks() if isinstance(b, Paragraph) and b.number <= 4]
    return scans.printed([*title, *kept]), numbers - {""}


@pytest.fixture(scope="module")
def scan() -> bytes:
    sheets, _ = _two_pages()
    assert len(sheets) == 2
    return scans.as_pdf([scans.scanned(sheet) for sheet in sheets])


@pytest.fixture(scope="module")
def read(tesseract: None, scan: bytes) -> tuple[PlanDraft, list[tuple[int, int]]]:
    pages: list[tuple[int, int]] = []

    def on_page(page: int, count: int) -> None:
        pages.append((page, count))

    reading = asyncio.run(read_in_process(scan, "ban-quet.pdf", on_page))
    assert reading.plan is not None, reading.trouble
    return reading.plan, pages


def test_a_bad_scan_of_two_pages_has_the_units_and_days_of_the_text(
    read: tuple[PlanDraft, list[tuple[int, int]]],
) -> None:
    _, numbers = _two_pages()
    text = read_plan((EXAMPLES / SEED).read_bytes(), SEED)
    expected = {t.code: (t.lead, t.coordinating, t.deadline.last_day) for t in text.tasks if t.code in numbers}
    assert {t.code: (t.lead, t.coordinating, t.deadline.last_day) for t in read[0].tasks} == expected
    assert read[0].title.startswith("Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc")
    assert (read[0].number, read[0].issued_on) == (None, text.issued_on)


def test_a_plan_from_a_scan_asks_to_check_each_task(read: tuple[PlanDraft, list[tuple[int, int]]]) -> None:
    [warning] = [w for w in read[0].warnings if w.code is WarningCode.READ_FROM_SCAN]
    assert warning.task is None
    assert "Trang 1, 2 đọc từ bản quét, đề nghị soát từng việc" in warning.message


def test_each_scanned_page_is_told_of_and_that_they_are_pictures(read: tuple[PlanDraft, list[tuple[int, int]]]) -> None:
    assert read[1] == [(0, 2), (1, 2), (2, 2)]


def test_a_plan_from_text_has_no_such_doubt() -> None:
    plan = read_plan(files.pdf_table(), "a.pdf")
    assert not [w for w in plan.warnings if w.code is WarningCode.READ_FROM_SCAN]


def test_without_tesseract_a_scan_gets_the_advice(scan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "missing_parts", lambda: ("tesseract",))
    with pytest.raises(PlanUnreadable, match=r"bản quét.*gửi bản gốc"):
        read_plan(scan, "a.pdf")


def test_more_pages_than_may_be_read_as_pictures_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    read = PdfScans(files.pdf_table())
    read._count = MOST_SCANS
    with pytest.raises(PlanUnreadable, match="hơn 60 trang"):
        read.blocks(1, PageWriter())


@pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n" + b"\0" * 40], ids=["jpeg", "png"])
def test_a_torn_photograph_is_refused(content: bytes) -> None:
    with pytest.raises(PlanUnreadable, match="bị hỏng"):
        photograph(content)


def test_a_huge_picture_is_refused_before_it_is_unpacked() -> None:
    header = b"\0\0\0\rIHDR" + (30_000).to_bytes(4, "big") * 2 + b"\x08\0\0\0\0"
    png = b"\x89PNG\r\n\x1a\n" + header + (0x12345678).to_bytes(4, "big")
    with pytest.raises(PlanUnreadable, match=r"quá nhiều điểm ảnh|bị hỏng"):
        photograph(png)


def test_red_stamps_and_blue_ink_go_and_black_stays() -> None:
    colours = np.array([[[230, 30, 40], [40, 60, 220], [20, 20, 20], [255, 255, 255]]], np.uint8)
    assert [int(v) > 200 for v in black_ink(colours)[0]] == [True, True, False, True]


def _ruled_sheet() -> Image.Image:
    pages = scans.Pages()
    pages.paragraph("Một đoạn văn ở trên bảng. " * 6)
    for number in range(1, 5):
        pages.row((str(number), "Nội dung nhiệm vụ " * 4, "Đơn vị", "Đơn vị khác", "Tháng 4"))
    return pages.sheets[0]


@pytest.mark.parametrize("angle", [0.0, 1.5, -3.0])
def test_cells_are_found_on_a_page_that_lies_askew(angle: float) -> None:
    page = np.asarray(scans.scanned(_ruled_sheet(), dpi=300, angle=angle))
    [table], _ = find_ruled(upright(evenly_lit(page)))
    assert len(table.cells) == 20


def test_cells_are_found_on_a_photograph_from_one_side() -> None:
    page = evenly_lit(flat(np.asarray(scans.photographed(_ruled_sheet()))))
    tables, _ = find_ruled(upright(page))
    assert [len(table.cells) for table in tables] == [20]


def test_a_page_without_a_desk_around_it_keeps_its_shape() -> None:
    page = np.asarray(_ruled_sheet())
    assert flat(page).shape == page.shape


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Ban Tố chức Trung ương", "Ban Tổ chức Trung ương"),
        ("TỐ CHỨC thực hiện", "TỔ CHỨC thực hiện"),
        ("các cấp uỷ chỉ, đảng bộ", "các cấp ủy chi, đảng bộ"),
        ("(cụ thế)", "(cụ thể)"),
        ("chỉ đạo thế thao", "chỉ đạo thế thao"),
    ],
)
def test_marks_of_common_phrases_are_put_right(words: str, meant: str) -> None:
    assert " ".join(corrected(words.split())) == meant


@pytest.mark.parametrize(
    ("word", "count", "meant"),
    [("H/2026", 2, "II/2026"), ("I/2026", 3, "III/2026"), ("II/2026.", 0, "II/2026."), ("IV/2026", 1, "IV/2026")],
)
def test_a_quarter_has_as_many_strokes_as_were_counted(word: str, count: int, meant: str) -> None:
    assert quarter(word, count) == meant


@pytest.mark.parametrize(("text", "count"), [("I/2026", 1), ("II/2026", 2), ("III/2026", 3), ("V/2026", 0)])
def test_upright_strokes_are_counted_to_the_slash(text: str, count: int) -> None:
    sheet = Image.new("L", (400, 100), 255)
    ImageDraw.Draw(sheet).text((20, 20), text, fill=0, font=scans.SMALL)
    grainy = cv2.GaussianBlur(np.asarray(sheet), (0, 0), 1.0)
    assert strokes.leading_strokes(np.asarray(grainy, np.uint8)) == count


@pytest.mark.parametrize(
    ("numbers", "meant"),
    [
        (("10", "I1", "12"), ("10", "11", "12")),
        (("10", "", "12"), ("10", "", "12")),
        (("10", "I1", "13"), ("10", "I1", "13")),
        (("1", "mười", "3"), ("1", "mười", "3")),
    ],
)
def test_a_row_number_between_its_neighbours_is_put_right(numbers: Sequence[str], meant: Sequence[str]) -> None:
    rows = [Row((number, "x"), 1, i) for i, number in enumerate(numbers, 1)]
    assert tuple(b.cells[0] for b in counted(rows) if isinstance(b, Row)) == meant


def test_the_doctor_names_what_is_missing_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dondoc.ops.doctor_checks.missing_parts", lambda: ("vie", "opencv"))
    [(is_well, seen, remedy)] = check_scans()
    assert (is_well, remedy) == (True, "")
    assert "thiếu dữ liệu tiếng Việt của tesseract (vie), opencv" in seen
    assert "apt-get install tesseract-ocr-vie; pip install 'dondoc[ocr]'" in seen


def test_photographs_sent_together_are_packed_in_their_order_and_always_alike() -> None:
    photographs = [b"first", b"second"]
    assert photographs_in(pack_album(photographs)) == photographs
    assert pack_album(photographs) == pack_album(photographs)


def test_an_album_that_would_swell_is_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(FIRST_PAGE, b"0" * 1_000_000)
    with pytest.raises(PlanUnreadable, match="bị hỏng"):
        photographs_in(packed.getvalue())
    with pytest.raises(PlanUnreadable):
        blocks_of(packed.getvalue(), "a.zip")


def test_an_album_is_one_plan_whose_table_goes_on_from_photograph_to_photograph(tesseract: None) -> None:
    photographs = [scans.as_jpeg(scans.photographed(sheet)) for sheet in scans.small_plan(2)]
    pages: list[tuple[int, int]] = []
    plan = read_plan(pack_album(photographs), "album-2-anh", on_page=lambda page, of: pages.append((page, of)))
    assert [(t.number, t.place.page, str(t.deadline.last_day)) for t in plan.tasks] == [
        (1, 1, "2026-05-11"), (2, 1, "2026-05-12"), (3, 2, "2026-05-13"), (4, 2, "2026-05-14"),
    ]  # fmt: skip
    assert pages == [(0, 2), (1, 2), (2, 2)]
