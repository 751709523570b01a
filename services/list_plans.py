"""Lists the plans with their figures, each by the name that is typed for it."""

from domain.authorisation import may_see_all
from domain.commands import ListPlans
from domain.figures import cell_of, count_cells
from domain.followed_plans import FollowedPlan
from domain.lines import FourCells
from domain.plan_list_notices import PlanLine, PlansShown
from services.desk import Desk, Reply
from services.find_plan import figures_of, plan_meant
from storage.followed_plans import load_followed_plans
from storage.people import name_of
from storage.standings import Standing, load_standings


def list_plans(desk: Desk, command: ListPlans) -> Reply:
    """All plans, the latest first, or the one named; people of a unit see those that their units lead tasks of.

    Raises Refused(NoSuchPlan).
    """
    sees_all, mine = may_see_all(desk.person), desk.my_units
    tasks = [
        one for one in load_standings(desk.tx, desk.organisation.id) if sees_all or mine & {id_ for id_, _ in one.leads}
    ]
    if command.plan:
        return Reply([PlansShown((plan_line(desk, plan_meant(desk, command.plan), tasks),), desk.now, is_one=True)])
    plans = load_followed_plans(desk.tx, desk.organisation.id)
    lines = [plan_line(desk, plan, tasks) for plan in reversed(plans)]
    shown = tuple(line for line in lines if line.figures.cells.total or (sees_all and line.figures.name))
    return Reply([PlansShown(shown, desk.now)], may_replace=True)


def plan_line(desk: Desk, plan: FollowedPlan, tasks: list[Standing]) -> PlanLine:
    """One plan of the list; its figures are those of these tasks."""
    plans = load_followed_plans(desk.tx, desk.organisation.id)
    return PlanLine(
        figures_of(plan, plans, _count(desk, [task for task in tasks if task.plan_id == plan.id])),
        closed_as=plan.closed_as.value if plan.closed_as else "",
        closed_at=plan.closed_at,
        asked_by="" if plan.withdrawal_asked_by is None else name_of(desk.tx, plan.withdrawal_asked_by),
    )


def _count(desk: Desk, tasks: list[Standing]) -> FourCells:
    zone = desk.organisation.zone
    return count_cells((task, cell_of(task, desk.now, zone), bool(task.leads)) for task in tasks)
