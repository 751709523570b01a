"""Finds the plan somebody means, and the figures of each plan."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from domain.authorisation import may_see_all
from domain.followed_plans import FollowedPlan, name_of_plan, plans_called
from domain.messages import Refused
from domain.messages.plans import NoSuchPlan
from domain.messages.summaries import FourCells, PlanFigures
from services.context.command_context import CommandContext
from storage.plans import load_followed_plans

LONGEST_ECHO = 60
MOST_NAMED = 6
T = TypeVar("T")


def plan_meant(context: CommandContext, typed: str) -> FollowedPlan:
    """The plan that is named.

    Raises Refused(NoSuchPlan), for who may see all with the names there are, or those of the plans that may be meant.
    """
    plans = load_followed_plans(context.tx, context.organisation.id)
    found = plans_called(plans, typed)
    if len(found) == 1:
        return found[0]
    named = (found or [plan for plan in plans if not plan.is_of_orders]) if may_see_all(context.person) else []
    names = tuple(f"{name_of_plan(plan, plans)} – {plan.title}" for plan in reversed(named))[:MOST_NAMED]
    raise Refused(NoSuchPlan(typed[:LONGEST_ECHO], names))


def called(context: CommandContext, plan: FollowedPlan) -> str:
    """The text typed for the plan, short for any title, because buttons carry at most 64 bytes."""
    return name_of_plan(plan, load_followed_plans(context.tx, context.organisation.id))


def figures_of(plan: FollowedPlan, plans: Sequence[FollowedPlan], cells: FourCells) -> PlanFigures:
    """The plan with its figures, by the name that is typed for it."""
    return PlanFigures(name_of_plan(plan, plans), plan.number, plan.title, plan.issued_on, cells)


def counted_by_plan(
    context: CommandContext, tasks: Iterable[tuple[int, T]], count: Callable[[Sequence[T]], FourCells]
) -> tuple[PlanFigures, ...]:
    """The figures of every plan that has tasks to count, in the order of writing; `tasks` are (plan id, task)."""
    by_plan: dict[int, list[T]] = {}
    for plan_id, task in tasks:
        by_plan.setdefault(plan_id, []).append(task)
    plans = load_followed_plans(context.tx, context.organisation.id)
    counted: Mapping[int, FourCells] = {plan_id: count(its) for plan_id, its in by_plan.items()}
    return tuple(
        figures_of(plan, plans, counted[plan.id]) for plan in plans if plan.id in counted and counted[plan.id].total
    )


def title_of(context: CommandContext, plans: Sequence[PlanFigures]) -> str:
    """What figures are headed by: the one plan they count, "" for several (each is named), else the organisation."""
    named = [plan for plan in plans if plan.name]
    if len(named) > 1 or (named and len(plans) > 1):
        return ""
    return named[0].title if named else context.organisation.name


def plan_on_paper(context: CommandContext, plan_id: int) -> str:
    """The plan's own number, else its title, where there are several plans; "" where there is no doubt which it is."""
    plans = [plan for plan in load_followed_plans(context.tx, context.organisation.id) if not plan.is_of_orders]
    its = next((plan for plan in plans if plan.id == plan_id), None)
    return its.number or its.title if its is not None and len(plans) > 1 else ""
