"""Gives one person one role, or takes it away."""

from documents.rosters import role_called
from domain.authorisation import GIVES_OFFICES, MANAGES_PEOPLE
from domain.commands import ChangeRole
from domain.people import UNIT_ROLES, Role, Unit
from domain.people_notices import RoleLine, RolesChanged
from domain.people_refusals import RoleHeldAlready, RoleNotHeld, RoleUnclear
from domain.refusals import OnlyForRole, Refused, UnitNotFound
from services.accept_name import refuse_turning_marks
from services.desk import Desk, Reply
from services.find_person import find_person
from services.find_unit import find_unit
from services.find_vacant_offices import offices_left_by
from services.rows_before import person_before
from services.tell_of_roles import RoleChange, tell_of_roles
from storage.people import Contact, load_contacts, put_role
from storage.rights import take_role

NO_UNIT = frozenset({"", "-"})  # for roles of the whole organisation, where the command line wants a word


def change_role(desk: Desk, command: ChangeRole) -> Reply:
    """Asked for in a chat: roles in a unit by coordinators, those of the whole organisation by administrators only."""
    may = GIVES_OFFICES if (role_called(command.role) or Role.OFFICER) not in UNIT_ROLES else MANAGES_PEOPLE
    if not desk.person.roles & may:
        raise Refused(OnlyForRole("role", tuple(sorted(may))))
    refuse_turning_marks(desk)
    return Reply([change_role_of(desk, command)])


def change_role_of(desk: Desk, command: ChangeRole) -> RolesChanged:
    """The person has the role from now on, or no longer; they are told, coordinators and administrators too.

    Asks for no right: a desk without an actor is that of whoever is at the machine. The whole name is needed. Raises
    Refused with NoSuchPerson, RoleUnclear, UnitNotFound, RoleHeldAlready or RoleNotHeld.
    """
    person = find_person(load_contacts(desk.tx, desk.organisation.id), command.name, "role", is_whole=True)
    role = role_called(command.role)
    if role is None:
        raise Refused(RoleUnclear(command.role))
    unit = _unit_meant(desk, person, role, command.unit_name)
    kept = person_before(desk, person.id)
    what = _take(desk, person, role, unit) if command.is_taken else _give(desk, person, role, unit)
    left = offices_left_by(desk.tx, desk.organisation.id, person) if command.is_taken else ()
    line = RoleLine(person.name, role.value, unit.name if unit else "", what)
    return tell_of_roles(desk, (RoleChange(person.id, line, kept.facts()),), left)


def _unit_meant(desk: Desk, person: Contact, role: Role, name: str) -> Unit | None:
    """The unit named; without a name the only one the person belongs to. None for a role of the organisation."""
    if role not in UNIT_ROLES:
        if name not in NO_UNIT:
            find_unit(desk, name)  # a list may name the unit in which the person works: it must be one
        return None
    if name not in NO_UNIT:
        return find_unit(desk, name)
    if len(person.unit_ids) != 1:
        raise Refused(UnitNotFound(name, person.unit_names[:3]))
    return desk.directory.units[next(iter(person.unit_ids))]


def _give(desk: Desk, person: Contact, role: Role, unit: Unit | None) -> str:
    held = role in person.roles if unit is None else (unit.id, role) in person.memberships
    if held:
        raise Refused(RoleHeldAlready(person.name, role.value, unit.name if unit else ""))
    put_role(desk.tx, desk.organisation.id, person.id, unit.id if unit else None, role)
    return "granted"


def _take(desk: Desk, person: Contact, role: Role, unit: Unit | None) -> str:
    if not take_role(desk.tx, person.id, unit.id if unit else None, role):
        raise Refused(RoleNotHeld(person.name, role.value, unit.name if unit else ""))
    return "taken"
