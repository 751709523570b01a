"""Who may do what. Every use-case asks here; buttons and typed text alike."""

from collections.abc import Iterable

from domain.daily_commands import daily_first
from domain.messages import Command, kinds_of
from domain.people import (
    ACTS_ON_REQUESTS,
    CONFIRMS,
    DECIDES,
    MANAGES_PEOPLE,
    SEES_ALL,
    Actor,
    Role,
)
from domain.tasks import Part, Task


def may_see_all(actor: Actor) -> bool:
    """Coordinators, leaders, inspectors and administrators see every unit's tasks and figures."""
    return bool(actor.roles & SEES_ALL)


def may_see(actor: Actor, task: Task, unit_ids: Iterable[int]) -> bool:
    """A person sees the tasks of their units; `unit_ids` are the actor's units and the groups these belong to."""
    mine = frozenset(unit_ids)
    return may_see_all(actor) or any(r.unit_id in mine for r in task.responsibilities)


def may_report(actor: Actor, task: Task, unit_ids: Iterable[int]) -> bool:
    """Officers and heads of a lead unit report on its tasks; nobody else does, whatever they may see."""
    mine = frozenset(unit_ids)
    is_of_unit = bool(actor.roles & {Role.OFFICER, Role.HEAD})
    return is_of_unit and any(r.unit_id in mine for r in task.units(Part.LEAD))


def may_confirm(actor: Actor) -> bool:
    """Coordinators confirm and return."""
    return bool(actor.roles & CONFIRMS)


def may_send_files(actor: Actor) -> bool:
    """Who takes plans in or keeps the list of people may upload a file; what is in it, its command asks again."""
    return bool(actor.roles & (CONFIRMS | MANAGES_PEOPLE))


def may_decide(actor: Actor) -> bool:
    """Leaders decide on more time and answer questions."""
    return bool(actor.roles & DECIDES)


def may_act_on_requests(actor: Actor) -> bool:
    """Coordinators recommend on requests, leaders decide; nobody else acts on them."""
    return bool(actor.roles & ACTS_ON_REQUESTS)


def commands_for(actor: Actor) -> tuple[type[Command], ...]:
    """The commands this person has a use for, those of most days first; services check what each may touch."""
    daily, others = parted_commands(actor)
    return daily + others


def parted_commands(actor: Actor) -> tuple[tuple[type[Command], ...], tuple[type[Command], ...]]:
    """The same, parted into those of most days and all the others, these in the order of the menu."""
    allowed = sorted((kind for kind in kinds_of(Command) if actor.roles & kind.roles), key=lambda kind: kind.place)
    return daily_first(actor.roles, allowed)
