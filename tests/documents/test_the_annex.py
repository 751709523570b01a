from collections.abc import Callable
from datetime import date

import pytest

from documents.plans.plan_reader import read_plan
from documents.plans.units import split_units
from domain.deadlines import DeadlineKind
from domain.plans import PlanDraft
from tests.documents.annex import as_docx, as_pdf
from tests.documents.gold import day, rows

MAKERS: dict[str, Callable[[], bytes]] = {"docx": as_docx, "pdf": as_pdf}


@pytest.fixture(scope="module", params=MAKERS)
def plan(request: pytest.FixtureRequest) -> PlanDraft:
    return read_plan(MAKERS[request.param](), f"phu-luc.{request.param}")


def test_all_thirty_three_tasks_and_nothing_else_are_read(plan: PlanDraft) -> None:
    assert [t.code for t in plan.tasks] == [r["code"] for r in rows("plan_rows.tsv", "01")]
    assert (plan.number, plan.issued_on) == ("215/KH-UBND", date(2026, 7, 14))


@pytest.mark.parametrize("gold", rows("plan_rows.tsv", "01"), ids=lambda r: r["code"])
def test_every_task_is_what_a_person_reads(plan: PlanDraft, gold: dict[str, str]) -> None:
    task = next(t for t in plan.tasks if t.code == gold["code"])
    assert task.title == gold["task"]
    assert task.lead == split_units(gold["lead"])
    assert task.coordinating == split_units(gold["coordination"])
    assert task.deadline.wording == gold["deadline"]


@pytest.mark.parametrize("gold", rows("plan_rows.tsv", "01"), ids=lambda r: r["code"])
def test_every_deadline_is_what_a_person_reads(plan: PlanDraft, gold: dict[str, str]) -> None:
    labelled = {r["phrase"]: r for r in rows("deadline_phrases.tsv", "01")}
    label = labelled[gold["deadline"]]
    deadline = next(t for t in plan.tasks if t.code == gold["code"]).deadline
    assert (deadline.kind, deadline.last_day) == (DeadlineKind(label["kind"]), day(label["last_day"]))


def test_a_task_of_the_pdf_tells_its_page() -> None:
    pages = [t.place.page for t in read_plan(as_pdf(), "a.pdf").tasks]
    assert pages[0] == 1
    assert pages == sorted(p or 0 for p in pages)
    assert len(set(pages)) > 2
