"""Makes one-time codes for everybody who has not linked a telephone, and tells who that is."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.board_sessions import PAGE
from domain.history import EventKind
from domain.invite_codes import CODE_VALID_DAYS, code_hash, draw_code, spell_code
from domain.messages import Command, Refused
from domain.messages.accounts import OnlyForRole
from domain.messages.codes import (
    CodeCard,
    CodesPrinted,
    EverybodyLinked,
    ListUnlinked,
    PrintCodes,
    SheetNeedsFiles,
    UnlinkedShown,
    UnlinkedUnit,
)
from domain.organisations import is_real_name
from services.context.command_context import CommandContext, Reply
from services.context.find_person_or_unit import refuse_turning_marks
from services.context.record_change import record
from storage.invites import replace_invites
from storage.people import Contact, load_contacts


def print_codes(context: CommandContext, _: PrintCodes) -> Reply:
    """Asked for in a chat, by those who may.

    Raises Refused with OnlyForRole, SheetNeedsFiles or EverybodyLinked, before any code is made.
    """
    _refuse_others(context, PrintCodes)
    refuse_turning_marks(context)
    if not (context.origin.takes_files or context.origin.channel == PAGE):  # a page fetches it
        raise Refused(SheetNeedsFiles())
    return Reply([make_codes(context)])


def make_codes(context: CommandContext) -> CodesPrinted:
    """A new code for each person without a living account; codes given to them before end.

    Checks no right: a context without an actor is the command line's. Raises Refused with EverybodyLinked.
    """
    contacts = load_contacts(context.tx, context.organisation.id)
    missing = by_unit([contact for contact in contacts if not contact.channels])
    if not missing:
        raise Refused(EverybodyLinked(len(contacts)))
    letters = {contact.id: draw_code(secrets.choice) for contact in missing}
    expires_at: datetime = context.now + timedelta(days=CODE_VALID_DAYS)
    hashes = {person_id: code_hash(code) for person_id, code in letters.items()}
    maker = context.actor.person_id if context.actor else None
    ended = replace_invites(context.tx, context.organisation.id, hashes, context.now, expires_at, maker)
    record(context, EventKind.CODES_PRINTED, None, {"detail": str(len(missing))})
    cards = tuple(CodeCard(each.name, each.unit_names, spell_code(letters[each.id])) for each in missing)
    organisation = context.organisation.name if is_real_name(context.organisation.name) else ""
    return CodesPrinted(cards, organisation, expires_at, ended, len(contacts) - len(missing))


def list_unlinked(context: CommandContext, _: ListUnlinked) -> Reply:
    """Everybody who has not linked a telephone, by unit."""
    _refuse_others(context, ListUnlinked)
    return Reply([unlinked_shown(load_contacts(context.tx, context.organisation.id))], may_replace=True)


def unlinked_shown(contacts: Sequence[Contact]) -> UnlinkedShown:
    """People without a living account, by their first unit."""
    found: dict[str, list[str]] = {}
    for contact in by_unit([each for each in contacts if not each.channels]):
        found.setdefault(_first_unit(contact), []).append(contact.name)
    units = tuple(UnlinkedUnit(name, tuple(people)) for name, people in found.items())
    return UnlinkedShown(units, sum(bool(each.channels) for each in contacts), len(contacts))


def by_unit(contacts: Sequence[Contact]) -> list[Contact]:
    """Those of no unit first, then unit by unit in the order of the list, so that cards are handed out unit by unit."""
    places: dict[str, int] = {}
    for contact in contacts:
        places.setdefault(_first_unit(contact), len(places) if contact.unit_names else -1)
    return sorted(contacts, key=lambda contact: places[_first_unit(contact)])


def _first_unit(contact: Contact) -> str:
    return contact.unit_names[0] if contact.unit_names else ""


def _refuse_others(context: CommandContext, command: type[Command]) -> None:
    if not context.person.roles & command.roles:
        raise Refused(OnlyForRole(command.canonical, tuple(sorted(command.roles))))
