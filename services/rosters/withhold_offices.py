"""Leaves roles of the whole organisation as they are when a list is loaded by somebody who may not give them."""

from collections.abc import Mapping
from dataclasses import replace

from documents.rosters import Roster, RosterRow
from domain.messages.people import RoleChangeSummary
from domain.people import GIVES_OFFICES, UNIT_ROLES, Role
from services.context.command_context import CommandContext
from storage.listed_people import KnownPerson
from storage.people import person_key

Withheld = tuple[RoleChangeSummary, ...]


# Otherwise a coordinator would become a leader by sending a list that says so.
def withhold_offices(
    context: CommandContext, roster: Roster, known: Mapping[int, KnownPerson]
) -> tuple[Roster, Withheld]:
    """The list with the offices that its people hold now, and the changes that only an administrator may make.

    Without an actor it is the command line's list, which may change everything.
    """
    if context.actor is None or context.actor.roles & GIVES_OFFICES:
        return roster, ()
    by_key = {person_key(one.holder.name): one for one in known.values()}
    held = {key: _offices(one) for key, one in by_key.items()}
    refused = [row for row in roster.rows if row.role in _OFFICES and row.role not in held.get(_key(row), ())]
    rows = [row for row in roster.rows if row not in refused]
    missing = _missing(roster.rows, by_key, held)
    changes = (*(_change(row, "granted") for row in refused), *(_change(row, "taken") for row in missing))
    return replace(roster, rows=(*rows, *missing)), tuple(dict.fromkeys(changes))


_OFFICES = frozenset(Role) - UNIT_ROLES


def _key(row: RosterRow) -> str:
    return person_key(row.person or "")


def _offices(one: KnownPerson) -> frozenset[Role]:
    return frozenset() if one.holder.is_removed else frozenset(role for role, _ in one.holder.roles if role in _OFFICES)


def _missing(
    rows: tuple[RosterRow, ...], by_key: Mapping[str, KnownPerson], held: Mapping[str, frozenset[Role]]
) -> list[RosterRow]:
    """Offices that the last list gave, people of this one still hold, and it does not give."""
    said: dict[str, set[Role | None]] = {}
    first: dict[str, RosterRow] = {}
    for row in rows:
        if row.person and _key(row) in by_key:
            said.setdefault(_key(row), set()).add(row.role)
            first.setdefault(_key(row), row)
    return [
        replace(first[key], role=role)
        for key, roles in said.items()
        for role in sorted({role for role, _ in by_key[key].listed or ()} & held[key] - roles)
    ]


def _change(row: RosterRow, what: str) -> RoleChangeSummary:
    return RoleChangeSummary(row.person or "", row.role.value if row.role else "", "", what)
