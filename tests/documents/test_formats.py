import contextlib
import io
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl
import pypdf
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.number_formats import shown
from documents.plans.formats import word_files as converting
from documents.plans.plan_reader import PlanUnreadable, read_pasted, read_plan
from domain.plans import PlanDraft, WarningCode
from tests.documents import crafted, files
from tests.documents.annex import as_docx, as_pdf, pdf_of
from tests.documents.gold import EXAMPLES, rows

MAKERS: dict[str, Callable[..., bytes]] = {
    "docx": files.docx_of,
    "pdf": files.pdf_table,
    "xlsx": files.xlsx_of,
    "xls": files.xls_of,
    "ods": files.ods_of,
    "csv": files.csv_of,
    "md": files.markdown_of,
    "txt": files.text_of,
}


OCTOBER, JUNE = datetime.fromisoformat("2026-10-06"), datetime.fromisoformat("2026-06-25")


def _told(plan: PlanDraft) -> list[tuple[str, str, list[str], list[str], str, tuple[tuple[str, str], ...]]]:
    return [
        (t.code, t.title, [u.name for u in t.lead], [u.name for u in t.coordinating], t.deadline.wording, t.notes)
        for t in plan.tasks
    ]


@pytest.mark.parametrize("ending", MAKERS)
def test_every_format_gives_the_same_plan(ending: str) -> None:
    assert _told(read_plan(MAKERS[ending](), f"ke-hoach.{ending}")) == [
        ("1", "Xây dựng kế hoạch tuyên truyền", ["Phòng Văn hóa - Xã hội"], ["Công an phường"],
         "Trước ngày 20/5/2026", (("Ghi chú", "gấp"),)),
        ("2", "Rà soát hộ kinh doanh trên địa bàn", ["Phòng Kinh tế, Hạ tầng và Đô thị"], ["các tổ dân phố"],
         "Quý II/2026", ()),
        ("3", "Báo cáo kết quả thực hiện nhiệm vụ", ["Văn phòng HĐND và UBND phường"], [], "Hằng tháng", ()),
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["docx", "pdf", "md", "txt"])
def test_formats_with_prose_give_number_and_issue_day(ending: str) -> None:
    plan = read_plan(MAKERS[ending](), f"ke-hoach.{ending}")
    assert (plan.number, plan.issued_on, plan.title) == ("15/KH-UBND", date(2026, 4, 9), "Kế hoạch năm 2026")
    assert plan.issuer == "UBND PHƯỜNG THỦY NGUYÊN"


@pytest.mark.parametrize("name", ["ke-hoach", "ke-hoach.doc", "ke-hoach.PDF", "ke-hoach.xlsx"])
def test_a_wrong_ending_does_not_hide_what_a_file_is(name: str) -> None:
    assert len(read_plan(files.docx_of(), name).tasks) == 3
    if not name.endswith("doc"):
        assert len(read_plan(files.pdf_table(), name).tasks) == 3


def test_pasted_tabs_pipes_and_quoted_cells_are_read() -> None:
    table = files.text_of().decode().replace("gấp", '"gấp')
    assert len(read_pasted(table).tasks) == 3
    assert _told(read_pasted(files.markdown_of().decode())) == _told(read_pasted(files.text_of().decode()))
    quoted = files.text_of((("1", '"Việc thứ nhất\nlàm trước"', "Phòng A", "Phòng B", "30/6/2026", ""),)).decode()
    assert read_pasted(quoted).tasks[0].title == "Việc thứ nhất làm trước"


@pytest.mark.parametrize("gold", rows("excel_cells.tsv"), ids=lambda r: f"{r['row']} {r['displayed']}")
def test_a_date_cell_is_read_as_the_screen_shows_it(gold: dict[str, str]) -> None:
    raw = datetime.fromisoformat(gold["raw_value"])
    assert shown(raw, gold["number_format"]) == gold["displayed"]
    plan = read_plan(
        files.xlsx_of((("1", "Việc", "Sở A", "Sở B", raw, ""),), formats={"E2": gold["number_format"]}), "a.xlsx"
    )
    deadline = plan.tasks[0].deadline
    assert (deadline.kind.value, str(deadline.last_day)) == (gold["kind"], gold["last_day"])


