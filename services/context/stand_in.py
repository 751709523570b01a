"""Resolves who is present today: an absent person gets nothing, and the stand-in has their units and offices."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from domain.people import Absence, away_on, stood_for_on
from services.context.command_context import CommandContext
from storage.absences import load_absences
from storage.people import Contact, load_contacts, load_contacts_among


def contacts_today(context: CommandContext) -> tuple[Contact, ...]:
    """Everybody, as it holds today."""
    contacts = load_contacts(context.tx, context.organisation.id)
    return with_stand_ins(contacts, load_absences(context.tx, context.organisation.id, context.today), context.today)


def contacts_today_among(context: CommandContext, person_ids: Iterable[int]) -> tuple[Contact, ...]:
    """As `contacts_today`, of these people only."""
    wanted = frozenset(person_ids)
    absences = load_absences(context.tx, context.organisation.id, context.today)
    behind = {absence.person_id for absence in absences if absence.stand_in_id in wanted}
    contacts = load_contacts_among(context.tx, context.organisation.id, wanted | behind)
    return tuple(c for c in with_stand_ins(contacts, absences, context.today) if c.id in wanted)


def with_stand_ins(contacts: Sequence[Contact], absences: Sequence[Absence], day: date) -> tuple[Contact, ...]:
    """The contacts as they count on `day`: who is away belongs nowhere, who stands in belongs where they do too."""
    away = away_on(absences, day)
    if not away:
        return tuple(contacts)
    by_id, stood_for = {contact.id: contact for contact in contacts}, stood_for_on(absences, day)
    found = []
    for contact in contacts:
        if contact.id in away:
            found.append(
                replace(contact, roles=frozenset(), unit_ids=frozenset(), memberships=frozenset(), is_away=True)
            )
        else:
            behind = sorted(stood_for.get(contact.id, frozenset()))
            found.append(_standing_in(contact, [by_id[person_id] for person_id in behind if person_id in by_id]))
    return tuple(found)


def _standing_in(contact: Contact, absent: Sequence[Contact]) -> Contact:
    if not absent:
        return contact
    return replace(
        contact,
        roles=contact.roles.union(*(one.roles for one in absent)),
        unit_ids=contact.unit_ids.union(*(one.unit_ids for one in absent)),
        unit_names=tuple(dict.fromkeys((*contact.unit_names, *(name for one in absent for name in one.unit_names)))),
        memberships=contact.memberships.union(*(one.memberships for one in absent)),
        stands_in_for=tuple((one.id, one.name) for one in absent),
    )
