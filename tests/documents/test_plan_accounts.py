from pathlib import Path

import pytest

from documents.plans.plan_reader import read_plan
from domain.draft_blocks import MOST_QUESTIONS, questions_about
from domain.names import fold
from domain.plans import PlanDraft
from tests.documents.block_counts import count_blocks
from tests.documents.generated import generated_plan
from tests.documents.gold import EXAMPLES
from tests.documents.own_plans import OwnPlan, own_plans
from tests.documents.repro import repro_files

SEEDS = [EXAMPLES / f"ke-hoach-thuy-nguyen.{ending}" for ending in ("docx", "txt")]
COUNTED = (".docx", ".txt")


def assert_balanced(plan: PlanDraft) -> None:
    """Blocks in are blocks accounted for, and what is unread can be asked about."""
    account = plan.account
    assert account.blocks == account.task + account.part + account.context + account.unread
    assert account.unread == len(plan.unread)
    assert account.task > 0
    assert account.task <= max(account.blocks, len(plan.tasks))
    questions = questions_about(plan.unread)
    assert len(questions) <= MOST_QUESTIONS
    assert sum(len(q.items) for q in questions) == len(plan.unread)


@pytest.mark.parametrize("path", [*SEEDS, *repro_files()], ids=lambda p: p.name)
def test_every_block_of_a_file_is_accounted_for_once(path: Path) -> None:
    content = path.read_bytes()
    plan = read_plan(content, path.name)
    assert_balanced(plan)
    assert plan.account.blocks == count_blocks(content, path.name)


@pytest.mark.parametrize("ending", COUNTED)
@pytest.mark.parametrize("own", own_plans(), ids=lambda p: p.name)
def test_every_block_of_an_own_plan_is_accounted_for_once(own: OwnPlan, ending: str) -> None:
    content = own.content(ending)
    plan = read_plan(content, f"ke-hoach{ending}")
    assert_balanced(plan)
    assert plan.account.blocks == count_blocks(content, f"ke-hoach{ending}")


@pytest.mark.parametrize("ending", [".pdf", ".xlsx"])
@pytest.mark.parametrize("own", own_plans()[:5], ids=lambda p: p.name)
def test_other_formats_are_balanced_too(own: OwnPlan, ending: str) -> None:
    assert_balanced(read_plan(own.content(ending), f"ke-hoach{ending}"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name)
def test_of_the_seed_only_the_undated_duties_of_its_last_part_are_unread(path: Path) -> None:
    plan = read_plan(path.read_bytes(), path.name)
    (question,) = questions_about(plan.unread)
    assert question.heading == "IV. TỔ CHỨC THỰC HIỆN"
    assert [fold(unit) for unit, _ in question.by_unit] == [
        "uy ban nhan dan phuong",
        "cac cap uy chi bo, dang bo; cac co quan, don vi thuoc phuong",
        "ban xay dung dang dang uy phuong",
        "uy ban kiem tra dang uy phuong",
        "van phong dang uy phuong",
    ]
    assert all(u.place.part and u.place.part.startswith("IV.") for u in plan.unread)
    assert plan.account.unread / plan.account.blocks <= 0.15


@pytest.mark.parametrize("seed", range(30))
def test_a_generated_document_is_read_as_it_was_meant(seed: int) -> None:
    made = generated_plan(seed)
    plan = read_plan(made.content, made.name)
    assert_balanced(plan)
    assert plan.account.blocks == count_blocks(made.content, made.name)
    assert made.faults(plan) == []