@pytest.mark.parametrize(
    ("number_format", "words"),
    [
        ("m/d/yyyy", "10/6/2026"),
        ("d/m/yyyy", "6/10/2026"),
        ("mmm-yy", "10/2026"),
        ("mm/yyyy", "10/2026"),
        ("[$-42A]dd/mm/yyyy;@", "06/10/2026"),
        ("dd/mm/yyyy hh:mm", "06/10/2026 16:30"),
        ("General", "06/10/2026"),
    ],
)
def test_the_number_format_decides_what_a_date_says(number_format: str, words: str) -> None:
    assert shown(datetime.fromisoformat("2026-10-06T16:30"), number_format) == words


def test_the_short_date_of_excel_follows_the_computer_it_was_typed_on() -> None:
    turned = (("1", "A", "Sở A", "", OCTOBER, ""), ("2", "B", "Sở A", "", "25/6/2026", ""))
    plan = read_plan(files.xlsx_of(turned, formats={"E2": "mm-dd-yy"}), "a.xlsx")
    assert [str(t.deadline.last_day) for t in plan.tasks] == ["2026-06-10", "2026-06-25"]
    straight = (("1", "A", "Sở A", "", OCTOBER, ""), ("2", "B", "Sở A", "", JUNE, ""))
    plan = read_plan(files.xlsx_of(straight, formats={"E2": "mm-dd-yy", "E3": "mm-dd-yy"}), "a.xlsx")
    assert [str(t.deadline.last_day) for t in plan.tasks] == ["2026-10-06", "2026-06-25"]


def test_old_excel_dates_are_shown_day_first() -> None:
    plan = read_plan(files.xls_of((("1", "A", "Sở A", "", date(2026, 6, 10), ""),)), "a.xls")
    assert plan.tasks[0].deadline.last_day == date(2026, 6, 10)


@pytest.mark.parametrize(
    ("number_format", "kind", "last_day"),
    [
        ("m/d/yyyy", "by_date", "2026-06-10"),
        ('"Tháng "m/yyyy', "in_month", "2026-10-31"),
        ("d-mmm-yy", "by_date", "2026-10-06"),
    ],
)
def test_old_excel_dates_are_read_as_the_screen_shows_them(number_format: str, kind: str, last_day: str) -> None:
    plan = read_plan(files.xls_of((("1", "A", "Sở A", "", OCTOBER, ""),), number_format=number_format), "a.xls")
    assert (plan.tasks[0].deadline.kind.value, str(plan.tasks[0].deadline.last_day)) == (kind, last_day)


def test_merged_cells_of_an_old_excel_file_serve_each_row() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("KH")
    for i, row in enumerate((files.HEADER, ("1", "A", "", "", "30/6/2026", ""), ("2", "B", "", "", "30/7/2026", ""))):
        for j, words in enumerate(row):
            if j != 2 or not i:
                sheet.write(i, j, words)
    sheet.write_merge(1, 2, 2, 2, "Sở Tài chính")
    assert [t.lead[0].name for t in read_plan(files.saved(book), "a.xls").tasks] == ["Sở Tài chính", "Sở Tài chính"]


def test_hidden_sheets_are_left_out_and_merged_cells_serve_each_row() -> None:
    book = openpyxl.Workbook()
    sheet, hidden = book.active, book.create_sheet("nháp")
    for row in (files.HEADER, ("1", "A", "Sở Tài chính", "", "30/6/2026", ""), ("2", "B", None, "", "30/7/2026", "")):
        sheet.append(row)
        hidden.append(row)
    sheet.merge_cells("C2:C3")
    hidden.sheet_state = "hidden"
    plan = read_plan(files.saved(book), "a.xlsx")
    assert [t.lead[0].name for t in plan.tasks] == ["Sở Tài chính", "Sở Tài chính"]


def _scanned() -> bytes:
    """A page that holds nothing but a picture over all of it."""
    name, number = pypdf.generic.NameObject, pypdf.generic.NumberObject
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 400)
    picture, content = pypdf.generic.StreamObject(), pypdf.generic.StreamObject()
    picture._data, content._data = b"\xff" * 100, b"q 300 0 0 400 0 0 cm /Im Do Q"
    for key, value in (("Type", "XObject"), ("Subtype", "Image"), ("ColorSpace", "DeviceGray")):
        picture[name(f"/{key}")] = name(f"/{value}")
    for key, size in (("Width", 10), ("Height", 10), ("BitsPerComponent", 8)):
        picture[name(f"/{key}")] = number(size)
    pictures = pypdf.generic.DictionaryObject({name("/Im"): writer._add_object(picture)})
    page[name("/Resources")] = pypdf.generic.DictionaryObject({name("/XObject"): pictures})
    page[name("/Contents")] = writer._add_object(content)
    return _written(writer)


