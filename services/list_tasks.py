"""Lists open tasks, most urgent first."""

from collections.abc import Iterable

from domain.authorisation import may_see, may_see_all
from domain.commands import ListTasks
from domain.figures import urgency
from domain.notices import TaskListShown
from domain.tasks import State
from services.desk import Desk, Reply
from services.find_plan import called, plan_meant
from services.task_lines import line_of
from storage.tasks import TaskNow, load_tasks

PAGE = 6  # tasks that fit one phone screen


def list_tasks(desk: Desk, command: ListTasks) -> Reply:
    """One page of the open tasks this person may see; a page that is not there shows the last one."""
    tasks = open_tasks(desk)
    plan = plan_meant(desk, command.plan) if command.plan else None
    if plan is not None:
        tasks = [found for found in tasks if found.task.plan_id == plan.id]
    pages = max(1, -(-len(tasks) // PAGE))
    page = min(max(1, command.page), pages)
    shown = tasks[(page - 1) * PAGE : page * PAGE]
    everything = may_see_all(desk.person)
    lines = tuple(line_of(desk, found) for found in shown)
    scope = () if everything else desk.person.unit_names
    name = called(desk, plan) if plan else ""
    plans = 0 if plan else _plans_of(desk, tasks)
    shown_list = TaskListShown(scope, lines, len(tasks), page, pages, everything, name, plans)
    return Reply([shown_list], may_replace=True)


def _plans_of(desk: Desk, tasks: Iterable[TaskNow]) -> int:
    """Of how many plans the tasks are, where it is more than one."""
    real = {plan.id for plan in desk.plans if not plan.is_of_orders}
    count = len(real & {found.task.plan_id for found in tasks})
    return count if count > 1 else 0


def open_tasks(desk: Desk) -> list[TaskNow]:
    """Every open task the person may see, most urgent first."""
    actor, mine = desk.person, desk.my_units
    tasks = [
        found
        for found in load_tasks(desk.tx, desk.organisation.id)
        if found.occurrence.state in {State.OPEN, State.REPORTED} and may_see(actor, found.task, mine)
    ]
    return sorted(
        tasks, key=lambda found: urgency(found.occurrence, found.task.number, desk.now, desk.organisation.zone)
    )
