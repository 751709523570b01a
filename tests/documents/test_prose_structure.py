import pytest

from documents.plans.titles import looks_wrong
from domain.plans import UnitMention, WarningCode
from tests.documents.repro import repro_plan, repro_rows

DUTIES = repro_rows("prose.tsv")
IDENTITIES = repro_rows("identity.tsv")


def _names(units: tuple[UnitMention, ...]) -> str:
    return " | ".join(u.name for u in units)


@pytest.mark.parametrize("file", DUTIES)
def test_the_duties_of_a_document_are_those_an_official_reads(file: str) -> None:
    read = [
        {
            "file": file,
            "code": t.code,
            "title": t.title,
            "lead": _names(t.lead),
            "coordinating": _names(t.coordinating),
            "kind": t.deadline.kind.value,
            "last_day": str(t.deadline.last_day or ""),
            "at_time": str(t.deadline.at_time or ""),
        }
        for t in repro_plan(file).tasks
    ]
    assert read == DUTIES[file]


@pytest.mark.parametrize("file", IDENTITIES)
def test_number_and_day_come_from_the_letterhead_alone_and_the_cited_paper_is_the_basis(file: str) -> None:
    plan = repro_plan(file)
    month = plan.issued_in
    read = {
        "file": file,
        "number": plan.number or "",
        "issued_on": str(plan.issued_on or ""),
        "issued_in": "-".join([str(month.year), *([f"{month.month:02d}"] if month.month else [])]) if month else "",
        "basis": plan.basis.number if plan.basis else "",
        "basis_day": str(plan.basis.issued_on or "") if plan.basis else "",
        "basis_issuer": (plan.basis.issuer or "") if plan.basis else "",
    }
    assert [read] == IDENTITIES[file]


def test_what_is_only_a_limit_is_left_to_a_person() -> None:
    unread = repro_plan("h4_periodic_in_prose.docx").unread
    assert [(u.reason, u.text) for u in unread] == [
        ("limit_without_duty", "Thực hiện trong tháng 11, tháng 12 năm 2026.")
    ]


def test_undated_duties_beside_a_table_are_offered_by_unit() -> None:
    unread = repro_plan("k13_duties_beside_table.docx").unread
    assert {u.heading for u in unread} == {"V. PHÂN CÔNG NHIỆM VỤ"}
    assert [u.unit for u in unread] == ["Tổ Công nghệ thông tin", "Tổ Công nghệ thông tin", "Tổ chuyên môn"]


def test_a_day_without_a_year_and_one_counted_from_an_unknown_day_are_doubts_of_their_own() -> None:
    chat = repro_plan("x8_chat.txt").warnings
    assert [w.task for w in chat if w.code is WarningCode.YEAR_UNKNOWN] == ["LVa", "LVb", "LVc"]
    blank = repro_plan("i01.docx").warnings
    assert [w.task for w in blank if w.code is WarningCode.NO_LAST_DAY] == ["1"]
    full = repro_plan("i02.docx").warnings
    assert not [w for w in full if w.code is WarningCode.NO_LAST_DAY]


def test_a_whole_title_is_not_doubted_because_its_last_word_looks_like_a_preposition() -> None:
    assert not [w for w in repro_plan("x9_chat2.txt").warnings if w.code is WarningCode.TITLE_LOOKS_WRONG]


@pytest.mark.parametrize("title", ["", "  ", "12", "Thời gian hoàn thành", "Báo cáo kết quả trước", "và các đơn vị"])
def test_what_cannot_be_the_name_of_a_duty_is_doubted(title: str) -> None:
    assert looks_wrong(title)


@pytest.mark.parametrize("title", ["Họp", "Báo cáo an ninh trật tự", "Thời gian biểu của trường: lập và niêm yết"])
def test_a_real_title_is_not_doubted(title: str) -> None:
    assert not looks_wrong(title)