def _written(writer: pypdf.PdfWriter) -> bytes:
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def _encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(files.pdf_table()))
    writer.encrypt("bí mật", algorithm="AES-128")
    return _written(writer)


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that cannot read pictures."""
    for module in ("documents.plans.formats.file_formats", "documents.plans.formats.pdf_files"):
        monkeypatch.setattr(f"{module}.missing_parts", lambda: ("tesseract",))


@pytest.mark.usefixtures("no_tesseract")
def test_a_scanned_pdf_is_refused_with_advice() -> None:
    with pytest.raises(PlanUnreadable, match=r"bản quét.*gửi bản gốc"):
        read_plan(_scanned(), "a.pdf")


def _with_scanned_pages(count: int) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(files.pdf_table()))
    for _ in range(count):
        writer.append(io.BytesIO(_scanned()))
    return _written(writer)


@pytest.mark.usefixtures("no_tesseract")
def test_one_scanned_page_costs_a_warning_not_the_whole_pdf() -> None:
    plan = read_plan(_with_scanned_pages(1), "a.pdf")
    assert len(plan.tasks) == len(files.ROWS)
    [warning] = [w for w in plan.warnings if w.code is WarningCode.PAGE_NOT_READ]
    assert "Trang 2 " in warning.message


def _with_pages(*streams: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(files.pdf_table()))
    writer.append(io.BytesIO(crafted.pdf_of_streams(streams)))
    return _written(writer)


@pytest.mark.parametrize("drawing", [crafted.boxes(10_000), crafted.grid(100, 800)], ids=["strokes", "crossings"])
def test_one_overfull_drawing_costs_a_warning_not_the_whole_pdf(drawing: bytes) -> None:
    plan = read_plan(_with_pages(drawing), "a.pdf")
    assert len(plan.tasks) == len(files.ROWS)
    [warning] = [w for w in plan.warnings if w.code is WarningCode.PAGE_NOT_READ]
    assert "Trang 2 " in warning.message
    assert "bản vẽ" in warning.message


def test_a_drawing_of_usual_size_is_no_page_that_could_not_be_read() -> None:
    plan = read_plan(_with_pages(crafted.boxes(3_000)), "a.pdf")
    assert not [w for w in plan.warnings if w.code is WarningCode.PAGE_NOT_READ]


def test_each_page_of_a_pdf_is_told_of_once_it_is_read() -> None:
    origin: list[tuple[int, int]] = []
    read_plan(_with_pages(crafted.WORDS, crafted.WORDS), "a.pdf", on_page=lambda *page: origin.append(page))
    assert origin == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.usefixtures("no_tesseract")
def test_a_pdf_of_mostly_scanned_pages_is_refused() -> None:
    with pytest.raises(PlanUnreadable, match="bản quét"):
        read_plan(_with_scanned_pages(2), "a.pdf")


def test_an_encrypted_pdf_is_refused_with_advice() -> None:
    with pytest.raises(PlanUnreadable, match="mật khẩu"):
        read_plan(_encrypted(), "a.pdf")


def test_an_encrypted_office_file_is_refused_with_advice() -> None:
    book = xlwt.Workbook()
    book.add_sheet("x")
    content = files.saved(book).replace("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")[:16])
    content += "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(PlanUnreadable, match="mật khẩu"):
        read_plan(content, "a.xlsx")


@pytest.mark.usefixtures("no_tesseract")
def test_a_picture_is_refused_with_advice() -> None:
    with pytest.raises(PlanUnreadable, match="ảnh chụp"):
        read_plan(b"\xff\xd8\xff\xe0", "IMG_2026.JPG")


def test_an_old_word_file_needs_libreoffice_or_gets_the_steps_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PlanUnreadable, match=r"Save As.*\.docx"):
        read_plan(b"{\\rtf1 x}", "a.doc")


def test_libreoffice_converts_with_a_profile_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that stands for LibreOffice: it only accepts the arguments the real one needs."""
    (tmp_path / "made.docx").write_bytes(files.docx_of())
    program = tmp_path / "soffice"
    program.write_text(
        "#!/bin/sh\n"
        'case "$*" in *--headless*-env:UserInstallation=file://*--convert-to\\ docx\\ --outdir*) ;; *) exit 1;; esac\n'
        f'while [ "$1" != --outdir ]; do shift; done\nmkdir -p "$2" && cp {tmp_path}/made.docx "$2/plan.docx"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert len(read_plan(b"{\\rtf1 x}", "a.doc").tasks) == 3


def test_a_conversion_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexec sleep 30\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(converting, "LONGEST_CONVERSION", 0.2)
    with pytest.raises(PlanUnreadable, match="Không chuyển được"):
        read_plan(b"{\\rtf1 x}", "a.doc")


def test_three_hundred_rows_of_word_are_read_within_two_seconds() -> None:
    content = files.docx_of(files.many_rows(300))
    started = time.process_time()
    assert len(read_plan(content, "a.docx").tasks) == 300
    assert time.process_time() - started < 2


def test_a_pdf_of_forty_pages_is_read_within_ten_seconds() -> None:
    content = files.pdf_table(files.many_rows(520))
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) >= 40
    started = time.process_time()
    assert [t.code for t in read_plan(content, "a.pdf").tasks] == [str(i) for i in range(1, 521)]
    assert time.process_time() - started < 10


