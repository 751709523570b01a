import contextlib
import io
import json
import time
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.plans.plan_json import plan_as_json
from documents.plans.plan_reader import PlanUnreadable, read_plan
from domain.plans import PlanDraft
from tests.documents.gold import EXAMPLES

HEADER = "TT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn"
HEAD = "Số 12-KH/ĐU\nThủy Nguyên, ngày 09 tháng 4 năm 2026\n\nKẾ HOẠCH\nnăm 2026\n\n"


def _plan(*rows: str, header: str = HEADER, after: str = "") -> PlanDraft:
    text = HEAD + "\n".join((header, *rows)) + "\n" + after
    return read_plan(text.encode(), "ke-hoach.txt")


def _told(plan: PlanDraft) -> set[tuple[str, str | None]]:
    return {(w.code.value, w.task) for w in plan.warnings}


def _cells(*rows: tuple[str, ...]) -> Any:
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return document


def _read(document: Any) -> PlanDraft:
    content = io.BytesIO()
    document.save(content)
    return read_plan(content.getvalue(), "ke-hoach.docx")


DOCX_HEADER = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn")


def test_children_inherit_from_the_row_that_groups_them() -> None:
    plan = _plan(
        "1\tDữ liệu dùng chung\t\tSở Khoa học và Công nghệ\t30/8/2026",
        "a\tDữ liệu đất đai\tSở Nông nghiệp và Môi trường\t\t",
        "đ\tDữ liệu quy hoạch\tSở Xây dựng\t\t30/9/2026",
        "2\tViệc riêng\tSở Tài chính\tSở Nội vụ\t31/7/2026",
    )
    assert [(t.code, t.coordinating[0].name, str(t.deadline.last_day)) for t in plan.tasks] == [
        ("1.a", "Sở Khoa học và Công nghệ", "2026-08-30"),
        ("1.đ", "Sở Khoa học và Công nghệ", "2026-09-30"),
        ("2", "Sở Nội vụ", "2026-07-31"),
    ]
    assert [t.number for t in plan.tasks] == [1, 2, 3]


def test_partners_named_by_a_sentence_in_the_lead_column_coordinate() -> None:
    plan = _plan("1\tViệc\tSở Tài chính chủ trì, phối hợp với Sở Nội vụ\t\t30/8/2026")
    assert [u.name for u in plan.tasks[0].lead] == ["Sở Tài chính"]
    assert [u.name for u in plan.tasks[0].coordinating] == ["Sở Nội vụ"]


def test_a_header_of_two_rows_and_a_row_of_column_numbers_are_no_tasks() -> None:
    plan = _plan(
        "\t\tChủ trì\tPhối hợp\t",
        "(1)\t(2)\t(3)\t(4)\t(5)",
        "1\tViệc\tSở A\tSở B\t30/8/2026",
        header="TT\tNội dung\tĐơn vị chủ trì\t\tThời gian hoàn thành",
    )
    assert [(t.title, t.lead[0].name, t.coordinating[0].name) for t in plan.tasks] == [("Việc", "Sở A", "Sở B")]


def test_a_draft_due_after_its_paper_is_told_by_rule_not_by_phrase() -> None:
    plan = _plan(
        "1\tBan hành Đề án phát triển kinh tế số phường\tSở A\tSở B\t30/5/2026",
        "2\tXây dựng dự thảo Đề án phát triển kinh tế số phường.\tSở A\tSở B\t30/6/2026",
        "3\tDự thảo Quy chế làm việc\tSở A\tSở B\t30/6/2026",
    )
    assert {t for t in _told(plan) if t[0] == "draft_after_final"} == {("draft_after_final", "1")}


