"""Moves people, ends their part, changes roles and makes one-time codes; history and names stay."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from documents.rosters import role_called
from domain.board_sessions import SessionEnd
from domain.history import EventKind
from domain.invite_codes import CODE_VALID_DAYS, code_hash, draw_code, spell_code
from domain.messages import Command, Refused
from domain.messages.accounts import CodeMade, CodeToForward, MakeCode, OnlyForRole
from domain.messages.drafts import UnitNotFound
from domain.messages.people import (
    ChangeRole,
    MovedNowhere,
    MovePerson,
    NotOneself,
    PersonMoved,
    PersonRemoved,
    RemovePerson,
    RoleChangeSummary,
    RoleHeldAlready,
    RoleNotHeld,
    RolesChanged,
    RoleUnclear,
    UnitMissing,
)
from domain.messages.requests import RequestsLeft
from domain.names import fold
from domain.organisations import is_real_name
from domain.people import GIVES_OFFICES, MANAGES_PEOPLE, UNIT_ROLES, Role, Unit
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import find_person, find_unit, refuse_turning_marks
from services.context.notify import people_in, tell
from services.context.record_change import person_before, record
from services.context.remove_person import remove
from services.context.role_changes import RoleChange, tell_of_roles
from services.context.vacancies import gaps_left_by, heads_of, offices_left_by
from storage.accounts import add_invite
from storage.board_sessions import end_sessions_of
from storage.engine.database import Transaction
from storage.offboarding import move_person
from storage.people import Contact, load_contacts, put_role, take_role

NO_UNIT = frozenset({"", "-"})  # for roles of the whole organisation, where the command line wants a word


@dataclass(frozen=True, slots=True)
class Invitation:
    """A fresh code: it is shown once and kept only as a hash."""

    person: str
    code: str
    expires_at: datetime


class PersonNotFound(Exception):
    """No person, or several, by that name; `candidates` are full names to choose from."""

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.candidates = candidates


def invite_person(
    tx: Transaction,
    organisation_id: int,
    name: str,
    now: datetime,
    valid: timedelta = timedelta(days=CODE_VALID_DAYS),
    made_by_id: int | None = None,
) -> Invitation:
    """A new code for the person (exact name, or the only one whose name contains it); earlier unused codes end.

    `made_by_id` is the person who asks for it in a chat: no account of theirs can use it.

    Raises PersonNotFound with names to choose from.
    """
    contact = find_contact(load_contacts(tx, organisation_id), name)
    letters = draw_code(secrets.choice)
    expires_at = now + valid
    add_invite(tx, organisation_id, contact.id, code_hash(letters), now, expires_at, made_by_id)
    return Invitation(contact.name, spell_code(letters), expires_at)


def find_contact(contacts: tuple[Contact, ...], name: str) -> Contact:
    """The person meant.

    Raises PersonNotFound when nobody or several fit.
    """
    wanted = fold(name)
    exact = [c for c in contacts if fold(c.name) == wanted]
    fitting = exact or [c for c in contacts if wanted and wanted in fold(c.name)]
    if len(fitting) != 1:
        raise PersonNotFound(name, tuple(c.name for c in (fitting or contacts))[:8])
    return fitting[0]


def change_unit(context: CommandContext, command: MovePerson) -> Reply:
    """Asked for in a chat, by those who may."""
    _refuse_others(context, MovePerson)
    return Reply([move_to_unit(context, command)])


def move_to_unit(context: CommandContext, command: MovePerson) -> PersonMoved:
    """Move the person to the other unit with the same role, and notify them and those above.

    Checks no right: a context without an actor is the command line's. Raises Refused with UnitMissing,
    NoSuchPerson, UnitNotFound or MovedNowhere.
    """
    if not command.name or not command.unit_name:
        raise Refused(UnitMissing(command.unit_name or command.name))
    person = find_person(load_contacts(context.tx, context.organisation.id), command.name, MovePerson)
    unit = find_unit(context, command.unit_name)
    if person.unit_ids == {unit.id}:
        raise Refused(MovedNowhere(person.name, unit.name))
    moved = PersonMoved(person.name, unit.name, _author(context), "author", move(context, person, unit))
    key = f"moved:{person.id}:{context.inbox_id or context.now.isoformat()}"
    tell(context, key, {person.id}, replace(moved, to="person"))
    above = people_in(context, Role.COORDINATOR) | heads_of(load_contacts(context.tx, context.organisation.id), person)
    tell(context, key, above - {person.id} if moved.gaps else (), replace(moved, to="above"))
    return moved


def end_part(context: CommandContext, command: RemovePerson) -> Reply:
    """Asked for in a chat, by those who may."""
    _refuse_others(context, RemovePerson)
    gone, requests = end_part_of(context, command)
    return Reply([gone, requests] if requests else [gone])


def end_part_of(context: CommandContext, command: RemovePerson) -> tuple[PersonRemoved, RequestsLeft | None]:
    """Remove the person: they count as a stranger, their waiting messages are dropped, those above are notified.

    Returns also the open requests of the person where they are the actor's now. Checks no right, as `move_to_unit`.
    Raises Refused with NoSuchPerson or NotOneself.
    """
    contacts = load_contacts(context.tx, context.organisation.id)
    person = find_person(contacts, command.name, RemovePerson, is_whole=True)
    if context.actor is not None and person.id == context.actor.person_id:
        raise Refused(NotOneself(person.name))
    departure = remove(context, person)
    gone = PersonRemoved(person.name, _author(context), "author", departure.gaps)
    key = f"removed:{person.id}:{context.inbox_id or context.now.isoformat()}"
    above = people_in(context, Role.COORDINATOR) | heads_of(contacts, person)
    tell(context, key, above - {person.id} if gone.gaps else (), replace(gone, to="above"))
    return gone, departure.requests


def make_code(context: CommandContext, command: MakeCode) -> Reply:
    """Make a one-time code; the account that it links replaces the person's one on the same channel."""
    _refuse_others(context, MakeCode)
    person = find_person(load_contacts(context.tx, context.organisation.id), command.name, MakeCode)
    maker, has_account = context.person.person_id, bool(person.channels)
    invitation = invite_person(context.tx, context.organisation.id, person.name, context.now, made_by_id=maker)
    record(context, EventKind.INVITE_MADE, None, {"detail": person.name})
    organisation = context.organisation.name if is_real_name(context.organisation.name) else ""
    made = CodeMade(person.name, invitation.code, invitation.expires_at, has_account, organisation)
    return Reply([made], before=[CodeToForward(person.name, has_account)])