def test_a_pdf_without_letters_in_its_font_is_refused() -> None:
    with pytest.raises(PlanUnreadable):
        read_plan(pdf_of((), ""), "a.pdf")


def _attempt(content: bytes, name: str) -> None:
    with contextlib.suppress(PlanUnreadable):
        assert read_plan(content, name).tasks


WHOLE: dict[str, Callable[[], bytes]] = {
    **MAKERS, "annex.docx": as_docx, "annex.pdf": as_pdf,
    "example.docx": (EXAMPLES / "ke-hoach-thuy-nguyen.docx").read_bytes,
}  # fmt: skip


@cache
def whole(name: str) -> bytes:
    """A file that can be read, made once."""
    return WHOLE[name]()


@pytest.mark.parametrize("name", WHOLE)
def test_a_truncated_file_gets_a_sentence_or_is_read(name: str) -> None:
    content = whole(name)
    for part in (0.05, 0.3, 0.6, 0.9, 0.99):
        _attempt(content[: int(len(content) * part)], f"a.{name.rpartition('.')[2]}")


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(MAKERS)), st.integers(0, 100_000), st.binary(min_size=1, max_size=40))
def test_damaged_bytes_in_any_format_bring_nobody_down(ending: str, at: int, noise: bytes) -> None:
    content = bytearray(whole(ending))
    at %= len(content)
    content[at : at + len(noise)] = noise
    _attempt(bytes(content), f"a.{ending}")


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=600), st.sampled_from([f"a.{e}" for e in (*MAKERS, "jpg", "")]))
def test_no_bytes_whatever_bring_any_format_down(content: bytes, name: str) -> None:
    _attempt(content, name)
    _attempt(b"%PDF-1.7\n" + content, "a.pdf")
    _attempt(b"PK\x03\x04" + content, name)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=600) | st.integers(0, 20_000).map(lambda size: whole("docx")[:size]))
def test_no_bytes_whatever_that_libreoffice_makes_of_an_old_file_bring_it_down(made: bytes) -> None:
    """A program that stands for LibreOffice, which takes two seconds of processor time to start."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder, "made.docx").write_bytes(made)
        program = Path(folder, "soffice")
        program.write_text(
            "#!/bin/sh\n"
            f'while [ "$1" != --outdir ]; do shift; done\nmkdir "$2" && cp {folder}/made.docx "$2/plan.docx"\n'
        )
        program.chmod(0o755)
        patch.setenv("PATH", f"{folder}:/bin:/usr/bin")
        _attempt(b"{\\rtf1 x}", "a.doc")


@pytest.mark.parametrize("name", ["a.doc", "a.rtf"])
@pytest.mark.parametrize("content", [b"\x00\xff" * 300, b"{\\rtf1 \\pard"], ids=["noise", "torn off"])
def test_no_bytes_of_an_old_file_bring_it_down(content: bytes, name: str) -> None:
    """By the real LibreOffice, where there is one."""
    _attempt(content, name)