def test_numbers_doubles_and_days_are_looked_at() -> None:
    plan = _plan(
        "1\tRà soát quy hoạch cán bộ\tSở A\tSở B\t31/4/2026",
        "2\tRà soát quy hoạch cán bộ.\tSở A\tSở B\t30/6/2026",
        "5\tViệc khác\t\tSở B\t30/3/2026",
        "6\tTriễn khai kế hoạch\tSở A\tSở B\t",
    )
    assert _told(plan) == {
        ("impossible_date", "1"),
        ("duplicate_task", "2"),
        ("number_gap", "5"),
        ("no_lead_unit", "5"),
        ("due_before_issue", "5"),
        ("likely_typing_error", "6"),
        ("deadline_unknown", "6"),
    }
    assert plan.number == "12-KH/ĐU"


@pytest.mark.parametrize("opening", ["Xây kế hoạch đào tạo", "Ban quy chế làm việc", "Biên tài liệu"])
def test_half_a_verb_is_doubted_only_before_a_thing_verbs_are_done_to(opening: str) -> None:
    plan = _plan(f"1\t{opening}\tSở A\tSở B\t30/6/2026")
    assert (("likely_typing_error", "1") in _told(plan)) == (opening != "Biên tài liệu")


def test_prose_without_a_day_is_no_task_and_dated_prose_is() -> None:
    prose = (
        "IV. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Đảng ủy\n- Theo dõi, đôn đốc thường xuyên.\n"
        "2. Giao Công an phường chủ trì xây dựng phương án, xong trước ngày 20/5/2026.\n"
    )
    plan = _plan("1\tViệc\tSở A\tSở B\t30/8/2026", after=prose)
    assert [(t.code, [u.name for u in t.lead]) for t in plan.tasks[1:]] == [("IV.2", ["Công an phường"])]


def test_a_paragraph_of_two_dated_sentences_is_two_duties() -> None:
    prose = "III. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Đảng ủy\n"
    prose += "Gửi báo cáo quý trước ngày 20/5/2026. Họp rút kinh nghiệm xong trước 30/6/2026.\n"
    plan = _plan("1\tViệc\tSở A\tSở B\t30/8/2026", after=prose)
    assert [(t.code, t.deadline.wording) for t in plan.tasks[1:]] == [
        ("III.1a", "trước ngày 20/5/2026"),
        ("III.1b", "xong trước 30/6/2026"),
    ]


def test_more_tasks_than_any_plan_has_are_refused_not_cut_off() -> None:
    with pytest.raises(PlanUnreadable, match="hơn 2000 nhiệm vụ"):
        _plan(*(f"{i}\tViệc {i}\tSở A\tSở B\t30/8/2026" for i in range(1, 2010)))


