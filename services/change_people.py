"""Moves people to another unit, ends their part, and makes codes; history and names stay."""

from dataclasses import replace
from datetime import timedelta

from domain.authorisation import MANAGES_PEOPLE
from domain.commands import MakeCode, MovePerson, RemovePerson
from domain.people import Role, Unit
from domain.people_notices import CodeMade, PersonMoved, PersonRemoved
from domain.people_refusals import MovedNowhere, NotOneself, UnitMissing
from domain.refusals import OnlyForRole, Refused
from services.accept_name import refuse_turning_marks
from services.desk import Desk, Reply
from services.find_gaps import gaps_left_by, heads_of
from services.find_person import find_person
from services.find_unit import find_unit
from services.find_vacant_offices import offices_left_by
from services.invite_person import invite_person
from services.rows_before import person_before
from services.task_lines import record
from services.tell_concerned import people_in, tell
from storage.absences import forget_person
from storage.leavers import move_person, remove_person
from storage.people import Contact, load_contacts
from storage.reach import LEFT_WITHOUT

CODE_BY_CHAT_HOURS = 24  # it stands in a chat: shorter than one read out by the administrator


def change_unit(desk: Desk, command: MovePerson) -> Reply:
    """Asked for in a chat, by those who may."""
    _refuse_others(desk, "move")
    return Reply([move_to_unit(desk, command)])


def move_to_unit(desk: Desk, command: MovePerson) -> PersonMoved:
    """The person belongs to the other unit from now on, in the same role, and is told with those above them.

    Asks for no right: a desk without an actor is that of whoever is at the machine. Raises Refused with UnitMissing,
    NoSuchPerson, UnitNotFound or MovedNowhere.
    """
    if not command.name or not command.unit_name:
        raise Refused(UnitMissing(command.unit_name or command.name))
    person = find_person(load_contacts(desk.tx, desk.organisation.id), command.name, "move")
    unit = find_unit(desk, command.unit_name)
    if person.unit_ids == {unit.id}:
        raise Refused(MovedNowhere(person.name, unit.name))
    moved = PersonMoved(person.name, unit.name, _author(desk), "author", move(desk, person, unit))
    key = f"moved:{person.id}:{desk.inbox_id or desk.now.isoformat()}"
    tell(desk, key, {person.id}, replace(moved, to="person"))
    above = people_in(desk, Role.COORDINATOR) | heads_of(load_contacts(desk.tx, desk.organisation.id), person)
    tell(desk, key, above - {person.id} if moved.gaps else (), replace(moved, to="above"))
    return moved


def end_part(desk: Desk, command: RemovePerson) -> Reply:
    """Asked for in a chat, by those who may."""
    _refuse_others(desk, "remove")
    return Reply([end_part_of(desk, command)])


def end_part_of(desk: Desk, command: RemovePerson) -> PersonRemoved:
    """The person is a stranger from the next message on; what waits for them is dropped, those above them are told.

    Asks for no right, as `move_to_unit`. Raises Refused with NoSuchPerson or NotOneself.
    """
    contacts = load_contacts(desk.tx, desk.organisation.id)
    person = find_person(contacts, command.name, "remove", is_whole=True)
    if desk.actor is not None and person.id == desk.actor.person_id:
        raise Refused(NotOneself(person.name))
    gone = PersonRemoved(person.name, _author(desk), "author", remove(desk, person))
    key = f"removed:{person.id}:{desk.inbox_id or desk.now.isoformat()}"
    above = people_in(desk, Role.COORDINATOR) | heads_of(contacts, person)
    tell(desk, key, above - {person.id} if gone.gaps else (), replace(gone, to="above"))
    return gone


def make_code(desk: Desk, command: MakeCode) -> Reply:
    """A one-time code; the account it links takes the place of the one on the same channel."""
    _refuse_others(desk, "invite")
    person = find_person(load_contacts(desk.tx, desk.organisation.id), command.name, "invite")
    valid, maker = timedelta(hours=CODE_BY_CHAT_HOURS), desk.person.person_id
    invitation = invite_person(desk.tx, desk.organisation.id, person.name, desk.now, valid, maker)
    record(desk, "invite_made", None, {"detail": person.name})
    return Reply([CodeMade(person.name, invitation.code, invitation.expires_at, bool(person.channels))])


def move(desk: Desk, person: Contact, unit: Unit) -> tuple[str, ...]:
    """Write it down; gives the units in which nobody can be reached since."""
    kept = person_before(desk, person.id)
    move_person(desk.tx, desk.organisation.id, person.id, unit.id)
    before = ", ".join(person.unit_names)
    detail = f"{person.name}: {before} → {unit.name}" if before else person.name
    record(desk, "person_moved", None, {"detail": detail, **kept.facts()})
    return gaps_left_by(desk, replace(person, unit_ids=person.unit_ids - {unit.id}), desk.today)


def remove(desk: Desk, person: Contact) -> tuple[str, ...]:
    """Write it down; gives the units in which nobody can be reached since."""
    remove_person(desk.tx, person.id, desk.now)
    forget_person(desk.tx, person.id, desk.now)
    left = offices_left_by(desk.tx, desk.organisation.id, person)
    record(desk, "person_removed", None, {"detail": person.name, **({LEFT_WITHOUT: list(left)} if left else {})})
    return gaps_left_by(desk, person, desk.today)


def _author(desk: Desk) -> str:
    return desk.actor.name if desk.actor else ""


def _refuse_others(desk: Desk, command: str) -> None:
    if not desk.person.roles & MANAGES_PEOPLE:
        raise Refused(OnlyForRole(command, tuple(sorted(MANAGES_PEOPLE))))
    refuse_turning_marks(desk)
