"""Names of units that hold a duty ("Trạm Y tế chuẩn bị thuốc"): no unit is made of one unless a person says so."""

from dataclasses import replace

from domain.drafts import OpenDraft, mark_of
from domain.names import fold
from domain.plans import PlanDraft, TaskDraft, UnitMention, WarningCode
from services.hold_draft import Review

# Bodies that are named after what they do.
_NAMED_AFTER_WORK = ("to cong tac", "ban chi dao", "to giup viec", "ban chi huy", "tieu ban", "hoi dong")


def is_like_a_duty(mention: UnitMention) -> bool:
    """Whether the name goes on with what the unit is to do; classes of units and working groups may be named so."""
    from documents.plans.prose.prose_deadlines import verb_in  # noqa: PLC0415 -- a plan comes once a year

    if mention.is_group or fold(mention.name).startswith(_NAMED_AFTER_WORK):
        return False
    return verb_in(mention.name, 1) is not None


def without_duty_like_names(review: Review) -> OpenDraft:
    """The draft as it may be written: names like a duty that nobody knows and nobody agreed to are left out."""
    unknown = {unit.name for unit in review.strangers}
    asked = {name for name in unknown if mark_of(WarningCode.UNKNOWN_UNIT, name) not in review.draft.answered}
    rows = tuple(_without(row, asked) for row in review.draft.plan.tasks)
    plan: PlanDraft = replace(review.draft.plan, tasks=rows)
    return replace(review.draft, plan=plan)


def _without(row: TaskDraft, names: set[str]) -> TaskDraft:
    lead, coordinating = (
        tuple(unit for unit in units if unit.name not in names or not is_like_a_duty(unit))
        for units in (row.lead, row.coordinating)
    )
    return replace(row, lead=lead, coordinating=coordinating)