def move(context: CommandContext, person: Contact, unit: Unit) -> tuple[str, ...]:
    """Record it; returns the units in which nobody can be reached since."""
    kept = person_before(context, person.id)
    move_person(context.tx, context.organisation.id, person.id, unit.id, context.now)
    before = ", ".join(person.unit_names)
    detail = f"{person.name}: {before} → {unit.name}" if before else person.name
    record(context, EventKind.PERSON_MOVED, None, {"detail": detail, **kept.facts()})
    return gaps_left_by(context, replace(person, unit_ids=person.unit_ids - {unit.id}), context.today)


def _author(context: CommandContext) -> str:
    return context.actor.name if context.actor else ""


def _refuse_others(context: CommandContext, command: type[Command]) -> None:
    if not context.person.roles & MANAGES_PEOPLE:
        raise Refused(OnlyForRole(command.canonical, tuple(sorted(MANAGES_PEOPLE))))
    refuse_turning_marks(context)


def change_role(context: CommandContext, command: ChangeRole) -> Reply:
    """Asked for in a chat: roles in a unit by coordinators, those of the whole organisation by administrators only."""
    may = GIVES_OFFICES if (role_called(command.role) or Role.OFFICER) not in UNIT_ROLES else MANAGES_PEOPLE
    if not context.person.roles & may:
        raise Refused(OnlyForRole(ChangeRole.canonical, tuple(sorted(may))))
    refuse_turning_marks(context)
    return Reply([change_role_of(context, command)])


def change_role_of(context: CommandContext, command: ChangeRole) -> RolesChanged:
    """Grant the role or take it away, and notify the person, coordinators and administrators.

    Checks no right: a context without an actor is the command line's. The whole name is needed. Raises
    Refused with NoSuchPerson, RoleUnclear, UnitNotFound, RoleHeldAlready or RoleNotHeld.
    """
    person = find_person(load_contacts(context.tx, context.organisation.id), command.name, ChangeRole, is_whole=True)
    role = role_called(command.role)
    if role is None:
        raise Refused(RoleUnclear(command.role))
    unit = _unit_meant(context, person, role, command.unit_name)
    kept = person_before(context, person.id)
    what = _take(context, person, role, unit) if command.is_taken else _give(context, person, role, unit)
    end_sessions_of(context.tx, person.id, context.now, SessionEnd.RIGHTS_CHANGED)
    left = offices_left_by(context.tx, context.organisation.id, person) if command.is_taken else ()
    line = RoleChangeSummary(person.name, role.value, unit.name if unit else "", what)
    return tell_of_roles(context, (RoleChange(person.id, line, kept.facts()),), left)


def _unit_meant(context: CommandContext, person: Contact, role: Role, name: str) -> Unit | None:
    """The unit named; without a name the only one the person belongs to. None for a role of the organisation."""
    if role not in UNIT_ROLES:
        if name not in NO_UNIT:
            find_unit(context, name)  # a list may name the unit in which the person works: it must be one
        return None
    if name not in NO_UNIT:
        return find_unit(context, name)
    if len(person.unit_ids) != 1:
        raise Refused(UnitNotFound(name, person.unit_names[:3]))
    return context.directory.units[next(iter(person.unit_ids))]


def _give(context: CommandContext, person: Contact, role: Role, unit: Unit | None) -> str:
    held = role in person.roles if unit is None else (unit.id, role) in person.memberships
    if held:
        raise Refused(RoleHeldAlready(person.name, role.value, unit.name if unit else ""))
    put_role(context.tx, context.organisation.id, person.id, unit.id if unit else None, role)
    return "granted"


def _take(context: CommandContext, person: Contact, role: Role, unit: Unit | None) -> str:
    if not take_role(context.tx, person.id, unit.id if unit else None, role):
        raise Refused(RoleNotHeld(person.name, role.value, unit.name if unit else ""))
    return "taken"
