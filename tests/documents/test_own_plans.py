import pytest

from tests.documents.own_plans import OwnPlan, own_plans
from tests.documents.scores import PARTS, Score, score_of

PLANS = own_plans()
# Text with tabs is no table in a spreadsheet's single cell or a Word paragraph; everywhere else every format must do.
ONLY_AS_TEXT = {"09-dan-tu-zalo"}
FORMATS = (".docx", ".pdf", ".xlsx", ".txt")


def _scored() -> list[Score]:
    return [score_of(plan) for plan in PLANS]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_task_of_an_own_plan_is_found_and_none_invented(plan: OwnPlan) -> None:
    told = score_of(plan)
    assert told.tasks >= 4
    assert (told.found, told.invented) == (told.tasks, 0), "\n".join(told.misses)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("plan", [p for p in PLANS if p.name not in ONLY_AS_TEXT], ids=lambda plan: plan.name)
def test_the_same_plan_in_another_format_says_the_same(plan: OwnPlan, ending: str) -> None:
    one, other = score_of(plan), score_of(plan, ending)
    assert other.misses == one.misses


def test_of_all_parts_of_the_own_plans_nearly_all_are_right_and_hardly_any_wrong() -> None:
    scored = _scored()
    misses = "\n".join(miss for told in scored for miss in told.misses)
    for part in PARTS:
        right, wrong = sum(t.right[part] for t in scored), sum(t.wrong[part] for t in scored)
        assert right + wrong > 50
        assert right / (right + wrong) >= 0.98, misses
    assert sum(t.wrong["deadline"] for t in scored) <= 1, misses
