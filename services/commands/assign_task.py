"""A head hands a task to people of the unit: they are reminded of it, the others on request only."""

from domain.authorisation import may_confirm
from domain.history import EventKind
from domain.messages import Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.orders import AssignTask, PersonUnclear, TaskHanded
from domain.messages.tasks import NotYourTask
from domain.people import HANDS_OVER, Role
from domain.tasks import Part
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import called
from services.context.find_task import numbers_meant, refuse_closed, visible_task
from services.context.notify import tell
from services.context.record_change import record, task_before
from services.context.stand_in import contacts_today
from services.context.summaries import summary_of
from storage.people import Contact
from storage.tasks import TaskNow, hand_over

MOST_SUGGESTIONS = 6


def assign_task(context: CommandContext, command: AssignTask) -> Reply:
    """Hand the task over; "the whole unit" returns it to all people of each lead unit the person decides for."""
    if not HANDS_OVER & context.person.roles:
        raise Refused(OnlyForRole(AssignTask.canonical, tuple(sorted(HANDS_OVER))))
    number = numbers_meant(context, AssignTask, () if command.number is None else (command.number,))[0]
    found = visible_task(context, number)
    refuse_closed(context, found)
    members = _members(context, found)
    chosen = [] if command.is_whole_unit else [_meant(name, members) for name in command.names or ("",)]
    units = tuple(dict.fromkeys(u for u, _ in members)) if command.is_whole_unit else (_unit_of(chosen, members),)
    people = {contact.id: contact for contact in chosen}
    kept = task_before(context, found.task.id)
    for unit_id in units:
        hand_over(
            context.tx, context.organisation.id, found.task.id, unit_id, people, context.person.person_id, context.now
        )
    names = tuple(contact.name for contact in people.values())
    unit_name = ", ".join(context.directory.units[unit_id].name for unit_id in units)
    record(context, EventKind.TASK_ASSIGNED, found, {"detail": ", ".join(names) or unit_name, **kept.facts()})
    line = summary_of(context, found)
    told = people or {contact.id: contact for of_unit, contact in members if of_unit in units}
    key = f"assigned:{found.task.id}:{context.inbox_id or context.now.isoformat()}"
    tell(context, key, told, TaskHanded(line, names, unit_name, context.person.name, is_mine=False))
    return Reply([TaskHanded(line, names, unit_name, context.person.name, is_mine=True)])


def _members(context: CommandContext, found: TaskNow) -> list[tuple[int, Contact]]:
    """(unit id, person) of the lead units that this person may hand over in: a head's own, a coordinator's all.

    Raises Refused(NotYourTask) when there is no such unit.
    """
    units = context.directory.with_members(r.unit_id for r in found.task.units(Part.LEAD))
    contacts = contacts_today(context)
    mine = next((contact.memberships for contact in contacts if contact.id == context.person.person_id), frozenset())
    if not may_confirm(context.person):
        units &= {unit_id for unit_id, role in mine if role is Role.HEAD}
    members = [
        (unit_id, contact)
        for contact in contacts
        for unit_id in sorted(units)
        if contact.memberships & {(unit_id, Role.OFFICER), (unit_id, Role.HEAD)}
    ]
    if not members:
        raise Refused(NotYourTask(found.task.number, found.task.title, found.task.lead_names))
    return members


def _meant(name: str, members: list[tuple[int, Contact]]) -> Contact:
    """The one person of the units whose name it is, or ends with it ("anh Minh": the given name comes last)."""
    contacts = {contact.id: contact for _, contact in members}.values()
    exact, ending, within = called(contacts, name)
    for found in (exact, ending):
        if len(found) == 1:
            return found[0]
    near = ending or within or list(contacts)
    raise Refused(PersonUnclear(name, tuple(contact.name for contact in near[:MOST_SUGGESTIONS])))


def _unit_of(chosen: list[Contact], members: list[tuple[int, Contact]]) -> int:
    """The unit within which it is handed over: the first that has all who were chosen."""
    units = list(dict.fromkeys(unit_id for unit_id, _ in members))
    ids = {contact.id for contact in chosen}
    for unit_id in units:
        if ids <= {contact.id for of_unit, contact in members if of_unit == unit_id}:
            return unit_id
    names = tuple(contact.name for contact in chosen)
    raise Refused(PersonUnclear(", ".join(names), names[:MOST_SUGGESTIONS]))
