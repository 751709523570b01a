"""Plans that wait to be written, and those that are followed."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.authorisation import may_confirm
from domain.messages.plans import ListPlans, PlansShown, PlanSummary
from services.commands.close_plan import list_plans
from services.context.command_context import CommandContext
from services.plans.hold_draft import Review, drafts_waiting, open_draft


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A plan that waits: `rows` that would be written, `left` questions that are open."""

    id: int
    title: str
    made_by: str
    rows: int
    left: int


@dataclass(frozen=True, slots=True)
class PlansPage:
    """What `/ke-hoach` shows. `plans` are those of "kế hoạch" in a chat at the same instant."""

    drafts: tuple[DraftLine, ...]
    plans: tuple[PlanSummary, ...]


def read_plans(context: CommandContext, _values: Mapping[str, str]) -> PlansPage | None:
    """The list, for those who look after plans."""
    if not may_confirm(context.person):
        return None
    shown = next(one for one in list_plans(context, ListPlans()).responses if isinstance(one, PlansShown))
    return PlansPage(tuple(_lines(context)), shown.lines)


def _lines(context: CommandContext) -> list[DraftLine]:
    found = []
    for waiting in drafts_waiting(context):
        draft = open_draft(context, waiting.id)
        if draft is not None:
            left = len(Review(context, draft).left)
            found.append(DraftLine(waiting.id, waiting.title, waiting.made_by, len(draft.plan.tasks), left))
    return found
