"""The people and the units of the organisation, for those who see everything."""

from collections.abc import Sequence
from typing import TypeVar

from domain.messages import Command, Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.people import ListPeople, ListUnits, PeopleShown, PersonSummary, UnitsShown, UnitSummary
from domain.names import fold
from domain.people import SEES_ALL
from services.context.command_context import CommandContext, Reply
from storage.absences import load_absences
from storage.people import Contact, load_contacts

PAGE_SIZE = 12
_Line = TypeVar("_Line")


def list_people(context: CommandContext, command: ListPeople) -> Reply:
    """Everybody, or those whose name or unit contains what was typed: units, role, linked or not, away or not."""
    _refuse_others(context, ListPeople)
    contacts = load_contacts(context.tx, context.organisation.id)
    found = called_like(contacts, command.sought)
    shown, page, pages = _page(found, command.page)
    lines = person_summaries(context, contacts, shown)
    unlinked = sum(not contact.channels for contact in found)
    return Reply([PeopleShown(lines, len(found), unlinked, page, pages, command.sought)], may_replace=True)


def called_like(contacts: Sequence[Contact], sought: str) -> list[Contact]:
    """Those whose name or unit contains the text; all for an empty one."""
    return [contact for contact in contacts if _fits(contact, fold(sought))]


def person_summaries(
    context: CommandContext, everybody: Sequence[Contact], shown: Sequence[Contact]
) -> tuple[PersonSummary, ...]:
    """Each person as one entry of a list, as of today."""
    away = {
        absence.person_id: absence
        for absence in load_absences(context.tx, context.organisation.id, context.today)
        if absence.holds_on(context.today)
    }
    names = {contact.id: contact.name for contact in everybody}
    lines = []
    for contact in shown:
        absence = away.get(contact.id)
        until, stand_in = (absence.last_day, names.get(absence.stand_in_id or 0)) if absence else (None, None)
        roles = tuple(sorted(role.value for role in contact.roles))
        lines.append(PersonSummary(contact.name, contact.unit_names, roles, bool(contact.channels), until, stand_in))
    return tuple(lines)


def list_units(context: CommandContext, command: ListUnits) -> Reply:
    """Each unit with how many people it has and how many of them can be reached."""
    _refuse_others(context, ListUnits)
    contacts = load_contacts(context.tx, context.organisation.id)
    shown, page, pages = _page(list(context.directory.units.values()), command.page)
    lines = []
    for unit in shown:
        people = [contact for contact in contacts if unit.id in contact.unit_ids]
        linked = sum(bool(contact.channels) for contact in people)
        count = len(context.directory.members.get(unit.id, ())) if unit.is_group else len(people)
        lines.append(UnitSummary(unit.name, count, linked, unit.is_group))
    return Reply([UnitsShown(tuple(lines), len(context.directory.units), page, pages)], may_replace=True)


def _fits(contact: Contact, sought: str) -> bool:
    return not sought or any(sought in fold(text) for text in (contact.name, *contact.unit_names))


def _page(found: Sequence[_Line], wanted: int) -> tuple[Sequence[_Line], int, int]:
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(wanted, 1), pages)
    return found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], page, pages


def _refuse_others(context: CommandContext, command: type[Command]) -> None:
    if not context.person.roles & SEES_ALL:
        raise Refused(OnlyForRole(command.canonical, tuple(sorted(SEES_ALL))))
