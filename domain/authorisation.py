"""Who may do what. Every use-case asks here; buttons and typed text alike."""

from collections.abc import Iterable

from domain.daily_commands import daily_first
from domain.people import Actor, Role
from domain.tasks import Part, Task

SEES_ALL = frozenset({Role.COORDINATOR, Role.LEADER, Role.INSPECTOR, Role.ADMINISTRATOR})
CONFIRMS = frozenset({Role.COORDINATOR})
DECIDES = frozenset({Role.LEADER})
ACTS_ON_REQUESTS = CONFIRMS | DECIDES
OF_UNIT = frozenset({Role.OFFICER, Role.HEAD})
MANAGES_PEOPLE = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
GIVES_OFFICES = frozenset({Role.ADMINISTRATOR})  # coordinator, leader, inspector, administrator: not by themselves
HANDS_OVER = frozenset({Role.HEAD, Role.COORDINATOR})

# Which roles see a command in their help and menu; the services check again what each may touch.
ROLES_OF_COMMAND: dict[str, frozenset[Role]] = {
    "tasks": frozenset(Role),
    "task": frozenset(Role),
    "ack": OF_UNIT,
    "done": OF_UNIT,
    "progress": OF_UNIT,
    "ongoing": OF_UNIT,
    "result": OF_UNIT,
    "notdone": OF_UNIT,
    "coordinated": OF_UNIT,
    "evidence": frozenset(Role),
    "extend": OF_UNIT,
    "block": OF_UNIT,
    "unblock": OF_UNIT | CONFIRMS,
    "ask": OF_UNIT | CONFIRMS,
    "answer": OF_UNIT | ACTS_ON_REQUESTS,
    "undo": frozenset(Role),
    "status": frozenset(Role),
    "report": SEES_ALL,
    "audit": SEES_ALL,
    "waiting": CONFIRMS,
    "confirm": CONFIRMS,
    "return": CONFIRMS,
    "requests": SEES_ALL,
    "decide": ACTS_ON_REQUESTS,
    "refuse": ACTS_ON_REQUESTS,
    "explain": ACTS_ON_REQUESTS,
    "nudge": ACTS_ON_REQUESTS,
    "assign": HANDS_OVER,
    "add": CONFIRMS,
    "cancel": CONFIRMS,
    "restore": CONFIRMS,
    "import": CONFIRMS,
    "choose": CONFIRMS,
    "row": CONFIRMS,
    "edit": CONFIRMS,
    "drop": CONFIRMS,
    "unit": CONFIRMS,
    "write": CONFIRMS,
    "discard": CONFIRMS,
    "leave": frozenset(Role),
    "back": frozenset(Role),
    "people": SEES_ALL,
    "units": SEES_ALL,
    "invite": MANAGES_PEOPLE,
    "move": MANAGES_PEOPLE,
    "remove": MANAGES_PEOPLE,
    "role": MANAGES_PEOPLE,
    "calendar": frozenset(Role),
    "settings": SEES_ALL,
    "channel": frozenset(Role),
    "hour": frozenset(Role),
    "language": frozenset(Role),
    "plans": frozenset(Role),
    "withdraw": ACTS_ON_REQUESTS,
    "agree": DECIDES,
    "keep": DECIDES,
    "endplan": CONFIRMS,
    "help": frozenset(Role),
}


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


def may_decide(actor: Actor) -> bool:
    """Leaders decide on more time and answer questions."""
    return bool(actor.roles & DECIDES)


def may_act_on_requests(actor: Actor) -> bool:
    """Coordinators and leaders hear of requests: the ones recommend, the others decide."""
    return bool(actor.roles & ACTS_ON_REQUESTS)


def commands_for(actor: Actor) -> tuple[str, ...]:
    """Canonical names of the commands this person has a use for, those of most days first."""
    daily, others = parted_commands(actor)
    return daily + others


def parted_commands(actor: Actor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same, parted into those of most days and all the others."""
    allowed = [name for name, roles in ROLES_OF_COMMAND.items() if actor.roles & roles]
    return daily_first(actor.roles, allowed)
