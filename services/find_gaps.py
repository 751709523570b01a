"""Finds the units in which nobody can be reached once somebody is away, moved or gone."""

from collections.abc import Iterable
from datetime import date

from domain.people import UNIT_ROLES, Role
from services.desk import Desk
from services.stand_in import with_stand_ins
from storage.absences import load_absences
from storage.people import Contact, load_contacts


def gaps_left_by(desk: Desk, person: Contact, day: date, last_day: date | None = None) -> tuple[str, ...]:
    """Names of the units of `person`, as it was before, in which on `day` no officer (or head) can be reached.

    With `last_day` on any day until then: others may go later, while this person is still away.

    Whoever could not be reached before leaves no new gap.
    """
    if not person.channels:
        return ()
    contacts = load_contacts(desk.tx, desk.organisation.id)
    absences = load_absences(desk.tx, desk.organisation.id, desk.today)
    days = {day} | {a.first_day for a in absences if last_day is not None and day < a.first_day <= last_day}
    there = [with_stand_ins(contacts, absences, one) for one in sorted(days)]
    names, units = desk.directory.units, sorted(person.unit_ids)
    return tuple(names[u].name for u in units if not all(_is_reached(of_day, u, person) for of_day in there))


def _is_reached(there: Iterable[Contact], unit_id: int, person: Contact) -> bool:
    """An officer's place is not filled by the head, who is told of the gap."""
    wanted = frozenset({Role.OFFICER}) if (unit_id, Role.OFFICER) in person.memberships else UNIT_ROLES
    return any(c.channels and any((unit_id, role) in c.memberships for role in wanted) for c in there)


def heads_of(contacts: Iterable[Contact], person: Contact) -> frozenset[int]:
    """The heads of the person's units, by id."""
    places = {(unit_id, Role.HEAD) for unit_id in person.unit_ids}
    return frozenset(contact.id for contact in contacts if contact.memberships & places)
