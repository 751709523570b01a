from datetime import date

import pytest

from documents.plans.deadlines.cleaned_text import plain_words
from documents.plans.plan_reader import read_plan
from documents.plans.units import split_units
from domain.deadlines import DeadlineKind
from domain.plans import PlanDraft, TaskDraft, WarningCode
from tests.documents.gold import EXAMPLES, day, rows

FORMATS = ("txt", "docx")


def _plan(ending: str) -> PlanDraft:
    name = f"ke-hoach-thuy-nguyen.{ending}"
    return read_plan((EXAMPLES / name).read_bytes(), name)


@pytest.fixture(scope="module", params=FORMATS)
def plan(request: pytest.FixtureRequest) -> PlanDraft:
    return _plan(request.param)


def _task(plan: PlanDraft, code: str) -> TaskDraft:
    return next(t for t in plan.tasks if t.code == code)


def test_the_papers_of_the_plan_are_read(plan: PlanDraft) -> None:
    assert plan.title == (
        "Kế hoạch triển khai thực hiện Kết luận của đồng chí Tổng Bí thư tại buổi làm việc với Ban Tổ chức Trung ương"
    )
    assert plan.issuer == "Ban Thường vụ Đảng ủy phường Thủy Nguyên"
    assert (plan.number, plan.issued_on) == (None, date(2026, 4, 9))


def test_fifteen_rows_and_three_duties_of_the_prose_keep_their_numbers_and_codes(plan: PlanDraft) -> None:
    assert [t.number for t in plan.tasks] == list(range(1, 19))
    assert [t.code for t in plan.tasks] == [*map(str, range(1, 16)), "IV.1", "IV.3a", "IV.3b"]


@pytest.mark.parametrize("gold", rows("plan_rows.tsv", "00"), ids=lambda r: r["code"])
def test_every_task_is_what_a_person_reads(plan: PlanDraft, gold: dict[str, str]) -> None:
    task = _task(plan, gold["code"])
    assert task.title == gold["task"]
    assert task.lead == split_units(gold["lead"])
    assert task.coordinating == split_units(gold["coordination"])
    assert task.deadline.wording == gold["deadline"]


@pytest.mark.parametrize("gold", rows("plan_rows.tsv", "00"), ids=lambda r: r["code"])
def test_every_deadline_is_what_a_person_reads(plan: PlanDraft, gold: dict[str, str]) -> None:
    labelled = {plain_words(r["phrase"]): r for r in rows("deadline_phrases.tsv", "00")}
    deadline = _task(plan, gold["code"]).deadline
    label = labelled[gold["deadline"].removesuffix(" (theo hướng dẫn của Ban Tổ chức Trung ương)")]
    assert (deadline.kind, deadline.last_day) == (DeadlineKind(label["kind"]), day(label["last_day"]))


def test_a_row_torn_by_the_page_is_one_task_with_its_condition(plan: PlanDraft) -> None:
    task = _task(plan, "11")
    assert task.deadline.last_day == date(2026, 6, 30)
    assert task.deadline.condition == "theo hướng dẫn của Ban Tổ chức Trung ương"
    assert task.deadline.wording == "Hoàn thành trong tháng 6/2026 (theo hướng dẫn của Ban Tổ chức Trung ương)"


def test_every_task_tells_where_it_stands(plan: PlanDraft) -> None:
    for task in plan.tasks:
        in_table = task.place.table is not None and task.place.row is not None
        in_prose = task.place.part is not None and task.place.paragraph is not None
        assert in_table != in_prose, task.code


def test_all_doubts_are_told_and_nothing_is_repaired(plan: PlanDraft) -> None:
    told = {(w.code, w.task) for w in plan.warnings}
    assert told == {
        (WarningCode.BLANK_PLAN_NUMBER, None),
        (WarningCode.DRAFT_AFTER_FINAL, "4"),
        (WarningCode.LIKELY_TYPING_ERROR, "4"),
        (WarningCode.SEVERAL_LEAD_UNITS, "6"),
        (WarningCode.SEVERAL_LEAD_UNITS, "15"),
        (WarningCode.NO_COORDINATING_UNIT, "13"),
        (WarningCode.DUE_ON_ISSUE_DAY, "IV.1"),
        (WarningCode.DUE_ON_ISSUE_DAY, "IV.3a"),
        (WarningCode.DUTY_ONLY_IN_PROSE, "IV.1"),
        (WarningCode.DUTY_ONLY_IN_PROSE, "IV.3a"),
        (WarningCode.DUTY_ONLY_IN_PROSE, "IV.3b"),
    }
    assert len(plan.warnings) == len(told)
    assert _task(plan, "4").title.startswith("Ban văn bản")


def test_every_doubt_is_a_full_sentence_that_says_what_to_choose(plan: PlanDraft) -> None:
    for warning in plan.warnings:
        assert warning.message[0].isupper(), warning.message
        assert warning.message.endswith("."), warning.message
        assert "đề nghị" in warning.message


def test_text_and_word_give_the_same_plan() -> None:
    text, word = _plan("txt"), _plan("docx")
    assert text.warnings == word.warnings
    assert [(t.code, t.title, t.lead, t.coordinating, t.deadline) for t in text.tasks] == [
        (t.code, t.title, t.lead, t.coordinating, t.deadline) for t in word.tasks
    ]
