"""Finds the offices that nobody who can be reached holds any more: nobody confirms, or nobody decides."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.people import Role
from storage.engine.database import Transaction
from storage.people import Contact, load_contacts
from storage.reach import first_linked_at, is_ever_linked, offices_left

WATCHED = (Role.COORDINATOR, Role.LEADER)
# While an office is being set up its officers may link before its leader does.
SET_UP = timedelta(days=14)


def vacant_offices(
    tx: Transaction, organisation_id: int, contacts: Iterable[Contact], now: datetime
) -> tuple[Role, ...]:
    """Roles of WATCHED that somebody had who could be reached, and nobody has now.

    Also those whose holders have not linked within SET_UP of the first link of the organisation; a database in which
    nobody has linked is young. `contacts` are those of today: who is absent still holds their office.
    """
    missing = [role for role in WATCHED if not _is_reached(contacts, role)]
    if not missing:
        return ()
    everybody = load_contacts(tx, organisation_id)
    return tuple(
        role
        for role in missing
        if not _is_reached(everybody, role) and _is_worth_saying(tx, organisation_id, everybody, role, now)
    )


def offices_left_by(tx: Transaction, organisation_id: int, person: Contact) -> tuple[str, ...]:
    """Of the offices that `person`, as it was before the change, could be reached in: those now without anybody."""
    held = [role for role in WATCHED if role in person.roles]
    if not held or not (person.channels or is_ever_linked(tx, organisation_id, [person.id])):
        return ()
    contacts = load_contacts(tx, organisation_id)
    return tuple(role.value for role in held if not _is_reached(contacts, role))


def _is_reached(contacts: Iterable[Contact], role: Role) -> bool:
    return any(contact.channels and role in contact.roles for contact in contacts)


def _is_worth_saying(
    tx: Transaction, organisation_id: int, everybody: Iterable[Contact], role: Role, now: datetime
) -> bool:
    holders = [contact.id for contact in everybody if role in contact.roles]
    if role.value in offices_left(tx, organisation_id) or is_ever_linked(tx, organisation_id, holders):
        return True
    began = first_linked_at(tx, organisation_id)
    return bool(holders) and began is not None and now - began > SET_UP