def test_tracked_insertions_stay_and_deletions_go() -> None:
    document = _cells(DOCX_HEADER, ("1", "Việc ", "Sở A", "Sở B", "30/8/2026"))
    paragraph = document.tables[0].rows[1].cells[1].paragraphs[0]._p
    for tag, text_tag, words in (("w:ins", "w:t", "mới"), ("w:del", "w:delText", "cũ"), ("w:moveFrom", "w:t", "dời")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph.append(change)
    assert _read(document).tasks[0].title == "Việc mới"


def test_a_deleted_row_is_no_task() -> None:
    document = _cells(DOCX_HEADER, ("1", "Còn", "Sở A", "Sở B", "30/8/2026"), ("2", "Bỏ", "Sở A", "Sở B", "30/8/2026"))
    row = document.tables[0].rows[2]._tr
    row.get_or_add_trPr().append(OxmlElement("w:del"))
    assert [t.title for t in _read(document).tasks] == ["Còn"]


def test_text_inside_a_content_control_is_read() -> None:
    document = _cells(DOCX_HEADER, ("1", "", "Sở A", "Sở B", "30/8/2026"))
    paragraph = document.tables[0].rows[1].cells[1].paragraphs[0]._p
    control, content, run, text = (OxmlElement(t) for t in ("w:sdt", "w:sdtContent", "w:r", "w:t"))
    text.text = "Trong khung"
    run.append(text)
    content.append(run)
    control.append(content)
    paragraph.append(control)
    assert _read(document).tasks[0].title == "Trong khung"


def test_a_cell_merged_over_rows_serves_each_of_them() -> None:
    document = _cells(DOCX_HEADER, ("1", "A", "Sở Tài chính", "Sở B", "30/8/2026"), ("2", "B", "", "Sở B", "30/8/2026"))
    table = document.tables[0]
    table.cell(1, 2).merge(table.cell(2, 2))
    assert [t.lead[0].name for t in _read(document).tasks] == ["Sở Tài chính", "Sở Tài chính"]


def test_the_json_of_a_plan_has_exactly_the_promised_names() -> None:
    name = "ke-hoach-thuy-nguyen.docx"
    shape = json.loads(json.dumps(plan_as_json(read_plan((EXAMPLES / name).read_bytes(), name)), ensure_ascii=False))
    assert list(shape) == ["plan", "tasks", "warnings", "unread", "account"]
    assert list(shape["plan"]) == ["title", "number", "issuer", "issued_on", "basis"]
    assert shape["plan"]["basis"] == {
        "number": "43-KH/TU", "issued_on": "2026-04-03", "issuer": "Ban Thường vụ Thành ủy"
    }  # fmt: skip
    assert list(shape["unread"][0]) == ["place", "text", "reason"]
    assert list(shape["account"]) == ["blocks", "task", "part", "context", "unread"]
    task = shape["tasks"][0]
    assert list(task) == ["number", "code", "title", "lead", "coordinating", "deadline", "product", "place"]
    assert list(task["deadline"]) == ["wording", "kind", "first_day", "last_day", "at_time", "condition"]
    assert list(shape["warnings"][0]) == ["code", "task", "message"]
    assert shape["tasks"][2]["deadline"]["last_day"] == "2026-04-14"


def _bomb() -> bytes:
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as inside,
    ):
        for _ in range(210):
            inside.write(b" " * 1024 * 1024)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "advice"),
    [
        (b"", "a.txt", "Tệp rỗng"),
        (b"   \n\n", "a.txt", "không có chữ nào"),
        (b"x" * (20 * 1024 * 1024 + 1), "a.txt", "lớn hơn 20 MB"),
        (b"\xff\xd8\xff\xe0 picture", "a.txt", "UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 secret", "a.docx", "mật khẩu"),
        (b"PK\x03\x04 torn", "a.docx", "lưu lại thành .docx"),
        (b"anything", "a.exe", "Chưa đọc được loại tệp này"),
        ("Xin chào".encode(), "a.txt", "Không tìm thấy nhiệm vụ"),
    ],
)
def test_a_file_that_is_no_plan_gets_one_sentence_of_advice(content: bytes, name: str, advice: str) -> None:
    with pytest.raises(PlanUnreadable, match=advice) as refused:
        read_plan(content, name)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(PlanUnreadable, match="nén quá nhiều"):
        read_plan(_bomb(), "a.docx")


MOST_SECONDS = 2.0


def _attempt(content: bytes, name: str) -> None:
    """Read, within two seconds of the reader's own processor time.

    What others do on this machine counts for nothing, nor does LibreOffice, which "{\\rtf" starts: it is a process of
    its own, with a limit of its own.
    """
    started = time.process_time()
    with contextlib.suppress(PlanUnreadable):
        assert read_plan(content, name).tasks
    assert time.process_time() - started < MOST_SECONDS


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(["a.txt", "a.docx", "a"]))
def test_no_bytes_whatever_bring_the_reader_down(content: bytes, name: str) -> None:
    _attempt(content, name)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                HEADER,
                "1\tA\tSở B\t\t30/6/2026",
                "\tmore\t\t\t",
                "I. NHIỆM VỤ",
                "KẾ HOẠCH",
                "- Việc xong trước 5/5/2026",
                "a\tB",
            ]
        ),
        max_size=12,
    )
)
def test_no_order_of_lines_brings_the_reader_down(lines: list[str]) -> None:
    _attempt("\n".join(lines).encode(), "a.txt")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_word_file_is_refused_not_crashed_on(at: int, noise: bytes) -> None:
    content = bytearray((EXAMPLES / "ke-hoach-thuy-nguyen.docx").read_bytes())
    content[at : at + len(noise)] = noise
    _attempt(bytes(content), "a.docx")
