"""Narrowing pages to a plan, a unit, a person or words of the title: `?kh=45&dv=3&nguoi=12&tim=nhân sự`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from domain.board.tasks import Choice, Filters
from domain.followed_plans import name_of_plan
from domain.names import fold
from services.context.command_context import CommandContext
from storage.board_rows import names_in_units
from storage.people import load_contacts
from storage.task_statistics import TaskSnapshot
from storage.tasks import load_assignments

LONGEST_TEXT = 80
NOBODY = "0"  # the unit of tasks that no unit leads
T = TypeVar("T")


def filters_of(context: CommandContext, tasks: Sequence[TaskSnapshot], values: Mapping[str, str]) -> Filters | None:
    """The choices that these tasks leave, and what of them is chosen; None for a value that is none of them."""
    leads = {lead for found in tasks for lead in found.leads}
    units = [Choice(str(unit_id), name) for unit_id, name in sorted(leads, key=lambda lead: fold(lead[1]))]
    if any(not found.leads for found in tasks):
        units.append(Choice(NOBODY, ""))
    made = Filters(
        plans=_plans(context, tasks),
        units=tuple(units),
        people=_people(context, {unit_id for unit_id, _ in leads}),
        plan=values.get("kh", ""),
        unit=values.get("dv", ""),
        person=values.get("nguoi", ""),
        text=" ".join(values.get("tim", "")[:LONGEST_TEXT].split()),
    )
    offered = ((made.plan, made.plans), (made.unit, made.units), (made.person, made.people))
    is_known = all(not value or any(value == each.value for each in choices) for value, choices in offered)
    return made if is_known else None


def _plans(context: CommandContext, tasks: Iterable[TaskSnapshot]) -> tuple[Choice, ...]:
    with_tasks = {found.plan_id for found in tasks}
    plans = [plan for plan in context.plans if plan.id in with_tasks]
    return tuple(Choice(name_of_plan(plan, context.plans) or _ORDERS, plan.number or plan.title) for plan in plans)


_ORDERS = "0"  # the plan of tasks that stand in none


def _people(context: CommandContext, unit_ids: Iterable[int]) -> tuple[Choice, ...]:
    """Those who have tasks of these units: their own people."""
    found = names_in_units(context.tx, context.organisation.id, unit_ids)
    return tuple(Choice(str(id_), name) for id_, name in sorted(found.items(), key=lambda one: _given_name(one[1])))


def _given_name(name: str) -> str:
    """Vietnamese lists are in the order of the last syllable."""
    return " ".join(reversed(fold(name).split()))


def chosen(context: CommandContext, tasks: Sequence[TaskSnapshot], filters: Filters) -> list[TaskSnapshot]:
    """The tasks that the filters leave."""
    kept = [found for found in tasks if _is_of_plan(context, found, filters.plan) and _is_of_unit(found, filters.unit)]
    if filters.text:
        kept = [found for found in kept if fold(filters.text) in fold(found.title)]
    if filters.person:
        kept = _of_person(context, kept, int(filters.person))
    return kept


def _is_of_plan(context: CommandContext, found: TaskSnapshot, plan: str) -> bool:
    if not plan:
        return True
    return any(
        found.plan_id == each.id and (name_of_plan(each, context.plans) or _ORDERS) == plan for each in context.plans
    )


def _is_of_unit(found: TaskSnapshot, unit: str) -> bool:
    if unit == NOBODY:
        return not found.leads
    return not unit or any(str(unit_id) == unit for unit_id, _ in found.leads)


def _of_person(context: CommandContext, tasks: Sequence[TaskSnapshot], person_id: int) -> list[TaskSnapshot]:
    """What was handed to the person, and what of their units was handed to nobody."""
    contact = next(one for one in load_contacts(context.tx, context.organisation.id) if one.id == person_id)
    handed = load_assignments(context.tx, context.organisation.id)
    return [
        found
        for found in tasks
        if any(
            person_id in handed.get((found.task_id, unit_id), frozenset())
            or (unit_id in contact.unit_ids and (found.task_id, unit_id) not in handed)
            for unit_id, _ in found.leads
        )
    ]
