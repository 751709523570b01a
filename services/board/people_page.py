"""`/nguoi`: everybody by unit, as `người` lists them, with when each was last heard from."""

from collections.abc import Mapping

from domain.authorisation import commands_for
from domain.board.lists import PeoplePage, PeopleUnit, PersonEntry
from domain.messages.accounts import MakeCode
from domain.messages.rosters import LoadRoster
from services.commands.list_people import called_like, person_summaries
from services.context.command_context import CommandContext
from storage.last_heard import last_heard
from storage.people import load_contacts

MOST_LETTERS = 100
FILTERS = ("", "chua-lien-ket", "vang")


def read_people(context: CommandContext, values: Mapping[str, str]) -> PeoplePage | None:
    """`tim` is part of a name or unit; `loc` one of FILTERS. None for another filter."""
    sought, only = values.get("tim", "")[:MOST_LETTERS], values.get("loc", "")
    if only not in FILTERS:
        return None
    contacts = load_contacts(context.tx, context.organisation.id)
    found = called_like(contacts, sought)
    summaries = person_summaries(context, contacts, found)
    heard = last_heard(context.tx, context.organisation.id)
    entries = [
        (contact, PersonEntry(summary, contact.channels, heard.get(contact.id)))
        for contact, summary in zip(found, summaries, strict=True)
    ]
    commands = commands_for(context.person)
    shown = [pair for pair in entries if _is_shown(pair[1], only)]
    by_unit: dict[str, list[PersonEntry]] = {}
    for contact, entry in shown:
        for name in contact.unit_names or ("",):
            by_unit.setdefault(name, []).append(entry)
    return PeoplePage(
        units=tuple(PeopleUnit(name, tuple(people)) for name, people in sorted(by_unit.items(), key=_unit_order)),
        total=len(found),
        unlinked=sum(not contact.channels for contact in found),
        away=sum(summary.away_until is not None for summary in summaries),
        sought=sought,
        only=only,
        may_invite=MakeCode in commands,
        may_load=LoadRoster in commands,
    )


def _is_shown(entry: PersonEntry, only: str) -> bool:
    if only == "chua-lien-ket":
        return not entry.channels
    return only != "vang" or entry.summary.away_until is not None


def _unit_order(unit: tuple[str, list[PersonEntry]]) -> tuple[bool, str]:
    return unit[0] == "", unit[0]
