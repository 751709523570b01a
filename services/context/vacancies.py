"""Finds units in which nobody can be reached and offices that nobody holds any more."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from domain.messages.people import OfficeCover
from domain.people import UNIT_ROLES, Role
from services.context.command_context import CommandContext
from services.context.stand_in import with_stand_ins
from storage.absences import load_absences
from storage.accounts import first_linked_at, is_ever_linked, offices_left
from storage.engine.database import Transaction
from storage.people import Contact, load_contacts

WATCHED = (Role.COORDINATOR, Role.LEADER)
# While an office is being set up its officers may link before its leader does.
SET_UP = timedelta(days=14)


def gaps_left_by(context: CommandContext, person: Contact, day: date, last_day: date | None = None) -> tuple[str, ...]:
    """Names of the units of `person`, as it was before, in which on `day` no officer (or head) can be reached.

    With `last_day` on any day until then, because others may leave while this person is still away. A person who could
    not be reached before leaves no new gap.
    """
    if not person.channels:
        return ()
    contacts = load_contacts(context.tx, context.organisation.id)
    absences = load_absences(context.tx, context.organisation.id, context.today)
    days = {day} | {a.first_day for a in absences if last_day is not None and day < a.first_day <= last_day}
    there = [with_stand_ins(contacts, absences, one) for one in sorted(days)]
    names, units = context.directory.units, sorted(person.unit_ids)
    return tuple(names[u].name for u in units if not all(_is_reached(of_day, u, person) for of_day in there))


def offices_meanwhile(context: CommandContext, person: Contact, first: date, last: date) -> tuple[OfficeCover, ...]:
    """Who confirms or decides while a coordinator or leader is away: those there and reachable on all of these days."""
    held = [role for role in WATCHED if role in person.roles]
    if not held:
        return ()
    contacts = load_contacts(context.tx, context.organisation.id)
    absences = load_absences(context.tx, context.organisation.id, context.today)
    days = {first} | {turn for a in absences for turn in (a.first_day, a.last_day + timedelta(days=1))}
    there = [with_stand_ins(contacts, absences, day) for day in sorted(days) if first <= day <= last]
    return tuple(OfficeCover(role.value, _acting(there, role, person.id)) for role in held)


def _acting(there: Iterable[Iterable[Contact]], role: Role, absent_id: int) -> tuple[str, ...]:
    of_days = [{c.name for c in day if c.channels and role in c.roles and c.id != absent_id} for day in there]
    return tuple(sorted(set.intersection(*of_days))) if of_days else ()


def offices_away(tx: Transaction, organisation_id: int, contacts: Iterable[Contact]) -> tuple[Role, ...]:
    """Roles of WATCHED that are held, but by nobody who is there today and can be reached; `contacts` of today."""
    missing = [role for role in WATCHED if not _is_held(contacts, role)]
    everybody = load_contacts(tx, organisation_id) if missing else ()
    return tuple(role for role in missing if _is_held(everybody, role))


def _is_reached(there: Iterable[Contact], unit_id: int, person: Contact) -> bool:
    """An officer's place is not filled by the head, who is told of the gap."""
    wanted = frozenset({Role.OFFICER}) if (unit_id, Role.OFFICER) in person.memberships else UNIT_ROLES
    return any(c.channels and any((unit_id, role) in c.memberships for role in wanted) for c in there)


def heads_of(contacts: Iterable[Contact], person: Contact) -> frozenset[int]:
    """The heads of the person's units, by id."""
    places = {(unit_id, Role.HEAD) for unit_id in person.unit_ids}
    return frozenset(contact.id for contact in contacts if contact.memberships & places)


def vacant_offices(
    tx: Transaction, organisation_id: int, contacts: Iterable[Contact], now: datetime
) -> tuple[Role, ...]:
    """Roles of WATCHED that somebody had who could be reached, and nobody has now.

    Also those whose holders have not linked within SET_UP of the first link of the organisation; a database in which
    nobody has linked is young. `contacts` are those of today: who is absent still holds their office.
    """
    missing = [role for role in WATCHED if not _is_held(contacts, role)]
    if not missing:
        return ()
    everybody = load_contacts(tx, organisation_id)
    return tuple(
        role
        for role in missing
        if not _is_held(everybody, role) and _is_worth_saying(tx, organisation_id, everybody, role, now)
    )


def offices_left_by(tx: Transaction, organisation_id: int, person: Contact) -> tuple[str, ...]:
    """Of the offices that `person`, as it was before the change, could be reached in: those now without anybody."""
    held = [role for role in WATCHED if role in person.roles]
    if not held or not (person.channels or is_ever_linked(tx, organisation_id, [person.id])):
        return ()
    contacts = load_contacts(tx, organisation_id)
    return tuple(role.value for role in held if not _is_held(contacts, role))


def _is_held(contacts: Iterable[Contact], role: Role) -> bool:
    return any(contact.channels and role in contact.roles for contact in contacts)


def _is_worth_saying(
    tx: Transaction, organisation_id: int, everybody: Iterable[Contact], role: Role, now: datetime
) -> bool:
    holders = [contact.id for contact in everybody if role in contact.roles]
    if role.value in offices_left(tx, organisation_id) or is_ever_linked(tx, organisation_id, holders):
        return True
    began = first_linked_at(tx, organisation_id)
    return bool(holders) and began is not None and now - began > SET_UP
